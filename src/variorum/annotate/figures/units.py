"""Units: money before and behind a number, measures behind it."""

from __future__ import annotations

import re
from dataclasses import replace

from variorum.annotate.figures.amount import Amount
from variorum.annotate.figures.tables import currencies_before, dollar_countries, units_after

_AFTER = re.compile(r"[ \u00a0\u202f-]?(?P<words>[A-Za-z°%²]+[²/]?[a-zA-Z]{0,2}(?:[ -][A-Za-z]+){0,2})")
_CUT = re.compile(r"[ -]")
_BRITISH = re.compile(r"£|\b(?:Britain|British|UK|U\.K\.|England|Scotland|Wales|London|sterling|pence)\b")
_AMERICAN = re.compile(
    r"\bU\.S\.|US\$|\b(?:US|USD|USA|United States|American?|Washington|New York|Wall Street|Nasdaq)\b"
)
_STUFF = re.compile(r" of (?!(?:public|government|taxpayers?|aid|state|lottery|private|investment|funding|damage)\b)")
_MINUS = re.compile(r"(?:\bminus |(?<![\w.)])[-−])\Z", re.I)
_WEIGHED = re.compile(r"\b(?:weigh(?:s|ed|ing|t)?)\b[^.;,]*\Z", re.I)
_WEIGHED_WITHIN = 30
"""Code points before a number in which "weighed" is looked for."""
_KILOGRAMS = re.compile(r" \((?:about )?[\d,.]+ ?k")


def currency_before(text: str, start: int) -> tuple[str | None, int]:
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


def after_code(text: str, end: int, code: str) -> int:
    """ "$5 million USD" and "$20 US" name the currency twice."""
    return end + 1 + len(code) if text.startswith(" " + code, end) else end


def with_unit(text: str, amount: Amount, home: str) -> Amount:
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
        if unit == "GBP" and form.startswith("pound") and _is_weight(text, amount.start, amount.end):
            unit, dimension = "pound", "mass"
        if dimension == "temperature" and (minus := _MINUS.search(text, max(0, amount.start - 8), amount.start)):
            amount = _below_zero(amount, minus.start())
        if dimension == "money":
            return _coins(replace(amount, unit=unit, dimension=dimension), home)
        return replace(amount, unit=unit, dimension=dimension)
    return amount


def _stands_as_unit(text: str, amount: Amount, form: str, begin: int) -> bool:
    """A letter alone is a unit only behind digits it touches or stands beside: "30C", "5 m", never "two m"."""
    if len(form) > 2 or form in ("%", "°"):
        return True
    if not amount.numeral.digits or (form == "in" and begin > amount.end):
        return False  # "30in of rain", but "30 in Sarn"
    return form not in ("C", "F", "m", "°") or begin == amount.end or (form == "m" and text[begin - 1] in " \u00a0")


def _coins(amount: Amount, home: str) -> Amount:
    unit = amount.unit or ""
    if not unit.endswith("_cents"):
        return replace(amount, unit=money_unit(unit, home))
    shrunk = [None if v is None else v / 100 for v in (amount.low, amount.high)]
    return replace(amount, unit=money_unit(unit.removesuffix("_cents"), home), low=shrunk[0], high=shrunk[1])


def money_unit(code: str, home: str) -> str:
    return home if code == "home" else code


def _below_zero(amount: Amount, start: int) -> Amount:
    low, high = (None if v is None else -v for v in (amount.high, amount.low))
    return replace(amount, start=start, low=low, high=high)


def _is_weight(text: str, start: int, end: int) -> bool:
    """Pounds are weight before "of" a stuff, behind "weighed", and where the text has nothing British about it."""
    weighed = _WEIGHED.search(text, max(0, start - _WEIGHED_WITHIN), start)
    return bool(weighed or _STUFF.match(text, end) or _KILOGRAMS.match(text, end)) or not _BRITISH.search(text)


def home_dollar(text: str) -> str:
    """The dollar meant by a bare "$": the American one, unless the text is about one other dollar country only."""
    if "$" not in text and "dollar" not in text:
        return "USD"
    named = {code for name, code in dollar_countries().items() if name in text}
    if len(named) != 1 or re.search(r"\b(?:A|C|NZ|S|HK|NT|AU|CA)\$", text):
        return "USD"
    marked = "US$" in text or "USD" in text  # American money is marked, so the bare sign is the home one
    return named.pop() if marked or not _AMERICAN.search(text) else "USD"
