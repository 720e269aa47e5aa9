"""What copies changed, and whose outlets are, on the page, in Markdown and under `verify`."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from variorum.model import Change, Derivation, Dossier, Span
from variorum.present import html, markdown
from variorum.present.build import story_page
from variorum.present.changes import SHOWN
from variorum.present.edition import differing
from variorum.present.verify import problems

FIRST, COPIED = Span(0, 51), Span(0, 74)
"""The first sentence of `a1`; `a3` prints it with an attribution in place of the full stop."""


def with_changes(dossier: Dossier, *changes: Change, **derivation: object) -> Dossier:
    fields: dict[str, object] = {"direction": "known", "degree": "partly"}
    made = Derivation("a3", "a1", shared=0.6, basis="same text", changes=changes, **(fields | derivation))  # type: ignore[arg-type]
    return replace(dossier, stories=(replace(dossier.stories[0], derivations=(made,)),))


@pytest.fixture
def changed(dossier: Dossier) -> Dossier:
    """The copy words one sentence otherwise and leaves another out."""
    return with_changes(
        dossier,
        Change("cut", None, (Span(52, 112),)),
        Change("reworded", COPIED, (FIRST,)),
        Change("same", COPIED, (FIRST,)),
        degree="wholly",
    )


def test_sentences_stand_beside_their_origin_with_other_words_marked(changed: Dossier) -> None:
    (copy,) = story_page(changed, changed.stories[0]).copies
    assert copy.line == "1 sentence as it was, 1 reworded, 1 left out"
    reworded, cut = copy.changes
    assert [p.text for q in reworded.copies for p in q.pieces if p.marked] == [", the fire service said"]
    assert [p.text for q in reworded.origins for p in q.pieces if p.marked] == []
    assert (cut.kind, cut.copies, len(cut.origins)) == ("left out", (), 1)


def test_every_sentence_shown_leads_to_its_place_in_the_report(changed: Dossier) -> None:
    text = html.render(changed, changed.stories[0])
    (copy,) = story_page(changed, changed.stories[0]).copies
    for change in copy.changes:
        for q in (*change.origins, *change.copies):
            assert f'id="{q.ref.anchor}"' in text


def test_what_a_partly_copied_report_says_besides_is_its_own(dossier: Dossier) -> None:
    partly = with_changes(dossier, Change("added", COPIED), Change("cut", None, (FIRST,)))
    assert story_page(partly, partly.stories[0]).copies == ()


def test_nothing_is_left_out_where_nobody_knows_who_was_first(dossier: Dossier) -> None:
    unknown = with_changes(dossier, Change("cut", None, (FIRST,)), direction="unknown", degree="wholly")
    (copy,) = story_page(unknown, unknown.stories[0]).copies
    assert (copy.known, copy.changes[0].kind) == (False, "only in A")
    assert "**C** beside **A**: 0 sentences as they were, 1 only in A" in markdown.render(unknown, unknown.stories[0])


def test_many_changes_are_counted_and_those_that_tell_most_shown(dossier: Dossier) -> None:
    many = [Change("reordered", Span(n, n + 9), (Span(n, n + 9),)) for n in range(SHOWN + 3)]
    found = with_changes(dossier, *many, Change("number changed", COPIED, (FIRST,)))
    (copy,) = story_page(found, found.stories[0]).copies
    assert (copy.changes[0].kind, len(copy.changes), copy.more) == ("another number", SHOWN, 4)


def test_copies_of_one_text_are_told_once_with_all_their_letters(dossier: Dossier) -> None:
    """Twenty outlets print one wire report: who was first is not known, and each was compared with each."""
    first, second, copy = dossier.articles
    twins = [copy, *(replace(copy, id=f"c{n}") for n in range(5))]
    changed = (Change("reworded", COPIED, (FIRST,)),)
    pairs = [(t.id, first.id) for t in twins] + [(a.id, b.id) for a in twins for b in twins if a.id < b.id]
    lines = [Derivation(a, b, "wholly", 0.9, "same text", changes=changed) for a, b in pairs]
    story = replace(dossier.stories[0], articles=("a1", "a2", *(t.id for t in twins)), derivations=tuple(lines))
    (told,) = story_page(replace(dossier, articles=(first, second, *twins), stories=(story,)), story).copies
    assert (told.letters, told.origin.siglum) == ("C–H", "A")


def test_an_outlets_later_report_is_no_copy_of_another(changed: Dossier) -> None:
    own = [replace(a, outlet="Vale Courier") for a in changed.articles]
    page = story_page(found := replace(changed, articles=tuple(own)), found.stories[0])
    assert [r.copied for r in page.reports if r.copied] == ["60% as in A, of the same outlet"]


def test_verify_tells_of_changes_outside_a_text(changed: Dossier) -> None:
    assert list(problems(changed)) == []
    wrong = with_changes(changed, Change("reworded", Span(0, 999), (FIRST,)))
    assert any("change" in line for line in problems(wrong))


def test_one_mark_where_only_a_space_would_part_two() -> None:
    pieces = differing("Nine workers were killed there", "Five people had died there")
    assert [p.text for p in pieces if p.marked] == ["Nine workers were killed"]


def test_a_sentence_that_reports_print_alike_stands_once_with_their_letters(dossier: Dossier) -> None:
    story = dossier.stories[0]
    (difference,) = story.differences
    (cited,) = difference.sides[0].evidence
    both = replace(difference.sides[0], evidence=(cited, replace(cited, article="a3")))
    alike = replace(dossier.articles[2], text=dossier.articles[0].text, sentences=dossier.articles[0].sentences)
    story = replace(story, differences=(replace(difference, sides=(both, difference.sides[1])),))
    found = replace(dossier, articles=(*dossier.articles[:2], alike), stories=(story,))
    (quoted,) = story_page(found, story).differs[0].sides[0].quoted
    assert (quoted.ref.siglum, [r.siglum for r in quoted.also]) == ("A", ["C"])
    assert "  - [A] [C] More than 20 sheds burned" in markdown.render(found, story)


def test_kind_and_owner_of_an_outlet_are_said(dossier: Dossier) -> None:
    first = replace(dossier.articles[0], outlet_kind="newspaper", owner="Halm Media")
    owned = replace(dossier, articles=(first, *dossier.articles[1:]))
    assert "newspaper, owned by Halm Media" in html.render(owned, owned.stories[0])
    assert "Vale Courier, newspaper, owned by Halm Media, " in markdown.render(owned, owned.stories[0])


def test_hostile_words_stay_words_in_what_changed_and_in_owners(changed: Dossier) -> None:
    bad = "<script>alert(1)</script>"
    articles = [
        replace(a, text=f"{bad} {a.text}"[: len(a.text)], owner=bad, outlet_kind="newspaper") for a in changed.articles
    ]
    hostile = replace(changed, articles=tuple(articles))
    text = html.render(hostile, hostile.stories[0])
    assert "<script" not in text
    assert text.count("&lt;script&gt;") > 2 * len(articles)
    assert not re.search(r"(?<!\\)<", markdown.render(hostile, hostile.stories[0]))
