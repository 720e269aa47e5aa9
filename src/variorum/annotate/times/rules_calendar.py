"""Dates by name and number: days, months, quarters, seasons, years, decades, centuries, holidays."""

from __future__ import annotations

from variorum.annotate.times.grammar import Grammar
from variorum.annotate.times.sense import Sense, date


def add_to(grammar: Grammar) -> None:
    """Adds the rules of this part."""
    _names(grammar)
    _days(grammar)
    _months_and_years(grammar)
    _parts_of_years(grammar)


def _names(grammar: Grammar) -> None:
    rule = grammar.rule
    rule("month", "month", "softmonth", "shortmonth", "shortmonth '.'")(int)
    rule("surename", "month")(int)
    rule("weekdayname", "weekday", "shortweekday", "shortweekday '.'")(int)
    rule("yearname", "year", "'the' 'year' year")(str)
    rule("yearname", "'''|'’'|'`' two")(lambda two: ("~19" if two > "29" else "~20") + two)
    rule("yearname", "year bc")(lambda year, _: f"BC{year}")
    rule("yearname", "three bc", "two bc", "four bc")(lambda year, _: f"BC{year:0>4}")
    rule("yearname", "ad three", "ad year")(lambda _, year: f"{year:0>4}")
    rule("yearname", "three ad", "year ad")(lambda year, _: f"{year:0>4}")
    rule("yearname", "fiscal|financial 'year'? year")(lambda _, year: year)


def _days(grammar: Grammar) -> None:
    rule = grammar.rule
    rule("plaindate", "<month> day ','? <yearname>", "<month> day ',' <yearname>")(_day)
    rule("plaindate", "'the'? day 'of'? <month> ','? <yearname>")(lambda day, month, year: _day(month, day, year))
    rule("plaindate", "<month> day", "<month> 'the' day")(_day)
    rule("plaindate", "'the'? day 'of'? <month>")(lambda day, month: _day(month, day))
    rule("plaindate", "'the' ordinal 'of' 'this' 'month'")(lambda day: date(f"M+0 d{day}"))
    rule("plaindate", "'the' ordinal 'of' 'last' 'month'")(lambda day: date(f"M-1 d{day}"))
    rule("date", "<plaindate>", "<weekdayname> ','? 'the'? <plaindate>")(_dated)
    rule("plaindate", "four '-' two '-' two", "four '/' two '/' two")(lambda y, m, d: _day(int(m), d, y))
    rule("plaindate", "two '/' two '/' four")(_slashed)
    rule("plaindate", "two '/' two '/' two")(lambda a, b, y: _slashed(a, b, ("19" if y > "49" else "20") + y))
    rule("plaindate", "<holiday>")(lambda found: found)
    rule("holiday", "holiday")(lambda value: _holiday(value))
    rule("holiday", "holiday ','? <yearname>", "holiday 'of' <yearname>")(_holiday)
    rule("holiday", "holiday 'week'")(lambda value: _around(value, "W+0"))
    # the weekend before a Monday feast, the one after any other
    rule("holiday", "holiday weekend")(lambda value, _: _around(value, "D-3 V+0" if ".1." in value else "V+0"))


def _months_and_years(grammar: Grammar) -> None:
    rule = grammar.rule
    rule(
        "monthyear", "<month> ','? <yearname>", "<month> 'of' <yearname>", "'the' 'month' 'of' <month> 'of'? <yearname>"
    )(lambda month, year: date(f"@{year.lstrip('~')}-{month:02d}"))
    rule("baremonth", "<surename>")(lambda month: date(f"m{month:02d}?", open=True, weak="name"))
    rule("baremonth", "softmonth", "shortmonth", "shortmonth '.'")(
        lambda month: date(f"m{int(month):02d}?", open=True, weak="month")
    )
    rule("baremonth", "'the' 'month' 'of' <month>")(lambda month: date(f"m{month:02d}?", open=True))
    rule("bareyear", "<yearname>")(_bare_year)
    rule("decadename", "decade", "'the' decade", "'the' decade 'era'?")(_decade)
    rule("decadename", "'the'? '''|'’'|'`' decade")(_decade)
    rule("decadename", "'the'? decade bc")(lambda ten, _: date(f"@BC{ten:0>3}"))
    rule("decadename", "'the'? tensplural")(lambda ten: date(f"@19{ten}", weak="tens"))
    rule("centuryname", "'the'? ordinal '-'? centuryword bc?")(_century)
    rule("seasonname", "season|fall")(lambda name: date(f"s{name}?", open=True, weak="season"))
    rule("seasonname", "'the' season|fall")(
        lambda name: date(f"s{name}?", open=True, weak="fall" if name in ("FA", "SP") else "season")
    )
    rule("seasonyear", "'the'? season|fall ','? <yearname>", "'the'? season|fall 'of' <yearname>")(
        lambda name, year: date(f"@{year.lstrip('~')} s{name}")
    )


def _parts_of_years(grammar: Grammar) -> None:
    rule = grammar.rule
    rule("quartername", "'the'? ordinal quarterword", "ordinal '-' quarterword")(_quarter)
    rule("quartername", "'the'? 'fiscal' '-'? ordinal '-'? quarterword")(
        lambda number, _: date(f"q{number}<") if number in "1234" else None
    )
    rule("quartername", "'the'? ordinal 'fiscal' quarterword")(_quarter)
    rule(
        "quarteryear",
        "'the'? ordinal '-'? quarterword 'of'? 'fiscal'? <yearname>",
        "'the'? <yearname> ordinal '-'? quarterword",
    )(_quarter_of_year)
    rule("quarteryear", "'q' two ','? <yearname>", "'q' two 'of' <yearname>")(
        lambda number, year: _quarter_of_year(number.lstrip("0"), year)
    )
    rule("halfyear", "'h' two <yearname>")(
        lambda half, year: date(f"@{year} h{int(half)}") if half in ("01", "02") else None
    )
    rule("yearname", "'fy' year", "'fy' '-' year")(str)
    rule("plaindate", "'9' '/' '11'")(lambda: date("@2001-09-11"))
    rule("plaindate", "'the' ordinal !word")(
        lambda day: date(f"d{day}?", open=True, weak="nth") if int(day) < 32 else None
    )
    rule("halfyear", "'the'? ordinal|last|latter half 'of' <yearname>")(
        lambda which, _, year: (
            date(f"@{year.lstrip('~')} h{1 if which == '1' else 2}") if which in ("1", "2", "-1", "END") else None
        )
    )
    rule("anyyear", "<monthyear>", "<bareyear>", "<seasonyear>", "<quarteryear>", "<halfyear>")(lambda found: found)
    rule(
        "calendar",
        "<date>",
        "<anyyear>",
        "<baremonth>",
        "<decadename>",
        "<centuryname>",
        "<seasonname>",
        "<quartername>",
    )(lambda found: found)


def _day(month: int, day: str, year: str | None = None) -> Sense | None:
    number = int(day)
    if not 1 <= month <= 12 or not 1 <= number <= (30 if month in (4, 6, 9, 11) else 29 if month == 2 else 31):
        return None
    if year is None:
        return date(f"m{month:02d}-{number:02d}?", open=True)
    year = year.lstrip("~")
    return date(f"@{year}-{month:02d}-{number:02d}")


def _bare_year(year: str) -> Sense:
    if year[0] == "~":
        return date(f"@{year[1:]}", weak="short year")
    return date(f"@{year}", weak="" if year[0] == "B" else "year")


def _dated(*found: Sense) -> Sense:
    """A date with or without its weekday."""
    return found[-1]


def _slashed(first: str, second: str, year: str) -> Sense | None:
    """Month first, as American papers write; day first where it can be nothing else."""
    month, day = (first, second) if int(first) <= 12 else (second, first)
    return _day(int(month), day, year)


def _holiday(value: str, year: str | None = None) -> Sense | None:
    if value[2] == "-":
        return _day(int(value[:2]), value[3:], year)
    return date(f"@{year} f{value}" if year else f"f{value}?", open=year is None)


def _around(value: str, steps: str) -> Sense | None:
    found = _holiday(value)
    # the nearest, whatever the verb: "Easter week began" is said on its Monday
    return found and found._replace(steps=f"{found.steps.replace('?', '~')} {steps}", open=False)


def _decade(ten: str) -> Sense:
    if len(ten) == 3:
        return date(f"@{ten}")
    return date(f"@{'20' if ten in '012' else '19'}{ten}", weak="tens")


def _century(number: str, _: str, bc: str | None) -> Sense | None:
    return date(f"@{'BC' if bc else ''}{int(number) - 1:02d}") if int(number) < 31 else None


def _quarter(number: str, _: str = "") -> Sense | None:
    return date(f"q{number}?", open=True, weak="quartered") if number in "1234" else None


def _quarter_of_year(*parts: str) -> Sense | None:
    year = next(p for p in parts if p and len(p) >= 4)
    number = next(p for p in parts if p and len(p) < 4 and p != "Q")
    return date(f"@{year.lstrip('~')} q{number}") if number in "1234" else None
