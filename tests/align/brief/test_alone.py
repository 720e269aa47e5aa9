"""Which sentences can be read by somebody who has read nothing else."""

from __future__ import annotations

import pytest

from variorum.align.brief.alone import bare, full_names, introduced, stands_alone
from variorum.align.sentences import Sentence
from variorum.model import Article, Mention, Span

ALONE = [
    "The council of Oster Bay voted on Tuesday to close the northern pier.",
    "While the ferries wait, the harbour office of Lund counts its losses.",
    "Ilse Marrow said on Monday that she would open the bridge again.",
    "A woman who fell from the pier said that she had seen no sign.",
    "The decision by the council of Tarn to sell its ferries angered the crews.",
]
LEANING = [
    "He said on Monday that the bridge would be open by the winter.",
    "But the council of Oster Bay voted against the plan on Tuesday.",
    "For the same reason the ferries of Lund stay in the harbour today.",
    "The first time he crossed the strait was in a borrowed rowing boat.",
    "The mayor said that she would open the bridge again before winter.",
    "Both of them told the council of Tarn that the cables were rusty.",
    "The move came after the council of Tarn had waited for two years.",
    "For a moment, let me tell what the council of Tarn has decided on Tuesday.",
    "We will tell you tomorrow what the council of Tarn has decided.",
]
FURNITURE = [
    "“It is a disgrace for the town and its council,” said Ilse Marrow.",
    "What will become of the bridge and the ferries of the strait?",
    "Read more about the bridge and the ferries of Oster Bay below.",
    "The broken bridge is seen from the harbour of Tarn on Monday morning.",
    "Marrow wrote: “The bridge will be open again before the winter comes.",
    "The bridge is closed",
]


def _sentence(text: str, *people: str, report: str = "one") -> Sentence:
    spans = [(text.index(name), text.index(name) + len(name)) for name in people]
    mentions = tuple(Mention(start, end, "PERSON", "test/1") for start, end in spans)
    return Sentence(Article(id=report, source=report, text=text), Span(0, len(text)), text, 0, mentions)


@pytest.mark.parametrize("text", ALONE)
def test_these_stand_alone(text: str) -> None:
    assert stands_alone(_sentence(text, *(["Ilse Marrow"] if "Ilse" in text else [])))


@pytest.mark.parametrize("text", [*LEANING, *FURNITURE])
def test_these_do_not(text: str) -> None:
    assert not stands_alone(_sentence(text))


def test_a_last_name_alone_waits_for_the_full_name() -> None:
    named = _sentence("Ilse Marrow, who runs Tarn, opened the bridge.", "Ilse Marrow")
    alone = _sentence("Marrow was cheered by a crowd of ferrymen.", "Marrow")
    titled = _sentence("A crowd of ferrymen cheered Mayor Marrow.", "Marrow")
    unknown = _sentence("Velm was cheered by a crowd of ferrymen.", "Velm")
    full = full_names([named, alone, titled, unknown])
    assert introduced(named, full) == {"Marrow"}
    assert bare(alone, full) == {"Marrow"}
    assert not bare(named, full)
    assert not bare(titled, full)
    assert not bare(unknown, full)
