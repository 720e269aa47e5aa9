"""Pages from the network: politely, within bounds, and never from inside the house.

robots.txt (RFC 9309) is honoured, a host is asked at most once per `Limits.host_pause`, redirects are followed one by
one, and every connection is to a public machine unless `Limits.allow_private` (`connecting.py`).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from variorum.ingest.limits import Limits
from variorum.ingest.packing import TooLarge, Unpacking, Unreadable, page_of
from variorum.ingest.visits import Validators, Visits
from variorum.model import Page, Rejection

if TYPE_CHECKING:
    import httpx
    from protego import Protego

    from variorum.ingest.connecting import Deadline

AGENT = "Variorum/0.1 (news reader; honours robots.txt)"
_STAGE = "fetch"
_ROBOTS_BYTES = 512_000
"""What is read of robots.txt; RFC 9309 (2.5) asks for 500 KiB."""
_GZIP = b"\x1f\x8b"
_LONGEST_PAUSE = 10.0
"""Seconds of a site's Crawl-delay beyond which it is not followed."""
_REDIRECTS = (301, 302, 303, 307, 308)


class _Refused(Exception):
    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason, self.detail = reason, detail


@dataclass
class Fetcher:
    """Fetches addresses one after the other. `visits` remembers them, so that only a newer version is given again."""

    limits: Limits
    visits: Visits = field(default_factory=Visits)
    pause: Callable[[float], None] = time.sleep
    _robots: dict[str, Protego | None] = field(default_factory=dict)
    _asked: dict[str, float] = field(default_factory=dict)
    _pauses: dict[str, float] = field(default_factory=dict)
    _client: httpx.Client | None = None
    _deadline: Deadline | None = None

    def fetch(self, address: str) -> Page | Rejection | None:
        """The page at `address`; `None` when the server says that it has not changed; else why not."""
        found = self._asked_for(address)
        if isinstance(found, Rejection):
            # remembered too: an address that cannot be had is not asked for at every round
            self.visits.note(address, address, self.visits.validators(address))
        return found

    def _asked_for(self, address: str) -> Page | Rejection | None:
        import httpcore
        import httpx

        from variorum.ingest.connecting import NotPublic

        try:
            return self._follow(address)
        except _Refused as refused:
            return Rejection(address, _STAGE, refused.reason, refused.detail)
        except TooLarge as error:
            return Rejection(address, _STAGE, "too_large", str(error))
        except Unreadable as error:
            return Rejection(address, _STAGE, "damaged", str(error))
        except NotPublic as refused:
            return Rejection(address, _STAGE, "not_allowed", str(refused))
        except (httpcore.TimeoutException, httpx.TimeoutException) as error:
            return Rejection(address, _STAGE, "too_slow", f"{type(error).__name__} (fetch_seconds)")
        except (
            httpx.HTTPError,
            httpx.InvalidURL,
            httpcore.NetworkError,
            httpcore.ProtocolError,
            httpcore.UnsupportedProtocol,
            ValueError,
            OSError,
        ) as error:
            return Rejection(address, _STAGE, "fetch_failed", f"{type(error).__name__}: {error}"[:200])

    def close(self) -> None:
        """Lets go of open connections."""
        if self._client is not None:
            self._client.close()

    def _follow(self, address: str) -> Page | None:
        asked, deadline = address, time.monotonic() + self.limits.fetch_seconds
        for _ in range(self.limits.fetch_redirects + 1):
            if not self._allowed(asked, deadline):
                raise _Refused("not_allowed", "the site's robots.txt")
            status, headers, body = self._get(asked, deadline, self._conditions(asked))
            if status in _REDIRECTS and (place := headers.get("location")):
                asked = urljoin(asked, place)
                continue
            if status == 304:
                self.visits.note(address, asked, self.visits.validators(asked))
                return None
            if status != 200:
                raise _Refused("fetch_failed", f"status {status}")
            if body.startswith(_GZIP):  # a file that is packed itself, as sitemaps are
                packed = Unpacking("gzip", self.limits.page_bytes)
                packed.add(body)
                body = packed.all()
            self.visits.note(address, asked, Validators(headers.get("etag"), headers.get("last-modified")))
            now = datetime.now(UTC).isoformat(timespec="seconds")
            return page_of(body, address, headers.get("content-type"), asked, now)
        raise _Refused("fetch_failed", f"more than {self.limits.fetch_redirects} redirects (fetch_redirects)")

    def _conditions(self, address: str) -> dict[str, str]:
        known = self.visits.validators(address)
        named = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
        return {name: value for name, value in named.items() if value}

    def _get(
        self, address: str, deadline: float, headers: dict[str, str], cut: int | None = None
    ) -> tuple[int, httpx.Headers, bytes]:
        """One request without redirects. A slow or endless answer ends at the deadline or the size limit, one that may
        be `cut` after so many bytes there."""
        parts_of = urlsplit(address)
        if parts_of.scheme not in ("http", "https") or not parts_of.hostname:
            raise _Refused("not_allowed", "only http and https addresses are fetched")
        self._wait(parts_of.netloc)
        client = self._opened()
        left = max(0.1, deadline - time.monotonic())
        if self._deadline is not None:
            self._deadline.at = time.monotonic() + left
        with client.stream("GET", address, headers=headers, timeout=left) as answer:
            coding = answer.headers.get("content-encoding", "").strip().lower()
            body = Unpacking(coding, self.limits.page_bytes if cut is None else 2 * cut)
            for chunk in answer.iter_raw():
                body.add(chunk)
                if cut is not None and body.size >= cut:
                    break
                if time.monotonic() > deadline:
                    raise _Refused("too_slow", f"more than {self.limits.fetch_seconds:g} s (fetch_seconds)")
            return answer.status_code, answer.headers, body.all(cut is not None)[:cut]

    def _opened(self) -> httpx.Client:
        import httpx

        from variorum.ingest.connecting import Deadline, GuardedTransport

        if self._client is None:
            self._deadline = Deadline()
            # what is unpacked elsewhere than in `Unpacking` has no bound
            headers = {"User-Agent": AGENT, "Accept-Encoding": "gzip, deflate"}
            self._client = httpx.Client(
                headers=headers,
                follow_redirects=False,
                trust_env=False,
                transport=GuardedTransport(self._deadline, self.limits.allow_private),
            )
        return self._client

    def _wait(self, host: str) -> None:
        due = self._asked.get(host, 0.0) + max(self.limits.host_pause, self._pauses.get(host, 0.0))
        if (rest := due - time.monotonic()) > 0:
            self.pause(rest)
        self._asked[host] = time.monotonic()

    def _allowed(self, address: str, deadline: float) -> bool:
        """Whether robots.txt lets us ask for `address`: none at all allows everything, a failing server nothing."""
        parts = urlsplit(address)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            self._robots[site] = self._rules(site, deadline)
            if (rules := self._robots[site]) and (delay := rules.crawl_delay(AGENT)):
                self._pauses[parts.netloc] = min(delay, _LONGEST_PAUSE)
        rules = self._robots[site]
        return rules is None or bool(rules.can_fetch(address, AGENT))

    def _rules(self, site: str, deadline: float) -> Protego | None:
        from protego import Protego

        asked = f"{site}/robots.txt"
        for _ in range(5):
            status, headers, body = self._get(asked, deadline, {}, _ROBOTS_BYTES)
            if status in _REDIRECTS and (place := headers.get("location")):
                asked = urljoin(asked, place)
                continue
            if status >= 500:
                return Protego.parse("User-agent: *\nDisallow: /")
            return Protego.parse(body.decode("utf-8", "replace")) if status == 200 else None
        return None
