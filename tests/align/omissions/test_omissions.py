"""What is said to be left out of an invented story: four reports of a spill, three of which tell of a fine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from variorum.align.collate import collate_story
from variorum.align.omissions.able import lacks_words
from variorum.model import Annotated, Article, Derivation, Entity, Omission, Published, Story
from variorum.model.support import reports

HERE = Path(__file__).parent
NAMES = ("bay-courier", "dunlow-herald", "merrin-post", "orsk-times")
FOURTH = "orsk-times"
DAY = "2031-05-11"

Report = tuple[str, str, str]
Spill = tuple[tuple[Annotated, ...], tuple[Entity, ...]]
Read = Callable[[Sequence[Report]], Spill]


def _cases() -> list[tuple[str, str, str, str]]:
    lines = (HERE / "cases.tsv").read_text(encoding="utf-8").splitlines()
    rows = [[*line.split("\t"), "", ""][:4] for line in lines if line and not line.startswith("#")]
    return [(case, field, value, said) for case, field, value, said in rows]


def _text(name: str) -> str:
    return (HERE / "story" / f"{name}.txt").read_text(encoding="utf-8").rstrip()


def _changed(field: str, value: str) -> Report:
    """The fourth report, with what the parse reads changed."""
    text = _text(FOURTH)
    title, _, body = text.partition("\n")
    if field == "title":
        title = value
    if field == "text":
        body = body.replace("It would, a little.", f"It would, a little. {value}")
    if field == "tail":
        body += f"\n\n{value}"
    if field == "words":
        body = " ".join(body.split()[: int(value)])
    return FOURTH, value if field == "day" and value else DAY, f"{title}\n{body}"


def _set(item: Annotated, field: str, value: str) -> Annotated:
    """The same, with what its page says about it changed."""
    if field == "form":
        return Annotated(replace(item.article, form=value), item.layers)
    if field == "day" and not value:
        return Annotated(replace(item.article, published=Published()), item.layers)
    return item


def _fine(story: Story) -> Omission | None:
    """What is said of the fine."""
    claims = {c.id for c in story.claims if "fine" in c.statement and "Kestrel" in c.statement}
    return next((o for o in story.omissions if o.claim in claims and o.kind == "left out"), None)


@pytest.fixture(scope="module")
def spill(read_reports: Read) -> Spill:
    return read_reports([(name, DAY, _text(name)) for name in NAMES])


@pytest.fixture(scope="module")
def collated(spill: Spill) -> Story:
    return collate_story(*spill, ())


@pytest.mark.parametrize(("case", "field", "value", "said"), _cases())
def test_what_is_said_of_the_fourth_report(case: str, field: str, value: str, said: str, read_reports: Read) -> None:
    read = [*((name, DAY, _text(name)) for name in NAMES[:3]), _changed(field, value)]
    items, entities = read_reports(read)
    changed = [_set(i, field, value) if i.article.outlet == FOURTH else i for i in items]
    found = _fine(collate_story(changed, entities, ()))
    silent = {s.article.rsplit("-", 4)[0] for s in found.silent} if found else set()
    before = {a.rsplit("-", 4)[0] for a in found.before} if found else set()
    assert (FOURTH in silent, FOURTH in before) == (said == "left out", False), case
    if said == "before":
        assert found is None, case


def test_the_nearest_words_are_cut_from_the_silent_report(spill: Spill, collated: Story) -> None:
    found = _fine(collated)
    assert found is not None
    texts = {i.article.id: i.article.text for i in spill[0]}
    (silence,) = found.silent
    assert silence.nearest is not None
    assert silence.nearest.exact == "".join(texts[silence.article][s.start : s.end] for s in silence.nearest.spans)
    assert 0 < silence.likeness < 0.72
    assert found.why == "3 of 4 reports tell it"
    assert len(found.told_by) == 3


def test_the_words_that_both_have_stand_in_the_nearest(read_reports: Read) -> None:
    company = _changed("text", "The shipping company did not answer questions.")
    items, entities = read_reports([*((name, DAY, _text(name)) for name in NAMES[:3]), company])
    found = _fine(collate_story(items, entities, ()))
    assert found is not None
    (silence,) = found.silent
    assert silence.nearest is not None
    assert silence.shared
    assert all(word in silence.nearest.exact for word in silence.shared)


@pytest.mark.parametrize("at", range(4))
def test_an_exact_copy_says_nothing_of_its_own(spill: Spill, collated: Story, at: int) -> None:
    items, entities = spill
    copy = Annotated(replace(items[at].article, id="the-copy", source="the-copy", outlet="Copy Cat"), items[at].layers)
    grown = collate_story([*items, copy], entities, ())
    assert [replace(o, told_by=()) for o in grown.omissions] == [replace(o, told_by=()) for o in collated.omissions]
    assert all("the-copy" not in {s.article for s in o.silent} for o in grown.omissions)
    told = {o.claim: o.told_by for o in grown.omissions}
    assert all(("the-copy" in told[o.claim]) == (items[at].article.id in o.told_by) for o in collated.omissions)


@settings(max_examples=2, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(range(4)))
def test_order_changes_nothing(spill: Spill, collated: Story, order: Sequence[int]) -> None:
    items, entities = spill
    assert collate_story([items[i] for i in order], entities, ()).omissions == collated.omissions


def test_what_took_over_a_report_leaves_out_nothing(spill: Spill) -> None:
    items, entities = spill
    ids = {i.article.outlet: i.article.id for i in items}
    taken = Derivation(ids[FOURTH], ids["bay-courier"], "partly", 0.6, "text")
    assert _fine(collate_story(items, entities, (taken,))) is None


def test_two_reports_of_one_outlet_are_one_voice(spill: Spill) -> None:
    items, entities = spill
    same = [Annotated(replace(i.article, outlet="Bay Group"), i.layers) for i in items[:3]]
    assert _fine(collate_story([*same, *items[3:]], entities, ())) is None


def test_where_no_day_is_known_the_texts_are_compared_as_they_are(spill: Spill) -> None:
    items, entities = spill
    undated = [Annotated(replace(i.article, published=Published()), i.layers) for i in items]
    found = _fine(collate_story(undated, entities, ()))
    assert found is not None
    assert len(found.silent) == 1


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("The mayor wrote this on Monday:\n\nThe council was silent.", True),
        ("The mayor wrote this on Monday:\n\n“We are ready,” and the council was silent.", False),
        ("The mayor said: “We are ready.”", False),
        ("The tally at noon:\n\nSarn, 14; Dunlow, 9.", False),
        ("Her reply came as a post at midnight:", True),
    ],
)
def test_announced_words_that_are_not_there_are_lost(text: str, lacks: bool) -> None:
    assert lacks_words(Article("a", "a", text)) == lacks


def test_two_reports_are_too_few(spill: Spill) -> None:
    items, entities = spill
    assert collate_story(items[2:], entities, ()).omissions == ()


def test_nobody_is_both_teller_and_silent(collated: Story) -> None:
    held = {c.id: reports(c) for c in collated.claims}
    assert collated.omissions
    for omission in collated.omissions:
        assert not held[omission.claim] & {s.article for s in omission.silent}
        assert set(omission.told_by) <= held[omission.claim]
