"""Numbers with their units and their bounds, read from the text alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from variorum.annotate.figures.tables import (
    bounds_after,
    bounds_before,
    currencies_before,
    dollar_countries,
    units_after,
)
from variorum.language.numerals import Numeral

_LETTER_SCALE = re.compile(r"(bn|tn|mn|mln|m|b|k|K|M|B)(?![A-Za-z0-9²³/])")
_SCALES = {"bn": 1e9, "b": 1e9, "tn": 1e12, "mn": 1e6, "mln": 1e6, "m": 1e6, "k": 1e3}
_PLURAL = re.compile(r" (?:[a-z]+ )?(?:people|[a-z]{3,}s)\b")
_AFTER = re.compile(r"[ \u00a0\u202f-]?(?P<words>[A-Za-z°%²]+[²/]?[a-zA-Z]{0,2}(?:[ -][A-Za-z]+){0,2})")
_CUT = re.compile(r"[ -]")
_BRITISH = re.compile(r"£|\b(?:Britain|British|UK|U\.K\.|England|Scotland|Wales|London|sterling|pence)\b")
_AMERICAN = re.compile(
    r"\bU\.S\.|US\$|\b(?:US|USD|USA|United States|American?|Washington|New York|Wall Street|Nasdaq)\b"
)
_STUFF = re.compile(r" of (?!(?:public|government|taxpayers?|aid|state|lottery|private|investment|funding|damage)\b)")
_KILOGRAMS = re.compile(r" \((?:about )?[\d,.]+ ?k")
_MAGNITUDE_BEFORE = re.compile(r"\bmagnitude[ -](?:of )?(?:between |about |around )?\Z", re.I)
_MAGNITUDE_AFTER = re.compile(r"[ -]magnitude\b|,? on the (?:Richter|moment magnitude)\b", re.I)
_AGE_AFTER = re.compile(r"(?:-| )(?:years?|months?)(?:-| )old\b|(?: |-)years? of age\b", re.I)
_AGE_BEFORE = re.compile(r"\b(?:aged|age)(?: of)?(?: between| from)? \Z", re.I)
_NAME_BEFORE = re.compile(r"\b[A-Z][\w.'’-]*(?: (?:(?:[a-z]{2,3} )?[A-Z][\w.'’-]*|of [A-Z]\w+))+, \Z")
_FIRST_NAME_ONLY = re.compile(r"\b[A-Z][a-z]{2,}, \Z")
_GOES_ON = re.compile(r", (?:an?|the|who|whose|of|from|said|says|was|is|had|has|will|told|and)\b")
_PART_OF_ONE = re.compile(r"(?: of)? (?:an?|one)(?= )")
_OLDEST = 125


@dataclass(frozen=True)
class Amount:
    """A number on its way to becoming a figure. `unit` is `None` while it may count things."""

    start: int
    end: int
    low: float | None
    high: float | None
    numeral: Numeral
    unit: str | None = None
    dimension: str | None = None
    mod: str | None = None
    ranged: bool = False


def read_amounts(text: str, numerals: Sequence[Numeral]) -> list[Amount]:
    """One amount per number, with scale letters, currency, unit or age taken in; in order of position."""
    home = _home_dollar(text)
    amounts: list[Amount] = []
    for numeral in numerals:
        # "half of one percent" has taken the "one" in
        if not amounts or numeral.start >= amounts[-1].end:
            amounts.append(_amount(text, numeral, home))
    return amounts


def _amount(text: str, numeral: Numeral, home: str) -> Amount:
    start, end, value, scale = numeral.start, numeral.end, numeral.value, numeral.scale
    code, start = _currency_before(text, start)
    if numeral.digits and (letter := _LETTER_SCALE.match(text, end)) and (code or _means_scale(text, letter)):
        scale *= _SCALES[letter[1].lower()]
        value *= _SCALES[letter[1].lower()]
        end = letter.end()
        numeral = replace(numeral, end=end, value=value, scale=scale)
    amount = Amount(start, end, value, value, numeral)
    if code:
        return replace(amount, unit=_money(code, home), dimension="money", end=_after_code(text, end, code))
    if numeral.kind == "part":
        if whole := _PART_OF_ONE.match(text, end):
            measured = _with_unit(text, replace(amount, end=whole.end()), home)
            if measured.unit is not None:
                return replace(measured, numeral=replace(numeral, kind="cardinal"))
        return replace(amount, low=100 * value, high=100 * value, unit="percent", dimension="share")
    if numeral.kind == "many":
        amount = replace(amount, high=None, mod="at_least")
        measured = _with_unit(text, replace(amount, end=end + 3), home) if text.startswith(" of ", end) else amount
        if measured.dimension == "money":
            return measured
    if age := _AGE_AFTER.match(text, end):
        years = value / 12 if "month" in age.group().lower() else value
        return replace(amount, end=age.end(), low=years, high=years, unit="years_old", dimension="age")
    if (aged := _AGE_BEFORE.search(text, max(0, start - 24), start)) and value < _OLDEST:
        return replace(amount, start=aged.start(), unit="years_old", dimension="age")
    if numeral.digits and _age_in_commas(text, numeral):
        return replace(amount, unit="years_old", dimension="age")
    if (m := _MAGNITUDE_BEFORE.search(text, max(0, start - 32), start)) and value < 12:
        return replace(amount, start=m.start(), unit="magnitude", dimension="magnitude")
    if (m := _MAGNITUDE_AFTER.match(text, end)) and value < 12:
        return replace(amount, end=m.end() if text[m.start()] != "," else end, unit="magnitude", dimension="magnitude")
    return _with_unit(text, amount, home)


def _age_in_commas(text: str, numeral: Numeral) -> bool:
    """ "Ada Quist, 71, a retired driver": a name, and two commas around a number that can be an age."""
    behind = text[numeral.end : numeral.end + 1]
    if numeral.value % 1 or not 0 < numeral.value < _OLDEST or behind not in (",", ".", ")"):
        return False
    low = max(0, numeral.start - 40)
    if _NAME_BEFORE.search(text, low, numeral.start):
        return True
    return bool(_FIRST_NAME_ONLY.search(text, low, numeral.start) and _GOES_ON.match(text, numeral.end))


def _means_scale(text: str, letter: re.Match[str]) -> bool:
    """"2.5m people" are millions, "a 100m race" metres; "bn" and its like have no other reading."""
    if letter[1] in ("bn", "tn", "mn", "mln"):
        return True
    return letter[1] in "mk" and bool(_PLURAL.match(text, letter.end()))


def _currency_before(text: str, start: int) -> tuple[str | None, int]:
    """The currency whose sign or code ends right before `start` (a space may lie between), and where it begins."""
    at = start - 1 if start and text[start - 1] in " \u00a0" else start
    if not at or text[at - 1].isspace():
        return None, start
    for form, code in currencies_before().items():
        begin = at - len(form)
        if begin < 0 or not text.startswith(form, begin):
            continue
        whole_word = not (form[0].isalpha() and begin and text[begin - 1].isalnum())
        # a sign takes no space in English, a code does: "USD 5" but "$5"
        if whole_word and (at == start or form[-1].isalpha() or form == "Rs."):
            return code, begin
    return None, start


def _after_code(text: str, end: int, code: str) -> int:
    """"$5 million USD" and "$20 US" name the currency twice."""
    return end + 1 + len(code) if text.startswith(" " + code, end) else end


def _with_unit(text: str, amount: Amount, home: str) -> Amount:
    match = _AFTER.match(text, amount.end)
    if not match:
        return amount
    words, begin = match["words"], match.start("words")
    ends = [len(words)] + [cut.start() for cut in reversed(list(_CUT.finditer(words)))]
    for length in ends:
        form = words[:length]
        measure = units_after().get(form if len(form) <= 3 else form.lower())
        if not measure or not _stands_as_unit(text, amount, form, begin):
            continue
        amount = replace(amount, end=begin + length)
        unit, dimension = measure.unit, measure.dimension
        if unit == "GBP" and form.startswith("pound") and _is_weight(text, amount.end):
            unit, dimension = "pound", "mass"
        if dimension == "money":
            return _coins(replace(amount, unit=unit, dimension=dimension), home)
        return replace(amount, unit=unit, dimension=dimension)
    return amount


def _stands_as_unit(text: str, amount: Amount, form: str, begin: int) -> bool:
    """A letter alone is a unit only behind digits it touches or stands beside: "30C", "5 m", never "two m"."""
    if len(form) > 2 or form in ("%", "°"):
        return True
    if not amount.numeral.digits:
        return False
    return form not in ("C", "F", "m", "°") or begin == amount.end or (form == "m" and text[begin - 1] in " \u00a0")


def _coins(amount: Amount, home: str) -> Amount:
    unit = amount.unit or ""
    if not unit.endswith("_cents"):
        return replace(amount, unit=_money(unit, home))
    shrunk = [None if v is None else v / 100 for v in (amount.low, amount.high)]
    return replace(amount, unit=_money(unit.removesuffix("_cents"), home), low=shrunk[0], high=shrunk[1])


def _money(code: str, home: str) -> str:
    return home if code == "home" else code


def _is_weight(text: str, end: int) -> bool:
    """Pounds are weight before "of" a stuff, and where the text has nothing British about it."""
    return bool(_STUFF.match(text, end) or _KILOGRAMS.match(text, end)) or not _BRITISH.search(text)


def _home_dollar(text: str) -> str:
    """The dollar meant by a bare "$": the American one, unless the text is about one other dollar country only."""
    if "$" not in text and "dollar" not in text:
        return "USD"
    named = {code for name, code in dollar_countries().items() if name in text}
    if len(named) != 1 or re.search(r"\b(?:A|C|NZ|S|HK|NT|AU|CA)\$", text):
        return "USD"
    marked = "US$" in text or "USD" in text  # American money is marked, so the bare sign is the home one
    return named.pop() if marked or not _AMERICAN.search(text) else "USD"


def apply_bounds(text: str, amount: Amount) -> Amount:
    """Takes the words around the number in: "more than 30", "30 or more", "some 40", "40-odd"."""
    start, mod = _bound_before(text, amount.start)
    if mod == "approx":  # "no more than about 600": the outer words bound, the inner ones only soften
        further, outer = _bound_before(text, start)
        start, mod = (further, outer) if outer else (start, mod)
    end = amount.end
    if mod is None:
        end, mod = _bound_after(text, amount.end)
    if mod is None:
        return amount
    return replace(_bounded(amount, mod), start=start, end=end)


def _bounded(amount: Amount, mod: str) -> Amount:
    low, high = amount.low, amount.high
    if mod in ("more_than", "at_least"):
        return replace(amount, mod=mod, low=low, high=None)
    if mod in ("less_than", "at_most", "nearly"):
        return replace(amount, mod=mod, low=None, high=high if high is not None else low)
    return replace(amount, mod=amount.mod or mod)


def _bound_before(text: str, start: int) -> tuple[int, str | None]:
    """The longest bound of at most four words that ends at `start`, and where it begins."""
    window = text[max(0, start - 40) : start]
    stripped = window.rstrip(" \u00a0")
    if len(window) - len(stripped) > 1 or not stripped:
        return start, None
    pieces = [(m.start(), m.group()) for m in re.finditer(r"\S+", stripped)][-4:]
    for i in range(len(pieces)):
        words = " ".join(p for _, p in pieces[i:]).lower().lstrip("(“\"'‘[—–")
        if mod := bounds_before().get(words):
            begin = max(0, start - 40) + len(stripped) - len(words)
            return begin, mod
    return start, None


def _bound_after(text: str, end: int) -> tuple[int, str | None]:
    match = re.compile(r"(?P<gap>[ \u00a0-]?)(?P<words>\+|[a-z]+(?: [a-z]+){0,2})").match(text, end)
    if not match:
        return end, None
    words = match["words"]
    ends = [len(words)] + [cut.start() for cut in reversed(list(_CUT.finditer(words)))]
    for length in ends:
        if mod := bounds_after().get(words[:length]):
            if words[:length] in ("odd", "plus") and match["gap"] != "-":
                return end, None
            return match.start("words") + length, mod
    return end, None
