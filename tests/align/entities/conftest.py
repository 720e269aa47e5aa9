"""Articles in which names are marked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from variorum.model.records import Annotated, Article, Layers, Mention, Quote

TOPIC = " The dockers of the quay walked out over wages; ferries stood still while talks about overtime went on."


@pytest.fixture(scope="session")
def marked() -> Callable[..., Annotated]:
    """A maker of articles in which each name, at its first place behind the one before, is a mention. All tell of one
    happening."""

    def make(ident: str, text: str, *names: tuple[str, str], quotes: tuple[Quote, ...] = ()) -> Annotated:
        mentions, at = [], 0
        for name, label in names:
            at = text.index(name, at)
            mentions.append(Mention(at, at + len(name), label))
            at += len(name)
        return Annotated(Article(ident, f"{ident}.txt", text + TOPIC), Layers(mentions=tuple(mentions), quotes=quotes))

    return make
