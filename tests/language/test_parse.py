"""Paragraphs: every character stays, nothing runs without bound, and what was parsed is not parsed again."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from variorum.language.parse import Parser, paragraphs


@given(st.text(alphabet="ab \n'’s.", max_size=3000))
def test_the_parts_joined_are_the_text(text: str) -> None:
    assert "".join(paragraphs(text)) == text


@pytest.mark.parametrize("text", ["x" * 50_000, "a\n" * 500, "word " * 30_000, "", "\n\n\n"])
def test_no_part_is_too_long(text: str) -> None:
    parts = paragraphs(text)
    assert "".join(parts) == text
    assert all(0 < len(part) <= 20_000 for part in parts)
    assert all(len(word) <= 400 for part in parts for word in part.split())


def test_a_document_is_its_text() -> None:
    texts = ["The lock is shut.\n\nBarges wait.", "", "One line", "The lock is shut.\n\nBarges wait."]
    assert [doc.text for doc in Parser().parse(texts)] == texts


def test_sentences_end_with_their_paragraph() -> None:
    (doc,) = Parser().parse(["no full stop here\n\nnor here"])
    assert [s.text.strip() for s in doc.sents] == ["no full stop here", "nor here"]


def test_a_paragraph_seen_before_is_not_parsed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    from variorum.language import parse

    parser = Parser()
    list(parser.parse(["The lock is shut.\n\nBarges wait."]))
    seen: list[str] = []
    pipe = parse.model().pipe

    def watched(texts: list[str]) -> Iterator[Doc]:
        seen.extend(texts)
        return pipe(texts)

    monkeypatch.setattr(parse.model(), "pipe", watched)
    list(parser.parse(["Barges wait.", "The lock is shut.\n\nNew words."]))
    assert seen == ["New words."]


def test_a_hostile_run_takes_no_time() -> None:
    begun = time.process_time()
    list(Parser().parse(["'s" * 20_000]))
    assert time.process_time() - begun < 30
