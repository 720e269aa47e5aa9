"""What stands between our value F1 on AQUAINT and 1, and how far it could rise: every error with its kind.

    python -m bench.aquaint            the errors by kind, the ceilings, and TimeBank's habit on each kind of phrase
    python -m bench.aquaint --list     what is wrong now and not in the table, and what is in it and wrong no more

`aquaint.tsv` names each error by text and offset, with the kind that a reader gave it; `aquaint_habits.tsv` says how to
count, in the texts themselves, what the annotators of TimeBank do with such phrases. No words of the data are kept.
In errors of the kinds in `OURS` the gold follows from the text by rules that TimeBank keeps; those in `DIVIDED` are
settled one way in TimeBank and the other in WikiWars, or both ways in TimeBank. The gold of all others contradicts
TimeBank's habit, the text's own date, or itself.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from bench.times import gold, parts
from variorum.annotate.times import find_times
from variorum.language.parse import Parser
from variorum.scoring.timex import paired, same_value

SHARED = Path(__file__).resolve().parents[2] / "shared"
TABLE = Path(__file__).with_suffix(".tsv")
HABITS = TABLE.with_stem("aquaint_habits")
HALVES = ("AQUAINT (first half)", "AQUAINT (second half)")
OURS = frozenset({"story"})
"""The day of an event told elsewhere in the text: "at 6 a.m. ten days before the flood"."""
DIVIDED = frozenset({"divided"})


class Error(NamedTuple):
    """A wrong `value`, a `missed` or a `spurious` expression, by its text and where it begins."""

    text: str
    start: int
    outcome: str


class Counts(NamedTuple):
    """Right values, and expressions found and in the gold: all that value F1 depends on."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    @property
    def value_f1(self) -> float:
        """Relaxed F1 times the share of right values: the pairs cancel out."""
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 0.0

    def mended(self, outcomes: Iterable[str]) -> Counts:
        """As if errors with these outcomes were none."""
        times = Counter(outcomes)
        right = self.right + times["value"] + times["missed"]
        return Counts(right, self.found + times["missed"] - times["spurious"], self.wanted)


def errors(texts: Sequence[dict[str, Any]], parser: Parser) -> tuple[Counts, list[Error]]:
    """The counts of some texts and all that is wrong in them."""
    counts, wrong = Counts(), list[Error]()
    for text, doc in zip(texts, parser.parse(t["text"] for t in texts), strict=True):
        want, got = gold(text), find_times(doc, text["dct"])
        pairs = paired(want, got)
        right = sum(same_value(w.value, g.value) for w, g in pairs)
        counts = Counts(counts.right + right, counts.found + len(got), counts.wanted + len(want))
        met, used = {(w.start, w.end) for w, _ in pairs}, {(g.start, g.end) for _, g in pairs}
        wrong += [Error(text["id"], w.start, "value") for w, g in pairs if not same_value(w.value, g.value)]
        wrong += [Error(text["id"], w.start, "missed") for w in want if (w.start, w.end) not in met]
        wrong += [Error(text["id"], g.start, "spurious") for g in got if (g.start, g.end) not in used]
    return counts, wrong


def kinds() -> dict[Error, str]:
    """What the table says of each error."""
    rows = (line.split("\t") for line in _lines(TABLE))
    return {Error(text, int(start), outcome): kind for text, start, outcome, kind in rows}


def ceilings(counts: Counts, wrong: Sequence[Error], known: dict[Error, str]) -> tuple[float, float, float]:
    """Value F1 as it is, with all of ours mended, and with all on which the corpora are divided won as well."""
    ours = [e.outcome for e in wrong if known.get(e) in OURS]
    divided = [e.outcome for e in wrong if known.get(e) in DIVIDED]
    return counts.value_f1, counts.mended(ours).value_f1, counts.mended([*ours, *divided]).value_f1


def habit(words: str, value: str, texts: Iterable[dict[str, Any]]) -> tuple[int, int, int]:
    """How often the words stand there, how often that is annotated, and how often with such a value."""
    stands = annotated = fits = 0
    for text in texts:
        for match in re.finditer(words, text["text"], re.I if "[A-Z]" not in words else 0):
            over = [t for t in text["timex"] if t["start"] < match.end() and match.start() < t["end"]]
            stands += 1
            annotated += bool(over)
            fits += any(re.search(value, t["value"] or "") for t in over)
    return stands, annotated, fits


def _lines(path: Path) -> Iterator[str]:
    return (line for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#")


def _by_kind(wrong: dict[str, list[Error]], known: dict[Error, str]) -> None:
    print(f"{'':10}{'':18}{'first':>6}{'second':>8}{'all':>6}")
    rows = Counter((e.outcome, known.get(e, "?"), half) for half in HALVES for e in wrong[half])
    for outcome, kind in sorted({key[:2] for key in rows}, key=lambda k: (k[0], -sum(rows[(*k, h)] for h in HALVES))):
        first, second = (rows[outcome, kind, half] for half in HALVES)
        print(f"{outcome:10}{kind:18}{first:6}{second:8}{first + second:6}")


def main(arguments: list[str]) -> int:
    """Prints the tables; 1 where the data is missing."""
    if not SHARED.is_dir():
        print("the benchmark data is not beside the project")
        return 1
    texts, known = parts(SHARED), kinds()
    parser = Parser()
    measured = {half: errors(texts[half], parser) for half in HALVES}
    wrong = {half: found for half, (_, found) in measured.items()}
    everything = [e for half in HALVES for e in wrong[half]]
    if "--list" in arguments:
        print("not in the table:", *sorted(set(everything) - set(known)), sep="\n  ")
        print("wrong no more:", *sorted(set(known) - set(everything)), sep="\n  ")
        return 0
    _by_kind(wrong, known)
    whole = Counts(*(sum(column) for column in zip(*(counts for counts, _ in measured.values()), strict=True)))
    print("\nvalue F1: as it is, all of ours mended, all that is divided won as well")
    for name, counts, found in (*((h, *measured[h]) for h in HALVES), ("AQUAINT (all)", whole, everything)):
        print(f"{name:24}" + "".join(f"{figure:8.3f}" for figure in ceilings(counts, found, known)))
    corpora = {"TimeBank": "TimeBank", "AQUAINT": "AQUAINT (all)", "WikiWars": "WikiWars"}
    print("\nhow often the words stand there, are annotated, have such a value:", *corpora)
    for kind, words, value, shows in (line.split("\t") for line in _lines(HABITS)):
        rows = ([t for name, some in texts.items() if name.startswith(c) for t in some] for c in corpora.values())
        print(f"{kind:18}{shows:66}" + "".join(f"{'/'.join(map(str, habit(words, value, r))):>14}" for r in rows))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
