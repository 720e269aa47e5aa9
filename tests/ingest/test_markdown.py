"""Pages saved as Markdown are read without its signs, with what their block states."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from variorum.ingest import Limits, extract_all, read_pages
from variorum.ingest.markdown import read_markdown
from variorum.model import Article

CLIP = """---
title: "Sarn closes its old bridge"
source: "https://herald.example/bridge?id=3"
author: "Ida Moss"
published: 2031-05-06
tags:
  - clippings
---
![The bridge](https://herald.example/bridge.jpg)

## Sarn closes its old bridge

> "Nobody will cross it *again*," **Mayor Tolan** said on [Tuesday](https://herald.example/a_(b) "the day").

The council of Sarn voted with 14 to 3 to close the bridge, and 2 * 3 snake_case_names stay as they are.

***

[1]: https://herald.example/1
"""


def test_a_clip_is_an_article(tmp_path: Path) -> None:
    (tmp_path / "clip.md").write_text(CLIP, "utf-8")
    (article,) = extract_all(read_pages([tmp_path], Limits(least_words=5)))
    assert isinstance(article, Article)
    assert article.title == "Sarn closes its old bridge"
    assert (article.url, article.bylines) == ("https://herald.example/bridge?id=3", ("Ida Moss",))
    assert (article.published.value, article.published.basis) == ("2031-05-06", "stated")
    assert article.text.split("\n\n") == [
        '"Nobody will cross it again," Mayor Tolan said on Tuesday.',
        "The council of Sarn voted with 14 to 3 to close the bridge, and 2 * 3 snake_case_names stay as they are.",
    ]
    assert [block.line for block in article.blocks] == [13, 15]


def test_without_a_block_the_first_heading_is_the_headline() -> None:
    draft = read_markdown(CLIP.partition("---\n![")[2])
    assert draft.title == "Sarn closes its old bridge"
    assert draft.published.value is None


@pytest.mark.parametrize("sign", ["#", "*", "[", "![", "_a", "> ", "- ", "[a](", "# #"])
def test_hostile_lines_take_linear_time(sign: str) -> None:
    began = time.process_time()
    read_markdown(sign * 50_000 + "x")
    assert time.process_time() - began < 5
