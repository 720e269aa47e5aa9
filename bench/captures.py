"""Pages as corpora of web text hold them: lines without markup, made of the extraction set's HTML by resiliparse.

`main` is what it takes for the main content, with the furniture that it leaves there; `all` is every line of the page;
`brief` are few lines of that, where the gold body begins and ends; `blocks` are the page's blocks without a blank line;
`clean` is the gold body alone, of which nothing may be lost. Pages in English only; where resiliparse is not installed
there are only the last two. The rival is the text as it stands.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from bench.reading import Sample, samples
from bench.row import Row
from variorum.ingest import Limits, extract
from variorum.ingest.language import language_of
from variorum.ingest.packing import page_of
from variorum.model import Article
from variorum.scoring.counts import Hits
from variorum.scoring.extraction import word_f1, words

RIVAL = "the text as it stands"
KINDS = ("main", "all", "brief", "blocks", "clean")
LIMITS = Limits(languages=(), least_words=1)
_LEAST = 40
"""Words of a gold body that tell anything."""
_SAYS, _FEW = 8, 4
"""Words above which a line is told from others by standing in the body, and lines of a brief body."""
_SAME = 0.9
"""Word F1 from which a line is the gold title, as the dossier's scorer has it."""


@dataclass(frozen=True)
class Capture:
    """A page's text as one of `KINDS`, with what a reader should get out of it."""

    kind: str
    text: str
    body: str
    title: str
    part: str

    @property
    def has_title(self) -> bool:
        """Whether a line of it is the title."""
        return any(same_title(line, self.title) for line in self.text.split("\n"))


def captures(pages: list[Sample]) -> Iterator[Capture]:
    """The texts of the pages in English."""
    for page in pages:
        body, title, part = page.text("body"), page.text("title"), page.text("set")
        told = language_of(body)
        if len(words(body)) < _LEAST or told is None or told.code != "en":
            continue
        main, whole = _lines_of(page.body)
        brief, told_briefly = _brief(whole, body)
        texts = (main, whole, brief, _blocks_of(page.body), body)
        for kind, text in zip(KINDS, texts, strict=True):
            if text.strip():
                yield Capture(kind, text, told_briefly if kind == "brief" else body, title, part)


def _brief(whole: str, body: str) -> tuple[str, str]:
    """Of a page's lines the eight above the body, its first four, and the eight below it, with what of them is body."""
    lines = [line for line in whole.split("\n") if line.strip()]
    stands = [i for i, line in enumerate(lines) if len(words(line)) > _SAYS and line.strip() in body]
    if len(stands) < _FEW:
        return "", ""
    first, last = stands[_FEW - 1] + 1, stands[-1] + 1
    picked = [*lines[max(0, stands[0] - 2 * _FEW) : first], *lines[last : last + 2 * _FEW]]
    told = lines[stands[0] : first]
    return "\n".join(picked), "\n".join(line for line in told if line.strip() in body)


def _blocks_of(html: bytes) -> str:
    from variorum.ingest.decoding import decode
    from variorum.ingest.html.blocks import text_blocks
    from variorum.ingest.html.tree import parse

    return "\n".join(block.text for block in text_blocks(parse(decode(html, "text/html"), LIMITS))[0])


def _lines_of(html: bytes) -> tuple[str, str]:
    """The page's main content and all of it; nothing where the package is not installed."""
    if find_spec("resiliparse") is None:
        return "", ""
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding
    from resiliparse.parse.html import HTMLTree

    tree = HTMLTree.parse(bytes_to_str(html, detect_encoding(html) or "utf-8"))
    return extract_plain_text(tree, main_content=True), extract_plain_text(tree, main_content=False)


def same_title(found: str | None, title: str) -> bool:
    """Whether nearly all words of both are common."""
    mine, want = Counter(words(found or "")), Counter(words(title))
    common = sum((mine & want).values())
    return 2 * common > _SAME * (sum(mine.values()) + sum(want.values())) > 0


def run(shared: Path) -> list[Row]:
    """Body and headline of the pages at odd places, which nothing was fitted on."""
    scores: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    titles: dict[tuple[str, str], Hits] = defaultdict(Hits)
    for capture in captures(samples(shared, "extraction")[1::2]):
        found = extract(page_of(capture.text.encode(), "capture.txt", "text/plain"), LIMITS)
        article = found if isinstance(found, Article) else None
        of = (capture.part, capture.kind)
        scores[of].append((word_f1(article.text if article else "", capture.body), word_f1(capture.text, capture.body)))
        title = article.title if article else None
        right = same_title(title, capture.title)
        titles[of] += Hits(right, bool(title) and not right, capture.has_title and not right)
    rows = []
    for (part, kind), pairs in sorted(scores.items()):
        ours, theirs = (sum(column) / len(pairs) for column in zip(*pairs, strict=True))
        name = f"{part} as text, {kind}"
        rows.append(Row(name, "word F1", ours, RIVAL, theirs, f"{len(pairs)} pages held out"))
        if kind != "clean":
            rows.append(Row(name, "title F1", titles[part, kind].f1, note="where a line is the title"))
    return rows
