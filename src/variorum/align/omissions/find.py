"""From claims to omissions: which are carried by most, who is surely silent, and in which order they are shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from variorum.align.omissions.able import came_before, on_the_story, whole_reports
from variorum.align.omissions.silences import silence
from variorum.align.omissions.sureness import TOLD_BY_ONE, TOLD_BY_SEVERAL, surely_tells
from variorum.align.omissions.telling import Statement, Telling
from variorum.align.omissions.voices import voices
from variorum.align.omissions.worth import is_told_plainly, lone_lines, prominence
from variorum.align.sentences import Sentence
from variorum.model import Annotated, Claim, Derivation, Omission
from variorum.model.support import near, reports, supporting

LEAST = 2
"""Separate reports, at least, that tell what others leave out, or leave out what one tells."""
MOST = 0.6
"""Share of the separate reports that could tell it beyond which most do."""


@dataclass(frozen=True)
class _Story:
    """The reports of a story: how near each comes to something, which are whole, and which speak for themselves."""

    telling: Telling
    whole: frozenset[str]
    voice: Mapping[str, str]

    def separate(self, articles: Iterable[str]) -> frozenset[str]:
        """One report for each of these that speaks for itself."""
        return frozenset(self.voice[a] for a in articles)


@dataclass(frozen=True)
class _Told:
    """A claim with the sentences that tell it, the separate reports that surely do, and all that could.

    `others` are the whole reports that do not tell it, `early` those that came out before it could be told.
    """

    claim: Claim
    statement: Statement
    by: frozenset[str]
    could: frozenset[str]
    others: tuple[str, ...]
    early: tuple[str, ...]


def find_omissions(
    items: Sequence[Annotated],
    sentences: Sequence[Sentence],
    claims: Sequence[Claim],
    derivations: Sequence[Derivation],
) -> tuple[Omission, ...]:
    """What most reports tell and some do not, then what one tells alone; the most prominent of each first.

    `items` have different texts. The order of input changes nothing.
    """
    articles = {i.article.id: i.article for i in items}
    whole = whole_reports(items, derivations) & on_the_story(claims)
    story = _Story(Telling(articles, sentences), whole, voices(items, derivations))
    if len(story.separate(articles)) <= LEAST:
        return ()
    shared = [c for c in claims if _may_be_most(story, c) and is_told_plainly(c.statement)]
    carried = [t for c in shared if (t := _told(story, c)) and _by_most(t)]
    alone = [t for c in lone_lines(story.telling, claims, whole) if (t := _told(story, c))]
    return (*_ranked(story, carried), *_ranked(story, alone))


def _told(story: _Story, claim: Claim) -> _Told | None:
    statement = story.telling.statement(claim.statement, supporting(claim))
    if statement is None:
        return None
    tellers, texts = reports(claim), story.telling.texts
    heard = story.separate(tellers)
    rest = sorted(a for a in story.whole if story.voice[a] not in heard)
    first = [texts[t].article for t in sorted(tellers)]
    early = tuple(a for a in rest if came_before(texts[a].article, first, statement.sentences))
    others = tuple(a for a in rest if a not in early)
    by = story.separate(_sure_tellers(story.telling, claim, statement))
    return _Told(claim, statement, by, story.separate([*tellers, *others]), others, early)


def _sure_tellers(telling: Telling, claim: Claim, statement: Statement) -> frozenset[str]:
    """The reports of which some sentence is near enough to the words shown to be counted on."""
    joined = {join.article: join.sure for join in claim.joins}
    agreeing = ((s.article.id, telling.agreement(statement, s)) for e in supporting(claim) if (s := telling.holding(e)))
    return frozenset(a for a, found in agreeing if surely_tells(*found, joined.get(a, 1.0)))


def _may_be_most(story: _Story, claim: Claim) -> bool:
    """Whether enough reports tell it for most to, were all that do not tell it too early: looked at before more is."""
    return len(story.separate(reports(claim))) >= LEAST


def _by_most(told: _Told) -> bool:
    return len(told.by) >= LEAST and MOST < len(told.by) / len(told.could) < 1


def _ranked(story: _Story, told: Iterable[_Told]) -> list[Omission]:
    """The omissions among what is `told`, the most prominent first, those of one sentence once."""
    found = [(o, t) for t in told if (o := _omission(story, t))]
    kept: list[Omission] = []
    seen: set[Sentence] = set()
    for omission, of in sorted(found, key=lambda f: (-f[0].weight, f[0].claim)):
        if not seen.issuperset(of.statement.sentences):
            kept.append(omission)
            seen.update(of.statement.sentences)
    return kept


def _omission(story: _Story, told: _Told) -> Omission | None:
    lone = len(told.by) == 1
    limits = TOLD_BY_ONE if lone else TOLD_BY_SEVERAL
    unsure = {e.article for e in near(told.claim)}
    if told.claim.kind == "quote":
        unsure |= {a for a in told.others if story.telling.texts[a].lacks_words}
    silent = []
    for article in told.others:
        found = None if article in unsure else silence(story.telling, told.statement, article, limits)
        if found:
            silent.append(found)
        elif lone:
            return None  # nobody else tells it, or nothing is said: the others need not be asked
    if len(silent) < (LEAST if lone else 1):
        return None
    return Omission(
        claim=told.claim.id,
        kind="told by one" if lone else "left out",
        told_by=tuple(a for a in sorted(reports(told.claim)) if story.voice[a] in told.by),
        silent=tuple(silent),
        before=told.early,
        why=_counted(story, told),
        weight=prominence(story.telling, told.statement, len(told.by) / len(told.could)),
    )


def _counted(story: _Story, told: _Told) -> str:
    """ "2 of 3 reports tell it"; where not all reports could, "2 of the 3 reports that could tell it do".

    Of words that were said it is only counted who prints them: others may tell what they say.
    """
    verb, lone = "quote" if told.claim.kind == "quote" else "tell", len(told.by) == 1
    if len(told.could) < len(story.telling.texts):
        return f"{len(told.by)} of the {len(told.could)} reports that could {verb} it {'does' if lone else 'do'}"
    return f"{len(told.by)} of {len(told.could)} reports {verb}{'s' if lone else ''} it"
