"""Finders of times that others offer, read as TIMEX3: dateparser's search, Microsoft's Recognizers-Text and timexy.

Only dateparser comes with what the project needs anyway. The other two are asked where they are installed
(`recognizers-text-date-time` with `emoji<2` and `grapheme`; `timexy`). HeidelTime needs a Java machine; what its
authors published for the same texts, by TempEval-3's scorer, is quoted instead.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from importlib.util import find_spec
from typing import Any

from variorum.model.records import Time, TimeType

Finder = Callable[[dict[str, Any]], list[Time]]
_TYPES: dict[str, TimeType] = {"duration": "DURATION", "set": "SET", "time": "TIME", "datetime": "TIME"}

PUBLISHED = {"AQUAINT (all)": (0.810, 0.918, 0.730), "TimeBank (seen)": (0.849, 0.916, 0.792)}
"""Strict, relaxed and value F1 of HeidelTime 1.8 on whole sets, from its authors' page of results; its recall fits
our 579 and 1,243 expressions. Its often quoted .776 is on TempEval-3's own test texts, which are not ours.
"""


def rivals() -> dict[str, Finder]:
    """The rivals that are installed, by name."""
    found: dict[str, Finder] = {"dateparser search": searched}
    if find_spec("recognizers_date_time"):
        found["Recognizers-Text"] = recognized
    if find_spec("timexy"):
        found["timexy"] = matched
    return found


def searched(row: dict[str, Any]) -> list[Time]:
    """What dateparser finds. It gives points, which are cut to the precision of the gold expression that they touch."""
    from dateparser.search import search_dates

    base = datetime.fromisoformat(row["dct"][:10])
    hits = search_dates(row["text"], languages=["en"], settings={"RELATIVE_BASE": base}) or []
    found: list[Time] = []
    at = 0
    for words, moment in hits:
        start = row["text"].find(words, at)
        if start < 0:
            continue
        at = start + len(words)
        touched = [t for t in row["timex"] if t["start"] < at and start < t["end"]]
        value = moment.date().isoformat()
        if touched and len(touched[0]["value"] or "") in (4, 7):
            value = value[: len(touched[0]["value"])]
        found.append(Time(start, at, "DATE", value))
    return found


def recognized(row: dict[str, Any]) -> list[Time]:
    """What Recognizers-Text finds, with its own TIMEX; of a weekday's or month's two readings the one gone by."""
    from recognizers_date_time import recognize_datetime

    hits = recognize_datetime(row["text"], "en-us", reference=datetime.fromisoformat(row["dct"][:10]))
    found = []
    for hit in hits:
        values = (hit.resolution or {}).get("values") or [{}]
        value = values[0].get("timex")
        if value and value.startswith("XXXX") and len(values[0].get("value") or "") == 10:
            value = values[0]["value"]
        kind = hit.type_name.rpartition(".")[2]
        found.append(Time(hit.start, hit.end + 1, _TYPES.get(kind, "DATE"), value))
    return found


def matched(row: dict[str, Any]) -> list[Time]:
    """What timexy's patterns find: absolute dates and lengths of time."""
    import timexy  # noqa: F401  # importing it registers the component
    from spacy import blank

    parser = blank("en")
    parser.add_pipe("timexy", config={"kb_id_type": "timex3", "label": "timexy", "overwrite": False})
    found = []
    for entity in parser(row["text"]).ents:
        parts = dict(part.split("=", 1) for part in entity.kb_id_.replace('"', "").split() if "=" in part)
        kind: TimeType = "DURATION" if parts.get("type") == "DURATION" else "DATE"
        found.append(Time(entity.start_char, entity.end_char, kind, (parts.get("value") or "")[:10] or None))
    return found
