"""Throws damaged files at the readers: python tools/fuzz_readers.py [-max_total_time=600] [other options of libFuzzer].

Needs `atheris` (pip install atheris), which follows the lines of the readers that an input reaches and keeps those that
reach new ones. The first byte chooses the kind of file, the rest is the file. The seeds are in tests/ingest/corpus. An
exception, a reason that is not on the list, ten seconds for one file or two gigabytes of memory stop the run and write
the input to the working folder.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris
import msgspec

with atheris.instrument_imports(include=["variorum.ingest", "trafilatura", "htmldate", "feedparser"]):
    from variorum.ingest import Limits, extract_all, read_pages

from variorum.model import Article, Rejection
from variorum.model.reasons import REASONS

SUFFIXES = (
    ".html",
    ".txt",
    ".warc",
    ".wacz",
    ".mhtml",
    ".webarchive",
    ".jsonl",
    ".csv",
    ".xml",
    ".json",
    ".opml",
    ".html.gz",
    ".warc.gz",
)
"""The kind of file for each first byte, counted round; the seeds' names end in the same."""
CORPUS = Path(__file__).resolve().parent.parent / "tests" / "ingest" / "corpus"
_FOLDER = Path(tempfile.mkdtemp(prefix="fuzz-"))


def read_one(data: bytes) -> None:
    """Reads `data` as a file of the kind its first byte says; raises when the answer is not one that may be given."""
    if not data:
        return
    path = _FOLDER / f"page{SUFFIXES[data[0] % len(SUFFIXES)]}"
    path.write_bytes(data[1:])
    for result in extract_all(read_pages([path], Limits(page_bytes=200_000, page_seconds=8.0))):
        msgspec.json.encode(result)
        if isinstance(result, Rejection):
            assert result.reason in REASONS, result
        else:
            assert isinstance(result, Article)
            assert all(0 <= b.start < b.end <= len(result.text) for b in result.blocks), result.blocks


def seeds(folder: Path) -> None:
    """Writes each file of the corpus with the byte before it that says its kind."""
    for file in sorted(CORPUS.iterdir()):
        kind = max((s for s in SUFFIXES if file.name.endswith(s)), key=len)
        (folder / file.name).write_bytes(bytes([SUFFIXES.index(kind)]) + file.read_bytes())


def main() -> None:
    """Runs until told to stop, or until something falls."""
    folder = Path(tempfile.mkdtemp(prefix="seeds-"))
    seeds(folder)
    options = ["-timeout=10", "-rss_limit_mb=2048", "-max_len=8000", *sys.argv[1:]]
    atheris.Setup([sys.argv[0], *options, str(folder)], read_one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
