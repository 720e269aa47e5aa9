"""A web archive of made-up pages: what reading it costs, and how much memory it takes at two sizes."""

from __future__ import annotations

import gzip
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.growth import memory
from bench.row import Row
from bench.synthetic import reports

SIZES = (1_000, 10_000)
_RIVAL_EVERY = 10
"""The rival is timed on every so many pages."""
_MENU = "".join(f'<li><a href="/{name}">{name.title()}</a></li>' for name in ["home", "harbour", "sport", "letters"])


_JOINTS = ["the", "", "of the", "and", "", "was", "in a", "", "to"]
"""What stands between words."""


def run() -> list[Row]:
    """Pages a second of processor time through `variorum extract`, its start included, and its peak memory."""
    pages = list(made_pages(max(SIZES)))
    rates, peaks = zip(*(_extracted(pages[:size]) for size in SIZES), strict=True)
    rival = _rival(pages[::_RIVAL_EVERY])
    grown = f"{peaks[-1]:.0f} MiB at most, {peaks[0]:.0f} MiB for {SIZES[0]:,}"
    return [
        Row("10,000 WARC records", "pages/s", rates[-1], "trafilatura, body only, in one process", rival, grown),
        Row("10,000 WARC records", "peak memory, times that of 1,000", peaks[-1] / peaks[0], "", None),
    ]


def made_pages(count: int) -> Iterator[str]:
    """Pages of some 150 English words each, with a menu, a byline, cards of other reports and a footer."""
    titles: list[str] = []
    for number, article in enumerate(reports(count)):
        words = article.text.replace(".", "").split()
        titles.append(" ".join(words[:8]).capitalize())
        cards = "".join(f'<li><a href="/{n}">{title}</a></li>' for n, title in enumerate(titles[-6:-1]))
        told = "".join(f"<p>{_sentences(words[at : at + 40])}</p>" for at in range(0, len(words), 40))
        day = f"2021-{number % 12 + 1:02d}-{number % 28 + 1:02d}T10:00:00+00:00"
        yield (
            f"<!doctype html><html lang='en'><head><title>{titles[-1]} | Elm Courier</title>"
            f"<meta property='og:title' content='{titles[-1]}'><meta property='og:site_name' content='Elm Courier'>"
            f"<meta property='article:published_time' content='{day}'></head><body><header class='site-header'><nav>"
            f"<ul>{_MENU}</ul></nav></header><main><article><h1>{titles[-1]}</h1><p class='byline'>By Mara Quill</p>"
            f"<div class='article-body'>{told}</div></article><aside class='related'><h2>More</h2><ul>{cards}</ul>"
            f"</aside></main><footer><p>© 2021 Elm Courier. All rights reserved.</p></footer></body></html>"
        )


def _sentences(words: list[str]) -> str:
    """The words in sentences of some twenty, with the little words between them that tell the language."""
    mixed = [f"{joint} {word}".strip() for joint, word in zip(cycle(_JOINTS), words, strict=False)]
    return " ".join(" ".join(mixed[at : at + 14]).capitalize() + "." for at in range(0, len(mixed), 14))


def write_archive(path: Path, pages: list[str]) -> None:
    """One gzip member per record, as crawlers write them (ISO 28500)."""
    with path.open("wb") as file:
        for number, page in enumerate(pages):
            body = page.encode()
            answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
            answer += b"Content-Length: %d\r\n\r\n" % len(body) + body
            head = (
                "WARC/1.1\r\nWARC-Type: response\r\nWARC-Date: 2021-05-03T10:00:00Z\r\n"
                f"WARC-Target-URI: https://courier.example/{number}\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
            )
            file.write(gzip.compress(head.encode() + answer + b"\r\n\r\n", 1))


def _extracted(pages: list[str]) -> tuple[float, float]:
    """Pages a second of processor time, and the program's peak memory in MiB."""
    with TemporaryDirectory() as folder:
        archive = Path(folder) / "made.warc.gz"
        write_archive(archive, pages)
        command = [sys.executable, "-m", "bench.web_archive", str(archive), "-o", str(Path(folder) / "made.jsonl")]
        program = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds, peak = program.stdout.splitlines()[-1].split()
    return len(pages) / float(seconds), float(peak)


def _rival(pages: list[str]) -> float:
    import trafilatura

    bodies = [page.encode() for page in pages]
    trafilatura.extract(bodies[0])
    start = time.process_time()
    for body in bodies:
        trafilatura.extract(body)
    return len(bodies) / (time.process_time() - start)


def main(arguments: list[str]) -> None:
    """`variorum extract` with `arguments`, then its seconds of processor time and its peak memory in MiB."""
    from variorum.cli.extract import command

    command(arguments, standalone_mode=False)
    print(time.process_time(), 1024 * memory())


if __name__ == "__main__":
    main(sys.argv[1:])
