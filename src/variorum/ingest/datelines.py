"""Where and by which agency a report was filed: "PORT ELM, Norland, May 3 (Reuters) - …".

The dateline stays in the text; it is read, not cut. Forms after the AP Stylebook (city in capitals, dash) and the
agencies' own usage (day and agency in between).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from variorum.ingest.bylines import agencies
from variorum.ingest.tables import entries

_PLACE = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’/-]+(?:[ -][A-ZÀ-Þ][A-ZÀ-Þ.'’/-]*){0,4}"
_REGION = r"[A-Z][\w.'’-]*(?: (?:of |the |and )?[A-Z][\w.'’-]*){0,3}"
_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*"
_DAY = rf"(?:{_MONTH}\.? \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?"
_AGENCY = r"[(/\[](?P<agency>[\w ./&-]{2,40})[)/\]]"
_DASH = r"(?:[—–]|--|-(?= )|:(?= [A-Z]))"
_UPPER = re.compile(
    rf"(?P<place>{_PLACE}(?:, {_REGION}){{0,2}}?(?: and {_PLACE})?)(?:,? {_DAY})?[,:]? ?(?:{_AGENCY})? ?{_DASH}"
)
_LOWER = re.compile(rf"(?P<place>{_REGION}(?:, {_REGION})?)(?:,? {_DAY})?,? ?{_AGENCY} ?(?:[—–:]|--?)?")
_AGENCY_FIRST = re.compile(r"[(\[](?P<agency>[\w ./&-]{2,40})[)\]] ?(?:[—–]|--?)?")


@dataclass(frozen=True)
class Dateline:
    """The place as printed, if any, and the agencies credited beside it."""

    place: str | None
    credits: tuple[str, ...]


def dateline_of(paragraph: str) -> Dateline:
    """The dateline that `paragraph` opens with; both fields empty when it has none."""
    head = paragraph[:160].lstrip()
    if (match := _UPPER.match(head)) and not _is_label(match["place"]):
        return Dateline(match["place"].strip(" ,-"), agencies(match["agency"] or ""))
    for form in (_LOWER, _AGENCY_FIRST):
        if (match := form.match(head)) and (found := agencies(match["agency"])):
            return Dateline(match.groupdict().get("place"), found)
    return Dateline(None, ())


def _is_label(place: str) -> bool:
    """ "BREAKING -", "WATCH:", "EXCLUSIVE —" stand where a dateline would."""
    return place.split(",")[0].strip().lower() in _labels() or len(place) < 3


@cache
def _labels() -> frozenset[str]:
    return entries("labels") | entries("sections")
