"""What the groups of a claim's evidence come to: the number of origins, the line that explains it, what is missing."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from urllib.parse import urlsplit

from variorum.model import Article, Evidence, IndependenceGroup


def independent(groups: Sequence[IndependenceGroup], evidence: Sequence[Evidence]) -> int:
    """How many origins are known to support a claim; 1 where evidence supports it but its descent cannot be told."""
    supported = [g for g in groups if any(evidence[i].stance == "supports" for i in g.members)]
    known = sum(g.basis != "unknown" for g in supported)
    return known or min(1, len(supported))


def origins_line(groups: Sequence[IndependenceGroup], articles: Sequence[Article], missing: Sequence[str] = ()) -> str:
    """The number of origins in one line, made of the groups alone, and what would tell more if it were here."""
    parts = Counter[str]()
    for group in groups:
        parts[_named(group)] += len({_outlet(articles[i]) for i in group.members})
    outlets, origins = len({_outlet(a) for a in articles}), sum(g.basis != "unknown" for g in groups)
    said = ", ".join(f"{name} ({count})" for name, count in sorted(parts.items(), key=lambda p: (-p[1], p[0])))
    more = f"; not here: {', '.join(missing)}" if missing else ""
    return (
        f"{_counted(outlets, 'outlet')}, {_counted(origins, 'origin') if origins else 'origin unknown'}: {said}{more}"
    )


def missing_among(articles: Iterable[Article], uses: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Common origins that no article here was published by: `uses` are reports, each with an outlet."""
    users: defaultdict[str, set[str]] = defaultdict(set)
    for report, name in uses:
        users[name].add(report)
    common = sorted(name for name, reports in users.items() if len(reports) > 1)
    here = list(articles) if common else []
    return tuple(name for name in common if not any(_is_by(article, name) for article in here))


def _is_by(article: Article, name: str) -> bool:
    outlet, named = _bare(article.outlet or "").split(), _bare(name).split()
    return (bool(outlet) and set(named) <= set(outlet)) or is_address_of(article.url, name)


def is_address_of(url: str | None, name: str) -> bool:
    """Whether an address is the outlet's that goes by `name`: "news.coastherald.example" is the Coast Herald's.

    An outlet's name as it is shown plays no part in grouping; the address of its page is not changed with it.
    """
    return bool(url) and not _forms(name).isdisjoint(_labels(url or ""))


@lru_cache(maxsize=4096)
def _labels(url: str) -> frozenset[str]:
    try:
        host = (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return frozenset()
    parts = host.split(".")
    return frozenset({host.replace(".", ""), *(p.replace("-", "") for p in parts[:-1])})


@lru_cache(maxsize=4096)
def _forms(name: str) -> frozenset[str]:
    """How a name may stand in an address: "coastherald", "cherald", "chnews", for three words "nct"."""
    words = re.findall(r"\w+", _bare(name))
    if not words:
        return frozenset()
    initials = "".join(w[0] for w in words)
    forms = {"".join(words), initials[:-1] + words[-1]}
    if len(words) > 1:
        forms.add(f"{initials}news")
    if len(words) > 2:
        forms.add(initials)
    return frozenset(form for form in forms if len(form) > 2)


def _bare(name: str) -> str:
    return name.casefold().removeprefix("the ")


def _named(group: IndependenceGroup) -> str:
    if group.basis == "unknown":
        return f"not told: {group.origin}" if group.origin else "not told"
    return group.origin or "own reporting"


def _outlet(article: Article) -> str:
    return (article.outlet or article.id).casefold()


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")
