"""What most reports tell and some leave out, and what one tells alone, from records to what the page shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from variorum.model import Claim, Omission, Silence
from variorum.model.support import supporting
from variorum.present.agreed import claim_view
from variorum.present.context import OmissionView, Ref, SilenceView
from variorum.present.edition import Edition, quoted, refs
from variorum.present.phrasing import listed
from variorum.present.sigla import place, runs


def omissions(ed: Edition) -> Iterator[OmissionView]:
    """The omissions in the record's order; one of a claim that the story does not have is passed over."""
    claims: Mapping[str, Claim] = {c.id: c for c in ed.story.claims}
    for omission in ed.story.omissions:
        if omission.claim in claims:
            yield _view(ed, omission, claims[omission.claim])


def _view(ed: Edition, omission: Omission, claim: Claim) -> OmissionView:
    shown = claim_view(ed, claim)
    told = refs(ed, tuple(e for e in supporting(claim) if e.article in omission.told_by))
    on_page = len(shown.refs) > 1 or claim.kind != "quote"
    return OmissionView(
        alone=omission.kind == "told by one",
        missing="not quoted in" if claim.kind == "quote" else "not in",
        anchor=f"claim-{claim.id}" if on_page else shown.refs[0].anchor,
        speaker=shown.speaker,
        text=shown.text,
        line=omission.why,
        told=told,
        silent=tuple(_silences(ed, omission)),
        before=_before(ed, omission),
    )


def _silences(ed: Edition, omission: Omission) -> Iterator[SilenceView]:
    """By letter: the report, its nearest sentence, and what that has in common with those that tell it."""
    for silence in sorted(omission.silent, key=lambda s: place(ed.sigla[s.article])):
        letter = ed.sigla[silence.article]
        nearest = quoted(ed, silence.nearest) if silence.nearest else None
        yield SilenceView(nearest.ref if nearest else Ref(letter, f"report-{letter}"), nearest, _in_common(silence))


def _in_common(silence: Silence) -> str:
    if not silence.shared:
        return "no word in common"
    return f"in common: {listed([f'“{word}”' for word in silence.shared])}"


def _before(ed: Edition, omission: Omission) -> str:
    """Who cannot be held to it: “B came out before it was told”."""
    letters = runs(ed.sigla[a] for a in omission.before)
    return f"{listed(letters)} came out before it was told" if letters else ""
