"""What every answer carries, who may ask, and who may write."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from fastapi import HTTPException, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from variorum.store import users
from variorum.web.sessions import COOKIE, LASTS_S, Session, Sessions, Tries

_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
WATCHING = f"{_POLICY}; script-src 'self'; connect-src 'self'"
"""The policy of the one page that has a script: it shows how far a run is."""
HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    # forms send where they come from, to this server only: that is checked
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-cache",
}
ALONE = {"Cross-Origin-Opener-Policy": "same-origin"}
"""For pages that somebody signs in or decides on: no window of another place holds them. It costs a process of the
browser, a third of the time to first paint, so that pages for everybody go without."""
LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]", "testserver"})
"""Names under which a server on loopback may be asked for: another name is a page elsewhere that points here."""
LARGEST, LARGEST_UPLOAD = 2**20, 2**28
"""Bytes of a request's body: of forms and JSON, and of the pages that a signed-in reader sends."""
SIGN_IN, UPLOAD = "/sign-in", "/runs"

Next = Callable[[Request], Awaitable[Response]]


class Guard:
    """Checks hosts, tokens, passwords, sessions. Without a token and a file of users nothing can be written."""

    def __init__(
        self,
        token: str | None = None,
        hosts: frozenset[str] = LOOPBACK,
        users_file: Path | None = None,
        closed: bool = False,
    ) -> None:
        self._token = token
        self._hosts = hosts
        self._users = users_file
        self._closed = closed
        self._tries = Tries()
        self.sessions = Sessions()

    @property
    def asks_for(self) -> str | None:
        """What signing in takes, in a word; `None` where nobody can sign in."""
        return "password" if self._users else "token" if self._token else None

    async def dispatch(self, request: Request, call_next: Next) -> Response:
        """Refuse unknown hosts (DNS rebinding) and foreign forms; add the headers to every answer."""
        response = self._refused(request) or await call_next(request)
        alone = request.url.path == SIGN_IN or self.session(request) is not None
        for header, value in (HEADERS | (ALONE if alone else {})).items():
            response.headers.setdefault(header, value)
        return response

    def _refused(self, request: Request) -> Response | None:
        host = request.headers.get("host", "")
        name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
        if name not in self._hosts:
            return PlainTextResponse("This server is not asked for under that name.", 421)
        if self._closed and not self._known(request):
            return _turned_away(request)
        if request.method in ("GET", "HEAD", "OPTIONS"):
            return None
        form = not request.url.path.startswith("/api")
        if form and _from_elsewhere(request):
            return PlainTextResponse("This form comes from another place.", 403)
        session = self.session(request)
        if form and request.method == "POST" and request.url.path != SIGN_IN and session is None:
            return RedirectResponse(SIGN_IN, 303)
        uploads = session is not None and session.may_write and request.url.path == UPLOAD
        return _too_large(request, LARGEST_UPLOAD if uploads else LARGEST)

    def _known(self, request: Request) -> bool:
        """Whether somebody who is signed in asks, or is about to sign in, or brings the token."""
        if request.url.path == SIGN_IN or self.session(request) is not None:
            return True
        given = _bearer(request)
        if given and not self._tries.exhausted("token") and not self._is_token(given):
            self._tries.wrong("token")
        return bool(given) and not self._tries.exhausted("token") and self._is_token(given)

    def session(self, request: Request) -> Session | None:
        """Who asks, if they are signed in."""
        return self.sessions.of(request.cookies.get(COOKIE))

    def may_write(self, request: Request) -> None:
        """Raises 403 without the right token (`Authorization: Bearer …`), 429 after too many wrong ones."""
        # a token in a header cannot be sent along by a foreign page's form, so no cookie and no form key is needed
        self._tried(
            self._is_token(_bearer(request)), "writing needs the token that the server was started with", "token"
        )

    def sign_in(self, request: Request, response: Response, name: str, secret: str) -> None:
        """Sign `name` in and put the session into `response`. Raises 403 for a wrong secret, 429 after too many."""
        address = request.client.host if request.client else ""
        keys = (f"address {address}", f"name {name}")
        if self._users:
            # an exhausted key costs no hashing
            right = not self._tries.exhausted(*keys) and users.verify(self._users, name, secret)
        else:
            right = bool(name.strip()) and self._is_token(secret)
        self._tried(right, f"the name or the {self.asks_for} is wrong", *keys)
        self.sessions.end(request.cookies.get(COOKIE))
        secure = request.url.scheme == "https"
        writes = self._users is None or users.may_write(self._users, name)
        response.set_cookie(
            COOKIE, self.sessions.begin(name.strip()[:100], writes), int(LASTS_S), httponly=True, samesite="strict",
            secure=secure,
        )  # fmt: skip

    def sign_out(self, request: Request, response: Response) -> None:
        """End the session of `request`."""
        self.sessions.end(request.cookies.get(COOKIE))
        response.delete_cookie(COOKIE, httponly=True, samesite="strict")

    def _is_token(self, given: str) -> bool:
        return bool(self._token) and hmac.compare_digest(given.encode(), (self._token or "").encode())

    def _tried(self, right: bool, wrong: str, *keys: str) -> None:
        if self._tries.exhausted(*keys):
            raise HTTPException(429, "too many wrong tries; wait a minute", {"Retry-After": "60"})
        if not right:
            self._tries.wrong(*keys)
            raise HTTPException(403, wrong)


def _bearer(request: Request) -> str:
    """The token that a request brings (RFC 6750), or nothing."""
    return request.headers.get("authorization", "").removeprefix("Bearer ").strip()


def _turned_away(request: Request) -> Response:
    """To where one signs in; the API says it in its own way."""
    if request.url.path.startswith("/api"):
        return PlainTextResponse("Bring the token.", 401, {"WWW-Authenticate": "Bearer"})
    back = f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path
    return RedirectResponse(f"{SIGN_IN}?{urlencode({'back': back})}", 303)


def _from_elsewhere(request: Request) -> bool:
    """Whether a form was sent by a page of another origin, by what the browser says of it."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != request.headers.get("host")


def _too_large(request: Request, most: int) -> Response | None:
    if "transfer-encoding" in request.headers:
        return PlainTextResponse("Say how long the body is.", 411)
    length = request.headers.get("content-length", "0")
    if not length.isdigit() or int(length) > most:
        return PlainTextResponse(f"At most {most:,} bytes.", 413)
    return None
