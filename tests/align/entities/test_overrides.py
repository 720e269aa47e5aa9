"""What a reader decides about names goes before the rules, and holds in later runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from variorum.align.entities import Overrides, link_entities, read_overrides
from variorum.model.records import Annotated, Entity

Marked = Callable[..., Annotated]


def by_name(entities: tuple[Entity, ...]) -> dict[str, Entity]:
    return {e.name: e for e in entities}


@pytest.fixture
def two(marked: Marked) -> list[Annotated]:
    return [
        marked("a", "Mira Tolan met Tolan.", ("Mira Tolan", "PERSON"), ("Tolan", "PERSON")),
        marked("b", "Harbour Board met the Quay Board.", ("Harbour Board", "ORG"), ("Quay Board", "ORG")),
    ]


def test_overrides_merge_split_and_rename(two: list[Annotated]) -> None:
    wanted = Overrides(
        merge=(("Harbour Board", "Quay Board"),),
        split=(("Mira Tolan", "Tolan"),),
        rename=(("Tolan", "The other Tolan"),),
    )
    for items in (two, two[::-1], [*two, *two]):
        names = by_name(link_entities(items, wanted)[1])
        assert set(names) == {"Mira Tolan", "The other Tolan", "Harbour Board"}
        assert names["Harbour Board"].because == ("joined by the reader",)


def test_overrides_hold_when_new_articles_come(marked: Marked, two: list[Annotated]) -> None:
    wanted = Overrides(split=(("Mira Tolan", "Mirra Tolan"),))
    items = [
        *two,
        marked("c", "Mirra Tolan left.", ("Mirra Tolan", "PERSON")),
    ]
    assert len(link_entities(items)[1]) == len(link_entities(items, wanted)[1]) - 1
    assert {"Mira Tolan", "Mirra Tolan"} <= set(by_name(link_entities(items, wanted)[1]))


def test_overrides_know_ids_and_articles(marked: Marked, two: list[Annotated]) -> None:
    ids = {e.name: e.id for e in link_entities(two)[1]}
    merged = link_entities(two, Overrides(merge=((ids["Harbour Board"], ids["Quay Board"]),)))[1]
    assert len(merged) == 2
    renamed = link_entities(two, Overrides(rename=((ids["Mira Tolan"], "M. Tolan"),)))[1]
    assert by_name(renamed)["M. Tolan"].id == ids["Mira Tolan"]
    twice = [
        marked("a", "Mira Tolan met.", ("Mira Tolan", "PERSON")),
        marked("b", "So Mira Tolan left.", ("Mira Tolan", "PERSON")),
    ]
    apart = link_entities(twice, Overrides(split=(("Mira Tolan@a", "Mira Tolan@b.txt"),)))[1]
    assert len({e.id for e in apart}) == 2


def test_a_reader_joins_what_a_text_keeps_apart(marked: Marked) -> None:
    text = "President Toll spoke. Elena Toll, the first lady, left."
    names = (("Toll", "PERSON"), ("Elena Toll", "PERSON"))
    assert len(link_entities([marked("a", text, *names)])[1]) == 2
    wanted = Overrides(merge=(("Toll", "Elena Toll"),))
    assert len(link_entities([marked("a", text, *names)], wanted)[1]) == 1


def test_read_overrides(tmp_path: Path) -> None:
    toml = tmp_path / "o.toml"
    toml.write_text(
        '[[merge]]\nnames = ["A B", "AB"]\n[[split]]\nnames = ["C", "D"]\n[[rename]]\nfrom = "C"\nto = "E"\n'
    )
    assert read_overrides(toml) == Overrides((("A B", "AB"),), (("C", "D"),), (("C", "E"),))
    json = tmp_path / "o.json"
    json.write_text('{"merge": [{"names": ["A B", "AB"]}]}')
    assert read_overrides(json) == Overrides((("A B", "AB"),))


@pytest.mark.parametrize("text", ["[[merge]]\nnames = 3\n", "[[join]]\nnames = []\n", "merge = [", "a = 1"])
def test_a_bad_overrides_file_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(text)
    with pytest.raises(ValueError, match=r"bad\.toml"):
        read_overrides(path)
