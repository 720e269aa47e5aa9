"""Who said what over the reports of a story: stories written for it, from their pages to entities, as a table."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from variorum.model import Annotated, Article, Entity, Quote
from variorum.pipeline.run import annotate_articles, join_and_date

MARKS = "“”‘’\"'., "


@dataclass
class Case:
    """A story of the table with what must be found in it."""

    reports: list[tuple[str | None, str]] = field(default_factory=list)
    quotes: list[list[str]] = field(default_factory=list)
    entities: list[tuple[str, set[str]]] = field(default_factory=list)


def cases() -> dict[str, Case]:
    found: dict[str, Case] = {}
    case = Case()
    for line in (Path(__file__).parent / "specs" / "said.txt").read_text(encoding="utf-8").splitlines():
        sign, _, rest = line.partition(" ")
        if not line or sign == "#":
            continue
        if sign == "=":
            title, _, text = rest.partition(" | ")
            case.reports.append((None if title == "-" else title, text.replace("¶", "\n\n")))
        elif sign == ">":
            case.quotes.append([part.strip() for part in rest.split(" | ")])
        elif sign == "@":
            name, _, forms = rest.partition(": ")
            case.entities.append((name, set(forms.split(", "))))
        else:
            case = found[line] = Case()
    return found


CASES = cases()


@pytest.mark.parametrize("name", CASES)
def test_said(name: str) -> None:
    case = CASES[name]
    articles = [Article(f"a{n}", f"a{n}.txt", text, title=title) for n, (title, text) in enumerate(case.reports)]
    linked, entities = join_and_date(list(annotate_articles(articles)))
    names = {e.id: e for e in entities}
    got = [as_fields(item, q, names, head) for item in linked for head in (False, True) for q in quotes(item, head)]
    for wanted in case.quotes:
        assert wanted in [fields[: len(wanted)] for fields in got], f"wanted {wanted}\n   got {got}"
    for entity, forms in case.entities:
        assert forms in [set(e.aliases) for e in entities if e.name == entity], [(e.name, e.aliases) for e in entities]


def quotes(item: Annotated, head: bool) -> tuple[Quote, ...]:
    return item.layers.title_quotes if head else item.layers.quotes


def as_fields(item: Annotated, quote: Quote, names: dict[str, Entity], head: bool) -> list[str]:
    text = (item.article.title or "") if head else item.article.text
    said = " … ".join(text[s.start : s.end].strip(MARKS) for s in quote.contents)
    who, heard = (names[i].name if i else "-" for i in (quote.speaker, quote.upstream))
    return [f"^ {said}" if head else said, who, heard, quote.anonymous or "-"]


def test_the_table_covers_the_forms() -> None:
    assert len(CASES) >= 11
    assert sum(len(c.quotes) for c in CASES.values()) >= 22
