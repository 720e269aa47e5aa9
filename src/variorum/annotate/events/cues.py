"""The word lists of the events, read once."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct, convert

from variorum.language.shipped import settings


class Cues(Struct, frozen=True):
    """Lemmas by what they say of a clause; see `tables/event_cues.toml`."""

    governors: dict[str, frozenset[str]]
    auxiliaries: dict[str, frozenset[str]]
    adverbs: dict[str, frozenset[str]]
    negation: dict[str, frozenset[str]]
    nouns: dict[str, frozenset[str]]


@lru_cache(maxsize=1)
def cues() -> Cues:
    """The lists. Raises `msgspec.ValidationError` when a section is missing, `ValueError` when a list is empty."""
    listed = settings("annotate", "event_cues.toml", dict[str, dict[str, list[str]]])
    found = convert({name: _either_way(section) for name, section in listed.items()}, Cues)
    for name in found.__struct_fields__:
        section: dict[str, frozenset[str]] = getattr(found, name)
        if not section or not all(section.values()):
            raise ValueError(f"event_cues.toml: an empty list under {name}")
    return found


def _either_way(section: dict[str, list[str]]) -> dict[str, list[str]]:
    """The lists with each straight apostrophe curled as well: half of all pages print "don’t"."""
    return {name: [*words, *(w.replace("'", "’") for w in words if "'" in w)] for name, words in section.items()}
