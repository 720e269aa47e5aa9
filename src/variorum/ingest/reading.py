"""One page to one article, or to the reason why not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from variorum.ingest.clock import TooSlow, at_most
from variorum.ingest.decoding import decode
from variorum.ingest.draft import Draft, assemble
from variorum.ingest.formats import MARKDOWN, kind_of, named_kind
from variorum.ingest.language import english_share, language_of
from variorum.ingest.limits import Limits
from variorum.ingest.tables import groups
from variorum.model import Article, Page, Rejection

_STAGE = "extract"
_NOTICE = 60
"""Words below which a page can be a notice in place of a report."""


def extract(page: Page, limits: Limits = Limits()) -> Article | Rejection:  # noqa: B008 - frozen
    """The article on `page`: clean text, title and what the page says about itself; or why there is none.

    Never raises for what a page holds: whatever is odd about it costs at most itself.
    """
    if not page.body.strip():
        return _reject(page, "empty", "")
    if len(page.body) > limits.page_bytes:
        return _reject(page, "too_large", f"{len(page.body):,} bytes; page_bytes is {limits.page_bytes:,}")
    kind = kind_of(page)
    if kind == "binary":
        return _reject(page, "binary", named_kind(page.body) or f"{len(page.body):,} bytes")
    try:
        with at_most(limits.page_seconds):
            return _judge(page, _draft(page, kind, limits), limits)
    except TooSlow as slow:
        return _reject(page, "too_slow", f"{slow} (page_seconds)")
    except RecursionError:
        return _reject(page, "too_deep", "")


def extract_all(pages: Iterable[Page | Rejection], limits: Limits = Limits()) -> Iterator[Article | Rejection]:  # noqa: B008
    """`extract` over a run. The same bytes from another place, or the same article again, are a `duplicate`; from the
    same place they are nothing at all: reading a page twice changes nothing."""
    pages_seen: dict[str, str] = {}
    articles_seen: dict[str, str] = {}
    for page in pages:
        if isinstance(page, Rejection):
            yield page
            continue
        if (first := pages_seen.setdefault(page.id, page.source)) != page.source:
            yield _reject(page, "duplicate", f"the same bytes as {first}")
            continue
        result = extract(page, limits)
        if isinstance(result, Rejection) or (first := articles_seen.setdefault(result.id, page.source)) == page.source:
            yield result
        else:
            yield _reject(page, "duplicate", f"the same article as {first}")


def _draft(page: Page, kind: str, limits: Limits) -> Draft | Rejection:
    if kind == "row":
        from variorum.ingest.rows import read_row

        try:
            return read_row(page)
        except (ValueError, RecursionError) as error:
            return _reject(page, "damaged", str(error)[:200])
    text = decode(page.body, page.content_type)
    if kind == "html":
        from variorum.ingest.html.page import read_html
        from variorum.ingest.html.tree import Refused

        try:
            return read_html(text, page.url, limits)
        except Refused as refused:
            return _reject(page, refused.reason, refused.detail)
        except (TooSlow, RecursionError):
            raise
        except Exception as error:  # the HTML libraries fail in ways of their own; one page costs at most itself
            return _reject(page, "damaged", f"{type(error).__name__}: {error}"[:200])
    from variorum.ingest.plain import LINE_END, read_plain

    if len(text) > limits.text_chars:
        return _reject(page, "too_large", _too_long(len(text), limits))
    if max(map(len, LINE_END.split(text))) > limits.line_chars:
        return _reject(page, "too_large", f"a line of more than {limits.line_chars:,} characters (line_chars)")
    if page.content_type == MARKDOWN:
        from variorum.ingest.markdown import read_markdown

        return read_markdown(text)
    return read_plain(text)


def _judge(page: Page, draft: Draft | Rejection, limits: Limits) -> Article | Rejection:
    """The article, if there is enough of it and it can be read."""
    if isinstance(draft, Rejection):
        return draft
    body = " ".join(p.text for p in draft.paragraphs)
    if len(body) > limits.text_chars:
        return _reject(page, "too_large", _too_long(len(body), limits))
    if max((len(p.text) for p in draft.paragraphs), default=0) > limits.line_chars:
        return _reject(page, "too_large", f"a paragraph of more than {limits.line_chars:,} characters (line_chars)")
    words = len(body.split())
    if draft.wall and words < _NOTICE:
        return _reject(page, "wall", "")
    if not words:
        return _reject(page, "no_text", "")
    if words < _NOTICE and groups("notices")["gone"].is_in(f"{draft.title or ''}\n{body}"):
        return _reject(page, "no_text", "an error page")
    if draft.language is None and (told := language_of(body)):
        draft.language, draft.language_score = told.code, told.score
    if draft.language is None:
        return _reject(page, "no_text", "no words")
    if limits.languages and draft.language not in limits.languages and english_share(body) < 0.2:
        return _reject(page, "language", f"{draft.language}; languages are {', '.join(limits.languages)}")
    if words < limits.least_words:
        return _reject(page, "too_short", f"{words} words; least_words is {limits.least_words}")
    return assemble(draft, page)


def _too_long(size: int, limits: Limits) -> str:
    return f"{size:,} characters of text; text_chars is {limits.text_chars:,}"


def _reject(page: Page, reason: str, detail: str) -> Rejection:
    return Rejection(page.source, _STAGE, reason, detail, page.id)
