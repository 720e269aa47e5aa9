"""Counts how often words attribute, on PolNeAR's training texts, and writes `annotate/tables/quote_cues.tsv`.

    python -m tools.count_quote_cues [SHARED]

SHARED is the folder with the benchmark data, beside the project when it is not given. Counted for each word, part of
speech and frame: places where an attribution has the word in its cue and mostly the words of the frame as its content,
and all other places. Places within quotation marks or within another attribution's content are left out, because
reports within reports are seldom marked. Only lemmas and counts are written, no text.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from variorum.annotate.quotes.clauses import GOVERNING, complements, trust
from variorum.annotate.quotes.contents import whole_stretches
from variorum.annotate.quotes.marks import quoted
from variorum.annotate.quotes.speech import Stretch, stretches
from variorum.annotate.quotes.words import Words
from variorum.language.parse import Parser

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "src" / "variorum" / "annotate" / "tables" / "quote_cues.tsv"
HEAD = """# How often news reports use a word to attribute, and how often otherwise, by the frame of its complement.
# lemma\tpart of speech\tframe\tused\totherwise
"""
ALIKE = 0.6
"""Share of common words from which a complement is the content of an attribution."""

Key = tuple[str, str, str]


class Counts:
    """How often a key was used and how often it occurred."""

    def __init__(self) -> None:
        self.used: Counter[Key] = Counter()
        self.all: Counter[Key] = Counter()

    def add(self, words: Words, attributions: Iterable[dict[str, list[list[int]]]]) -> None:
        marked = stretches(words, quoted(words.text))
        inside = {i for s in marked for i in range(s.first, s.last + 1)}
        spans = [(_within(words, a["cue"]), _within(words, a["content"])) for a in attributions]
        spoken = set(self._count_spoken(words, spans, inside))
        reported = {i for _, content in spans for i in content}
        for i in range(words.n):
            if i not in inside | spoken | reported and words.pos[i] in GOVERNING and trust(words, i) > 0.9:
                contents = [content for cue, content in spans if i in cue]
                self._count_frames(words, i, contents, marked, inside)

    def _count_spoken(self, words: Words, spans: list[tuple[set[int], set[int]]], inside: set[int]) -> Iterator[int]:
        for cue, content in spans:
            verbs = sorted(i for i in cue if words.pos[i] == "VERB")
            if verbs and content and len(content & inside) > 0.9 * len(content):
                self.used[words.lemma[verbs[-1]], "VERB", "direct"] += 1
                yield verbs[-1]

    def _count_frames(
        self, words: Words, i: int, contents: list[set[int]], marked: list[Stretch], inside: set[int]
    ) -> None:
        for frame, ranges in complements(words, i):
            part = {k for a, b in whole_stretches(words, ranges, marked) for k in range(a, b + 1)}
            if not part or (frame == "ccomp" and len(part & inside) > 0.8 * len(part)):
                continue
            key = (words.lemma[i], words.pos[i], frame)
            self.all[key] += 1
            self.used[key] += any(len(part & c) >= ALIKE * len(part | c) for c in contents)

    def rows(self) -> Iterator[str]:
        """The rows worth keeping: what attributed more than once, and clauses that often do not."""
        for key in sorted(self.used):
            used, total = self.used[key], self.all[key]
            if key[2] == "direct":
                keep, total = used > 1, used
            else:
                keep = used > 0 or total >= 8 if key[2] == "ccomp" else used > 1 and used / total >= 0.1
            if keep:
                yield "\t".join((*key, str(used), str(total - used)))


def _within(words: Words, spans: list[list[int]]) -> set[int]:
    starts, ends = {s: i for i, s in enumerate(words.start)}, {e: i for i, e in enumerate(words.end)}
    return {i for a, b in spans if a in starts and b in ends for i in range(starts[a], ends[b] + 1)}


def main(shared: Path) -> None:
    """Reads the training texts and writes the table."""
    with gzip.open(shared / "data" / "quotes" / "polnear.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["split"] == "train"]
    counts = Counts()
    for row, doc in zip(rows, Parser().parse(row["text"] for row in rows), strict=True):
        counts.add(Words(doc), row["attributions"])
    TABLE.write_text(HEAD + "\n".join(counts.rows()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared")
