"""How clauses stand in their sentence."""

from __future__ import annotations

import pytest

from variorum.annotate.events import find_events
from variorum.language.parse import Parser


@pytest.mark.parametrize(
    ("text", "predicate", "standing", "over", "joined"),
    [
        ("The mayor, who built the bridge, resigned.", "built", "relative", "resigned", False),
        ("The mayor, who built the bridge, resigned.", "resigned", "main", None, False),
        ("The mayor resigned because the bridge fell.", "fell", "adverbial", "resigned", False),
        ("The clerk said the bridge fell.", "fell", "complement", "said", False),
        ("The mayor opened the bridge and left the town.", "left", "main", "opened", True),
    ],
)
def test_a_clause_stands_as_its_sentence_tells(
    text: str, predicate: str, standing: str, over: str | None, joined: bool
) -> None:
    (doc,) = Parser().parse([text])
    (event,) = [e for e in find_events(doc, (), (), (), ()) if text[e.predicate.start : e.predicate.end] == predicate]
    above = None if event.over is None else text[event.over :].split()[0].rstrip(".,")
    assert (event.standing, above, event.joined) == (standing, over, joined)
