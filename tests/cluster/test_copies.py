"""Who copied whom: a table of pairs, what must always hold, and a floor on labelled pairs."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from variorum.cluster.copies import find_copies
from variorum.model.records import Article, Published
from variorum.scoring.clusters import labelled

SPECS = Path(__file__).parent / "specs"
WORDS = ["harbour", "tide", "council", "bridge", "winter", "market", "doctor", "ferry", "valley", "school", "night"]


@dataclass(frozen=True)
class Case:
    """Two articles and what is expected of them."""

    name: str
    degree: str
    basis: str
    direction: str
    missing: str
    articles: tuple[Article, Article]


def cases() -> Iterator[Case]:
    for block in (SPECS / "copies.txt").read_text(encoding="utf-8").split("\n=== ")[1:]:
        head, *parts = block.split("\n--- ")
        name, degree, basis, direction, missing = (field.strip() for field in head.split("|"))
        first, second = (article(part, place) for place, part in enumerate(parts))
        yield Case(name, degree, basis, direction, missing, (first, second))


def article(part: str, place: int) -> Article:
    head, text = part.split("\n", 1)
    outlet, day = (field.strip() for field in head.split("|"))
    return Article(id=f"{place}", source="", text=text.strip(), outlet=outlet, published=Published(value=day))


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.name)
def test_pairs(case: Case) -> None:
    pairs = [d for d in find_copies(case.articles) if d.origin]
    assert [d.degree for d in pairs] == ([case.degree] if case.degree else [])
    for d in pairs:
        assert (d.basis, d.direction, d.missing or "") == (case.basis, case.direction, case.missing)
        assert d.direction == "unknown" or (d.copy, d.origin) == ("1", "0")


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.name)
def test_passages_are_the_same_words_on_both_sides(case: Case) -> None:
    texts = {a.id: a.text for a in case.articles}
    for d in find_copies(case.articles):
        for passage in d.passages if d.origin else ():
            copy = texts[d.copy][passage.copy.start : passage.copy.end].split()
            origin = texts[d.origin or ""][passage.origin.start : passage.origin.end].split()
            assert copy[:4] == origin[:4]
            assert copy[-1].strip(".,") == origin[-1].strip(".,")


def test_a_missing_agency_is_named_once_for_each_printer() -> None:
    case = next(case for case in cases() if case.missing == "Reuters")
    missing = [d for d in find_copies(case.articles) if d.origin is None]
    assert [(d.copy, d.missing) for d in missing] == [("0", "Reuters"), ("1", "Reuters")]


def test_nothing_is_missing_that_is_there() -> None:
    (agency, printer), (other, _) = (case.articles for case in cases() if "Coast Wire)" in case.articles[1].text)
    found = find_copies([agency, printer, replace(other, id="2")])
    assert [(d.copy, d.origin, d.direction, d.missing) for d in found] == [
        ("1", "0", "known", None),
        ("2", "0", "known", None),
        ("2", "1", "unknown", None),
    ]


def test_what_both_took_from_a_third_is_no_copying_between_the_two() -> None:
    rng = random.Random(6)
    wire = prose(rng, 240)
    printer, rewriter = wire, " ".join([prose(rng, 60), *wire.split()[60:140], prose(rng, 60)])
    articles = [
        replace(item(key, text), published=Published(value=f"2031-05-{day}"))
        for key, text, day in (("a", wire, "02"), ("b", printer, "03"), ("c", rewriter, "03"))
    ]
    found = {(d.copy, d.origin): d.common for d in find_copies(articles)}
    assert found == {("b", "a"): None, ("c", "a"): None, ("c", "b"): "a"}


def test_what_two_share_beyond_the_third_is_their_own_affair() -> None:
    rng = random.Random(7)
    wire, more = prose(rng, 120), prose(rng, 120)
    articles = [
        replace(item(key, text), published=Published(value=f"2031-05-{day}"))
        for key, text, day in (("a", wire, "02"), ("b", f"{wire} {more}", "03"), ("c", f"{more} {wire}", "03"))
    ]
    assert all(d.common is None for d in find_copies(articles))


def test_who_credits_another_printer_copied_that_one() -> None:
    first, second = next(case for case in cases() if case.name == "a credit to the other outlet").articles
    wire = replace(first, id="w", outlet="Shore Gazette", text=first.text, published=Published(value="2031-05-01"))
    found = {(d.copy, d.origin): d.common for d in find_copies([wire, first, second])}
    assert found == {("0", "w"): None, ("1", "w"): None, ("1", "0"): None}


def test_a_credit_line_names_the_origin() -> None:
    first, second = next(case for case in cases() if case.name.startswith("two texts of one day")).articles
    for credit in ({"credits": ("The Inland Post",)}, {"bylines": ("By Ana Rook, Inland Post",)}):
        (found,) = find_copies([replace(first, **credit), second])
        assert (found.copy, found.origin, found.direction) == ("0", "1", "known")


def test_a_brief_inside_a_long_report_is_found() -> None:
    rng = random.Random(3)
    long = prose(rng, 900)
    brief = " ".join(long.split()[400:460])
    found = find_copies([item("a", long), item("b", brief)])
    assert [(d.copy, d.origin, d.degree, d.direction) for d in found] == [("b", "a", "wholly", "known")]


def test_furniture_by_repetition_is_no_text() -> None:
    rng = random.Random(4)
    frame = prose(rng, 60)
    pages = [
        replace(item(f"p{n}", f"{prose(rng, 200)}\n{frame}"), url=f"https://paper.example/{n}/story") for n in range(6)
    ]
    assert find_copies(pages) == ()


def test_a_frame_on_very_many_pages_costs_no_more_than_the_pages() -> None:
    from variorum.cluster.pairs import find_candidates

    rng = random.Random(5)
    frame = prose(rng, 60)
    pages = [item(f"p{n:03}", f"{prose(rng, 60)}\n{frame}") for n in range(300)]
    assert len(find_candidates(pages).pairs) <= 300 * 60


@pytest.mark.parametrize("text", ["", " ", "\n\n", "!!!", "one", "a b c", "“" * 5000, "." * 20_000, "\ud800"])
def test_odd_texts_are_no_errors(text: str) -> None:
    find_copies([item("a", text), item("b", text + " x"), item("c", "The tide rose.")])


texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=60).map(" ".join)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(texts, min_size=2, max_size=6, unique=True), st.randoms(use_true_random=False))
def test_order_of_input_changes_nothing(bodies: list[str], rng: random.Random) -> None:
    articles = [item(f"{n}", text) for n, text in enumerate(bodies)]
    shuffled = list(articles)
    rng.shuffle(shuffled)
    assert find_copies(articles) == find_copies(shuffled)


@settings(max_examples=40, deadline=None)
@given(texts)
def test_an_exact_copy_derives_wholly(text: str) -> None:
    (found,) = find_copies([item("a", text), item("b", text)])
    assert (found.degree, found.shared) == ("wholly", 1.0)


def test_renaming_outlets_changes_no_grouping() -> None:
    # a credit names an outlet, so which of two is the copy may change; that they share their text may not
    articles = [replace(a, id=f"{n:02}") for n, a in enumerate(a for case in cases() for a in case.articles)]
    renamed = [replace(a, outlet=f"{a.outlet} Two") for a in articles]
    assert tied(articles) == tied(renamed)


def tied(articles: Sequence[Article]) -> set[tuple[frozenset[str | None], str]]:
    return {(frozenset((d.copy, d.origin)), d.degree) for d in find_copies(articles) if d.origin}


@pytest.mark.shared
def test_labelled_pairs(shared: Path) -> None:
    folder = shared / "data" / "copies"
    pairs = [json.loads(line) for line in (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines()]
    wanted = {key for pair in pairs for key in (pair["a"], pair["b"])}
    with gzip.open(folder / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    articles = [
        Article(r["id"], r["id"], r["text"], r["title"], r["outlet"], r["url"], published=Published(value=r["date"]))
        for r in rows
        if r["id"] in wanted
    ]
    degree = {frozenset((d.copy, d.origin)): d.degree for d in find_copies(articles) if d.origin}
    score = labelled((p["label"], degree.get(frozenset((p["a"], p["b"])), "not")) for p in pairs)
    assert score.of("wholly", "partly").f1 >= 0.92
    assert score.macro_f1 >= 0.88


def item(key: str, text: str) -> Article:
    return Article(id=key, source=key, text=text)


def prose(rng: random.Random, words: int) -> str:
    made = ["".join(rng.choice("bdfklmnrst") + rng.choice("aeiou") for _ in range(3)) for _ in range(words)]
    return ". ".join(" ".join(made[i : i + 12]).capitalize() for i in range(0, words, 12)) + "."
