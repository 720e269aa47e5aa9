"""Sets the cuts in `align/tables/difference_least.toml` on `bench/gold/difference_readings.tsv`. Only cuts are stored.

    python -m tools.fit_differences [--write]

Each reading is a difference that the rules found and a reader judged: where it comes from (news: stories without gold;
tune, seeds: marked by a reader), the rule, the cosine of the sides' nearest sentences, the strength where the rule
weighs one, and whether it is right. For each rule the cut is the one at which the right ones less `COST` times the
wrong ones kept are most; of equal cuts the highest, halfway to the next lower reading.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

from variorum.align.differences.assurance import STRENGTH

ROOT = Path(__file__).resolve().parent.parent
READINGS = ROOT / "bench" / "gold" / "difference_readings.tsv"
TABLE = ROOT / "src" / "variorum" / "align" / "tables" / "difference_least.toml"
COST = 1.5
"""What a wrong difference costs that is shown, in right ones: what is kept is right in three of five at least."""
HEAD = "# Least nearness of the sides' sentences by rule, written by tools/fit_differences.py.\n"

RULES = frozenset({"contrasts", "figures"})
"""The rules that are still followed; readings of the others say why they are not."""

Reading = tuple[float, bool]


def readings() -> dict[str, list[Reading]]:
    """Nearness and verdict by rule that is followed."""
    found: dict[str, list[Reading]] = defaultdict(list)
    for line in READINGS.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            _, rule, cosine, strength, right = line.split("\t")
            if rule not in RULES:
                continue
            found[rule].append((float(cosine) + STRENGTH * float(strength), right == "1"))
    return dict(found)


def cut(read: list[Reading]) -> float:
    """The nearness from which a rule's differences are shown."""
    marks = sorted({near for near, _ in read})
    between = [(a + b) / 2 for a, b in pairwise(marks)] + [marks[-1] + 0.02]
    return max([marks[0] - 0.02, *between], key=lambda at: (_worth(read, at), at))


def _worth(read: list[Reading], at: float) -> float:
    return sum(1.0 if right else -COST for near, right in read if near >= at)


def main(arguments: list[str]) -> int:
    """Print the cuts with what they keep, and write them if asked to."""
    lines = []
    for rule, read in sorted(readings().items()):
        at = cut(read)
        kept = [right for near, right in read if near >= at]
        right = sum(r for _, r in read)
        print(f"{rule:10} from {at:.2f}: {sum(kept)} of {len(kept)} right; of all read {right} of {len(read)}")
        lines.append(f"{rule} = {at:.2f}\n")
    if "--write" in arguments:
        TABLE.write_text(HEAD + "".join(lines), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
