"""Which differences are near enough to be shown, and that the cuts are those that the readings give."""

from __future__ import annotations

from variorum.align.differences.assurance import STRENGTH, assured, least, nearness
from variorum.align.differences.build import account, difference
from variorum.align.sentences import Sentence, sentences_of
from variorum.model import Annotated, Article, Difference, Layers, Span


def lone(outlet: str, text: str) -> Sentence:
    (found,) = sentences_of(Annotated(Article(outlet, outlet, text), Layers((Span(0, len(text)),))))
    return found


def parted(one: Sentence, other: Sentence) -> Difference:
    return difference(
        "statement", [account(s.text[:9], [(s, s.span)]) for s in (one, other)], why="They part.", weight=2.0
    )


NEAR = (
    lone("a", "The council of Tarn fired the harbour master on Friday."),
    lone("b", "On Friday Tarn's council dismissed the master of the harbour."),
)
FAR = lone("c", "The council of Tarn fired the harbour master."), lone("d", "Apples were cheap in the hills this year.")


def test_only_what_is_near_enough_for_its_rule_is_shown() -> None:
    near, far = parted(*NEAR), parted(*FAR)
    assert assured([("figures", near), ("figures", far)], [*NEAR, *FAR]) == [near]


def test_a_rule_that_has_no_cut_asks_enough_itself() -> None:
    far = parted(*FAR)
    assert "wordings" not in least()
    assert assured([("wordings", far)], FAR) == [far]


def test_a_contrast_is_weighed_with_its_strength() -> None:
    near = parted(*NEAR)
    plain, strong = nearness([("figures", near)], NEAR)[near.id], nearness([("contrasts", near)], NEAR)[near.id]
    assert abs(strong - plain - STRENGTH * near.weight) < 1e-9


def test_sides_of_one_report_are_not_across() -> None:
    one = lone("a", NEAR[0].text)
    alone = parted(one, one)
    assert nearness([("figures", alone)], [one])[alone.id] == 0.0
