"""The records of `variorum.dossier/1`, frozen and typed.

Offsets are half-open code points into the `text` of the article that a record belongs to or names. A value that is not
known is `None`, never an empty guess. Field names are the keys of the JSON: what `msgspec` encodes is the contract. It
is one long file on purpose: the contract is read from top to bottom, and nothing in it does more than compare places.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Basis = Literal["stated", "markup", "fetched", "inferred", "unknown"]
Mode = Literal["direct", "indirect", "mixed"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Degree = Literal["wholly", "partly"]
Stance = Literal["supports", "refutes", "mentions"]
ClaimKind = Literal["quote", "figure", "time", "statement"]
GroupBasis = Literal["sole", "same_text", "same_agency", "same_upstream", "same_owner", "unknown"]
OutletKind = Literal["agency", "newspaper", "magazine", "broadcaster", "online", "official"]
ArticleForm = Literal["report", "live", "opinion"]
ChangeKind = Literal["same", "cut", "added", "reworded", "reordered", "merged", "split", "number changed"]
DifferenceKind = Literal["figure", "time", "quote wording", "statement", "modality", "attribution", "position"]
OmissionKind = Literal["left out", "told by one"]


class Offsets(Struct, frozen=True):
    """What stands at half-open code points `[start, end)`."""

    start: int
    end: int

    def overlaps(self, other: Offsets) -> bool:
        """Whether the two share a code point."""
        return self.start < other.end and other.start < self.end

    def shared(self, other: Offsets) -> int:
        """How many code points the two share."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def covers(self, other: Offsets) -> bool:
        """Whether all of `other` lies in it."""
        return self.start <= other.start and other.end <= self.end

    def holds(self, at: int) -> bool:
        """Whether the code point `at` lies in it."""
        return self.start <= at < self.end


class Span(Offsets, frozen=True, order=True):
    """Half-open code points `[start, end)`."""


class Published(Struct, frozen=True):
    """The day an article was published: an ISO 8601 prefix, or an interval `[low, high]` of days, and why.

    `basis` says where the day is from: the page's words (`stated`) or its data (`markup`), the feed that led to the
    page where the page has none (`fetched`), or its story (`inferred`).
    """

    value: str | None = None
    low: str | None = None
    high: str | None = None
    basis: Basis = "unknown"
    because: str | None = None


class Page(Struct, frozen=True):
    """Bytes as given. `id` is the hash of the body; `source` is the path or address it was asked for by.

    `listed` is the day that the feed which led to it gives the page, absent where none did.
    """

    id: str
    source: str
    body: bytes
    content_type: str | None = None
    url: str | None = None
    fetched_at: str | None = None
    listed: Published | None = None


class Rejection(Struct, frozen=True):
    """Why a page or a part of it is not used; `reason` is one of `variorum.model.reasons`."""

    source: str
    stage: str
    reason: str
    detail: str = ""
    page_id: str | None = None


class Block(Offsets, frozen=True):
    """A stretch of the article's text and the place in the page it came from (1-based line, or DOM path)."""

    kind: str = "paragraph"
    line: int | None = None
    dom_path: str | None = None


class Article(Struct, frozen=True):
    """A page's clean text with what the page says about itself. `text` never changes once made.

    `version_of` is the id of the article that stood at the same address before. `owner` and `outlet_kind` are what a
    registry of outlets knows; `form` is `live` for a page that grows entry by entry while things happen, and `opinion`
    for one that says itself that it is a view and no report. `desks` are what signs where no person and no agency
    does: a team, a desk, the outlet itself. `language_score` says how sure the language is (0..1) where it was told
    from the text, and is absent where it was given.
    """

    id: str
    source: str
    text: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    bylines: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    dateline: str | None = None
    language: str | None = None
    published: Published = Published()
    updated: str | None = None
    section: str | None = None
    owner: str | None = None
    fetched_at: str | None = None
    page_id: str | None = None
    blocks: tuple[Block, ...] = ()
    version_of: str | None = None
    outlet_kind: OutletKind | None = None
    form: ArticleForm = "report"
    desks: tuple[str, ...] = ()
    language_score: float | None = None


class Mention(Offsets, frozen=True):
    """A name in the text; `label` is OntoNotes'. `entity` is known once names are joined over articles."""

    label: str
    entity: str | None = None
    by: str = ""
    score: float = 1.0


class Time(Offsets, frozen=True):
    """A TIMEX3 expression. `relative` keeps what is needed to find the value once the article's date is known."""

    type: TimeType
    value: str | None = None
    mod: str | None = None
    anchor: str | None = None
    relative: str | None = None
    by: str = ""
    score: float = 1.0


class Figure(Offsets, frozen=True):
    """A quantity as an interval. `unit` is an ISO 4217 code, `percent`, a measure, or `count`; `counted` says of what.

    `head` is the lemma of the counted noun, `predicate` that of the verb that says what became of it ("wound"); `when`
    and `where` are the words of the same sentence that say for when and where it holds, `said_by` those that name who
    states it, wherever whoever is quoted with it is named.
    """

    low: float | None
    high: float | None
    unit: str | None = None
    mod: str | None = None
    counted: str | None = None
    counted_span: Span | None = None
    by: str = ""
    score: float = 1.0
    head: str | None = None
    predicate: str | None = None
    when: Span | None = None
    where: Span | None = None
    said_by: Span | None = None


class Quote(Struct, frozen=True):
    """Who said what (PARC 3.0, PolNeAR): `sources` said `contents`, introduced by `cue`.

    `speaker_mention` is the span of the name that the source stands for in this article (the pronoun's antecedent, the
    title's holder); `upstream_mention` that of whom it was first said to or published by. The entity ids follow from
    them. `joined_by` are those who say it together with `speaker`: "Ana Hale and Piet Dorn said in a joint statement".
    A `mixed` quote's contents are parted at its quotation marks; `stretches` joins them again. Not `clausal` is what is
    told of by a phrase alone ("praised his rival", "denied the charge"): somebody spoke; what they said is not told.
    """

    mode: Mode
    contents: tuple[Span, ...]
    cue: Span | None = None
    sources: tuple[Span, ...] = ()
    speaker: str | None = None
    upstream: str | None = None
    complete: bool = True
    speaker_mention: Span | None = None
    upstream_mention: Span | None = None
    anonymous: str | None = None
    by: str = ""
    score: float = 1.0
    joined_by: tuple[str, ...] = ()
    clausal: bool = True

    @property
    def stretches(self) -> tuple[Span, ...]:
        """The contents as they stand in the text: a report and the marked words in it are one stretch."""
        if self.mode != "mixed":
            return self.contents
        out: list[Span] = []
        for span in self.contents:
            if out and 0 <= span.start - out[-1].end <= 1:
                out[-1] = Span(out[-1].start, span.end)
            else:
                out.append(span)
        return tuple(out)


class Arg(Struct, frozen=True):
    """One slot of an event: its role (`who`, `whom`, `where`, `when`, `how_many`, `what`) and its words."""

    role: str
    start: int
    end: int
    head: str = ""


class Event(Offsets, frozen=True):
    """What one clause states: predicate, slots, and how sure the text is of it.

    `standing` is how it stands in its sentence (main, complement, relative, adverbial, noun, or empty), `over` where
    the predicate of the clause begins that it belongs to, and `joined` whether it goes on from that clause.
    """

    predicate: Span
    lemma: str
    args: tuple[Arg, ...] = ()
    polarity: bool = True
    modality: str = "asserted"
    tense: str | None = None
    lemmas: tuple[str, ...] = ()
    by: str = ""
    score: float = 1.0
    standing: str = ""
    over: int | None = None
    joined: bool = False


class Layers(Struct, frozen=True):
    """Everything found in one article's text, in order of position; `title_*` point into its headline instead.

    `failed` is the error of an annotator that could not read this text: then only the sentences were found.
    """

    sentences: tuple[Span, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[Time, ...] = ()
    figures: tuple[Figure, ...] = ()
    quotes: tuple[Quote, ...] = ()
    events: tuple[Event, ...] = ()
    title_mentions: tuple[Mention, ...] = ()
    title_quotes: tuple[Quote, ...] = ()
    failed: str | None = None


class Annotated(Struct, frozen=True):
    """An article with its layers: what the joining rooms read."""

    article: Article
    layers: Layers


class Entity(Struct, frozen=True):
    """One person, body or place over all articles; `because` says why the names were joined."""

    id: str
    name: str
    label: str
    aliases: tuple[str, ...] = ()
    because: tuple[str, ...] = ()


class Passage(Struct, frozen=True):
    """A stretch shared by a copy and its origin: a span in each."""

    copy: Span
    origin: Span


class Change(Struct, frozen=True):
    """A sentence of the copy beside the sentence or sentences of the origin that it comes from.

    `kind` says what became of them: printed as they are, left out (`copy` is `None`), put in (`origin` is empty),
    worded otherwise, moved, joined into one (`merged`) or parted (`split`), or with another number in them.
    """

    kind: ChangeKind
    copy: Span | None
    origin: tuple[Span, ...] = ()


class Derivation(Struct, frozen=True):
    """`copy` takes `shared` (0..1) of its text from `origin`; `None` is an origin that is not in the collection.

    `common` is an article of the collection from which both took all that they share. `changes` are in the copy's
    order, each sentence left out behind what stood before it; empty where nobody asked for them.
    """

    copy: str
    origin: str | None
    degree: Degree
    shared: float
    basis: str
    direction: Literal["known", "unknown"] = "unknown"
    missing: str | None = None
    passages: tuple[Passage, ...] = ()
    common: str | None = None
    changes: tuple[Change, ...] = ()


class Evidence(Struct, frozen=True):
    """Words of one article that bear on a claim. `exact` is the words under `spans`, joined by one space."""

    article: str
    spans: tuple[Span, ...]
    exact: str
    prefix: str = ""
    suffix: str = ""
    stance: Stance = "supports"
    attributed_to: str | None = None


class IndependenceGroup(Struct, frozen=True):
    """Evidence (indices into the claim's) that goes back to one origin."""

    members: tuple[int, ...]
    basis: GroupBasis
    origin: str | None = None


class Join(Struct, frozen=True):
    """Why a report's sentence was read as stating a claim's clause, each 0..1: how much of the clause its words cover,
    how alike its nearest clause is, what the slots (who, whom, when, how many) say, and how sure that makes it."""

    article: str
    covered: float
    alike: float
    slots: float
    sure: float


class Claim(Struct, frozen=True):
    """One statement over articles, shown by one of its own sentences."""

    id: str
    kind: ClaimKind
    statement: str
    independent: int
    evidence: tuple[Evidence, ...]
    groups: tuple[IndependenceGroup, ...]
    because: str = ""
    weight: float = 0.0
    origins_line: str = ""
    """The number of origins in one line: "5 outlets, 2 origins: The Associated Press (4), own reporting (1)"."""
    missing: tuple[str, ...] = ()
    """Known common origins that are not among the articles: having them would tell more."""
    joins: tuple[Join, ...] = ()
    """What each other sentence has of the clause that the claim was made around; empty for quotes."""


class Side(Struct, frozen=True):
    """One account of a difference: its value in a word or two, and the words."""

    value: str
    evidence: tuple[Evidence, ...]


class Difference(Struct, frozen=True):
    """Where accounts part. `compatible` says whether all sides can be true; `None` is: the words do not tell."""

    id: str
    kind: DifferenceKind
    claim: str | None
    sides: tuple[Side, ...]
    compatible: bool | None
    development: bool
    why: str
    about: str = ""
    weight: float = 0.0


class TimelineEntry(Struct, frozen=True):
    """What happened on `date` (ISO prefix, shown as precisely as known), in a report's own words."""

    date: str
    text: str
    evidence: tuple[Evidence, ...]
    claim: str | None = None
    expected: bool = False
    background: bool = False


class Brief(Struct, frozen=True):
    """Real sentences of the reports, at most 150 words, in reading order."""

    sentences: tuple[Evidence, ...] = ()


class Stand(Struct, frozen=True):
    """What an actor wants, holds or rejects, on one day, in words that a report prints as theirs or tells of them.

    `attitude` is a word such as `wants`, `promises`, `rejects`; `own_words` says that they stand in quotation marks.
    `change` says in words how it parts from an earlier stand on the same matter; empty where it does not.
    """

    day: str | None
    attitude: str
    for_it: bool
    own_words: bool
    evidence: tuple[Evidence, ...]
    change: str = ""


class Position(Struct, frozen=True):
    """Where one actor (an entity) stands on one matter, by day; `about` is the matter in the reports' words."""

    actor: str
    about: str
    stands: tuple[Stand, ...]


class Correction(Struct, frozen=True):
    """What a report sets right: its own notice, or a number that replaces that of an earlier report."""

    why: str
    evidence: tuple[Evidence, ...]
    difference: str | None = None


class Reporting(Struct, frozen=True):
    """What one report brought when it came out, as far as texts and days tell.

    `first` are claims that others have later, `added` those that were in no report before and are in no other since,
    `dropped` those of an earlier text of the same outlet that this one has taken over without them. `known` is false
    where the day is not known; then nothing is said of first, added or dropped.
    """

    article: str
    published: str | None
    known: bool = True
    first: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    corrected: tuple[Correction, ...] = ()
    dropped: tuple[str, ...] = ()
    earlier: str | None = None
    """The earlier report of the same outlet that it goes on from."""


class Membership(Struct, frozen=True):
    """Why an article is in its story: the member nearest to it, the names and terms that it shares with that one, the
    days between the two where both are known, and how alike they are (0..1). An article alone has no nearest."""

    article: str
    nearest: str | None = None
    names: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    days: int | None = None
    likeness: float = 0.0


class Episode(Struct, frozen=True):
    """Another story of the same thread: it goes on from this one, or this one from it; `names` are what they share."""

    story: str
    title: str | None
    first: str | None
    last: str | None
    names: tuple[str, ...] = ()


class Silence(Struct, frozen=True):
    """A report in which a claim was not found, with its sentence that comes nearest to the claim.

    `likeness` is the cosine of that sentence with the nearest of the claim's, `shared` are the words that both have.
    """

    article: str
    nearest: Evidence | None = None
    likeness: float = 0.0
    shared: tuple[str, ...] = ()


class Omission(Struct, frozen=True):
    """What most reports tell and some leave out; or what one report tells and no other (`told by one`).

    Only reports are named that surely do not tell it: where a sentence might, nothing is said, so `told_by` and
    `silent` need not be all of a story's reports. `before` are reports that came out before anyone told it, or before
    it happened. `why` counts; it does not judge.
    """

    claim: str
    kind: OmissionKind
    told_by: tuple[str, ...]
    silent: tuple[Silence, ...]
    before: tuple[str, ...] = ()
    why: str = ""
    weight: float = 0.0


class Story(Struct, frozen=True):
    """The reports of one happening and everything found over them."""

    id: str
    title: str | None
    articles: tuple[str, ...]
    first: str | None = None
    last: str | None = None
    derivations: tuple[Derivation, ...] = ()
    claims: tuple[Claim, ...] = ()
    differences: tuple[Difference, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    brief: Brief = Brief()
    positions: tuple[Position, ...] = ()
    reported: tuple[Reporting, ...] = ()
    memberships: tuple[Membership, ...] = ()
    thread: tuple[Episode, ...] = ()
    omissions: tuple[Omission, ...] = ()


class DossierArticle(Struct, frozen=True, kw_only=True):
    """An article and its layers side by side, as the dossier lists them.

    The spans of `title_mentions` and `title_quotes` are code points of `title`, all others of `text`.
    """

    id: str
    source: str
    outlet: str | None
    title: str | None
    bylines: tuple[str, ...]
    credits: tuple[str, ...]
    dateline: str | None
    language: str | None
    url: str | None
    published: Published
    updated: str | None
    owner: str | None
    text: str
    blocks: tuple[Block, ...]
    sentences: tuple[Span, ...]
    mentions: tuple[Mention, ...]
    times: tuple[Time, ...]
    figures: tuple[Figure, ...]
    quotes: tuple[Quote, ...]
    version_of: str | None = None
    outlet_kind: OutletKind | None = None
    form: ArticleForm = "report"
    title_mentions: tuple[Mention, ...] = ()
    title_quotes: tuple[Quote, ...] = ()


class Run(Struct, frozen=True):
    """How the run ended: `rejected` counts by reason."""

    status: Literal["ok", "partial", "failed"]
    version: str
    rejected: dict[str, int] = {}


class Dossier(Struct, frozen=True, kw_only=True):
    """Everything found about the stories of one run."""

    schema: Literal["variorum.dossier/1"] = "variorum.dossier/1"
    run: Run
    articles: tuple[DossierArticle, ...]
    rejections: tuple[Rejection, ...] = ()
    entities: tuple[Entity, ...] = ()
    stories: tuple[Story, ...] = ()
