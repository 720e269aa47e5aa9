"""Growth of copies, each size in a process of its own: seconds, peak memory and that of the texts alone.

    python -m bench.growth 100000                   one size, printed
    python -m bench.growth 10000 100000 1000000     several, one after the other, kept in bench/growth.tsv

A million articles take minutes and several GiB, so `make bench` shows the figures that were kept beside short new ones.
"""

from __future__ import annotations

import math
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from statistics import linear_regression

from bench.synthetic import SHORT, collection
from variorum.cluster.copies import find_copies

KEPT = Path(__file__).with_suffix(".tsv")
HEAD = "# articles\tprocessor seconds\tpeak GiB\tGiB before the search\tday"


@dataclass(frozen=True)
class Run:
    """One size: processor seconds of the search, GiB at most and before it began, and the day it was measured."""

    size: int
    seconds: float
    peak: float
    before: float
    day: str


def measure(size: int) -> Run:
    """One size, in a fresh process."""
    command = [sys.executable, "-m", "bench.growth", str(size)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds, peak, before = map(float, done.stdout.split())
    return Run(size, seconds, peak, before, time.strftime("%Y-%m-%d"))


def exponent(runs: Sequence[Run]) -> float:
    """The slope of seconds over sizes, both as logarithms, by least squares: 1 is linear growth."""
    return linear_regression([math.log(r.size) for r in runs], [math.log(r.seconds) for r in runs]).slope


def kept() -> list[Run]:
    """The figures of the last long run."""
    rows = [line.split("\t") for line in KEPT.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [Run(int(row[0]), float(row[1]), float(row[2]), float(row[3]), row[4]) for row in rows]


def keep(runs: Sequence[Run]) -> None:
    """Writes the figures of a long run."""
    lines = ["\t".join(map(str, astuple(run))) for run in runs]
    KEPT.write_text("\n".join([HEAD, *lines]) + "\n", encoding="utf-8")


def main(sizes: Sequence[int]) -> None:
    """Measures one size here and prints it, or several and keeps them."""
    if len(sizes) > 1:
        keep([measure(size) for size in sizes])
        return
    articles = collection(sizes[0], length=SHORT).articles
    find_copies(articles[:50])
    before = memory()
    started = time.process_time()
    find_copies(articles)
    print(time.process_time() - started, memory(), before)


def memory() -> float:
    """The most this program has held, in GiB; `getrusage` would count what the program held that started it."""
    status = Path("/proc/self/status")
    if status.is_file():
        return int(status.read_text().split("VmHWM:")[1].split()[0]) / 1024**2
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]])
