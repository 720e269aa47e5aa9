"""A difference is headed with more than one word, where its accounts share more."""

from __future__ import annotations

import pytest

from variorum.present.context import titled
from variorum.present.matters import shared_phrase


@pytest.mark.parametrize(
    ("about", "accounts", "phrase"),
    [
        (
            "bridge",
            [["The bridge was built in 1968, said the council."], ["In fact the bridge was built in 1971."]],
            "the bridge was built",
        ),
        (
            "bridge",
            [["The bridge, built in 1968, gave way."], ["The bridge was built in 1971, says the archive."]],
            "the bridge was built",
        ),
        (
            "bridge",
            [["He says that the bridge fell in 1968."], ["She says that the bridge fell in 1971."]],
            "the bridge fell",
        ),
        ("bridge", [["The bridge fell in 1968."], ["The bridge over the old moat of Varn fell."]], "bridge"),
        ("sheds", [["More than 20 sheds burned down on Monday."], ["About 25 sheds were lost."]], "sheds"),
        ("sheds", [["20 sheds burned down on Monday."], ["25 sheds burned down."]], "sheds burned down"),
        ("sheds", [["20 sheds burned."], ["25 sheds burned."]], "sheds"),
        ("sheds", [["20 sheds, burned down and lost."], ["25 sheds, burned down and lost."]], "sheds"),
        ("old sheds", [["20 old sheds burned down."], ["25 old sheds burned down."]], "old sheds"),
        (
            "boats",
            [["The harbour lost nine boats in all."], ["Ten vessels sank.", "It lost seven boats in all."]],
            "boats in all",
        ),
        ("boats", [["Nine boats in the harbour sank."]], "boats"),
        ("boats", [["Nine boats in the harbour sank."], []], "boats"),
        ("", [["Nine boats."], ["Ten boats."]], ""),
    ],
)
def test_headings(about: str, accounts: list[list[str]], phrase: str) -> None:
    assert shared_phrase(about, accounts) == phrase


def test_things_are_counted_in_one_breath() -> None:
    assert titled("how many", "people") == "how many people"
    assert titled("how many", "people on the bridge that fell") == "how many: people on the bridge that fell"
    assert titled("when", "the bridge was built") == "when: the bridge was built"
    assert titled("who said it", "") == "who said it"
