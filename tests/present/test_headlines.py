"""A headline's quote is one more wording of what the text quotes, or an utterance by itself."""

from __future__ import annotations

from msgspec.structs import replace

from variorum.model import Dossier, Quote, Span
from variorum.present.context import SpeakerView, words
from variorum.present.edition import edition
from variorum.present.headlines import printers, with_headlines
from variorum.present.speaking import speakers


def titled(dossier: Dossier, title: str, said: str, mode: str = "direct", who: str | None = "e1") -> Dossier:
    """The dossier with another headline over its first report."""
    at = title.index(said)
    quote = Quote("indirect" if mode == "indirect" else "direct", (Span(at, at + len(said)),), speaker=who)
    first, *rest = dossier.articles
    return replace(dossier, articles=(replace(first, title=title, title_quotes=(quote,)), *rest))


def views(dossier: Dossier) -> list[SpeakerView]:
    ed = edition(dossier, dossier.stories[0])
    return list(with_headlines(ed, speakers(ed)))


def test_a_trimmed_headline_is_one_more_wording(dossier: Dossier) -> None:
    (brandt,) = views(titled(dossier, "Brandt: ‘We lost our seed store’", "‘We lost our seed store’"))
    (utterance,) = brandt.utterances
    text, headline = utterance.wordings
    assert (text.headline, headline.headline) == (False, True)
    assert "our" in [p.text.strip() for p in headline.pieces if p.marked]
    assert headline.ref.anchor == f"report-{headline.ref.siglum}"


def test_the_same_words_are_no_second_wording(dossier: Dossier) -> None:
    (brandt,) = views(titled(dossier, "‘We lost the seed store’ – mayor", "‘We lost the seed store’"))
    assert [len(u.wordings) for u in brandt.utterances] == [1]


def test_other_words_are_an_utterance_of_their_own(dossier: Dossier) -> None:
    (brandt,) = views(titled(dossier, "Brandt says no help has come yet", "no help has come yet", "indirect"))
    assert [words(u.wordings[0]) for u in brandt.utterances][-1] == "no help has come yet"
    assert brandt.utterances[-1].wordings[0].headline


def test_who_is_quoted_in_a_headline_alone_is_listed(dossier: Dossier) -> None:
    silent = replace(dossier, articles=tuple(replace(a, quotes=()) for a in dossier.articles))
    (brandt,) = views(titled(silent, "Brandt: we lost the seed store", "we lost the seed store", "indirect"))
    assert (brandt.entity, len(brandt.utterances)) == ("e1", 1)
    assert views(titled(silent, "Mayor: we lost the store", "we lost the store", who=None)) == []


def test_printers_are_those_with_these_very_words(dossier: Dossier) -> None:
    told = titled(dossier, "Brandt: ‘We lost our seed store’", "‘We lost our seed store’")
    ed = edition(told, told.stories[0])
    ((brandt,),) = (list(with_headlines(ed, speakers(ed))),)
    text, headline = brandt.utterances[0].wordings
    assert {ed.sigla[a] for a in ("a1", "a2")} == set(printers(ed, text))
    assert printers(ed, headline) == (headline.ref.siglum,)
