"""Sentences of an article that report nothing: captions, credits, addresses, notices to the reader."""

from __future__ import annotations

import re
from functools import lru_cache

from variorum.align.words import table


def is_notice(text: str) -> bool:
    """Whether a sentence is one that an article's text holds beside its reporting: "This story has been updated"."""
    return bool(_patterns().search(text))


@lru_cache(maxsize=1)
def _patterns() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{line})" for line in table("notices.txt")), re.I)
