"""What every answer carries, who may ask, and who may write."""

from __future__ import annotations

import hmac
import time
from collections import deque
from collections.abc import Awaitable, Callable

from fastapi import HTTPException, Request
from starlette.responses import PlainTextResponse, Response

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]", "testserver"})
"""Names under which a server on loopback may be asked for: another name is a page elsewhere that points here."""
TRIES, WINDOW_S = 10, 60.0
"""Wrong tokens that are taken within the window before all writing is refused until it has passed."""

Next = Callable[[Request], Awaitable[Response]]


class Guard:
    """Checks hosts and tokens. Without a token nothing can be written."""

    def __init__(self, token: str | None, hosts: frozenset[str] = LOOPBACK) -> None:
        self._token = token
        self._hosts = hosts
        self._wrong: deque[float] = deque(maxlen=TRIES)

    async def dispatch(self, request: Request, call_next: Next) -> Response:
        """Refuse unknown hosts (DNS rebinding); add the headers to every answer."""
        host = request.headers.get("host", "")
        name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
        if name not in self._hosts:
            return PlainTextResponse("This server is not asked for under that name.", 421)
        response = await call_next(request)
        for header, value in HEADERS.items():
            response.headers.setdefault(header, value)
        return response

    def may_write(self, request: Request) -> None:
        """Raises 403 without the right token (`Authorization: Bearer …`), 429 after too many wrong ones."""
        now = time.monotonic()
        while self._wrong and now - self._wrong[0] > WINDOW_S:
            self._wrong.popleft()
        if len(self._wrong) == TRIES:
            raise HTTPException(429, "too many wrong tokens; wait a minute")
        given = request.headers.get("authorization", "").removeprefix("Bearer ").strip()
        # a token in a header cannot be sent along by a foreign page's form, so no cookie and no CSRF key is needed
        if not self._token or not hmac.compare_digest(given.encode(), self._token.encode()):
            self._wrong.append(now)
            raise HTTPException(403, "writing needs the token that `variorum serve --token-file` was started with")
