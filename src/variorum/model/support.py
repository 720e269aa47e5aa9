"""Which evidence of a claim supports it, and which only comes near (`Evidence.stance`)."""

from __future__ import annotations

from msgspec.structs import replace

from variorum.model.records import Claim, Evidence


def supporting(claim: Claim) -> tuple[Evidence, ...]:
    """The evidence that states the claim; there is always some."""
    return tuple(e for e in claim.evidence if e.stance == "supports")


def near(claim: Claim) -> tuple[Evidence, ...]:
    """The evidence that comes near the claim without surely stating it; it counts nowhere."""
    return tuple(e for e in claim.evidence if e.stance == "mentions")


def reports(claim: Claim) -> frozenset[str]:
    """The ids of the articles that state the claim."""
    return frozenset(e.article for e in supporting(claim))


def worded(claim: Claim) -> Evidence:
    """The evidence in which the statement's own words stand, at best alone; the first one where none holds them."""
    holding = [e for e in supporting(claim) if claim.statement in e.exact]
    return min(holding, key=lambda e: len(e.exact), default=claim.evidence[0])


def only_supported(claim: Claim) -> Claim:
    """`claim` with the evidence that supports it alone, and its groups of that."""
    kept = {old: new for new, old in enumerate(i for i, e in enumerate(claim.evidence) if e.stance == "supports")}
    if len(kept) == len(claim.evidence):
        return claim
    groups = (replace(g, members=tuple(kept[m] for m in g.members if m in kept)) for g in claim.groups)
    return replace(claim, evidence=supporting(claim), groups=tuple(g for g in groups if g.members))
