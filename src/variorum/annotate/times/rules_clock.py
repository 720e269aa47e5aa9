"""Times of day: "10 p.m. Wednesday", "Friday evening", "the night of June 4"."""

from __future__ import annotations

from variorum.annotate.times.grammar import Grammar
from variorum.annotate.times.sense import Sense, date

_DAY = "<date>|<dayname>|<deictic>"


def add_to(grammar: Grammar) -> None:
    """Adds the rules of this part."""
    _hours(grammar)
    _clocks(grammar)
    _parts(grammar)
    _dated_parts(grammar)


def _hours(grammar: Grammar) -> None:
    rule = grammar.rule
    rule("hour", "number ampm")(lambda hour, add: _clock(hour, "00", add))
    rule("hour", "two ':' two ampm")(_clock)
    rule("hour", "dotted ampm")(lambda at, add: _clock(at[:2], at[3:], add))
    rule("hour", "two ':' two", "two ':' two 'hours'|'h'")(lambda h, m: _clock(h, m, None))
    rule("hour", "number oclock")(lambda hour, _: _clock(hour, "00", None))
    rule("hour", "number oclock 'in'? 'the'? daypart")(
        lambda hour, _, part: _clock(hour, "00", "0" if part == "MO" else "12")
    )
    rule("hour", "number 'in' 'the' daypart")(_in_the)
    rule("hour", "four 'hours'|'h'|zone")(lambda at, *_: _clock(at[:2], at[2:], None))
    rule("hour", "noon", "'12' noon")(lambda at: at)


def _clocks(grammar: Grammar) -> None:
    rule = grammar.rule
    rule("zoned", "<hour> ','? zone?", "<hour> '(' zone ')'")(lambda at, _zone: at)
    rule("clock", "<zoned>")(lambda at: at)
    rule("clock", "approx|nearly|bound|over <zoned>")(lambda _, at: at + "~")
    rule("clocked", "<clock>")(lambda at: _timed(date("D+0", base="text", weak="clock"), at))
    rule("clocked", f"<clock> ','? 'on'? {_DAY}", f"<clock> 'of' {_DAY}")(lambda at, day: _timed(day, at))
    rule("clocked", f"{_DAY} ','? 'at'? <clock>")(_timed)
    rule("clocked", "<clock> ','? tonight")(lambda at, _: _timed(date("D+0"), at))
    rule("clocked", "'earlier'|'later'? tonight")(lambda steps: date(steps))
    rule("clocked", "<clock> 'this'|'that'|'tomorrow'|'yesterday' daypart")(lambda at, _part: _timed(date("D+0"), at))


def _parts(grammar: Grammar) -> None:
    rule = grammar.rule
    rule("part", "daypart")(str)
    rule("part", "early|late|mid '-'? daypart")(lambda mod, part: f"{part}:{mod}")
    rule("parted", "<dayname>|<date> <part>")(_parted)
    rule("parted", "early|late|mid '-'? <dayname>|<date> daypart")(lambda mod, day, part: _parted(day, f"{part}:{mod}"))
    rule("parted", "early|late 'on' <dayname>|<date> daypart")(lambda mod, day, part: _parted(day, f"{part}:{mod}"))
    rule("parted", "today <part>")(lambda steps, part: _parted(date(steps), part))
    rule("parted", "<part> today")(lambda part, steps: _parted(date(steps), part))
    rule("parted", "'this' daypart")(lambda part: _parted(date("D+0"), part))
    rule("parted", "early|late|earlier|later 'this' daypart")(lambda mod, part: _parted(date("D+0"), f"{part}:{mod}"))
    rule("parted", "'last' 'night'")(lambda: _parted(date("D-1"), "NI"))
    rule("parted", "late|early 'last' 'night'")(lambda mod: _parted(date("D-1"), f"NI:{mod}"))
    rule("parted", "that|same daypart", "'that' same daypart")(lambda _, part: _parted(date("D+0", base="text"), part))
    rule("parted", "'the' next|following|previous daypart")(
        lambda which, part: _parted(date("D+1" if which == "1" else "D-1", base="text"), part)
    )
    rule("parted", "early|late 'the' next|following daypart")(
        lambda mod, _, part: _parted(date("D+1", base="text"), f"{part}:{mod}")
    )


def _dated_parts(grammar: Grammar) -> None:
    rule = grammar.rule
    rule("parted", f"'the' <part> 'of' {_DAY}", f"'the' <part> 'on' {_DAY}")(lambda part, day: _parted(day, part))
    rule("parted", "<part>", "'the' <part>")(lambda part: _parted(date("D+0", base="text", weak="part"), part))
    rule("parted", f"'the' <part> 'hours' 'of'|'on' {_DAY}")(lambda part, day: _parted(day, part))
    rule("parted", "'the' <part> 'hours'")(lambda part: _parted(date("D+0", base="text"), part))
    rule("parted", f"dayedge 'on' {_DAY}", f"{_DAY} 'at' dayedge")(
        lambda *a: _parted(a[1], a[0]) if isinstance(a[0], str) else _parted(a[0], a[1])
    )
    rule("parted", "dayedge|overnight")(lambda part: _parted(date("D+0", base="text", weak="edge"), part))
    rule("parted", "'overnight' <dayname>")(lambda day: _parted(day, "NI"))


def _clock(hour: str, minute: str, add: str | None) -> str | None:
    number = float(hour)
    if not number.is_integer() or number > 24 or int(minute) > 59:
        return None
    whole = int(number)
    if add is not None:
        if not 1 <= whole <= 12:
            return None
        whole = whole % 12 + int(add)
    return f"{whole:02d}:{minute}"


def _in_the(hour: str, part: str) -> str | None:
    """ "At four in the morning"."""
    return _clock(hour, "00", "0" if part == "MO" else "12") if part in ("MO", "AF", "EV") else None


def _timed(day: Sense, at: str) -> Sense | None:
    if (
        day.type != "DATE"
        or (day.steps[:1] in "=@" and len(day.steps) < 8)
        or ("D" not in day.steps and "wd" not in day.steps and "-" not in day.steps)
    ):
        return None
    mod = "APPROX" if at[-1] == "~" else day.mod
    return day._replace(type="TIME", steps=f"{day.steps} T{at.rstrip('~')}", mod=mod, weak=day.weak.replace("name", ""))


def _parted(day: Sense, part: str) -> Sense | None:
    if day.type != "DATE" or day.mod:
        return None
    name, _, mod = part.partition(":")
    return day._replace(type="TIME", steps=f"{day.steps} T{name}", mod=mod or None, weak=day.weak.replace("name", ""))
