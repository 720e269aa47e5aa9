"""Two articles side by side: what they share, and in which direction it went."""

from __future__ import annotations

from msgspec import Struct

from variorum.model import Article, Passage


class Comparison(Struct, frozen=True):
    """Shared passages (`copy` is the left article's span, `origin` the right one's) and our line on them."""

    passages: tuple[Passage, ...]
    line: str


def compare(left: Article, right: Article) -> Comparison:
    """What the two share as text, found as copies are; neither order nor outlet matters to what is found."""
    from variorum.cluster.copies import find_copies

    if left.id == right.id:
        return Comparison((), "This is one and the same article.")
    found = [d for d in find_copies([left, right]) if d.origin is not None]
    if not found:
        return Comparison((), "They share no passage of their own; words that both quote from somebody do not count.")
    derivation = found[0]
    turned = derivation.copy != left.id
    passages = [Passage(p.origin, p.copy) if turned else p for p in derivation.passages]
    if derivation.direction == "known":
        copy = "right" if turned else "left"
        line = f"{round(100 * derivation.shared)} % of the {copy} one comes from the other ({derivation.basis})."
    else:
        line = f"They share {round(100 * derivation.shared)} % ({derivation.basis}); which was first cannot be told."
    return Comparison(tuple(sorted(passages, key=lambda p: p.copy)), line)
