"""One value, many surface forms, and sentences that hold no time at all."""

from __future__ import annotations

from pathlib import Path

from variorum.annotate.times import find_times, resolve_times
from variorum.language.parse import Parser

SPECS = Path(__file__).parent / "specs"
FORMS = [
    ([*line.split("\t"), ""])[:6]
    for line in (SPECS / "forms.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
NEGATIVES = [
    line
    for line in (SPECS / "negatives.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def test_the_corpus_is_large_enough() -> None:
    assert len(FORMS) >= 500
    assert len(NEGATIVES) >= 150


def test_every_form_has_its_value() -> None:
    wrong: list[str] = []
    docs = Parser().parse(text for _, text, *_ in FORMS)
    for (published, text, words, kind, value, mod), doc in zip(FORMS, docs, strict=True):
        found = [(text[t.start : t.end], t.type, t.value, t.mod or "") for t in find_times(doc, published)]
        if (words, kind, value or None, mod) not in found:
            wrong.append(f"{text}: want {words} {kind} {value} {mod}, got {found}")
    assert not wrong, "\n".join(wrong)


def test_values_are_filled_alike_when_the_date_comes_later() -> None:
    docs = Parser().parse(text for _, text, *_ in FORMS)
    for (published, *_), doc in zip(FORMS, docs, strict=True):
        assert resolve_times(find_times(doc, None), published) == find_times(doc, published)


def test_nothing_is_found_where_there_is_no_time() -> None:
    found = {
        text: [text[t.start : t.end] for t in times]
        for text, doc in zip(NEGATIVES, Parser().parse(NEGATIVES), strict=True)
        if (times := find_times(doc, "2021-07-21"))
    }
    assert not found
