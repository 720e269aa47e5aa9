"""How long and how often: durations, sets, and the references that name no date."""

from __future__ import annotations

from variorum.annotate.times.grammar import Grammar
from variorum.annotate.times.sense import Sense, date, duration, recurring

Quantity = tuple[str, str, str | None]
"""A number (`X` for unknown), a unit and a modifier."""

_ONE = "unit|clockunit|quarterword|centuryword|weekend|fortnight"
_MANY = "units|clockunits|quarterwords|weekends|fortnights"
_COUNTED = f"{_ONE}|{_MANY}"


def add_to(grammar: Grammar) -> None:
    """Adds the rules of this part."""
    _numbers(grammar)
    _lengths(grammar)
    _sets(grammar)
    _references(grammar)


def _numbers(grammar: Grammar) -> None:
    rule = grammar.rule
    rule("count", "number", "amount")(lambda n: n)
    rule("count", "'a' number")(lambda n: n if float(n) >= 100 else None)
    rule("count", "few|several", "'a' few", "'quite' 'a' few", "'a' 'good' few")(lambda _: "X")
    rule("count", "'a'? couple 'of'?", "'a'? couple 'more'?")(lambda n: n)
    rule("count", "'a'? dozen", "number dozen")(lambda *n: str(int(n[-2] if len(n) > 1 and n[0] != "12" else 1) * 12))
    rule("count", "half 'a'|'an'", "'a'? half '-'?")(lambda n: n)
    rule("count", "number 'and' 'a'? half", "number '-' 'and' '-' 'a' '-' half")(lambda n, _: str(float(n) + 0.5))
    rule("count", "number 'or'|'to' number", "number '-' number")(
        lambda low, high: high if float(low) < float(high) else None
    )
    rule("count", "number 'or' 'more'|'so'")(lambda n: n)
    rule("count", "number 'more'|'additional'|'full'|'consecutive'|'straight'|'whole'|'long'|'short'")(lambda n: n)
    rule("plain", f"<count> '-'? {_COUNTED}")(lambda n, unit: _quantity(n, unit))
    rule("plain", f"'a'|'an' {_ONE}", f"'a'|'an' 'full'|'single'|'whole'|'additional'|'extra' {_ONE}")(
        lambda unit: _quantity("1", unit)
    )
    rule("plain", f"'another' {_ONE}", f"'one' {_ONE}")(lambda unit: _quantity("1", unit))
    rule("plain", "'a' unit|clockunit 'and' 'a' half")(lambda unit, _: _quantity("1.5", unit))
    rule("plain", f"<count> {_MANY} 'and' 'a' half")(
        lambda n, unit, _: _quantity(str(float(n) + 0.5), unit) if n != "X" else None
    )
    rule("plain", f"'another' <count> {_MANY}")(lambda n, unit: _quantity(n, unit))
    rule("quantity", "<plain>")(lambda q: q)
    rule("quantity", "bound|nearly|approx <plain>")(_bounded)
    rule("quantity", "over <plain>")(lambda mod, q: _bounded(mod, q) if q[0] != "X" else None)


def _lengths(grammar: Grammar) -> None:
    rule = grammar.rule
    rule("amount", "<quantity> !'old' !'-'")(_length)
    rule("amount", "<count> '-' unit|clockunit '-' 'old'")(
        lambda n, unit: Sense("DURATION", _period((n, unit, None)), None, weak="old") if unit != "Y" else None
    )
    rule("amount", "<quantity> 'or' 'so'")(lambda q: _length(q, "APPROX"))
    rule("amount", "<quantity> 'or' 'more'")(lambda q: _length(q, "EQUAL_OR_MORE"))
    rule("amount", "<quantity> 'or' 'less'")(lambda q: _length(q, "EQUAL_OR_LESS"))
    around = "last|past|next|coming|previous|following|ordinal|'final'|'same'"
    rule("amount", f"'the'? {around} <count> {_COUNTED}", f"'these'|'those'|'the' <count> {_MANY}")(
        lambda *a: _length(_quantity(a[-2], a[-1]))
    )
    rule("amount", f"'the'? {around} <count> {_MANY} 'or' 'so'")(
        lambda _, n, unit: _length(_quantity(n, unit), "APPROX")
    )
    rule("amount", f"'the' past|next|last {_ONE} 'or' 'so'")(lambda _, unit: _length(_quantity("1", unit), "APPROX"))
    rule("amount", f"'the'? <count> past|previous|following|next {_MANY}")(
        lambda n, _, unit: _length(_quantity(n, unit))
    )
    rule("amount", f"'the' past|last|next|coming {_MANY}")(lambda _, unit: _length(_quantity("X", unit)))
    rule("amount", f"'the' <count> {_MANY} 'ahead'|'prior'|'before'")(lambda n, unit: _length(_quantity(n, unit)))
    rule("amount", "number 'business'|'working'|'trading'|'school' units", "few|several 'business'|'working' units")(
        lambda n, unit: _length(_quantity(n, unit))
    )
    part = "ordinal|'final'|'closing'|'opening'|'intervening'|'dying'"
    rule("amount", f"'the' {part} units|clockunits", "'the' early units")(lambda *a: _length(_quantity("X", a[-1])))
    rule("amount", f"'the' {_MANY} 'ahead'")(lambda unit: _length(_quantity("X", unit)))
    rule("amount", f"bound|nearly|approx 'the' last|past|next <count> {_MANY}")(
        lambda mod, _, n, unit: _length(_quantity(n, unit), mod if mod != "-" else None)
    )
    rule("amount", f"<count> '-' {_ONE} '-'? 'long'", f"'the' <count> '-'? {_ONE} 'long'", f"{_ONE} '-' 'long'")(
        lambda *a: _length(_quantity(a[-2] if len(a) > 1 else "1", a[-1]))
    )
    rule("amount", f"{_MANY} '-' 'long'")(lambda unit: _length(_quantity("X", unit)))
    rule("amount", f"'a' <count> '-'? {_ONE} 'period'|'span'", f"'the' <count> '-'? {_ONE} 'period'|'span'")(
        lambda n, unit: _length(_quantity(n, unit))
    )
    rule("amount", f"'the' {_MANY}")(lambda unit: Sense("DURATION", _period(("X", unit, None)), None, weak="years"))
    rule("amount", "units|clockunits")(lambda unit: Sense("DURATION", _period(("X", unit, None)), None, weak="units"))
    rule("amount", "while")(lambda value: duration(value))


def _sets(grammar: Grammar) -> None:
    rule = grammar.rule
    rule("often", "often")(recurring)
    rule("often", f"'per' {_ONE}", f"'/' {_ONE}")(lambda unit: recurring(_period(("1", unit, None))[1:]))
    rule("often", f"<count> {_MANY} 'a'|'per' {_ONE} !'ago' !'after' !'before' !'earlier' !'later'")(
        lambda _, __, unit: recurring(_period(("1", unit, None))[1:])
    )
    rule("often", f"every {_ONE}")(lambda _, unit: recurring(_period(("1", unit, None))[1:]))
    rule("often", f"'every' <count> {_MANY}", f"'once' 'every' <count> {_MANY}")(
        lambda n, unit: recurring(_period((n, unit, None))[1:])
    )
    rule("often", f"'every' 'other' {_ONE}")(lambda unit: recurring(_period(("2", unit, None))[1:]))
    rule("often", "every weekday", "weekdays")(lambda *a: recurring(f"XXXX-WXX-{a[-1]}"))
    rule("often", "every weekday daypart", "weekday dayparts")(lambda *a: recurring(f"XXXX-WXX-{a[-2]}T{a[-1]}"))
    rule("often", "every <month>")(lambda _, month: recurring(f"XXXX-{month:02d}"))
    rule("often", "every season|fall")(lambda _, name: recurring(f"XXXX-{name}"))
    rule("often", "every daypart")(lambda _, part: recurring(f"XXXX-XX-XXT{part}"))
    rule("often", "weekends")(lambda _: recurring("XXXX-WXX-WE"))


def _references(grammar: Grammar) -> None:
    rule = grammar.rule
    rule("ref", "ref|atpresent|pastref")(lambda value: date("=" + value))
    rule("ref", "nowref")(lambda value: date("=" + value, weak="now"))
    rule("ref", "currentref")(lambda value: date("=" + value, weak="current"))
    rule("ref", "thistime")(lambda value: date("=" + value, weak="thistime"))
    rule("ref", "oneday")(lambda value: date("=" + value, weak="oneday"))
    rule("ref", f"'the'? recent {_MANY}", f"'the'? 'more'|'most' recent {_MANY}")(lambda _, __: date("=PAST_REF"))
    rule("ref", f"'the'? coming|'future' {_MANY}")(lambda *_: date("=FUTURE_REF"))
    rule("ref", f"'the' past|last few|several {_MANY}", f"past {_MANY}")(lambda *a: _length(_quantity("X", a[-1])))


def _quantity(number: str, unit: str) -> Quantity | None:
    if unit == "2W":
        return (str(float(number) * 2) if number != "X" else "X", "W", None)
    return number, unit, None


def _bounded(mod: str, quantity: Quantity) -> Quantity | None:
    return (quantity[0], quantity[1], None if mod == "-" else mod) if quantity[2] is None else None


def _length(quantity: Quantity | None, mod: str | None = None) -> Sense | None:
    if quantity is None:
        return None
    return Sense("DURATION", _period(quantity), mod or quantity[2], weak="fraction" if quantity[1] == "Q" else "")


def _period(quantity: Quantity) -> str:
    """`=P3D`, `=PT1M30S`, `=P2Y6M`; a half is written in the next smaller unit."""
    number, unit, _ = quantity
    prefix, letter = ("=PT", unit[1]) if unit[0] == "T" else ("=P", unit)
    letter = {"V": "WE", "L": "L", "C": "C"}.get(letter, letter)
    if number == "X":
        return f"{prefix}X{letter}"
    value = float(number)
    if letter == "E":
        letter, value = "Y", value * 10
    whole = int(value)
    if value == whole:
        return f"{prefix}{whole}{letter}"
    if value - whole == 0.5 and (smaller := {"Y": "6M", "TH": "30M", "TM": "30S"}.get(unit)):
        return f"{prefix}{f'{whole}{letter}' if whole else ''}{smaller}"
    return f"{prefix}{number}{letter}"
