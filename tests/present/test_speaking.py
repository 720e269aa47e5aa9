"""Who said what, where more than one says it."""

from __future__ import annotations

from msgspec.structs import replace

from variorum.model import Dossier, Entity, Evidence, Quote, Span
from variorum.present.edition import edition
from variorum.present.speaking import Said, is_reworded, speakers, utterances_of
from variorum.present.verify import problems

OTHER = Entity("e9", "Piet Dorn", "PERSON", ("Piet Dorn",))


def together(dossier: Dossier) -> Dossier:
    """The dossier with somebody who says every quote together with its speaker."""
    told = tuple(
        replace(a, quotes=tuple(replace(q, joined_by=("e9",)) if q.speaker else q for q in a.quotes))
        for a in dossier.articles
    )
    return replace(dossier, articles=told, entities=(*dossier.entities, OTHER))


def test_what_two_say_together_stands_under_both(dossier: Dossier) -> None:
    said = together(dossier)
    views = {v.name: v.utterances for v in speakers(edition(said, said.stories[0]))}
    assert len(views) > 1
    assert "Piet Dorn" in views
    assert {len(u) for u in views.values()} == {1}
    assert not list(problems(said))


def test_one_who_speaks_with_others_must_be_known(dossier: Dossier) -> None:
    said = replace(together(dossier), entities=dossier.entities)
    assert any("e9" in problem for problem in problems(said))


def test_what_is_worded_otherwise_is_one_utterance() -> None:
    """Two translations share half of the words that tell; two things said of one subject do not."""
    said = Said(meant={"c1"}, words={"we shall rebuild the wharf one stone at a time"}, indirect=False)
    said.evidence.append(Evidence("a1", (Span(0, 5),), "We shall"))
    assert is_reworded(said, "we will rebuild the quay stone by stone", {"c1"}, "a2")
    assert not is_reworded(said, "we will rebuild the quay stone by stone", {"c2"}, "a2")
    assert not is_reworded(said, "we will rebuild the quay stone by stone", {"c1"}, "a1")
    assert not is_reworded(said, "the council has known of the wharf and its stone for years", {"c1"}, "a2")
    assert not is_reworded(said, "nobody shall sleep in tents while winter storms come", {"c1"}, "a2")


def test_what_goes_on_within_a_sentence_is_one_utterance(dossier: Dossier) -> None:
    text = "“The old pier,” she said, “will be gone by May.” She left. “We will build two,” she said. “Both of stone.”"
    parts = ["“The old pier,”", "“will be gone by May.”", "“We will build two,”", "“Both of stone.”"]
    spans = [Span(text.index(part), text.index(part) + len(part)) for part in parts]
    article = replace(dossier.articles[0], text=text)
    assert list(utterances_of(article, Quote("direct", tuple(spans[:2])))) == [(spans[0], spans[1])]
    assert list(utterances_of(article, Quote("direct", tuple(spans[2:])))) == [(spans[2],), (spans[3],)]


def test_reported_speech_is_shown_where_a_clause_tells_it(dossier: Dossier) -> None:
    """And words of a partly quoted report that stand in no marks are shown as reported."""

    def views(**changes: object) -> list[bool]:
        told = tuple(replace(a, quotes=tuple(replace(q, **changes) for q in a.quotes)) for a in dossier.articles)
        said = replace(dossier, articles=told)
        return [u.indirect for v in speakers(edition(said, said.stories[0])) for u in v.utterances]

    cue = Span(0, 1)
    assert views(mode="indirect", cue=cue)
    assert not views(mode="indirect", cue=cue, clausal=False)


def test_what_reported_speech_says_otherwise_is_marked(dossier: Dossier) -> None:
    texts = ("Brandt said that 30 sheds had burned there.", "Brandt said that 31 sheds had burned there.")
    articles = []
    for article, text in zip(dossier.articles, texts, strict=False):
        quote = Quote("indirect", (Span(12, 42),), Span(7, 11), (Span(0, 6),), "e1")
        told = replace(article, text=text, sentences=(Span(0, len(text)),), quotes=(quote,), figures=(), blocks=())
        articles.append(told)
    story = replace(dossier.stories[0], articles=("a1", "a2"), claims=(), differences=(), derivations=(), omissions=())
    said = replace(dossier, articles=tuple(articles), stories=(story,))
    ((utterance,),) = [v.utterances for v in speakers(edition(said, story))]
    first, other = utterance.wordings
    assert [p.text for p in first.pieces if p.marked] == []
    assert [p.text for p in other.pieces if p.marked] == ["31"]
