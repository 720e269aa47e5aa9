"""Which evidence goes back to one origin: one case a line, and what must hold of any case."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from variorum.align.origins import Origins
from variorum.align.upstream import agency
from variorum.model import Annotated, Article, Claim, Derivation, Entity, Evidence, Layers, Passage, Quote, Span
from variorum.model.records import ClaimKind, Mode

Report = tuple[Annotated, Evidence]

NAMES = [
    Entity("marrow", "Ilse Marrow", "PERSON"),
    Entity("vael", "Tomas Vael", "PERSON"),
    Entity("ap", "The Associated Press", "ORG"),
    Entity("post", "Coast Post", "ORG"),
]
OWN = [
    "Divers found the wreck of the ferry near the northern pier before dawn.",
    "The ferry's wreck was located by a diving team close to the harbour wall.",
    "At first light the sunken boat turned up beside the old quay in Tarn.",
]
WORDS = "We will raise the ferry before the winter comes."


def report(
    name: str,
    text: str,
    *,
    outlet: str | None = None,
    credit: str | None = None,
    quote: Quote | None = None,
    owner: str | None = None,
) -> Report:
    """An article that is one sentence, and its evidence."""
    credits = (credit,) if credit else ()
    article = Article(name, name, text, outlet=outlet or name, credits=credits, owner=owner)
    layers = Layers(sentences=(Span(0, len(text)),), quotes=(quote,) if quote else ())
    speaker = quote.speaker if quote else None
    return Annotated(article, layers), Evidence(name, (Span(0, len(text)),), text, attributed_to=speaker)


def said(text: str, upstream: str | None = None) -> Quote:
    return Quote("direct", (Span(0, len(text)),), speaker="marrow", upstream=upstream)


def grounded(reports: Sequence[Report], derivations: Sequence[Derivation] = (), kind: ClaimKind = "statement") -> Claim:
    items, evidence = zip(*reports, strict=True)
    claim = Claim("c", kind, evidence[0].exact, 1, tuple(evidence), ())
    return Origins(items, NAMES, derivations).ground(claim)


def test_own_words_are_two_origins() -> None:
    found = grounded([report("a", OWN[0]), report("b", OWN[1])])
    assert found.independent == 2
    assert [g.basis for g in found.groups] == ["sole", "sole"]
    assert found.origins_line == "2 outlets, 2 origins: own reporting (2)"


@pytest.mark.parametrize(("kind", "independent"), [("statement", 2), ("quote", 1)])
def test_a_few_quoted_words_in_a_sentence_do_not_make_it_their_speakers(kind: ClaimKind, independent: int) -> None:
    """Two reports of an oath that each quote the oath's taker on something else are two, of the words quoted one."""

    def oath(name: str, words: str, quoted: str) -> Report:
        at = words.index(quoted)
        item, evidence = report(name, words, quote=Quote("mixed", (Span(at, at + len(quoted)),), speaker="marrow"))
        return item, Evidence(name, evidence.spans, words)

    reports = [
        oath(
            "a",
            "Ilse Marrow took the oath of the harbour on Friday, in a town weary of what she called “a lost year”.",
            "“a lost year”",
        ),
        oath(
            "b",
            "With “a lost year” behind it Tarn saw its harbour master sworn in before some two thousand people.",
            "“a lost year”",
        ),
    ]
    assert grounded(reports, kind=kind).independent == independent


def test_the_same_sentence_is_one_origin() -> None:
    found = grounded([report("a", OWN[0]), report("b", OWN[0].replace("before dawn", "at dawn")), report("c", OWN[1])])
    assert found.independent == 2
    assert {g.basis for g in found.groups} == {"same_text", "sole"}


def test_a_copied_passage_is_one_origin() -> None:
    passage = Passage(Span(0, 40), Span(0, 40))
    copied = Derivation("b", "a", "partly", 0.4, "passages", passages=(passage,))
    assert grounded([report("a", OWN[0]), report("b", OWN[1])], [copied]).independent == 1


def test_a_copied_passage_elsewhere_in_the_article_joins_nothing() -> None:
    elsewhere = Passage(Span(900, 990), Span(900, 990))
    copied = Derivation("b", "a", "partly", 0.4, "passages", passages=(elsewhere,))
    assert grounded([report("a", OWN[0]), report("b", OWN[1])], [copied]).independent == 2


def test_one_agency_is_one_origin_and_is_missing() -> None:
    found = grounded(
        [report("a", OWN[0], credit="AP"), report("b", OWN[1], credit="Associated Press"), report("c", OWN[2])]
    )
    assert found.independent == 2
    assert found.groups[0].basis == "same_agency"
    assert found.missing == ("The Associated Press",)
    line = "3 outlets, 2 origins: The Associated Press (2), own reporting (1); not here: The Associated Press"
    assert found.origins_line == line


def test_one_utterance_is_one_origin_named_by_whom_it_was_told() -> None:
    one, other = said(WORDS, upstream="ap"), said(WORDS)
    found = grounded([report("a", WORDS, quote=one), report("b", WORDS, quote=other)], kind="quote")
    assert found.independent == 1
    assert found.groups[0].basis == "same_upstream"
    assert found.groups[0].origin == "The Associated Press"


def test_one_speaker_in_two_interviews_is_one_voice() -> None:
    one, other = said(WORDS, upstream="ap"), said(WORDS, upstream="post")
    found = grounded([report("a", WORDS, quote=one), report("b", WORDS, quote=other)], kind="quote")
    assert found.independent == 1
    assert found.groups[0].origin == "Ilse Marrow"


def test_two_speakers_are_two_origins() -> None:
    quotes = [Quote("indirect", (Span(0, len(OWN[i])),), speaker=s) for i, s in enumerate(("marrow", "vael"))]
    assert grounded([report(str(i), OWN[i], quote=q) for i, q in enumerate(quotes)]).independent == 2


def test_nobody_knows_whose_voice_officials_are() -> None:
    text = "Officials say the ferry sank because of rust."
    quote = Quote("indirect", (Span(14, len(text)),), sources=(Span(0, 9),))
    found = grounded([report("a", text, quote=quote), report("b", text.replace("rust", "age"), quote=quote)])
    assert {g.basis for g in found.groups} == {"unknown"}
    assert found.independent == 1
    assert "origin unknown" in found.origins_line


def test_one_owner_is_one_origin() -> None:
    found = grounded([report("a", OWN[0], owner="Bay Media"), report("b", OWN[1], owner="bay media")])
    assert found.independent == 1
    assert found.groups[0].basis == "same_owner"
    assert found.groups[0].origin == "Bay Media"
    assert found.origins_line == "2 outlets, 1 origin: Bay Media (2)"


def told(text: str, source: str, content: str, *, speaker: str | None = None, mode: Mode = "indirect") -> Quote:
    """A quote whose source and content stand in `text` under these words; "said" is its cue, if it is there."""

    def at(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    cue = at("said") if "said" in text else None
    return Quote(mode, (at(content),), cue=cue, sources=(at(source),), speaker=speaker)


def test_words_that_one_quotes_and_another_prints_plainly_are_one_utterance() -> None:
    quoted = "“We will raise the ferry before the winter comes,” said the engineer."
    plain = "The board is sure of it: we will raise the ferry before the winter comes to Tarn."
    quote = told(quoted, "the engineer", "“We will raise the ferry before the winter comes,”", mode="direct")
    found = grounded([report("a", quoted, quote=quote), report("b", plain), report("c", OWN[0])])
    assert [(g.members, g.basis) for g in found.groups] == [((0, 1), "same_upstream"), ((2,), "sole")]


def test_police_and_their_spokesman_are_one_body() -> None:
    one = "Police said the ferry was old and slow."
    other = "A police spokesman said the old ferry had been slow."
    reports = [
        report("a", one, quote=told(one, "Police", "the ferry was old and slow")),
        report("b", other, quote=told(other, "A police spokesman", "the old ferry had been slow")),
    ]
    found = grounded(reports)
    assert [(g.members, g.basis) for g in found.groups] == [((0, 1), "same_upstream")]


def test_copies_of_nobodys_words_stay_unknown() -> None:
    """A voice without a name counts no more when two outlets print the same sentence."""
    text = "Officials said the ferry was old and slow and that its pumps had failed in March."
    quote = told(text, "Officials", "the ferry was old and slow and that its pumps had failed in March")
    found = grounded([report("a", text, quote=quote), report("b", text, quote=quote), report("c", OWN[0])])
    assert [(g.members, g.basis) for g in found.groups] == [((0, 1), "unknown"), ((2,), "sole")]
    assert found.independent == 1


def test_hearsay_names_nobody() -> None:
    found = grounded([report("a", OWN[0]), report("b", "The ferry's wreck is reported to lie near the northern pier.")])
    assert [g.basis for g in found.groups] == ["sole", "unknown"]
    assert found.independent == 1


def test_what_is_told_beside_a_quote_is_the_reporters() -> None:
    """Two reports say that Marrow was hired in May; one does so where it quotes her on something else."""
    beside = "Ilse Marrow, who was hired by the harbour board in May, said the storm was bad."
    plain = "The harbour board hired Ilse Marrow in May."
    quote = told(
        beside, "Ilse Marrow, who was hired by the harbour board in May", "the storm was bad", speaker="marrow"
    )
    found = grounded([report("a", beside, quote=quote), report("b", plain), report("c", f"{plain[:-1]}, it wrote.")])
    assert found.groups[0].basis == "sole"
    assert found.groups[0].origin is None


def test_what_an_outlet_is_cited_for_goes_with_its_own_report() -> None:
    cited = "Divers found the ferry's wreck, the Coast Post said."
    quote = told(cited, "the Coast Post", "Divers found the ferry's wreck", speaker="post")
    own, evidence = report("own", OWN[1])
    own = replace(own, article=replace(own.article, url="https://www.coastpost.example/wreck"))
    found = grounded([report("a", cited, quote=quote), (own, evidence)])
    assert [(g.members, g.basis, g.origin) for g in found.groups] == [((0, 1), "same_upstream", "Coast Post")]


def test_a_short_sentence_is_copied_where_others_of_the_article_are() -> None:
    one, other = "The Heron had 23 life boats in all.", "The Heron carried 23 life boats."
    assert grounded([report("a", one), report("b", other)]).independent == 2
    elsewhere = Passage(Span(900, 990), Span(900, 990))
    copied = Derivation("b", "a", "partly", 0.4, "passages", passages=(elsewhere,))
    assert grounded([report("a", one), report("b", other)], [copied]).independent == 1


def test_an_agency_whose_text_two_print_is_missing() -> None:
    taken = [Derivation(copy, None, "wholly", 0.9, "same agency credit", missing="AP") for copy in "ab"]
    found = grounded([report("a", OWN[0]), report("b", OWN[1])], taken)
    assert [(g.basis, g.origin) for g in found.groups] == [("same_agency", "The Associated Press")]
    assert found.missing == ("The Associated Press",)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("AP", "The Associated Press"),
        ("the associated press", "The Associated Press"),
        ("Coast Post", None),
        (None, None),
    ],
)
def test_agencies(name: str | None, shown: str | None) -> None:
    assert agency(name) == shown


reports_strategy = st.lists(
    st.tuples(
        st.sampled_from([*OWN, WORDS]), st.sampled_from(["p", "q", "r", "s"]), st.sampled_from([None, "AP", "Reuters"])
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=60, deadline=None)
@given(reports_strategy, st.randoms())
def test_groups_are_a_partition_that_names_and_copies_do_not_change(
    drawn: list[tuple[str, str, str | None]], random: Random
) -> None:
    def build(rename: Callable[[str], str]) -> list[Report]:
        return [report(str(i), text, outlet=rename(o), credit=c) for i, (text, o, c) in enumerate(drawn)]

    found = grounded(build(str))
    assert sorted(i for g in found.groups for i in g.members) == list(range(len(drawn)))
    assert 1 <= found.independent <= len(drawn)
    renamed = grounded(build(lambda o: f"The {o} Gazette"))
    assert [(g.members, g.basis) for g in renamed.groups] == [(g.members, g.basis) for g in found.groups]
    at = random.randrange(len(drawn))
    text, _, credit = drawn[at]
    copy = Derivation("copy", str(at), "wholly", 1.0, "same text")
    assert (
        grounded([*build(str), report("copy", text, outlet="new", credit=credit)], [copy]).independent
        <= found.independent
    )
