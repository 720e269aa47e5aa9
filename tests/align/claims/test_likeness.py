"""What is computed for many sentences at once is what looking at two of them would tell."""

from __future__ import annotations

import numpy as np
import pytest

from variorum.align.claims import holding as holding_module
from variorum.align.claims.holding import Holding
from variorum.align.claims.likeness import Likeness
from variorum.align.claims.meaning import Meaning
from variorum.align.claims.units import Unit, units_of
from variorum.align.sentences import Sentence
from variorum.language.vectors import Pieces, embed_pieces
from variorum.model import Article, Event, Span

REPORTS = {
    "a": ["The council of Port Elm voted to close the old bridge.", "Ferries will run instead.", "It was late."],
    "b": ["Port Elm's council has decided that the bridge will be closed.", "Growers fear for the harvest.", "..."],
    "c": ["The old bridge is to close, councillors said after the vote."],
}


def _story() -> tuple[list[Sentence], dict[int, list[Unit]], np.ndarray, list[Pieces]]:
    """Each sentence with one clause of all its words and one of the first four."""
    sentences, at = [], 0
    for name, texts in REPORTS.items():
        for text in texts:
            words = text.split()
            short, verb = len(" ".join(words[:4])), text.find(words[-1])
            events = (
                Event(0, len(text), Span(verb, len(text)), words[-1].strip(".").lower()),
                Event(0, short, Span(0, len(words[0])), words[0].lower()),
            )
            sentences.append(Sentence(Article(name, name, text), Span(0, len(text)), text, at, events=events))
            at += 1
    clauses: dict[int, list[Unit]] = {}
    for unit in units_of(sentences):
        clauses.setdefault(unit.at, []).append(unit)
    return sentences, clauses, *embed_pieces([s.text for s in sentences])


def test_each_piece_finds_its_likest_in_each_sentence_of_the_reports() -> None:
    sentences, _, _, pieces = _story()
    likeness = Likeness(pieces, [s.article.id for s in sentences])
    ((at, against),) = likeness.against({6: [3, 0]})
    assert at == 6
    assert set(against.place) == {0, 1, 2, 3, 4, 5}
    own = pieces[6].vectors[likeness.content[6]].astype(np.float32)
    for other, place in against.place.items():
        near = pieces[other].vectors.astype(np.float32) @ own.T
        assert np.allclose(against.best[place], near.max(axis=0), atol=1e-6)
        first, last = against.report[other]
        assert first <= place < last == first + 3
    for other, row in against.row.items():
        near = pieces[other].vectors.astype(np.float32) @ own.T
        assert np.allclose(against.near[row : row + len(near)], near, atol=1e-6)


def test_a_sentence_held_against_many_is_held_as_against_each_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    sentences, clauses, _, pieces = _story()
    likeness = Likeness(pieces, [s.article.id for s in sentences])
    asked = {at: [n for n in range(len(sentences)) if n != at] for at in range(len(sentences))}
    found = []
    for together in (1, 256):
        monkeypatch.setattr(holding_module, "_TOGETHER", together)
        holding = Holding(sentences, clauses, likeness, {}, lambda one, other: 0.3)
        for line in holding.lines(asked):
            for unit in clauses[line.at]:
                found.append([v for pair in line.held(unit, unit.span, asked[line.at]) for v in pair])
                alone = [v for n in asked[line.at] for v in line.held(unit, unit.span, [n])[0]]
                assert alone == pytest.approx(found[-1], abs=1e-6)
    half = len(found) // 2
    assert half
    for one, other in zip(found[:half], found[half:], strict=True):
        assert one == pytest.approx(other, abs=1e-6)


def test_clauses_are_compared_with_many_sentences_as_with_each_alone() -> None:
    sentences, clauses, _, pieces = _story()
    meaning = Meaning(Likeness(pieces, [s.article.id for s in sentences]), clauses)
    for at in range(len(sentences)):
        others = [n for n in range(len(sentences)) if n != at]
        together = dict(meaning.compared(at, others))
        assert list(together) == others
        for other, shared in together.items():
            ((_, back),) = meaning.compared(other, [at])
            assert shared.covered == pytest.approx(back.covering, abs=1e-6)
            assert shared.covering == pytest.approx(back.covered, abs=1e-6)
            assert np.allclose(shared.alike, np.array(back.alike).T, atol=1e-6)


def test_what_has_no_words_that_say_something_shares_nothing() -> None:
    sentences, clauses, _, pieces = _story()
    meaning = Meaning(Likeness(pieces, [s.article.id for s in sentences]), clauses)
    silent = next(n for n, s in enumerate(sentences) if s.text == "...")
    ((_, shared),) = meaning.compared(0, [silent])
    assert not any([*shared.covered, *shared.covering, *(a for row in shared.alike for a in row)])
