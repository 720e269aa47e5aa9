"""Words are looked up as a person types them in a shell."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from variorum.cli import main

PAGES = {
    "2031-05-02": ("Bell found", "Divers found the bronze bell of a trawler in Lake Ommel on Friday, a museum said."),
    "2031-05-20": (
        "Bell raised",
        "The bell that divers found in Lake Ommel was raised, its bronze green, officials said.",
    ),
    "2031-06-01": (
        "Bridge closed",
        "The old bridge at Lake Ommel was closed on Sunday after divers found cracks in it.",
    ),
}

OUTLETS = {"2031-05-02": "Ommel Gazette", "2031-05-20": "Lake Post", "2031-06-01": "Lake Herald"}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("search")
    more = " People came to look at it all day long, and the police asked them to keep away from the shore."
    rows = [
        {"id": d, "published": d, "title": t, "text": text + more, "outlet": OUTLETS[d]}
        for d, (t, text) in PAGES.items()
    ]
    (folder / "rows.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    path = str(folder / "a.archive")
    assert CliRunner().invoke(main, ["add", str(folder / "rows.jsonl"), "--archive", path]).exit_code == 0
    return path


def search(archive: str, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["search", "--archive", archive, *arguments])


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["divers"], {"2031-05-02", "2031-05-20", "2031-06-01"}),
        (["divers", "-bronze"], {"2031-06-01"}),
        (["-harbour", "bell"], {"2031-05-02", "2031-05-20"}),
        (["--", "divers", "-bronze"], {"2031-06-01"}),
        (["bronze bell"], {"2031-05-02"}),
        (["bronze", "bell"], {"2031-05-02", "2031-05-20"}),
        (["divers -bronze"], {"2031-06-01"}),
        (['"bronze bell" museum'], {"2031-05-02"}),
        (["divers", "--outlet", "gazette"], {"2031-05-02"}),
        (["divers", "--outlet", "lake post"], {"2031-05-20"}),
        (["divers", "--until", "2031-05"], {"2031-05-02", "2031-05-20"}),
        (["divers", "--since", "2031-05-20", "--until", "2031"], {"2031-05-20", "2031-06-01"}),
    ],
)
def test_which_articles_are_found(archive: str, arguments: list[str], found: set[str]) -> None:
    result = search(archive, "--kind", "article", "--json", *arguments)
    assert result.exit_code == 0, result.output
    assert {json.loads(line)["article"] for line in result.stdout.splitlines()} == found


def test_matches_are_places_in_the_excerpt(archive: str) -> None:
    (line,) = search(archive, "bronze bell", "--kind", "article", "--json").stdout.splitlines()
    hit = json.loads(line)
    assert [hit["excerpt"][m["start"] : m["end"]] for m in hit["matches"]] == ["bronze bell"]
    assert "[bronze bell]" in search(archive, "bronze bell", "--kind", "article").stdout


@pytest.mark.parametrize("day", ["soon", "2031-13", "2031-02-30", "31", "2031-5"])
def test_what_is_no_day_is_wrong_usage(archive: str, day: str) -> None:
    result = search(archive, "bell", "--since", day)
    assert result.exit_code == 2
    assert "is no day" in result.stderr


def test_nothing_found_is_said(archive: str) -> None:
    result = search(archive, "zeppelin")
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", "variorum: nothing was found\n")


def test_names_are_proposed_where_several_fit(archive: str) -> None:
    result = search(archive, "divers", "--outlet", "lake")
    assert (result.exit_code, result.stdout) == (1, "")
    (proposed,) = [line for line in result.stderr.splitlines() if "may be one of" in line]
    assert {"Lake Post", "Lake Herald"} == set(proposed.split(": ")[2].split(", "))
