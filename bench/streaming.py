"""What one more article costs a stream of stories that already holds many, at several sizes side by side.

    python -m bench.streaming 10000 100000 1000000      kept in bench/streaming.tsv

The streams get their next articles in turn, so that whatever else the machine does slows each of them alike. A million
articles take most of an hour and 15 GiB, so `make bench` shows the figures that were kept beside short new ones.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from itertools import islice
from pathlib import Path

from bench.growth import memory
from bench.synthetic import reports
from variorum.cluster.stories import StoryStream
from variorum.model.records import Article

KEPT = Path(__file__).with_suffix(".tsv")
HEAD = "# articles\tms of processor time per further article\tGiB held by the program at most\tday"
MEASURED = 500
"""Articles over which the time of one more is taken."""


@dataclass(frozen=True)
class Cost:
    """One size: milliseconds of processor time per further article, GiB of the whole program, and the day."""

    size: int
    each: float
    peak: float
    day: str


def measure(at: Sequence[int]) -> list[Cost]:
    """The cost at each size, all in one run."""
    made = reports(max(at) + MEASURED)
    streams = [_filled(made[:size]) for size in at]
    further = [iter(made[size:]) for size in at]
    taken = [0.0] * len(at)
    for _ in range(MEASURED):
        for i, stream in enumerate(streams):
            taken[i] += _add(stream, further[i])
    today = time.strftime("%Y-%m-%d")
    return [Cost(size, 1000 * taken[i] / MEASURED, memory(), today) for i, size in enumerate(at)]


def kept() -> list[Cost]:
    """The figures of the last long run."""
    rows = [line.split("\t") for line in KEPT.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [Cost(int(row[0]), float(row[1]), float(row[2]), row[3]) for row in rows]


def keep(costs: Sequence[Cost]) -> None:
    """Writes the figures of a long run."""
    KEPT.write_text("\n".join([HEAD, *("\t".join(map(str, astuple(cost))) for cost in costs)]) + "\n", encoding="utf-8")


def _filled(articles: Sequence[Article]) -> StoryStream:
    stream = StoryStream()
    for article in articles:
        stream.add(article)
    return stream


def _add(stream: StoryStream, further: Iterator[Article]) -> float:
    started = time.process_time()
    for article in islice(further, 1):
        stream.add(article)
    return time.process_time() - started


if __name__ == "__main__":
    keep(measure([int(size) for size in sys.argv[1:]]))
