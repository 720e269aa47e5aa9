"""How much a line looks like reporting, and how much like the furniture of a page.

A logistic model over some sixty features: what the line says that furniture says (`tables/furniture.toml`) and its
shape (length, ending, quotation, verbs, who is addressed). No feature is a word of a story. The weights
(`tables/line_weights.tsv`) were set by hand and checked on lines held out (`tests/ingest/specs/lines.tsv`): weights
fitted to the lines of public pages came out no better. A line is never judged alone: `plain` weighs its neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from math import log

from variorum.ingest.tables import any_of, entries, groups, pairs

_SEEN = 400
"""Code points of a line that the patterns look at; furniture shows itself early."""

_SURE = frozenset(
    ("advert", "share", "account", "newsletter", "cookie", "comments", "skip", "related", "price", "app", "status")
) | {"credit", "timestamp", "subscribe", "whole"}
"""Kinds of furniture that a whole short paragraph is when it says so."""
_QUOTED = re.compile(r"[“\"„«][^“”\"„«»]{2,400}(?:[”\"»]|$)")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_BULLET = re.compile(r"^\s*(?:[•*·▪●◦‣–—-]|\d{1,2}[.)])\s+")
_ED = re.compile(r"\b[a-z]{3,}ed\b")
_SPLIT = re.compile(r"\s*(?:[|/•·›»,>]|\s{2,}|\t|\s[-–—]\s)\s*")
_ENDS = (".", "!", "?", "…", ".”", '."', "”", '"', ".’", ".)", ":", "»")
_SECOND = re.compile(r"\b(?:you|your|yours|you['’](?:re|ll|ve|d))\b", re.I)
_FIRST = re.compile(r"\b(?:we|our|us|we['’](?:re|ll|ve|d))\b", re.I)
_THIRD = re.compile(r"\b(?:he|she|they|his|her|their|him|them|who|whose)\b", re.I)
_LINKISH = re.compile(r"https?://|www\.|\S@\S|(?<!\w)@\w")
_CLOCK = re.compile(
    r"\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|last (?:week|month|year))\b", re.I
)
SHAPE = (
    *("length", "short", "middling", "long", "ends_closed", "sentence", "bullet", "all_capitals", "imperative"),
    *("question", "exclaims", "link", "no_words", "separators", "quotes", "opens_quote", "finite", "past"),
    *("attribution", "you", "we", "third", "weekday", "title_case", "names_inside", "digits"),
)
"""Names of the features that are told by a line's form, not by what furniture says."""


def log_odds(line: str) -> float:
    """Natural log of the odds that `line`, alone, is reporting. Blank lines are 0."""
    return odds_of(features(line)) if line.strip() else 0.0


def odds_of(found: Mapping[str, float]) -> float:
    """The log odds of the line that has these `features`."""
    weights = _weights()
    return sum(weights.get(name, 0.0) * value for name, value in found.items())


def features(line: str) -> Mapping[str, float]:
    """What of `line` the model looks at, by name; absent names are 0."""
    found: dict[str, float] = {"bias": 1.0}
    found.update({f"says_{name}": 1.0 for name in furniture_kinds(line)})
    found.update(_shape(line))
    if "ends_open" in found and "finite" not in found:
        found["verbless_open"] = 1.0
    said = sum(name.startswith("says_") for name in found)
    found["says_two"] = float(said > 1)
    found["says_none"] = float(not said)
    if said:
        found["says_in_long"] = float(_words(line) > 25)
        found["says_with_attribution"] = found.get("attribution", 0.0)
    return {name: value for name, value in found.items() if value}


@lru_cache(maxsize=16_384)
def furniture_kinds(line: str) -> tuple[str, ...]:
    """The kinds of furniture whose wording `line` has, outside its quoted words."""
    bare = _outside_quotes(line)
    kinds = [name for name, wording in groups("furniture").items() if wording.is_in(bare)]
    if is_menu(bare):
        kinds.append("menu")
    return tuple(kinds)


def kinds_among(line: str, wanted: frozenset[str]) -> list[str]:
    """Those of the `wanted` kinds of furniture whose wording `line` has."""
    bare = _outside_quotes(line)
    return [name for name, wording in groups("furniture").items() if name in wanted and wording.is_in(bare)]


def _outside_quotes(line: str) -> str:
    return _BULLET.sub("", _QUOTED.sub(" ", line[: 2 * _SEEN])[:_SEEN]).strip()


def is_furniture(line: str) -> bool:
    """Whether a line is a page's own word wherever it stands: short, no quotation, and wholly of a sure kind."""
    if len(line) > 160 or line[:1] in '“"‘„«':
        return False
    kinds = kinds_among(line, _SURE)
    return bool(kinds) and (len(kinds) > 1 or log_odds(line) < 0)


def is_menu(line: str) -> bool:
    """Whether `line` only lists sections of a site, or is the name of one."""
    parts = [part for part in _SPLIT.split(line.strip().lower()) if part]
    names = entries("sections")
    if not parts or len(line) > _SEEN:
        return False
    if len(parts) == 1:
        words = line.lower().split()
        return parts[0] in names or (len(words) > 2 and all(word in names or word in {"&", "and"} for word in words))
    return sum(part in names for part in parts) >= max(1, 0.6 * len(parts))


def _words(line: str) -> int:
    return len(_WORD.findall(line))


def has_verb(line: str) -> bool:
    """Whether `line` holds a finite verb, as far as a word list and an ending can tell."""
    return bool(_finite().search(line) or _ED.search(line))


def _shape(line: str) -> dict[str, float]:
    bare = _BULLET.sub("", line).strip()
    outside = _QUOTED.sub(" ", bare)
    words = _WORD.findall(bare)
    n = len(words)
    ends = bare.endswith(_ENDS)
    found: dict[str, float] = {
        "length": log(1 + n),
        "short": float(n <= 3),
        "middling": float(4 <= n <= 9),
        "long": float(n > 25),
        "ends_closed": float(ends),
        "ends_open": float(not ends),
        "sentence": float(ends and n > 8),
        "bullet": float(bool(_BULLET.match(line))),
        "all_capitals": float(n > 1 and bare.upper() == bare),
        "imperative": float(bool(words) and words[0].lower() in entries("imperatives")),
        "question": float(bare.endswith("?")),
        "exclaims": float("!" in outside),
        "link": float(bool(_LINKISH.search(outside))),
        "no_words": float(n == 0),
        "separators": float(sum(bare.count(c) for c in "|›»•·/") > 1),
    }
    found.update(_speech(bare, outside, words))
    return found


def _speech(bare: str, outside: str, words: list[str]) -> dict[str, float]:
    n = max(1, len(words))
    quoted = len(bare) - len(outside)
    return {
        "quotes": float(quoted > 20),
        "opens_quote": float(bare[:1] in '“"‘„«'),
        "finite": float(bool(_finite().search(outside))),
        "past": min(3.0, len(_ED.findall(outside))),
        "attribution": float(bool(_attribution().search(outside))),
        "you": min(1.0, 8 * len(_SECOND.findall(outside)) / n),
        "we": min(1.0, 8 * len(_FIRST.findall(outside)) / n),
        "third": float(bool(_THIRD.search(outside))),
        "weekday": float(bool(_CLOCK.search(outside))),
        "title_case": float(n > 2 and sum(w[:1].isupper() for w in words) > 0.8 * n),
        "names_inside": float(n > 6 and any(w[:1].isupper() for w in words[1:])),
        "digits": min(1.0, 4 * sum(c.isdigit() for c in bare) / max(1, len(bare))),
    }


@cache
def _finite() -> re.Pattern[str]:
    return any_of("finite_verbs")


@cache
def _attribution() -> re.Pattern[str]:
    return any_of("reporting_verbs")


@cache
def _weights() -> dict[str, float]:
    return {name: float(weight) for name, weight in pairs("line_weights").items()}
