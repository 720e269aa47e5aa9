"""Which sentences of two reports become one claim, and what must hold whatever the reports are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import permutations
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from variorum.align.claims import find_claims
from variorum.align.claims.grouping import FORBIDDEN, group
from variorum.model import Annotated, Claim, Entity
from variorum.model.support import reports, supporting

Read = Callable[[Sequence[tuple[str, str, str]]], tuple[tuple[Annotated, ...], tuple[Entity, ...]]]
SPECS = [
    line.split("\t")
    for line in (Path(__file__).parent / "pairs.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.fixture(scope="session")
def story(read_reports: Read) -> tuple[tuple[Annotated, ...], tuple[Entity, ...]]:
    """Two reports that hold one side of every row each, so that every row stands among distractors."""
    first = "Morning\n" + "\n\n".join(a for _, a, _ in SPECS)
    second = "Evening\n" + "\n\n".join(b for _, _, b in reversed(SPECS))
    return read_reports([("Morning Post", "2021-07-27", first), ("Evening Bell", "2021-07-27", second)])


@pytest.fixture(scope="session")
def claims(story: tuple[tuple[Annotated, ...], tuple[Entity, ...]]) -> tuple[Claim, ...]:
    return find_claims(*story)


def joined(claims: Sequence[Claim], one: str, other: str) -> bool:
    return any({one, other} <= {e.exact for e in supporting(c)} for c in claims)


@pytest.mark.parametrize("spec", SPECS, ids=lambda s: s[1][:40])
def test_the_same_statement_is_one_claim_and_another_is_not(spec: list[str], claims: tuple[Claim, ...]) -> None:
    verdict, one, other = spec
    assert joined(claims, one, other) == (verdict == "same")


def test_no_claim_mixes_rows(claims: tuple[Claim, ...]) -> None:
    row = {s: i for i, (_, a, b) in enumerate(SPECS) for s in (a, b)}
    for claim in claims:
        assert len({row[e.exact] for e in claim.evidence}) == 1, claim.statement


def test_evidence_is_in_the_text_and_the_statement_is_a_real_sentence(
    claims: tuple[Claim, ...], story: tuple[tuple[Annotated, ...], tuple[Entity, ...]]
) -> None:
    text = {i.article.id: i.article.text for i in story[0]}
    for claim in claims:
        assert claim.because
        assert any(claim.statement in " ".join(t.split()) for t in text.values())
        for e in claim.evidence:
            assert e.exact == " ".join(text[e.article][s.start : s.end] for s in e.spans)
            assert text[e.article][: e.spans[0].start].endswith(e.prefix)
            assert text[e.article][e.spans[-1].end :].startswith(e.suffix)


def test_every_reporting_sentence_is_in_some_claim(claims: tuple[Claim, ...]) -> None:
    shown = {e.exact for c in claims for e in c.evidence}
    assert SPECS[8][1] in shown
    assert SPECS[9][2] in shown


def test_shared_claims_come_first_and_ids_differ(claims: tuple[Claim, ...]) -> None:
    several = [len(reports(c)) > 1 for c in claims]
    assert several == sorted(several, reverse=True)
    assert len({c.id for c in claims}) == len(claims)


def test_the_order_of_reports_changes_nothing(story: tuple[tuple[Annotated, ...], tuple[Entity, ...]]) -> None:
    items, entities = story
    found = [find_claims(order, entities) for order in permutations(items)]
    assert found[0] == found[1]


def test_an_exact_copy_never_changes_which_claims_there_are(
    story: tuple[tuple[Annotated, ...], tuple[Entity, ...]], claims: tuple[Claim, ...]
) -> None:
    items, entities = story
    copy = Annotated(replace(items[0].article, id="zz-copy", outlet="The Copyist"), items[0].layers)
    again = find_claims([*items, copy], entities)
    assert {c.id for c in again} == {c.id for c in claims}
    assert {e.article for c in again for e in c.evidence} >= {"zz-copy"}


def test_nothing_in_gives_nothing_out() -> None:
    assert find_claims([], []) == ()


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.tuples(st.integers(0, 7), st.integers(0, 7)), st.floats(-1, 1), max_size=20), st.randoms())
def test_groups_are_apart_and_do_not_depend_on_order(scores: dict[tuple[int, int], float], rng: Random) -> None:
    pairs = {(min(i, j), max(i, j)): s for (i, j), s in scores.items() if i != j}
    listed = [(p, s) for p, s in pairs.items() if s >= 0.3]

    def score(i: int, j: int) -> float:
        return pairs.get((i, j), 0.0)

    found = group(8, listed, score, 0.3)
    shuffled = list(listed)
    rng.shuffle(shuffled)
    assert found == group(8, shuffled, score, 0.3)
    members = [i for g in found for i in g]
    assert len(members) == len(set(members))
    for g in found:
        apart = [score(i, j) < 0 for n, i in enumerate(g) for j in g[n + 1 :]]
        assert sum(apart) <= FORBIDDEN * len(apart)
