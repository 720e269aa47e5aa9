"""The grammar of time expressions, gathered from its parts. `<time>` is what a text is searched for."""

from variorum.annotate.times import rules_amount, rules_calendar, rules_clock, rules_near
from variorum.annotate.times.grammar import Grammar
from variorum.annotate.times.sense import Sense

GRAMMAR = Grammar()
for part in (rules_calendar, rules_near, rules_clock, rules_amount):
    part.add_to(GRAMMAR)


@GRAMMAR.rule("time", "<clocked>", "<parted>", "<placed>", "<point>", "<amount>", "<often>", "<ref>")
def _whole(sense: Sense) -> Sense:
    return sense


GRAMMAR.compile()
