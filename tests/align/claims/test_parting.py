"""One claim, one number."""

from __future__ import annotations

import pytest

from variorum.align.claims.parting import by_figure
from variorum.align.claims.units import units_of
from variorum.align.sentences import read_story
from variorum.model import Article
from variorum.pipeline import collate_articles
from variorum.pipeline.run import annotate_articles

NINE = "Nine workers were killed when the boiler of the Varde sugar mill burst on Monday, the fire brigade said."
FOURTEEN = "The boiler of the Varde sugar mill that burst on Monday killed 14 workers, the fire brigade of Varde said."


def test_two_death_tolls_never_stand_behind_one_claim() -> None:
    texts = [
        NINE,
        "The fire brigade said nine workers were killed when the boiler of the Varde sugar mill burst on Monday.",
        FOURTEEN,
        "Fourteen workers were killed on Monday when the boiler of the Varde sugar mill burst, it was said.",
    ]
    dossier = collate_articles([Article(f"a{n}", f"{n}.txt", text) for n, text in enumerate(texts)])
    for claim in (c for s in dossier.stories for c in s.claims):
        told = {("nine" if "nine" in e.exact.lower() else "14") for e in claim.evidence}
        assert len(told) == 1, claim.statement


@pytest.mark.parametrize(
    ("one", "other", "parts"),
    [
        ("The Varde music school admitted 20 pupils in May.", "The school admitted 11 new pupils in May.", 2),
        ("The hospital of Varde admitted eleven people after the fire.", "Some 20 were admitted to the hospital.", 2),
        ("The Varde ferry line hired 40 drivers.", "About 40 drivers were hired by the Varde ferry line.", 1),
        ("The Varde ferry line hired 40 drivers.", "The line hired 12 cooks and 40 drivers.", 1),
        ("The Varde ferry line hired 40 drivers.", "The line has 300 drivers in all.", 1),
        ("The Varde ferry line hired 40 drivers.", "The line hired drivers who speak two languages.", 1),
    ],
)
def test_who_counts_the_same_otherwise_states_something_else(one: str, other: str, parts: int) -> None:
    items = list(annotate_articles([Article("a", "a.txt", one), Article("b", "b.txt", other)]))
    units = [unit for unit in units_of(read_story(items)) if unit.event.tense]
    assert len(by_figure(units)) == parts
