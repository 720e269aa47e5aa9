"""Reading beside trafilatura, htmldate and, where they are installed, other extractors: same pages, same run.

Rules were tuned on the pages at even places of each set; the figures marked "held out" are those at odd places.
"""

from __future__ import annotations

import gzip
import json
import logging
import re
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from bench import web_archive
from bench.row import Row
from variorum.ingest import Limits, extract
from variorum.ingest.packing import page_of
from variorum.model import Article
from variorum.scoring.counts import Hits
from variorum.scoring.extraction import Mean, match_names, share_found, word_f1

LIMITS = Limits(languages=(), least_words=1)
"""The pages are of many countries; what is measured is the reading, not the choice of language."""
_ALL = "all; the model of blocks was fitted on half of them"
Texts = list[str]


@dataclass(frozen=True)
class Sample:
    """A gold row with the page as it was served."""

    gold: dict[str, object]
    body: bytes

    def text(self, field: str) -> str:
        return str(self.gold.get(field) or "")


def run(shared: Path) -> list[Row]:
    """Every figure of this room."""
    logging.disable(logging.CRITICAL)
    try:
        return [*_extraction(shared), *_dates(shared), *_seeds(shared), *web_archive.run()]
    finally:
        logging.disable(logging.NOTSET)


def samples(shared: Path, name: str, step: int = 1) -> list[Sample]:
    """Every `step`-th page of the set `name`."""
    folder = shared / "data" / name
    rows = [json.loads(line) for line in (folder / "gold.jsonl").read_text("utf-8").split("\n") if line]
    return [
        Sample(row, gzip.decompress((folder / "pages" / f"{row['id']}.html.gz").read_bytes())) for row in rows[::step]
    ]


def read(sample: Sample) -> Article | None:
    """The page as this room reads it."""
    result = extract(page_of(sample.body, sample.text("id"), "text/html", sample.text("url")), LIMITS)
    return result if isinstance(result, Article) else None


def _timed(readers: Sequence[Callable[[Sample], str]], pages: Sequence[Sample]) -> tuple[list[Texts], list[float]]:
    """What each reader makes of the pages, and its pages a second of processor time. They take their turns page by
    page, each first as often as any other, so that whatever else the machine does slows all of them alike."""
    found: list[Texts] = [[] for _ in readers]
    taken = [0.0] * len(readers)
    for number, page in enumerate(pages):
        for turn in range(len(readers)):
            at = (number + turn) % len(readers)
            start = time.process_time()
            found[at].append(readers[at](page))
            taken[at] += time.process_time() - start
    return found, [len(pages) / max(1e-9, seconds) for seconds in taken]


def _extraction(shared: Path) -> list[Row]:
    import trafilatura

    pages = samples(shared, "extraction")
    articles: list[Article | None] = []

    def own(page: Sample) -> str:
        articles.append(read(page))
        return article.text if (article := articles[-1]) else ""

    def plain(page: Sample) -> str:
        return trafilatura.extract(page.body) or ""

    (ours, _, _), (speed, plain_speed, full_speed) = _timed([own, plain, _with_metadata], pages)
    theirs = [trafilatura.extract(page.body, include_comments=False) or "" for page in pages]
    rows = _beside("trafilatura", pages, ours, theirs)
    rows += [
        Row("extraction", "pages/s", speed, "trafilatura, body only", plain_speed, "ours reads metadata and day too"),
        Row("extraction", "pages/s", speed, "trafilatura with metadata", full_speed, "the same work"),
    ]
    for name, reader in _rivals():
        (texts,), (rival_speed,) = _timed([reader], pages)
        rows += [row for row in _beside(name, pages, ours, texts) if row.metric == "word F1" and "held" not in row.note]
        rows.append(Row("extraction", "pages/s", speed, name, rival_speed, "not in turn"))
    return rows + _metadata(pages, articles)


def _with_metadata(page: Sample) -> str:
    import trafilatura

    found = trafilatura.bare_extraction(page.body, include_comments=False, with_metadata=True)
    return str(getattr(found, "text", "") or "")


def _beside(rival: str, pages: Sequence[Sample], ours: Texts, theirs: Texts) -> list[Row]:
    rows: list[Row] = []
    for part in ("wcxb", "fundus"):
        at = [i for i, page in enumerate(pages) if page.gold["set"] == part]
        for note, chosen in ((_ALL, at), ("held out: odd places", [i for i in at if i % 2])):
            scores = [_mean(word_f1(texts[i], pages[i].text("body")) for i in chosen) for texts in (ours, theirs)]
            rows.append(Row(part, "word F1", scores[0], rival, scores[1], note))
        for field in ("with", "without"):
            shares = [sum((_share(texts[i], pages[i], field) for i in at), Mean()).value for texts in (ours, theirs)]
            rows.append(Row(part, f"`{field}` snippets found", shares[0], rival, shares[1]))
    return rows


def _share(text: str, page: Sample, field: str) -> Mean:
    snippets = page.gold.get(field)
    return share_found(text, snippets if isinstance(snippets, list) else [])


def _mean(values: Iterable[float]) -> float:
    numbers = list(values)
    return sum(numbers) / len(numbers) if numbers else 0.0


def _metadata(pages: Sequence[Sample], articles: Sequence[Article | None]) -> list[Row]:
    """Title and author, exact after folding of case and punctuation; agencies and desks are authors, as in the gold."""
    import trafilatura

    rows: list[Row] = []
    theirs = [trafilatura.extract_metadata(page.body) for page in pages]
    for part in ("wcxb", "fundus"):
        at = [i for i, page in enumerate(pages) if page.gold["set"] == part and i % 2]
        titled = [i for i in at if pages[i].text("title")]
        mine = _mean(_same(a.title if (a := articles[i]) else "", pages[i].text("title")) for i in titled)
        other = _mean(_same(theirs[i].title, pages[i].text("title")) for i in titled)
        rows.append(Row(part, "title exact", mine, "trafilatura", other, "held out: odd places"))
        signed = [i for i in at if pages[i].text("author")]
        names = sum((_names(articles[i], pages[i]) for i in signed), Hits())
        rival = sum((match_names(_split(theirs[i].author), _split(pages[i].text("author"))) for i in signed), Hits())
        rows.append(Row(part, "author F1", names.f1, "trafilatura", rival.f1, "held out: odd places"))
    return rows


def _names(article: Article | None, page: Sample) -> Hits:
    found = (*article.bylines, *article.credits, *article.desks) if article else ()
    return match_names(found, _split(page.text("author")))


def _same(found: str | None, gold: str) -> float:
    return float(re.findall(r"\w+", (found or "").lower()) == re.findall(r"\w+", gold.lower()))


def _split(names: str | None) -> list[str]:
    return re.split(r";|,| and |&", names or "")


def _dates(shared: Path) -> list[Row]:
    """The right day or not, per page; the gold's own address is known to both."""
    from htmldate import find_date

    pages = [page for page in samples(shared, "dates") if page.gold.get("date")]
    ours = [article.published.value if (article := read(page)) else _day_alone(page) for page in pages]
    theirs = [
        find_date(page.body.decode("utf-8", "replace"), original_date=True, url=page.text("url")) for page in pages
    ]
    rows = []
    for note, chosen in (("all", range(len(pages))), ("held out: odd places", range(1, len(pages), 2))):
        right = [_mean(float(days[i] == pages[i].text("date")) for i in chosen) for days in (ours, theirs)]
        rows.append(Row("dates", "exact day", right[0], "htmldate", right[1], note))
    return rows


def _day_alone(page: Sample) -> str | None:
    """The day of a page without a report on it, which is refused as an article."""
    from variorum.ingest.html.page import day_of_page

    return day_of_page(page.body.decode("utf-8", "replace"), page.text("url"), LIMITS).value


def _rivals() -> list[tuple[str, Callable[[Sample], str]]]:
    """The other extractors that are installed here."""
    found: list[tuple[str, Callable[[Sample], str]]] = []
    if find_spec("readability"):
        found.append(("readability-lxml", _readability))
    if find_spec("resiliparse"):
        found.append(("resiliparse", _resiliparse))
    if find_spec("newspaper"):
        found.append(("newspaper4k", _newspaper))
    return found


def _readability(page: Sample) -> str:
    from lxml.html import fromstring
    from readability import Document

    try:
        return str(fromstring(Document(page.body.decode("utf-8", "replace")).summary()).text_content())
    except Exception:  # the rival's own faults count against it
        return ""


def _resiliparse(page: Sample) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(page.body.decode("utf-8", "replace"), main_content=True))


def _newspaper(page: Sample) -> str:
    from newspaper import Article as Newspaper

    article = Newspaper(page.text("url") or "http://a.example/", fetch_images=False)
    try:
        article.download(input_html=page.body.decode("utf-8", "replace"))
        article.parse()
    except Exception:  # the rival's own faults count against it
        return ""
    return str(article.text)


def _seeds(shared: Path) -> list[Row]:
    """Lines of the sample pages kept or dropped, as `score_dossier.py` counts them."""
    gold = json.loads((shared / "gold" / "seeds.json").read_text("utf-8"))
    total = Hits()
    for key, name in gold["files"].items():
        path = shared / "seeds" / name
        body = path.read_bytes()
        article = extract(page_of(body, str(path)))
        kept = {block.line for block in article.blocks} if isinstance(article, Article) else set()
        want = {n for low, high in gold["content_lines"][key] for n in range(low, high + 1)}
        neutral = set(gold["neutral_lines"].get(key, []))
        lines = body.decode("utf-8").split("\n")
        if isinstance(article, Article) and article.title:
            kept |= {n for n, line in enumerate(lines, 1) if line.strip() == article.title and n in want}
        kept -= neutral
        total += Hits.of(kept, want)
    return [Row("seeds", "text F1", total.f1)]
