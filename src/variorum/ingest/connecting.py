"""Connections that lead to public machines only.

The name is looked up where the connection is made, and the connection goes to the very address that was checked: a name
server that answers differently a moment later (DNS rebinding) finds no second question to answer.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable, Iterator

import httpcore
import httpx


class NotPublic(Exception):
    """A name leads to a machine inside the house: private, loopback, link-local or reserved."""


class PublicBackend(httpcore.NetworkBackend):
    """Opens connections as httpcore's own backend does, but never to a machine that is not public."""

    def __init__(self) -> None:
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connects to the first address of `host`. Raises `NotPublic` when any of its addresses is not public."""
        return self._inner.connect_tcp(public_address(host, port), port, timeout, local_address, socket_options)


def public_address(host: str, port: int) -> str:
    """The first address that `host` has.

    Raises `NotPublic` when one of them is not public, `httpcore.ConnectError` when it has none.
    """
    try:
        found = [str(where[0]) for *_, where in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:
        raise httpcore.ConnectError(f"no such host: {host}") from error
    if not all(ipaddress.ip_address(address.partition("%")[0]).is_global for address in found):
        raise NotPublic(f"{host} is a private address")
    return found[0]


class _Body(httpx.SyncByteStream):
    def __init__(self, stream: Iterable[bytes]) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream

    def close(self) -> None:
        if close := getattr(self._stream, "close", None):
            close()


class PublicTransport(httpx.BaseTransport):
    """httpx over a pool of such connections; errors are httpcore's."""

    def __init__(self) -> None:
        context = httpx.create_ssl_context(trust_env=False)
        self._pool = httpcore.ConnectionPool(ssl_context=context, network_backend=PublicBackend())

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
