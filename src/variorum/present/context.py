"""What a story page shows, as data: the same for HTML, Markdown and the terminal. Built in `build`, never changed."""

from __future__ import annotations

from dataclasses import dataclass

from variorum.model import Span
from variorum.present.drawn import AxisPicture, RangePlot, StemmaPicture
from variorum.present.phrasing import listed
from variorum.present.sigla import runs

COUNTED = "how many"
"""The kind of difference in numbers of things."""
_BREATH = 4
"""Words of what is counted up to which it is named in one breath with that."""


@dataclass(frozen=True)
class Piece:
    """A run of words; `marked` words are the ones that matter, `anchor` is where links to them lead.

    A passage that holds other passages has them in `inner`, in place of `text`. `soft` words only stand around those
    that are cited; `shared` ones stand in another wording of the same as well.
    """

    text: str
    marked: bool = False
    anchor: str | None = None
    inner: tuple[Piece, ...] = ()
    soft: bool = False
    shared: bool = False


@dataclass(frozen=True)
class Ref:
    """A citation: the report's letter and the anchor of the passage in it."""

    siglum: str
    anchor: str


@dataclass(frozen=True)
class Quoted:
    """Real words of one report with the sentence around them; `place` is how a decision names the passage.

    `headline` says that they are the headline's words and not the text's; `also` are further reports that print the
    very same sentence, where it is shown once, and `places` their passages.
    """

    ref: Ref
    pieces: tuple[Piece, ...]
    exact: str
    live: str | None = None
    place: str = ""
    headline: bool = False
    also: tuple[Ref, ...] = ()
    places: tuple[str, ...] = ()

    @property
    def cited(self) -> tuple[tuple[Ref, str], ...]:
        """Every report that prints these words, with its passage."""
        return ((self.ref, self.place), *zip(self.also, self.places, strict=False))


def words(quoted: Quoted) -> str:
    """The words of `quoted` as one text, with the sentence around them if it has one."""
    return "".join(piece.text for piece in quoted.pieces)


def in_quotes(quoted: Quoted) -> tuple[str, str]:
    """The marks to put around the words of `quoted`: none where they hold marks of their own."""
    return ("", "") if any(mark in words(quoted) for mark in '“”„«»"') else ("“", "”")


@dataclass(frozen=True)
class ReportView:
    """One report: its letter, who published it, when, and how its day is known."""

    siglum: str
    outlet: str
    title: str | None
    day: str
    because: str | None
    bylines: tuple[str, ...]
    credits: tuple[str, ...]
    source: str
    url: str | None
    paragraphs: tuple[tuple[Piece, ...], ...]
    copied: str | None
    live: str | None = None
    """Its address on the web, where it has one that may be linked to."""
    house: str = ""
    """What kind of outlet it is and who owns it, where that is known."""


@dataclass(frozen=True)
class ClaimView:
    """A statement with a dot per report: `filled` ones are independent origins, `hollow` ones repeat one.

    `near` are sentences of further reports that come near it without surely stating it: they count nowhere.
    """

    id: str
    kind: str
    speaker: str | None
    text: str
    filled: int
    hollow: int
    outlets: int
    line: str
    refs: tuple[Ref, ...]
    quoted: tuple[Quoted, ...]
    because: str
    origins: tuple[str, ...]
    near: tuple[Quoted, ...] = ()


@dataclass(frozen=True)
class SideView:
    """One account of a difference: its value in a word or two, and the words."""

    value: str
    quoted: tuple[Quoted, ...]


def titled(kind: str, about: str) -> str:
    """A kind of difference with what it is about: things are counted in one breath, all else stands behind a colon."""
    if not about:
        return kind
    return f"{kind} {about}" if kind == COUNTED and len(about.split()) <= _BREATH else f"{kind}: {about}"


@dataclass(frozen=True)
class DifferenceView:
    """Where accounts part: the kind in two words, whether all can be true, then the words."""

    id: str
    kind: str
    verdict: str
    about: str
    why: str
    sides: tuple[SideView, ...]
    plot: RangePlot | None

    @property
    def title(self) -> str:
        """Kind and matter in one line: “how many sheds”, “when: the bridge was built”."""
        return titled(self.kind, self.about)


@dataclass(frozen=True)
class KeyView:
    """A difference in one line: where it stands, what it is about, the accounts, whether they follow in time."""

    anchor: str
    about: str
    values: tuple[str, ...]
    development: bool
    verdict: str


@dataclass(frozen=True)
class Utterance:
    """Something one person said, with every wording of it and who printed which.

    Reported speech (`indirect`) is shown as the report's own sentences, without quotation marks of ours. `day` is that
    of the first report that prints it.
    """

    wordings: tuple[Quoted, ...]
    refs: tuple[Ref, ...]
    to: str | None
    more: int
    indirect: bool = False
    day: str = ""


@dataclass(frozen=True)
class Office:
    """What somebody is, in the words of a report, and where they stand in it."""

    words: str
    ref: Ref
    article: str
    span: Span


@dataclass(frozen=True)
class SpeakerView:
    """One person or body with what they said, and what they are."""

    name: str
    utterances: tuple[Utterance, ...]
    entity: str | None = None
    office: Office | None = None


@dataclass(frozen=True)
class Happening:
    """One entry of the timeline; `number` ties the picture to the list."""

    number: int
    day: str
    expected: bool
    quoted: Quoted


@dataclass(frozen=True)
class DayView:
    """What happened on one day, the best founded first; `expected` where nothing of it had happened yet, `printed` are
    the letters of the reports that came out on it."""

    day: str
    expected: bool
    printed: tuple[str, ...]
    happenings: tuple[Happening, ...]


@dataclass(frozen=True)
class ChangeView:
    """Sentences of a copy beside those of its origin, differing words marked; what was left out is in `origins` alone,
    what was put in is in `copies` alone."""

    kind: str
    copies: tuple[Quoted, ...]
    origins: tuple[Quoted, ...]


@dataclass(frozen=True)
class CopyView:
    """What one copy did to its origin: a line of counts, the changes that tell most, and how many more there are.

    Where it is not `known` which of the two was first, they are only compared. `also` print the copy's very text.
    """

    copy: Ref
    origin: Ref
    known: bool
    line: str
    changes: tuple[ChangeView, ...]
    more: int
    also: tuple[Ref, ...] = ()

    @property
    def letters(self) -> str:
        """The copies by their letters: “C”, “C and F”, “C, F and H–K”."""
        return listed(runs(ref.siglum for ref in (self.copy, *self.also)))


@dataclass(frozen=True)
class CoverageRow:
    """One statement or difference by reports: `has`, `differs` or `` (nothing) for each letter.

    Of a difference each cell also has the account that the report gives, in a word or two.
    """

    text: str
    anchor: str
    cells: tuple[str, ...]
    accounts: tuple[str, ...] = ()


@dataclass(frozen=True)
class SilenceView:
    """A report that does not tell something: its nearest sentence (or none), and the words that this has in common."""

    ref: Ref
    nearest: Quoted | None
    common: str


@dataclass(frozen=True)
class OmissionView:
    """What most reports tell (`told`) and others do not (`silent`); `alone` is what one report tells and no other.

    `missing` says of what is not found whether it is the words or what they tell, `before` who came out too early.
    """

    alone: bool
    missing: str
    anchor: str
    speaker: str | None
    text: str
    line: str
    told: tuple[Ref, ...]
    silent: tuple[SilenceView, ...]
    before: str = ""


@dataclass(frozen=True)
class StandView:
    """What somebody holds or wants on one day, and how that parts from before."""

    day: str
    attitude: str
    own_words: bool
    change: str
    quoted: Quoted
    refs: tuple[Ref, ...]


@dataclass(frozen=True)
class ActorView:
    """One actor with their positions: for each matter the stands on it, by day."""

    name: str
    positions: tuple[tuple[StandView, ...], ...]


@dataclass(frozen=True)
class CourseLine:
    """Words that a report brought, and where they stand in it."""

    text: str
    ref: Ref | None


@dataclass(frozen=True)
class CoursePart:
    """Things of one kind that a report brought: what it did with them (“first to say”), the words, those that are
    folded away."""

    did: str
    lines: tuple[CourseLine, ...]
    folded: tuple[CourseLine, ...] = ()


@dataclass(frozen=True)
class CourseView:
    """What one report brought when it came out."""

    siglum: str
    outlet: str
    day: str
    parts: tuple[CoursePart, ...]


@dataclass(frozen=True)
class EpisodeView:
    """Another story of the same thread: where its page is, if it has one, its days, and the names that both share."""

    title: str
    href: str | None
    days: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class StoryPage:
    """Everything on one story's page, in reading order."""

    title: str
    title_ref: Ref | None
    counts: tuple[tuple[str, str], ...]
    """What there is, in words, with the section where it stands (or nothing)."""
    brief: tuple[Quoted, ...]
    reports: tuple[ReportView, ...]
    axis: AxisPicture | None
    agreed: tuple[ClaimView, ...]
    differs: tuple[DifferenceView, ...]
    speakers: tuple[SpeakerView, ...]
    days: tuple[DayView, ...]
    background: tuple[DayView, ...]
    stemma: StemmaPicture | None
    coverage: tuple[CoverageRow, ...]
    single: tuple[ClaimView, ...]
    made: tuple[str, ...]
    rejected: tuple[str, ...]
    others: tuple[tuple[str, str], ...]
    actors: tuple[ActorView, ...] = ()
    course: tuple[CourseView, ...] = ()
    thread: tuple[EpisodeView, ...] = ()
    copies: tuple[CopyView, ...] = ()
    keys: tuple[KeyView, ...] = ()
    differing: tuple[CoverageRow, ...] = ()
    omissions: tuple[OmissionView, ...] = ()

    @property
    def summary(self) -> str:
        """The counts in one line."""
        return " · ".join(text for text, _ in self.counts)

    @property
    def of_several_days(self) -> bool:
        """Whether the reports came out on more than one day, so that a day beside words tells something."""
        return len({report.day.partition(",")[0] for report in self.reports}) > 1

    @property
    def outlets(self) -> dict[str, str]:
        """The outlet behind each letter."""
        return {report.siglum: report.outlet for report in self.reports}

    @property
    def left_out(self) -> tuple[OmissionView, ...]:
        """What most reports tell and some do not."""
        return tuple(o for o in self.omissions if not o.alone)

    @property
    def told_by_one(self) -> tuple[OmissionView, ...]:
        """What one report tells in a prominent place and no other does."""
        return tuple(o for o in self.omissions if o.alone)

    @property
    def alone(self) -> list[tuple[ReportView, list[ClaimView]]]:
        """What only one report says, report by report."""
        by_letter = {r.siglum: (r, [c for c in self.single if c.refs[0].siglum == r.siglum]) for r in self.reports}
        return [(report, claims) for report, claims in by_letter.values() if claims]
