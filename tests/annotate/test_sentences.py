"""Sentences: where they end, on docs cut by hand, as the parse cuts them."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from variorum.annotate.sentences import find_sentences


def _doc(*sentences: str) -> Doc:
    """A doc whose sentences are cut exactly so; a sentence's white space belongs to it, and words end at a space."""
    words: list[str] = []
    spaces: list[bool] = []
    starts: list[bool | int | None] = []
    for sentence in sentences:
        for n, word in enumerate(sentence.replace("\n", " \n ").split(" ")):
            if word:
                words.append(word)
                starts.append(n == 0)
                spaces.append(word != "\n")
        spaces[-1] = sentence.endswith(" ")
        if words[-1] == "\n" and len(words) > 1:
            spaces[-2] = False
    return Doc(Vocab(), words=words, spaces=spaces, sent_starts=starts)


@pytest.mark.parametrize(
    ("cut", "sentences"),
    [
        (("She left. ", "He stayed."), ["She left.", "He stayed."]),
        (('"The barn is gone. ', "We saw nothing.", '"'), ['"The barn is gone.', 'We saw nothing."']),
        (('"The barn is gone. ', "We saw nothing. ", '"\n', "Rain came."), None),
        (("'The barn is gone.", "'"), ["'The barn is gone.'"]),
        (("(They knew. ", "All of them.", ")"), ["(They knew.", "All of them.)"]),
        (("Rain came.\n", '"Go home," she said.'), ["Rain came.", '"Go home," she said.']),
        (('"', "Rain came."), ['"', "Rain came."]),
        (("Rain came.\n", '"'), ["Rain came.", '"']),
        (("Rain came. ", "***"), ["Rain came.", "***"]),
    ],
)
def test_a_closing_mark_belongs_to_the_sentence_before_it(cut: tuple[str, ...], sentences: list[str] | None) -> None:
    doc = _doc(*cut)
    expected = sentences or ['"The barn is gone.', 'We saw nothing. "', "Rain came."]
    assert [doc.text[s.start : s.end] for s in find_sentences(doc)] == expected
