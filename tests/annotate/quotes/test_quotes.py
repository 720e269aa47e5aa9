"""Quotes by a table of forms: what has to be found, with which words, by whom, told to whom; and what is no quote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from variorum.annotate.mentions import find_mentions
from variorum.annotate.quotes import find_quotes
from variorum.language.parse import Parser
from variorum.model.records import Quote, Span

SPECS = Path(__file__).parent / "specs"


def lines(name: str) -> Iterator[str]:
    for line in (SPECS / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.rstrip()


def forms() -> list[tuple[str, list[list[str]]]]:
    cases: list[tuple[str, list[list[str]]]] = []
    for line in lines("forms.txt"):
        if line.startswith(" "):
            cases[-1][1].append([field.strip() for field in line.split(" | ")])
        else:
            cases.append((line.replace("¶", "\n\n"), []))
    return cases


FORMS = forms()
NEGATIVES = list(lines("negatives.txt"))


@pytest.fixture(scope="module")
def found() -> dict[str, tuple[Quote, ...]]:
    """The quotes of every text of the specs, parsed together."""
    texts = [text for text, _ in FORMS] + NEGATIVES
    return {doc.text: find_quotes(doc, find_mentions(doc)) for doc in Parser().parse(texts)}


def shown(text: str, spans: Sequence[Span | None]) -> str:
    return " || ".join(text[s.start : s.end] for s in spans if s is not None) or "-"


def as_fields(text: str, quote: Quote, asked: int) -> list[str]:
    fields: list[str] = [quote.mode, shown(text, quote.contents), shown(text, quote.sources)]
    return [*fields, shown(text, [quote.speaker_mention]), shown(text, [quote.upstream_mention])][:asked]


@pytest.mark.parametrize(("text", "wanted"), FORMS, ids=[text[:60] for text, _ in FORMS])
def test_forms(text: str, wanted: list[list[str]], found: dict[str, tuple[Quote, ...]]) -> None:
    for fields in wanted:
        got = [as_fields(text, q, len(fields)) for q in found[text]]
        assert fields in got, f"wanted {fields}\n   got {got}"
    spoken = [q for q in found[text] if q.mode != "indirect"]
    assert len(spoken) == sum(w[0] != "indirect" for w in wanted), "a quote in marks that nobody asked for"


@pytest.mark.parametrize("text", NEGATIVES)
def test_nobody_said(text: str, found: dict[str, tuple[Quote, ...]]) -> None:
    assert [as_fields(text, q, 3) for q in found[text] if q.mode != "indirect"] == []


def test_the_table_is_large_enough() -> None:
    assert len(FORMS) >= 120
    assert len(NEGATIVES) >= 60
    assert len({text for text, _ in FORMS}) == len(FORMS)


def test_a_source_without_a_name_keeps_its_description(found: dict[str, tuple[Quote, ...]]) -> None:
    text = "“We were told to keep quiet,” said an official who asked not to be named."
    (quote,) = (q for q in found[text] if q.mode == "direct")
    assert quote.anonymous == "an official who asked not to be named"
    assert quote.speaker_mention is None


def test_a_fragment_is_not_complete(found: dict[str, tuple[Quote, ...]]) -> None:
    text = "Tomas Brandt called the plan “a leap in the dark.”"
    assert [q.complete for q in found[text] if q.mode == "mixed"] == [False]


def test_quotes_of_a_text_are_the_same_twice() -> None:
    text = FORMS[0][0] + "\n\n" + FORMS[1][0]
    once, twice = (find_quotes(doc, find_mentions(doc)) for doc in Parser().parse([text, text]))
    assert once == twice


WORDS = st.sampled_from(
    ["said", "Ana Ruiz", "he", "that", "the bridge", "is safe", "“", "”", '"', "'", "‘", "’", "«", "»", "''", "``", ",",
     ".", "?", "\n", "\n\n", "told", "according to", "called", "—", "WASHAM", " ", "(", "🙂"]
)  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, max_size=40))
def test_whatever_the_text_spans_lie_in_it(words: list[str]) -> None:
    text = " ".join(words)
    doc = next(iter(Parser().parse([text])))
    for quote in find_quotes(doc, find_mentions(doc)):
        spans = [*quote.contents, *quote.sources, *(s for s in (quote.cue, quote.speaker_mention) if s is not None)]
        assert quote.contents
        assert all(0 <= s.start < s.end <= len(text) for s in spans)
        assert list(quote.contents) == sorted(quote.contents)


def test_the_stretches_of_a_mixed_quote_are_its_words_as_they_stand(found: dict[str, tuple[Quote, ...]]) -> None:
    text = "Ana Ruiz said the bridge “is far too narrow,” and that “nobody ever asked us.”"
    (quote,) = (q for q in found[text] if q.mode == "mixed")
    assert len(quote.contents) == 4
    assert shown(text, quote.stretches) == "the bridge “is far too narrow,” and that “nobody ever asked us.”"


@pytest.mark.parametrize(
    ("text", "clausal"),
    [
        ("Ida Moss said that the pier was closed.", True),
        ("Ida Moss promised to close the pier.", True),
        ("Ida Moss praised her rival on Monday.", False),
        ("Ida Moss denied the charge.", False),
    ],
)
def test_what_is_said_is_told_by_a_clause(text: str, clausal: bool) -> None:
    doc = next(iter(Parser().parse([text])))
    assert [q.clausal for q in find_quotes(doc, find_mentions(doc))] == [clausal]


def test_a_that_with_a_clause_of_its_own_is_read_to_its_end() -> None:
    # "that" is what "which condemned" belongs to and looks like its pronoun: who it is was asked again and again
    doc = next(Parser().parse(["His view, and that which condemned the strike, is known."]))
    assert all(q.speaker is None for q in find_quotes(doc, find_mentions(doc)))
