"""One claim, one number."""

from __future__ import annotations

from variorum.model import Article
from variorum.pipeline import collate_articles

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
