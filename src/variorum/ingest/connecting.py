"""Connections that lead to public machines only, and end in time.

The name is looked up where the connection is made, and the connection goes to the very address that was checked: a name
server that answers differently a moment later (DNS rebinding) finds no second question to answer.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable, Iterator

import httpcore
import httpx


class NotPublic(Exception):
    """A name leads to a machine inside the house: private, loopback, link-local or reserved."""


class Deadline:
    """When all that is asked for now has to be there, in seconds of `time.monotonic`."""

    def __init__(self) -> None:
        self.at = float("inf")

    def left(self, timeout: float | None) -> float:
        """What is left of `timeout`. Raises `httpcore.ReadTimeout` when nothing is."""
        rest = self.at - time.monotonic()
        if rest <= 0:
            raise httpcore.ReadTimeout("the time is over")
        return rest if timeout is None else min(timeout, rest)


class _TimedStream(httpcore.NetworkStream):
    """A connection on which no byte is waited for beyond the deadline: a server that sends its head letter by letter is
    given up as one that sends nothing is."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner, self._deadline = inner, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        inner = self._inner.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return _TimedStream(inner, self._deadline)

    def get_extra_info(self, info: str) -> object:
        return self._inner.get_extra_info(info)


class GuardedBackend(httpcore.NetworkBackend):
    """Opens connections as httpcore's own backend does, but never beyond the deadline, and to a machine that is not
    public only where `private` allows it."""

    def __init__(self, deadline: Deadline, private: bool) -> None:
        self._inner = httpcore.SyncBackend()
        self._deadline = deadline
        self._private = private

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connects to the first address of `host`. Raises `NotPublic` when any of its addresses is not public."""
        place = host if self._private else public_address(host, port)
        left = self._deadline.left(timeout)
        return _TimedStream(self._inner.connect_tcp(place, port, left, local_address, socket_options), self._deadline)


def public_address(host: str, port: int) -> str:
    """The first address that `host` has.

    Raises `NotPublic` when one of them is not public, `httpcore.ConnectError` when it has none.
    """
    try:
        found = [str(where[0]) for *_, where in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:
        raise httpcore.ConnectError(f"no such host: {host}") from error
    if not all(ipaddress.ip_address(address.partition("%")[0]).is_global for address in found):
        raise NotPublic(f"{host} is a private address (--allow-private)")
    return found[0]


class _Body(httpx.SyncByteStream):
    def __init__(self, stream: Iterable[bytes]) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream

    def close(self) -> None:
        if close := getattr(self._stream, "close", None):
            close()


class GuardedTransport(httpx.BaseTransport):
    """httpx over a pool of such connections; errors are httpcore's."""

    def __init__(self, deadline: Deadline, private: bool = False) -> None:
        context = httpx.create_ssl_context(trust_env=False)
        self._pool = httpcore.ConnectionPool(ssl_context=context, network_backend=GuardedBackend(deadline, private))

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """One request, answered without redirects."""
        url = request.url
        answer = self._pool.handle_request(
            httpcore.Request(
                request.method,
                httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        assert isinstance(answer.stream, Iterable)
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(answer.stream), extensions=answer.extensions
        )

    def close(self) -> None:
        self._pool.close()
