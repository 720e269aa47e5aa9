"""Who is signed in, and how often a wrong password or token may be tried."""

from __future__ import annotations

import hmac
import secrets
import time
from collections import OrderedDict, deque
from dataclasses import dataclass, field

COOKIE = "variorum_session"
LASTS_S, IDLE_S = 12 * 3600.0, 2 * 3600.0
"""A session ends after a working day, or when nothing was asked for in two hours."""
_MOST = 1000
TRIES, WINDOW_S = 10, 60.0
"""Wrong tries that one key may make within the window before it is refused until the window has passed."""


@dataclass
class Session:
    """One signed-in reader; `csrf` stands in every form they are given."""

    name: str
    may_write: bool = True
    csrf: str = field(default_factory=secrets.token_urlsafe)
    begun: float = 0.0
    seen: float = 0.0
    """Seconds of the clock that never goes back."""

    def holds(self, given: str) -> bool:
        """Whether `given` is this session's form key."""
        return hmac.compare_digest(self.csrf.encode(), given.encode())


class Sessions:
    """The sessions of one server, in memory only: they end with it."""

    def __init__(self) -> None:
        self._open: OrderedDict[str, Session] = OrderedDict()

    def begin(self, name: str, may_write: bool = True) -> str:
        """Sign `name` in, to read or also to write; gives what the cookie holds."""
        while len(self._open) >= _MOST:
            self._open.popitem(last=False)
        key = secrets.token_urlsafe(32)
        now = time.monotonic()
        self._open[key] = Session(name, may_write, begun=now, seen=now)
        return key

    def of(self, key: str | None) -> Session | None:
        """The session of a cookie, as long as it lasts."""
        session = self._open.get(key or "")
        if session is None:
            return None
        now = time.monotonic()
        if now - session.begun > LASTS_S or now - session.seen > IDLE_S:
            self.end(key)
            return None
        session.seen = now
        return session

    def end(self, key: str | None) -> None:
        """Sign out."""
        self._open.pop(key or "", None)


class Tries:
    """Counts wrong tries by key (an address, a name); the least recently wrong keys are forgotten first."""

    def __init__(self) -> None:
        self._wrong: OrderedDict[str, deque[float]] = OrderedDict()

    def exhausted(self, *keys: str) -> bool:
        """Whether one of `keys` has used up its tries for now."""
        return any(self._recent(key) >= TRIES for key in keys)

    def wrong(self, *keys: str) -> None:
        """Note a wrong try of all `keys`."""
        for key in keys:
            self._wrong.setdefault(key, deque(maxlen=TRIES)).append(time.monotonic())
            self._wrong.move_to_end(key)
        while len(self._wrong) > _MOST:
            self._wrong.popitem(last=False)

    def _recent(self, key: str) -> int:
        wrong = self._wrong.get(key, ())
        return sum(time.monotonic() - at <= WINDOW_S for at in wrong)
