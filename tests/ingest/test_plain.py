"""Already-extracted text: title, metadata and reporting told from leftovers."""

from __future__ import annotations

import pytest

from variorum.ingest import extract
from variorum.ingest.language import language_of
from variorum.ingest.packing import page_of
from variorum.model import Article

A = (
    "The ferry company of Port Elm will stop all night crossings from Monday, its director said, "
    "after three breakdowns in a month."
)
B = "“We cannot promise that people get home,” Mara Quill told reporters in Port Elm on Friday."
C = "The harbour authority said that it had not been asked. Fares will stay the same until the end of the year."
TITLE = "Ferry company of Port Elm stops night crossings"


def _read(*lines: str) -> Article:
    article = extract(page_of("\n".join(lines).encode(), "a.txt"))
    assert isinstance(article, Article), article
    return article


def test_the_text_is_the_reporting_alone() -> None:
    article = _read(
        "Skip to content", "", TITLE, "", A, "", "- Advertisement -", "", B, "", C, "",
        "Join 5,000 professionals with Elm Courier PRO.", "Try it for free and cancel anytime.", "$9.00 / month",
        "Already a member? Sign in",
    )  # fmt: skip
    assert article.title == TITLE
    assert article.text == f"{A}\n\n{B}\n\n{C}"
    assert [block.line for block in article.blocks] == [5, 9, 11]
    assert article.outlet == "Elm Courier"


@pytest.mark.parametrize(
    "line",
    [
        "This article is more than 1 year old",
        "Read more",
        "Ferry fares to rise in Port Elm Read more",
        "Sign up for Daily Newsletters",
        "This report has been updated.",
        "Have a question or comment?",
        "Copyright © 2024 The Elm Courier, LLC.",
    ],
)
@pytest.mark.parametrize("place", [1, 2, 3])
def test_a_line_that_is_wholly_the_page_s_goes_wherever_it_stands(line: str, place: int) -> None:
    lines = [A, B, C]
    lines.insert(place, line)
    assert _read(TITLE, *lines).text == f"{A}\n\n{B}\n\n{C}"


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("NORLAND PRESS, Tuesday 3 June 2025", "2025-06-03"),
        ("The Elm Courier | June 3, 2025", "2025-06-03"),
        ("Voice of the Harbour — Published 3 June 2025, 14:05", "2025-06-03"),
        ("Fares rise on Tuesday, the company said", None),
        ("Norland, June", None),
    ],
)
def test_a_masthead_with_the_day_states_the_day(head: str, day: str | None) -> None:
    article = _read(head, TITLE, A, B, C)
    assert article.published.value == day
    if day:
        assert article.title == TITLE
        assert article.text == f"{A}\n\n{B}\n\n{C}"


def test_a_name_and_a_day_below_the_headline_are_no_masthead() -> None:
    article = _read(TITLE, A, B, "PORT ELM, June 3, 2025", C)
    assert article.published.value is None


def test_a_block_printed_twice_is_kept_once() -> None:
    assert _read(TITLE, A, B, C, A, B, C).text == f"{A}\n\n{B}\n\n{C}"


def test_a_short_answer_may_come_twice() -> None:
    assert _read(TITLE, A, "“No,” he said.", B, "“No,” he said.", C).text.count("“No,”") == 2


def test_the_headline_is_found_behind_the_site_name_and_by_its_second_printing() -> None:
    article = _read(
        "Courier Online Today", "", TITLE, "", A, B, C, "", f"Read More:{TITLE}", "Get more stuff like this"
    )
    assert article.title == TITLE
    assert article.text == f"{A}\n\n{B}\n\n{C}"


def test_text_without_a_headline_has_none() -> None:
    article = _read(A, B, C)
    assert article.title is None
    assert article.text.startswith(A)


def test_a_masthead_over_its_sections_is_no_headline() -> None:
    article = _read(
        "THE PORT ELM REVIEW", "Home | Politics | Opinion | Subscribe", "", TITLE, "", A, B, C, "",
        "Never miss a story: subscribe to The Port Elm Review for $3.00 a month.",
    )  # fmt: skip
    assert article.title == TITLE
    assert article.outlet == "The Port Elm Review"


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        (("Elm Tide", "News | Sport | Weather | Opinion"), "Elm Tide"),
        (("Skip to content", "The Voice of Elm", "News Sport Weather Opinion"), "The Voice of Elm"),
        (("Elm Tide",), None),
        (("World News", "News | Sport | Weather | Opinion"), None),
    ],
)
def test_the_name_over_the_sections_is_the_outlet(head: tuple[str, ...], outlet: str | None) -> None:
    assert _read(*head, "", TITLE, "", A, B, C).outlet == outlet


@pytest.mark.parametrize(
    "body",
    [
        "The ferry to Port Elm will stop at night, its owner said. It has run for ninety years without a break so far.",
        "The ferry will stop at night.\n\nIts owner told reporters so on Monday.\n\nIt has two old ships left now.",
    ],
)
def test_a_short_report_has_its_headline(body: str) -> None:
    article = _read("Port Elm ferry stops at night", "", body)
    assert article.title == "Port Elm ferry stops at night"
    assert article.text == body


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("May 3, 2031", "2031-05-03"),
        ("3 May 2031", "2031-05-03"),
        ("Published: Sat 3 May 2031 14:05 BST", "2031-05-03"),
        ("Posted on May 3rd, 2031 at 2:05 p.m.", "2031-05-03"),
        ("2031-05-03T14:05:00Z", "2031-05-03"),
        ("Updated May 4, 2031 | Published May 3, 2031", "2031-05-03"),
        ("Published May 3, 2031, updated May 4, 2031", "2031-05-03"),
        ("May 3, 2031 / Updated 9:14 AM May 4, 2031", "2031-05-03"),
        ("The treaty was signed on May 3, 2031", None),
        ("February 31, 2031", None),
    ],
)
def test_a_line_that_is_a_date_states_the_day(line: str, day: str | None) -> None:
    published = _read(TITLE, line, A, B, C).published
    assert published.value == day
    assert published.basis == ("stated" if day else "unknown")


@pytest.mark.parametrize(
    "line", ["Updated May 4, 2031 | Published May 3, 2031", "May 3, 2031 - last modified 2031-05-04"]
)
def test_a_line_that_states_both_days(line: str) -> None:
    article = _read(TITLE, line, A, B, C)
    assert (article.published.value, article.updated) == ("2031-05-03", "2031-05-04")


def test_an_update_is_not_the_day_of_publication() -> None:
    article = _read(TITLE, "Updated: May 4, 2031", A, B, C)
    assert article.published.value is None
    assert article.updated == "2031-05-04"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Author: Otto Lind", ("Otto Lind",)),
        ("By Otto Lind and Mara Quill", ("Otto Lind", "Mara Quill")),
        ("By OTTO LIND, Staff Writer", ("Otto Lind",)),
        ("By Otto Lind in Port Elm", ("Otto Lind",)),
        ("By Friday the water had gone.", ()),
        ("By our newsroom", ()),
    ],
)
def test_bylines_are_people(line: str, names: tuple[str, ...]) -> None:
    assert _read(TITLE, line, A, B, C).bylines == names


@pytest.mark.parametrize(
    ("start", "dateline", "credits"),
    [
        ("PORT ELM, Norland — ", "PORT ELM, Norland", ()),
        ("PORT ELM – ", "PORT ELM", ()),
        ("PORT ELM (AP) — ", "PORT ELM", ("AP",)),
        ("PORT ELM, May 3 (Reuters) - ", "PORT ELM", ("Reuters",)),
        ("(AFP) — ", None, ("AFP",)),
        ("BREAKING — ", None, ()),
        ("UPDATE: ", None, ()),
        ("", None, ()),
    ],
)
def test_the_dateline_is_read_and_stays_in_the_text(start: str, dateline: str | None, credits: tuple[str, ...]) -> None:
    article = _read(TITLE, start + A, B, C)
    assert article.text.startswith(start + A)
    assert article.dateline == dateline
    assert article.credits == credits


def test_text_wrapped_at_a_column_is_joined_again() -> None:
    import textwrap

    wrapped = "\n\n".join(textwrap.fill(part, 66) for part in (A + " " + C, B + " " + A, C + " " + B))
    article = _read(TITLE, "", wrapped)
    assert article.text == "\n\n".join((A + " " + C, B + " " + A, C + " " + B))


def test_a_short_notice_is_joined_again_where_each_line_is_filled() -> None:
    """By hand people wrap a little sooner; lines that each say something of their own are not joined."""
    import textwrap

    notice = "\n\n".join([textwrap.fill(A + " " + B, 70), textwrap.fill(C, 68)])
    assert _read(TITLE, "", notice).text == f"{A} {B}\n\n{C}"
    told = [
        "The bridge of Port Elm is closed until the first week of May",
        "Buses leave from Sund at eight and at noon, as the mayor had said",
        "The council will meet on Monday to speak about a new bridge",
        "Tickets of before will stay valid until the end of the year",
    ]
    assert set(told[1:]) <= set(_read(TITLE, "", *told, "", B).text.split("\n\n"))


def test_a_story_about_furniture_keeps_its_sentences() -> None:
    story = (
        "The newspaper said it would raise its monthly subscription from $9 to $12 and end free trials.",
        "A court ruled on Friday that the site had placed cookies without consent, and fined it $2 million.",
        "“Sign up now,” the newsletter told readers, who complained that they could not unsubscribe, officials said.",
        "The publisher, which has 40,000 subscribers, said it would delete their email addresses.",
    )
    assert _read("Newspaper fined over cookies and newsletters", "", *story).text == "\n\n".join(story)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The council of the town voted to close the bridge, and the mayor said that it was for the best.", "en"),
        ("Der Rat der Stadt hat am Dienstag beschlossen, die alte Brücke für Lastwagen zu schließen.", "de"),
        ("Le conseil municipal a voté mardi la fermeture du vieux pont aux camions, selon le maire.", "fr"),
    ],
)
def test_the_language_and_how_sure_it_is(text: str, code: str) -> None:
    told = language_of(text)
    assert told
    assert told.code == code
    assert 0.5 < told.score <= 1


def test_without_words_there_is_no_language() -> None:
    assert language_of("12 – 14 … 3") is None


def test_an_article_says_how_sure_its_language_is() -> None:
    text = "The council of Port Elm voted on Tuesday to close the old bridge, the mayor said to the members. " * 2
    article = extract(page_of(text.encode(), "a.txt"))
    assert isinstance(article, Article)
    assert article.language == "en"
    assert article.language_score is not None
    assert 0.5 < article.language_score <= 1
