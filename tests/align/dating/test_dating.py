"""Days of publication inferred over a story."""

from __future__ import annotations

import re
from itertools import permutations

import pytest

from variorum.align.dating import date_articles
from variorum.annotate.times import find_times
from variorum.language.parse import Parser
from variorum.model.records import Annotated, Article, Layers, Mention, Published, Span

PARSER = Parser()
WEDDING = "Queen Ilva of Norrland will open the Harbor Bridge with Mayor Tessa Brandt on Monday."


def report(name: str, text: str, published: str | None = None, fetched: str | None = None) -> Annotated:
    """An article of an outlet of that name, with what the annotators find in it."""
    doc = next(PARSER.parse([text]))
    day = Published(published, published, published, "stated") if published else Published()
    article = Article(id=name, source=f"{name}.txt", text=text, outlet=name, published=day, fetched_at=fetched)
    layers = Layers(
        sentences=tuple(Span(s.start_char, s.end_char) for s in doc.sents),
        mentions=tuple(Mention(e.start_char, e.end_char, e.label_) for e in doc.ents),
        times=find_times(doc, published),
    )
    return Annotated(article, layers)


def day_of(story: list[Annotated], name: str) -> str | None:
    return date_articles(story)[name].value


STATED = report("Norrland Post", f"{WEDDING} She said on Sunday that the ferry would stop.", "2031-03-10")


def test_a_stated_day_is_kept() -> None:
    assert date_articles([STATED])["Norrland Post"] == STATED.article.published


def test_a_report_is_from_the_weekday_it_speaks_of() -> None:
    other = report("Fjord Echo", "Mayor Tessa Brandt said Friday that the bridge would open on Monday in Norrland.")
    found = date_articles([STATED, other])["Fjord Echo"]
    assert found.value == "2031-03-07"
    assert found.basis == "inferred"
    assert found.low is not None
    assert found.high is not None
    assert found.low <= found.value <= found.high
    assert "Friday" in (found.because or "")


def test_a_happening_told_with_its_date_settles_the_week() -> None:
    dated = report(
        "Norrland Post",
        "A fire at the Tallow Mill in Brandport on May 3 killed two workers, Chief Odo Fenn said.",
        "2031-05-12",
    )
    undated = report(
        "Fjord Echo", "The fire at the Tallow Mill in Brandport on Saturday killed two workers, Chief Odo Fenn said."
    )
    assert "2031-05-03" <= (day_of([dated, undated], "Fjord Echo") or "") <= "2031-05-05"


def test_what_is_told_as_still_to_come_is_not_yet_past() -> None:
    dated = report(
        "Norrland Post", "Queen Ilva opened the Harbor Bridge with Mayor Tessa Brandt on Monday.", "2031-03-10"
    )
    undated = report(
        "Fjord Echo",
        "Mayor Tessa Brandt said Thursday that Queen Ilva will open the Harbor Bridge on Monday.",
    )
    assert day_of([dated, undated], "Fjord Echo") == "2031-03-06"


def test_one_weekday_read_the_wrong_way_does_not_move_a_report_by_a_week() -> None:
    dated = report(
        "Norrland Post",
        "Judges expect Mayor Tessa Brandt to say why the Harbor Bridge of Norrland was to be closed on Sunday.",
        "2031-03-11",
    )
    assert dated.layers.times[0].value == "2031-03-16"
    undated = report("Fjord Echo", "Mayor Tessa Brandt closed the Harbor Bridge of Norrland on Sunday, judges said.")
    assert day_of([dated, undated], "Fjord Echo") == "2031-03-09"


def test_no_report_is_later_than_the_day_it_was_read() -> None:
    text = "Mayor Tessa Brandt said Tuesday that the bridge was open."
    early = report("Fjord Echo", text, fetched="2031-03-10T08:00")
    found = date_articles([STATED, early])["Fjord Echo"]
    assert found.value is not None
    assert found.value <= (found.high or "") <= "2031-03-10"


def test_a_weekday_beside_its_date_gives_the_year() -> None:
    alone = report("Fjord Echo", "Mayor Tessa Brandt resigned on Friday, March 7.", fetched="2032-01-05T00:00")
    assert day_of([alone], "Fjord Echo") == "2031-03-07"


def test_a_day_named_with_its_year_starts_a_story_without_dates() -> None:
    first = report("Fjord Echo", "The mill burned on May 3, 2031, and the owner said Monday that it was insured.")
    second = report("Norrland Post", "The owner of the mill said Monday that it was insured.")
    days = date_articles([first, second])
    assert days["Fjord Echo"].value == "2031-05-05"
    assert days["Norrland Post"].value == "2031-05-05"


@pytest.mark.parametrize("fetched", [None, "2031-03-10T08:00:00Z"])
def test_where_nothing_tells_there_is_no_value(fetched: str | None) -> None:
    alone = report("Fjord Echo", "Mayor Tessa Brandt said Tuesday that the bridge was open.", fetched=fetched)
    found = date_articles([alone])["Fjord Echo"]
    assert found.value is None
    assert found.basis == "unknown"
    assert found.high == (fetched[:10] if fetched else None)


def test_the_order_of_the_articles_changes_nothing() -> None:
    story = [
        STATED,
        report("Fjord Echo", "Mayor Tessa Brandt said Friday that the bridge would open on Monday in Norrland."),
        report("Brandport Mail", "Queen Ilva said Sunday that she would open the Harbor Bridge on March 10."),
    ]
    assert len({str(sorted(date_articles(list(order)).items())) for order in permutations(story)}) == 1


def test_an_empty_story_and_an_empty_article_have_no_days() -> None:
    assert date_articles([]) == {}
    assert date_articles([report("Fjord Echo", "")])["Fjord Echo"].value is None


def test_the_reason_is_in_words() -> None:
    """No day of the reason is written as a code, and the dated report is named with its day."""
    undated = report("Fjord Echo", "Queen Ilva opened the Harbor Bridge in Norrland with Mayor Tessa Brandt on Monday.")
    because = date_articles([STATED, undated])["Fjord Echo"].because or ""
    assert "of a report of 10 March 2031 in Norrland Post" in because
    assert not re.search(r"\d{4}-\d\d", because)


def test_two_weekdays_of_one_report_are_neighbours() -> None:
    """A report that speaks of Tuesday and then of Wednesday is of Wednesday."""
    undated = report(
        "Fjord Echo", "The ferry sank on Tuesday, divers said. Divers found the wreck on Wednesday and sealed it."
    )
    dated = report("Norrland Post", "The ferry sank off Norrland on Tuesday.", "2031-03-12")
    assert day_of([dated, undated], "Fjord Echo") == "2031-03-12"


def test_a_day_of_the_month_in_both_reports_does_not_say_which_year_it_is() -> None:
    dated = report(
        "Norrland Post",
        "Mayor Tessa Brandt sued the Tallow Mill of Brandport over the Sept. 8 inferno that killed two workers, "
        "the court said Monday.",
        "2031-06-16",
    )
    undated = report(
        "Fjord Echo",
        "Two workers died in the inferno of Sept. 8 at the Tallow Mill of Brandport, Mayor Tessa Brandt said.",
    )
    assert day_of([dated, undated], "Fjord Echo") == "2031-06-16"
