"""Dates that are said from where the speaker or the story stands: "last week", "Friday", "the following month",
"three days ago".
"""

from __future__ import annotations

from variorum.annotate.times.grammar import Grammar
from variorum.annotate.times.sense import Sense, date, duration

_MANY = "units|clockunits|quarterwords|weekends"
_UNITS = "unit|quarterword|centuryword"
_MADE_SURE = ("year", "month", "name", "season", "fall", "unit", "tens", "quartered")
"""Kinds of doubt that "early", "the end of" and the like dispel."""


def add_to(grammar: Grammar) -> None:
    """Adds the rules of this part."""
    rule = grammar.rule
    _deictic(grammar)
    _weekends_and_seasons(grammar)
    _of_years(grammar)
    _weekdays(grammar)
    _counted(grammar)
    _parts_of(grammar)
    rule("point", "<calendar>", "<deictic>", "<dayname>", "<counted>")(lambda found: found)


def _deictic(grammar: Grammar) -> None:
    rule = grammar.rule
    rule("deictic", "today")(lambda steps: date(steps))
    rule("deictic", "'the' 'day' 'before' 'yesterday'")(lambda: date("D-2"))
    rule("deictic", "'the' 'day' 'after' 'tomorrow'")(lambda: date("D+2"))
    rule("deictic", f"last|past|next|coming|this {_UNITS}", f"'this' past|coming {_UNITS}")(_unit_from_now)
    rule("deictic", f"'the' past|coming|current|last {_UNITS}")(_unit_around)
    rule(
        "deictic",
        f"'the' previous|following|same {_UNITS}",
        f"that|same {_UNITS}",
        f"'the' 'very'? next {_UNITS}",
        f"'that' same {_UNITS}",
    )(_unit_from_there)
    rule("deictic", "'the'? 'day' 'before' <dayname>|<date>")(lambda day: _beside(day, "D-1"))
    rule("deictic", "'the'? 'day' 'after' <dayname>|<date>")(lambda day: _beside(day, "D+1"))
    rule("deictic", "'the' 'week' 'of' <date>")(lambda day: _beside(day, "W+0"))
    rule("deictic", "'the' weekend 'of' <date>")(lambda _, day: _beside(day, "V+0"))
    rule("deictic", f"'the' {_UNITS} 'before' !word")(lambda unit: date(f"{unit}-1", base="text"))
    rule("deictic", f"'the' {_UNITS} 'after' !word")(lambda unit: date(f"{unit}+1", base="text"))
    rule("deictic", f"following|previous {_UNITS}")(_unit_from_there)
    rule("deictic", "'the' unit !'-' !'ended' !'ending'", "'the' 'whole'|'full'|'entire' unit")(_unit_at_hand)
    rule("deictic", "'the' quarterword", "'the' 'latest' quarterword", "'the' 'latest' 'period'", "that quarterword")(
        lambda *words: date("y+0", base="period", weak="unit" if len(words) == 1 else "")
    )
    rule("amount", "'the' 'fiscal'? unit &'ended'|&'ending'")(lambda unit: duration(f"P1{unit}"))
    rule(
        "deictic",
        "'the' 'fiscal' 'year' !'ended' !'ending'",
        "'the'|'this' 'current'? 'fiscal' 'year' !'ended' !'ending'",
    )(lambda: date("Y+0"))
    rule("deictic", "'last' 'fiscal' 'year'", "'the' 'last'|'latest'|'previous' 'fiscal' 'year'")(lambda: date("Y-1"))
    rule("deictic", "'next' 'fiscal' 'year'")(lambda: date("Y+1"))


def _weekends_and_seasons(grammar: Grammar) -> None:
    rule = grammar.rule
    rule("deictic", "last|this|next|coming weekend", "'this' past|coming weekend")(_unit_from_now)
    rule("deictic", "'the' weekend")(lambda _: date("V?", open=True))
    rule("deictic", "'the' past|last|next|coming|previous|following weekend")(
        lambda which, _: date({"-1": "V-1", "1": "V+1"}[which], base="article" if which == "-1" else "text")
    )
    rule(
        "deictic",
        "last|this|next|coming season|fall",
        "'this' past|coming season|fall",
        "'the' past|last|next season|fall",
    )(_season_from_now)
    rule("deictic", "'the' previous|following|next season|fall", "that season|fall")(
        lambda which, name: date(f"s{name}" + {"-1": "<<", "0": "", "1": ">>"}[which], base="text")
    )
    rule(
        "deictic",
        "last|past|next|coming|this <surename>",
        "last|past|next|this softmonth|shortmonth",
        "'this' past|coming <month>",
    )(lambda which, month: _month_from_now(which, int(month)))
    rule("deictic", "'the' following|previous <month>")(
        lambda which, month: date(f"m{month:02d}" + {"-1": "<<", "1": ">>"}[which], base="text")
    )


def _of_years(grammar: Grammar) -> None:
    rule = grammar.rule
    rule("ofyear", "<baremonth> 'of'? last|this|next 'year'", "'the'? <seasonname> 'of'? last|this|next 'year'")(
        _in_near_year
    )
    rule(
        "ofyear",
        "<baremonth> 'of'? 'the'? that|same|following|previous 'year'",
        "<date> 'of'? 'the'? that|same|following|previous 'year'",
        "'the'? <seasonname> 'of'? 'the'? that|same|following|previous 'year'",
    )(_in_that_year)
    rule("ofyear", "<date> 'of'? last|this|next 'year'", "<quartername> 'of'? last|this|next 'year'")(_in_near_year)
    rule("ofyear", "last|this|next 'year' possessive <quartername>")(
        lambda which, _, found: _in_near_year(found, which)
    )
    rule("ofyear", "last|this|next 'year' possessive quarterword")(
        lambda which, *_: date(f"y{int(which):+d}", base="period")
    )
    rule("deictic", "<ofyear>")(lambda found: found)


def _weekdays(grammar: Grammar) -> None:
    rule = grammar.rule
    rule("dayname", "weekday")(lambda day: date(f"wd{day}?", open=True, weak="name"))
    rule("dayname", "last|past weekday", "'this' past weekday")(lambda _, day: date(f"wd{day}<<"))
    rule("dayname", "next|coming weekday", "'this' coming weekday")(lambda _, day: date(f"wd{day}>>"))
    rule("dayname", "'this'|'next' 'coming'? weekday ','? <plaindate>")(lambda _, found: found)
    rule("deictic", "'this' 'time' last 'year'")(lambda _: date("Y-1"))
    rule("dayname", "last|past|next <month> day")(
        lambda which, month, day: date(f"m{month:02d}-{int(day):02d}" + ("<<" if which == "-1" else ">>"))
    )
    rule("dayname", "'this' weekday")(lambda day: date(f"W+0 wd{day}"))
    rule("dayname", "'the' previous|following|next weekday")(
        lambda which, day: date(f"wd{day}" + {"-1": "<<", "1": ">>"}[which], base="text")
    )
    rule("dayname", "that|same weekday", "'that' same weekday")(lambda _, day: date(f"wd{day}~", base="text"))
    rule("dayname", "weekday 'of'? last|this|next 'week'")(lambda day, which: date(f"W{int(which):+d} wd{day}"))
    rule("dayname", "weekday 'of' 'that' 'week'")(lambda day: date(f"wd{day}", base="text"))


def _counted(grammar: Grammar) -> None:
    rule = grammar.rule
    rule("counted", "'year' '-' 'ago'|'earlier'", "'a' 'year' 'ago'|'earlier'")(lambda: date("y-1", base="period"))
    rule("counted", "'the' 'comparable'|'corresponding'|'same'? 'year' '-' 'ago'|'earlier' 'period'|'quarter'|'month'")(
        lambda: date("y-1", base="period")
    )
    rule("counted", "'the' 'comparable'|'corresponding'|'same' 'period'|'quarter' 'of'? 'last' 'year'|'season'")(
        lambda: date("y-1", base="period")
    )
    rule("counted", "'the' 'year' '-' 'ago'|'earlier' <quartername>")(
        lambda found: date(f"Y-1 {found.steps.rstrip('?')}")
    )
    rule("counted", "'the' year 'period'|'quarter'")(lambda year: date(f"y={year}", base="period"))
    rule("counted", "<quantity> 'ago'", "<quantity> 'or' 'so' 'ago'")(lambda q: _move(q, "-", "article"))
    rule("counted", "<quantity> 'from' 'now'", "<quantity> 'hence'")(lambda q: _move(q, "+", "article"))
    rule(
        "counted", "<quantity> later|'afterward'|'afterwards'", "<quantity> 'after' 'that'", "<quantity> 'after' !word"
    )(lambda q, _=None: _move(q, "+", "text"))
    rule("counted", "<quantity> earlier|'previously'", "<quantity> 'before' 'that'", "<quantity> 'before' !word")(
        lambda q, _=None: _move(q, "-", "text")
    )
    rule("counted", "<quantity> ''' 'time'", "<quantity> '’' 'time'", "'a' unit possessive 'time'")(
        lambda *a: _move(a[0] if len(a) == 1 else ("1", a[0], None), "+", "article")
    )
    _counted_from_a_day(grammar)
    rule("counted", f"{_MANY} later")(lambda unit, _: _move(("X", unit, None), "+", "text"))
    rule("counted", f"{_MANY} earlier|'ago'")(lambda unit, _: _move(("X", unit, None), "-", "text"))


def _counted_from_a_day(grammar: Grammar) -> None:
    """ "a week from Friday", "a week ago Tuesday", "the Monday after next", "the year before last"."""
    rule = grammar.rule
    rule("dayname", "<quantity> 'from' weekday")(lambda q, day: _days_from(q, f"wd{day}>", 1))
    rule("dayname", "<quantity> 'from' today")(lambda q, steps: _days_from(q, steps, 1))
    rule("dayname", "<quantity> 'ago' weekday|today")(
        lambda q, day: _days_from(q, f"wd{day}<" if day.isdecimal() else day, -1)
    )
    rule("dayname", "'the'? weekday 'after' 'next'")(lambda day: date(f"wd{day}>> D+7"))
    rule("dayname", "'the'? weekday 'before' 'last'")(lambda day: date(f"wd{day}<< D-7"))
    rule("deictic", f"'the' {_UNITS}|weekend 'after' 'next'")(lambda unit: date(f"{unit}+2"))
    rule("deictic", f"'the' {_UNITS}|weekend 'before' 'last'")(lambda unit: date(f"{unit}-2"))


def _parts_of(grammar: Grammar) -> None:
    rule = grammar.rule
    inner = "<anyyear>|<baremonth>|<decadename>|<centuryname>|<seasonname>|<deictic>|<quartername>|<dayname>|<date>"
    rule("placed", f"early|late|mid '-'? {inner}")(_with_mod)
    rule(
        "placed",
        "'the' early|late|mid '-'? <decadename>|<centuryname>|<seasonyear>|<seasonname>|<quartername>|<deictic>",
    )(_with_mod)
    rule("placed", f"early|late 'in'|'on' {inner}")(_with_mod)
    rule("placed", f"earlier|later 'in'|'on' {inner}")(_with_mod)
    rule("placed", "earlier|later <deictic>|<dayname>")(_with_mod)
    rule("placed", f"'the'? 'very'? start|end|middle|mid 'of' {inner}")(_with_mod)
    rule("placed", f"'the' early|latter|late 'part'|'parts'|'days'|'months'|'years'|'weeks' 'of' {inner}")(_with_mod)
    rule("placed", f"'the' rest 'of' {inner}")(lambda _, found: found)
    rule(
        "placed",
        "'the' ordinal|last|latter half 'of' <deictic>|<decadename>|<centuryname>|<baremonth>|<monthyear>|<seasonname>",
    )(_half_of)
    rule("placed", "'the'? last 'part'? 'of' <deictic>|<decadename>|<centuryname>")(
        lambda _, found: _with_mod("END", found)
    )
    rule("placed", "approx 'year' '-'? 'end'")(lambda _: date("Y+0", "END"))
    rule(
        "placed",
        "'year' '-'? 'end'",
        "'the'? 'year' possessive 'end'",
        "'years' ''' 'end'",
    )(lambda *_: date("Y+0", "END"))
    rule("placed", "'the'? possessed end")(
        lambda unit, _: date(f"{unit}+0", "END", base="text" if unit in "DWM" else "article")
    )
    rule("placed", "'month' '-'? 'end'", "'the'? 'month' possessive 'end'")(lambda *_: date("M+0", "END"))
    rule("placed", "'end' 'of' 'year'", "'end' 'of' 'month'")(lambda: date("Y+0", "END"))
    # not "some Friday's rain", "to get around Wednesday's ruling"
    rule("placed", f"approx {inner} !''' !'’'", f"circa '.'? {inner}")(lambda _mod, found: _with_mod("APPROX", found))
    rule("placed", "nearly|bound|over|approx <counted>")(_with_mod)


def _unit_from_now(which: str, unit: str) -> Sense:
    return date(f"{unit}{int(which):+d}") if unit != "L" else date("PAST_REF")


def _unit_around(which: str, unit: str) -> Sense:
    """ "the past decade" is a stretch; "the current week" and "the past year" are places. Days and weeks of the past
    are counted, not placed.
    """
    if unit == "E" and which != "0":
        return duration("P10Y")
    if unit in "LEC" or which == "0":
        return date(f"{unit}{int(which):+d}")
    if which == "-1" and unit in "YM":
        return date(f"{unit}-1")
    return duration(f"P1{unit}")


def _unit_from_there(which: str, unit: str) -> Sense:
    return date(f"{unit}{int(which):+d}", base="text")


def _unit_at_hand(unit: str) -> Sense:
    return date(f"{unit}+0", base="text" if unit in "DW" else "article", weak="unit")


def _beside(day: Sense, step: str) -> Sense | None:
    """ "the day before last Tuesday", "the week of June 7"."""
    return day._replace(steps=f"{day.steps} {step}", weak="") if day.type == "DATE" and not day.mod else None


def _season_from_now(which: str, name: str) -> Sense:
    return date(f"s{name}" + {"-1": "<<", "0": "~", "1": ">>"}[which])


def _month_from_now(which: str, month: int) -> Sense:
    return date(f"m{month:02d}" + {"-1": "<<", "0": "", "1": ">>"}[which])


def _in_near_year(found: Sense, which: str) -> Sense | None:
    return date(f"Y{int(which):+d} {found.steps.rstrip('?')}", found.mod) if found.open else None


def _in_that_year(found: Sense, which: str) -> Sense | None:
    return date(f"Y{int(which):+d} {found.steps.rstrip('?')}", found.mod, base="text") if found.open else None


def _with_mod(mod: str, found: Sense) -> Sense | None:
    if mod in ("-", None):
        return found
    if found.mod or found.type == "DURATION":
        return None
    return found._replace(mod=mod, weak="" if found.weak in _MADE_SURE else found.weak)


def _half_of(which: str, _: str, found: Sense) -> Sense | None:
    if which not in ("1", "2", "-1", "END") or found.mod:
        return None
    first = which == "1"
    if found.steps in ("Y+0", "Y-1", "Y+1"):
        return found._replace(steps=f"{found.steps} h{1 if first else 2}", weak="")
    return _with_mod("START" if first else "END", found)


def _days_from(quantity: tuple[str, str, str | None], start: str, way: int) -> Sense | None:
    number, unit, mod = quantity
    days = {"D": 1, "W": 7}.get(unit)
    if days is None or not number.isdecimal():
        return None
    return date(f"{start} D{way * int(number) * days:+d}", mod)


def _move(quantity: tuple[str, str, str | None], sign: str, base: str) -> Sense | None:
    """ "three days later": the unit is the value's precision, except that half a unit counts in the next smaller
    one.
    """
    number, unit, mod = quantity
    if unit[0] == "T":
        return date("D+0 TXX", mod, base=base)
    if number == "X":
        return date(f"{unit.replace('L', 'C')}{sign}?", mod, base=base)
    amount = float(number)
    if not amount.is_integer():
        smaller = {"Y": ("M", 12), "E": ("Y", 10), "C": ("Y", 100), "W": ("D", 7), "M": ("W", 4)}.get(unit)
        if smaller is None:
            return None
        unit, amount = smaller[0], amount * smaller[1]
    if unit == "L":
        unit, amount = "C", amount * 10
    if amount > 9999:
        return None
    unit, count = ("Y", int(amount) * {"E": 10, "C": 100}[unit]) if unit in "EC" else (unit, int(amount))
    return date(f"{unit}{sign}{count}", mod, base=base)
