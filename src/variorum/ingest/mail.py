"""Reports in e-mail (RFC 5322): press releases, newsletters and what colleagues pass on, saved as `.eml`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from html import escape
from pathlib import Path

from variorum.ingest.clock import TooSlow, at_most
from variorum.ingest.formats import ROW
from variorum.ingest.limits import Limits
from variorum.ingest.packing import TooLarge, Unreadable, page_of, read_bounded
from variorum.ingest.rows import BEARER
from variorum.model import Page, Rejection

_PASSED_ON = re.compile(r"\s*(?:fwd?|re|aw|wg|tr|rv|sv|vs|i)\s*(?:\[\d+\])?:", re.I)
"""How the subject of an answer, or of what is passed on, begins in the programs of some languages."""
_HEAD, _HTML = (re.compile(rf"<{name}\b[^<>]{{0,1000}}>", re.I) for name in ("head", "html"))


def read_mail(path: Path, limits: Limits) -> Page | Rejection:
    """The report in the message at `path`: its HTML, else its text; of a message that was attached to another, its
    own. The message's day is the report's, unless somebody passed the report on or answered: theirs is a later one."""
    try:
        with at_most(limits.page_seconds):  # a message may have a million parts
            whole = BytesParser(EmailMessage, policy=policy.default).parsebytes(read_bounded(path, limits))
            page = _page(_innermost(whole), str(path))
        return page or Rejection(str(path), "read", "no_text", "no text in the message")
    except TooSlow as slow:
        return Rejection(str(path), "read", "too_slow", f"{slow} (page_seconds)")
    except TooLarge as error:
        return Rejection(str(path), "read", "too_large", str(error))
    except (MessageError, Unreadable, LookupError, ValueError, TypeError, AttributeError, RecursionError) as error:
        # the parser of headers fails in ways of its own on addresses and dates that are broken
        return Rejection(str(path), "read", "damaged", f"{type(error).__name__}: {error}"[:200])
    except OSError as error:
        return Rejection(str(path), "read", "unreadable", error.strerror or type(error).__name__)


def _innermost(message: EmailMessage) -> EmailMessage:
    """The message that is passed on as an attachment, else the message itself."""
    attached = [part for part in message.walk() if part is not message and part.get_content_type() == "message/rfc822"]
    inner = attached[-1].get_payload() if attached else None
    return inner[0] if isinstance(inner, list) and inner and isinstance(inner[0], EmailMessage) else message


def _page(message: EmailMessage, source: str) -> Page | None:
    subject = str(message.get("Subject") or "")
    passed_on = _PASSED_ON.match(subject) is not None
    day = None if passed_on else _day(message)
    parts = list(_texts(message))
    if html := next((text for kind, text in parts if kind == "text/html" and text.strip()), None):
        dated = _with_day(html, day) if day else html
        return page_of(dated.encode("utf-8", "replace"), source, "text/html; charset=utf-8")
    text = next((text for kind, text in parts if kind == "text/plain" and text.strip()), None)
    if text is None:
        return None
    row = {"text": text} | ({"published": day, BEARER: "message"} if day else {})
    row |= {} if passed_on or not subject.strip() else {"title": " ".join(subject.split())}
    return page_of(json.dumps(row, sort_keys=True).encode("utf-8", "replace"), source, ROW)


def _with_day(html: str, day: str) -> str:
    """The page with the message's day in its head, which it makes if there is none."""
    stated = f'<meta property="article:published_time" content="{escape(day)}">'
    if head := _HEAD.search(html):
        return f"{html[: head.end()]}{stated}{html[head.end() :]}"
    begin = _HTML.search(html)
    at = begin.end() if begin else 0
    return f"{html[:at]}<head>{stated}</head>{html[at:]}"


def _texts(message: EmailMessage) -> Iterator[tuple[str, str]]:
    """The kinds and texts of the parts that are shown and not attached."""
    for part in message.walk():
        kind = part.get_content_type()
        if kind in ("text/html", "text/plain") and not part.get_filename():
            body = part.get_payload(decode=True)
            if isinstance(body, bytes):
                yield kind, _decoded(body, part.get_content_charset())


def _decoded(body: bytes, charset: str | None) -> str:
    """What is declared counts where it is an encoding of text and fits."""
    from variorum.ingest.decoding import decode

    return decode(body, f"text/plain; charset={charset}" if charset else None)


def _day(message: EmailMessage) -> str | None:
    try:
        return parsedate_to_datetime(str(message.get("Date"))).isoformat()
    except (TypeError, ValueError, IndexError):
        return None
