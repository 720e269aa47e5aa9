"""One act told with two reasons, two charges or two hearers: what stands behind its predicate, aspect by aspect.

Acts meet when they are of one kind, the same one does or undergoes them and nobody else is named in that slot, and
their sentences are near. Aspects are compared by type only: a reason with a reason, never a reason with a day.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from itertools import combinations

from msgspec import Struct, convert

from variorum.align.claims.units import Unit
from variorum.align.clauses import trimmed
from variorum.align.differences.anchors import apart, around_text
from variorum.align.differences.build import Place, account, difference, reports
from variorum.align.words import stem, stopwords, table, words_of
from variorum.language.lexicon import classes
from variorum.model import Difference, Entity, Span

LEAST_COSINE = 0.5
"""Cosine of two sentences that tell of one act, at least."""
MOST_ALIKE, MOST_ALIKE_OF_FEW = 0.6, 0.85
"""Cosine of two phrases from which they say the same in other words, and the same for phrases of few words."""
MOST_SHARED = 0.34
"""Share of the poorer phrase's words that the other may hold."""
FEW = 4
"""Words of content up to which one that differs makes another reason or charge."""
ONE_ACCOUNT = 0.5
"""The same share from which two phrases are one account."""
MOST_UNDER_KEY = 30
LONGEST = 22
"""Words of a phrase that are read."""
SAME_DOER = 0.15
"""How much surer we are of a pair whose doer is known to be one."""
MOST_SIDES = 6
SHOWN = 9
"""Words of a phrase that name a side."""
_REACH = 70
_END = re.compile(
    r";|\s[—–-]{1,2}\s|:\s|,?\s+(?:and|but|who|which|while|although|though|whom|according|saying|adding)\b|[”\"]\s"
)
_THAT = re.compile(r"(?:\s*[\w’'-]+){0,4}\s+that\s+(?=\w)")
_BY = re.compile(r"\s+by\s+(?=[A-Z]|his\b|her\b|an?\b|the\b)")


class Aspect(Struct, frozen=True):
    """What may be told differently of an act, and by which words it begins."""

    name: str
    opens: tuple[str, ...]
    content: tuple[str, ...] = ()
    compatible: bool | None = None
    least: int = 2


class Act(Struct, frozen=True):
    """A kind of act; see `tables/difference_acts.toml`."""

    name: str
    classes: frozenset[str]
    aspect: tuple[Aspect, ...]
    concerned: frozenset[str] = frozenset()


class _Table(Struct, frozen=True):
    act: tuple[Act, ...]


@dataclass(frozen=True, eq=False)
class Told:
    """One act's aspect where a clause tells it: the words of it, and who does and undergoes the act."""

    act: Act
    aspect: Aspect
    unit: Unit
    phrase: Span
    who: frozenset[str]
    whom: frozenset[str]

    @property
    def own(self) -> bool:
        """Whether the words are the predicate's own clause ("claimed that ...")."""
        return self.unit.event.lemma in self.aspect.content

    @cached_property
    def text(self) -> str:
        """The words of the aspect, on one line."""
        return " ".join(self.unit.sentence.article.text[self.phrase.start : self.phrase.end].split())

    @cached_property
    def bag(self) -> frozenset[str]:
        """The tokens of the words; initials are one word with or without points."""
        return around_text(_POINT.sub("", self.text))

    @property
    def place(self) -> Place:
        """The clause with the aspect's words."""
        sentence = self.unit.sentence
        start = min(self.unit.event.start, self.phrase.start)
        return sentence, trimmed(sentence, Span(start, self.phrase.end))


_PARTICLE = re.compile(r"\b(?:turn|hand|tak|t[ao]k)\w*\s+$", re.I)
"""Verbs with which "over" is a particle."""
_POINT = re.compile(r"(?<=\b[A-Z])\.")
_Pair = tuple[float, Told, Told]
_Pairs = Sequence[_Pair]


@lru_cache(maxsize=1)
def acts() -> tuple[Act, ...]:
    """The table. Raises `msgspec.ValidationError` on a bad row and `ValueError` on an empty table."""
    text = (files("variorum.align") / "tables" / "difference_acts.toml").read_text(encoding="utf-8")
    found = convert(tomllib.loads(text), _Table).act
    if not found or not all(a.classes and a.aspect and all(x.opens for x in a.aspect) for a in found):
        raise ValueError("difference_acts.toml: an empty act")
    return found


@lru_cache(maxsize=100)
def _opening(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the words, the longest first."""
    longest = sorted(words, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(o).replace(r"\ ", r"\s+") for o in longest) + r")\b\s*", re.I)


def find_acts(units: Iterable[Unit], names: Mapping[str, Entity]) -> Iterator[Difference]:
    """One difference per act, aspect and person, from the pair whose sentences are nearest."""
    under: dict[tuple[str, str, str], list[Told]] = defaultdict(list)
    for told in (t for unit in units for t in _told(unit)):
        for party in sorted(told.who | told.whom):
            under[told.act.name, told.aspect.name, party].append(told)
    found = []
    for (_, _, party), places in sorted(under.items()):
        name = names[party].name if party in names else ""
        if ranked := _ranked(places[:MOST_UNDER_KEY], name or party):
            found.append((ranked, name))
    for pairs, name in _by_matter(sorted(found, key=lambda f: (-f[0][0][0], f[1]))):
        yield _difference(pairs, name)


def _by_matter(found: Sequence[tuple[_Pairs, str]]) -> Iterator[tuple[_Pairs, str]]:
    """What is told of one act under two parties (who accused, and who was accused) as one."""
    groups: list[tuple[set[int], list[_Pair], str]] = []
    for ranked, name in found:
        ends = {id(t.unit.sentence) for _, *pair in ranked for t in pair}
        aspect = ranked[0][1].aspect
        home = next((g for g in groups if g[0] & ends and g[1][0][1].aspect is aspect), None)
        if home is None:
            groups.append((ends, list(ranked), name))
        else:
            home[0].update(ends)
            home[1].extend(ranked)
    yield from ((sorted(pairs, key=lambda p: -p[0]), name) for _, pairs, name in groups)


def _told(unit: Unit) -> Iterator[Told]:
    """The aspects that the clause tells of its act, if it tells of one in a verb."""
    event, text = unit.event, unit.sentence.article.text
    kinds = classes(event.lemma)
    if not kinds or not (event.tense or text[: event.predicate.end].endswith("ing")) or not event.polarity:
        return
    for act in acts():
        if not kinds & act.classes:
            continue
        turned = bool(kinds & act.classes & act.concerned)
        doer = _named_before(unit) or unit.who
        who, whom = (frozenset(), unit.whom) if turned else (doer, unit.whom)
        if act.concerned and not turned:
            who, whom = frozenset(), doer
        for aspect in act.aspect:
            if (phrase := _phrase(unit, aspect)) is not None:
                told = Told(act, aspect, unit, phrase, who, whom)
                if len(told.bag) >= aspect.least:
                    yield told


def _named_before(unit: Unit) -> frozenset[str]:
    """The person named in apposition right before the verb: "the trader who owned the boats, Tomas Vael, pleaded"."""
    sentence, at = unit.sentence, unit.event.predicate.start
    text = sentence.article.text
    people = [m for m in sentence.mentions if m.label == "PERSON" and m.entity and m.end <= at]
    last = max(people, key=lambda m: m.end, default=None)
    if last is None or text[last.end : at].strip() != "," or not text[: last.start].rstrip().endswith(","):
        return frozenset()
    return frozenset({last.entity}) if last.entity else frozenset()


def _phrase(unit: Unit, aspect: Aspect) -> Span | None:
    """The words of the aspect, from behind what opens it to the next cut."""
    text, at, end = unit.sentence.article.text, unit.event.predicate.end, unit.sentence.span.end
    others = [e.predicate.start for e in unit.sentence.events if e.tense and e.predicate.start > at]
    reach = min([at + _REACH, end, *others])
    opening = _opening(aspect.opens).search(text, at, min(end, at + _REACH + 20))
    if opening and opening.start() < reach and not _is_particle(text, opening):
        start = opening.end()
    elif unit.event.lemma in aspect.content:
        start = at
    else:
        return None
    if named := _THAT.match(text, start, end):
        start = named.end()
    cut = _END.search(text, min(start + 2, end), end)
    stop = cut.start() if cut else end
    if aspect.content and (agent := _BY.search(text, start, stop)):
        stop = agent.start()
    words = list(re.finditer(r"\S+", text[start:stop]))[:LONGEST]
    return Span(start + words[0].start(), start + words[-1].end()) if words else None


def _is_particle(text: str, opening: re.Match[str]) -> bool:
    """Whether an "over" belongs to its verb ("turn over the letters")."""
    at = opening.start()
    return opening.group().strip().lower() == "over" and bool(_PARTICLE.search(text, max(0, at - 12), at))


def _ranked(places: Sequence[Told], party: str) -> list[_Pair]:
    """Pairs of different reports that tell one act with different words of one aspect, the nearest first."""
    from variorum.language.vectors import embed

    pairs = [p for p in combinations(places, 2) if _may_differ(*p, own=around_text(party))]
    if not pairs:
        return []
    texts = sorted({s for p in pairs for t in p for s in (t.unit.sentence.text, t.text)})
    row = dict(zip(texts, embed(texts), strict=True))
    found = []
    for one, other in pairs:
        near = float(row[one.unit.sentence.text] @ row[other.unit.sentence.text])
        if near >= LEAST_COSINE and float(row[one.text] @ row[other.text]) <= _most_alike(one, other):
            found.append((near + SAME_DOER * bool(one.who & other.who), one, other))
    return sorted(found, key=lambda p: (-p[0], p[1].unit.sentence.order, p[2].unit.sentence.order))


def _most_alike(one: Told, other: Told) -> float:
    return MOST_ALIKE_OF_FEW if max(len(one.bag), len(other.bag)) <= FEW else MOST_ALIKE


def _may_differ(one: Told, other: Told, own: frozenset[str]) -> bool:
    if one.unit.article == other.unit.article or apart(one.unit.sentence, other.unit.sentence):
        return False
    if any(_says_nothing(told) for told in (one, other)):
        return False
    if (one.own or other.own) and one.who.isdisjoint(other.who):
        return False  # what the accused claims is no accusation
    if any(a and b and a.isdisjoint(b) for a, b in ((one.who, other.who), (one.whom, other.whom))):
        return False
    left, right = one.bag - own, other.bag - own
    least = min(len(left), len(right))
    if least < one.aspect.least:
        return False
    if _opens(one.text) == _opens(other.text):
        return False  # "lying to agents when he was asked" and "lying to agents in the inquiry"
    # "a visa fraud charge" and "an immigration fraud charge": of a few words one is another
    few = max(len(left), len(right)) <= FEW and bool(left - right) and bool(right - left)
    return few or len(left & right) <= MOST_SHARED * least


def _says_nothing(told: Told) -> bool:
    """Whether the words only stand for what is told elsewhere ("a terrible crime"), or end before their verb ("claimed
    that his plan")."""
    if told.own:
        return not any(told.phrase.start <= e.predicate.start < told.phrase.end for e in told.unit.sentence.events)
    first = [w for w in words_of(told.text) if w not in stopwords()][:3]
    return bool(_generic() & set(first[:2])) and not told.aspect.name.startswith("the reason")


@lru_cache(maxsize=1)
def _generic() -> frozenset[str]:
    return frozenset(table("difference_generic_charges.txt"))


def _opens(text: str) -> tuple[str, ...]:
    """The first content stem: what is told first is what is charged, and the rest its circumstances."""
    return tuple([stem(w) for w in words_of(_POINT.sub("", text)) if w not in stopwords()][:1])


def _difference(ranked: _Pairs, party: str) -> Difference:
    near, first, second = ranked[0]
    groups: list[list[Told]] = [[first], [second]]
    for told in (t for _, *pair in ranked[1:] for t in pair):
        if not any(told is t for g in groups for t in g):
            alike = [g for g in groups if _alike(g[0], told)]
            if len(alike) == 1:
                alike[0].append(told)
            elif not alike and len(groups) < MOST_SIDES:
                groups.append([told])
    sides = [account(_shown(g[0]), [t.place for t in g]) for g in groups]
    return difference(
        "statement",
        sides,
        why=f"The reports differ on {first.aspect.name}: “{_shown(first)}” and “{_shown(second)}”.",
        about=party,
        compatible=first.aspect.compatible,
        weight=near + 0.5 + 0.1 * reports(sides),
    )


def _alike(one: Told, other: Told) -> bool:
    return len(one.bag & other.bag) >= ONE_ACCOUNT * max(1, min(len(one.bag), len(other.bag)))


def _shown(told: Told) -> str:
    words = told.text.rstrip(',.”"').split()
    return " ".join(words[:SHOWN]) + (" …" if len(words) > SHOWN else "")
