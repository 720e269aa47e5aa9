"""A large archive of made-up articles: adding one, searching, the front page, memory."""

from __future__ import annotations

import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from importlib.resources import as_file, files
from pathlib import Path

from bench.row import Row
from variorum.model import Article, Dossier, DossierArticle, Layers, Page, Published, Run, Story
from variorum.pipeline import add
from variorum.pipeline.archive import LAYERS_BY
from variorum.store import Archive, open_archive, pages, search, stories

ARTICLES = 100_000
PER_STORY = 5
SEED = 11
_TIMED = 5
"""Reports of the sample that are added one by one."""
AT = "2031-05-02T10:00:00+00:00"
_SYLLABLES = ("ka", "lo", "mi", "tar", "ven", "os", "bri", "dun", "hal", "ru", "sto", "pel", "qua", "nor", "ith", "gam")
_ENGLISH = ("the", "of", "and", "to", "in", "was", "that", "on", "for", "with", "as", "by", "had")


def run(shared: Path) -> list[Row]:
    """Times on an archive of `ARTICLES` articles; the benchmark data is not used."""
    with tempfile.TemporaryDirectory() as folder:
        archive = open_archive(Path(folder) / "large.archive")
        words = _vocabulary()
        begun = time.perf_counter()
        _fill(archive, words)
        filled = time.perf_counter() - begun
        rows = [Row(f"{ARTICLES:,} articles", "stored without annotating, articles/s", ARTICLES / filled)]
        rows += _measure(archive, words, Path(folder))
        size = (Path(folder) / "large.archive").stat().st_size / 2**20
        archive.close()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        *rows,
        Row(f"{ARTICLES:,} articles", "file, MiB", size),
        Row(f"{ARTICLES:,} articles", "peak memory of the process, MiB", memory, note="the parser's model included"),
    ]


def _measure(archive: Archive, words: list[str], folder: Path) -> list[Row]:
    name = f"{ARTICLES:,} articles"
    made_up = [_add_one(archive, folder, n) for n in range(6)][1:]  # the first one loads the parser
    chance = random.Random(SEED + 1)
    queries = [" ".join(chance.choices(words, k=2)) for _ in range(200)]
    searching = [_timed(partial(search.find, archive, search.Query(query))) for query in queries]
    asked = "add one article and bring its story up to date, s"
    return [
        Row(name, asked, statistics.median(made_up), "limit", 1.0, "words at random, a large outlet; median of 5"),
        *_add_sample(archive, asked),
        Row(name, "search, median ms", 1000 * statistics.median(searching), "limit", 50.0, "200 queries of two words"),
        *(_front_row(archive, name, order) for order in stories.ORDERS),
    ]


def _add_sample(archive: Archive, asked: str) -> list[Row]:
    """The sample story's last reports, one after the other, into a story that holds all the others."""
    with as_file(files("variorum.sample") / "pages") as folder:
        sample = sorted(Path(folder).iterdir())
        add(archive, sample[:-_TIMED], AT)
        taken = [_added(archive, page) for page in sample[-_TIMED:]]
    last = stories.changed_at(archive, AT)[0]
    note = f"the sample story, then {last.articles} reports; median of {_TIMED}, slowest {max(taken):.2f}"
    return [Row(f"{ARTICLES:,} articles and the sample", asked, statistics.median(taken), "limit", 1.0, note)]


def _front_row(archive: Archive, name: str, order: str) -> Row:
    taken = statistics.median(_timed(partial(stories.front, archive, order)) for _ in range(10))
    return Row(name, f"front page by {order}, median ms", 1000 * taken, "limit", 100.0, "all came within a week")


def _timed(call: Callable[[], object]) -> float:
    begun = time.perf_counter()
    call()
    return time.perf_counter() - begun


def _vocabulary() -> list[str]:
    """English words in an order of chance: made-up ones would fall into several word pieces each, as no text does."""
    table = (files("variorum.language") / "tables" / "wordpiece.txt").read_text(encoding="utf-8").split()
    words = sorted(word for word in table if word.isascii() and word.isalpha() and len(word) > 2)
    random.Random(SEED).shuffle(words)
    return words


def _names(chance: random.Random) -> list[str]:
    """What only one story tells of."""
    return ["".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))).capitalize() for _ in range(8)]


def _text(chance: random.Random, words: list[str], names: list[str]) -> str:
    """Some two hundred words: a Zipf-like draw, with the story's own names in between."""
    drawn = [words[int(len(words) * chance.random() ** 3)] for _ in range(180)] + chance.choices(names, k=20)
    chance.shuffle(drawn)
    return _sentences(drawn, 20)


def _sentences(words: list[str], each: int) -> str:
    runs = (" ".join(words[i : i + each]) for i in range(0, len(words), each))
    return " ".join(f"{run[0].upper()}{run[1:]}." for run in runs)


def _fill(archive: Archive, words: list[str]) -> None:
    """Stories of `PER_STORY` articles each, stored as if they had been annotated and collated."""
    chance = random.Random(SEED)
    archive.db.execute("PRAGMA synchronous = OFF")  # nobody mourns this archive: its making need not wait for the disk
    for story in range(1, ARTICLES // PER_STORY + 1):
        names = _names(chance)
        made = [_article(f"{story}-{i}", _text(chance, words, names), story) for i in range(PER_STORY)]
        _store(archive, story, made)
    archive.db.execute("PRAGMA synchronous = NORMAL")


def _store(archive: Archive, story: int, made: Sequence[Article]) -> None:
    for number, article in enumerate(made, (story - 1) * PER_STORY + 1):
        pages.put_page(archive, Page(f"p{article.id}", article.source, article.text.encode()), article)
        pages.put_layers(archive, LAYERS_BY, [(number, Layers())])
        stories.place(archive, number, article, story if article is not made[0] else None, at=AT)
    found = Story(str(story), made[0].title, tuple(a.id for a in made), "2031-05-01", "2031-05-02")
    flat = tuple(_flat(a) for a in made)
    stories.put_dossier(archive, story, Dossier(run=Run("ok", "0"), articles=flat, stories=(found,)), AT)


def _article(id: str, text: str, story: int) -> Article:
    return Article(
        id, f"{id}.txt", text, title=text[:60], outlet=f"Outlet {story % 40}", published=Published("2031-05-01")
    )


def _flat(article: Article) -> DossierArticle:
    return DossierArticle(
        id=article.id, source=article.source, outlet=article.outlet, title=article.title, bylines=(), credits=(),
        dateline=None, language="en", url=None, published=article.published, updated=None, owner=None,
        text=article.text, blocks=(), sentences=(), mentions=(), times=(), figures=(), quotes=(),
    )  # fmt: skip


def _add_one(archive: Archive, folder: Path, n: int) -> float:
    """Seconds to add one more report of the n-th story, in its words between English ones."""
    told = pages.newest(archive, n + 1, 1)[0]
    mixed = [*told.text.replace(".", "").split(), *random.Random(n).choices(_ENGLISH, k=200)]
    random.Random(n).shuffle(mixed)
    text = _sentences(mixed, 25)
    page = folder / f"new-{n}.html"
    head = '<title>{0}</title><meta property="og:site_name" content="Outlet {2}">'
    body = "<body><article><h1>{0}</h1><p>{1}</p></article></body>"
    html = f"<html><head>{head}</head>{body}</html>".format(f"The {told.text[:40]}", text, n)
    page.write_text(html, encoding="utf-8")
    return _added(archive, page)


def _added(archive: Archive, page: Path) -> float:
    """Seconds to add a page. Raises `AssertionError` when it was not used: then nothing would have been measured.

    It may show that a report which came before it belongs with it: then the story that loses that one is renewed too.
    """
    begun = time.perf_counter()
    done = add(archive, [page], AT)
    taken = time.perf_counter() - begun
    assert done.new == 1, f"{page}: {done}"
    assert done.stories in (1, 2), f"{page}: {done}"
    return taken
