"""What every request and answer passes: the host asked for, the size of the body, and the headers that keep a page in."""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from sayso.reviewing.settings import Settings

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

# Nothing but our own files, no inline script or style, no frame, no form to elsewhere.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_log = logging.getLogger("sayso.review")


class Guard:
    """Stands before the application."""

    def __init__(self, app: App, settings: Settings) -> None:
        self.app = app
        self.settings = settings

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it here."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = time.perf_counter()

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._finish(message, str(scope["path"]))
                _tell(scope, int(message["status"]), begun)
            await send(message)

        if not self._is_ours(scope):
            await _refuse(answer, 421, "This name is not one of those under which sayso was started.")
            return
        body = await self._body(scope, receive)
        if body is None:
            await _refuse(answer, 413, f"More than {self.settings.most_bytes:,} bytes are not taken at once.")
            return
        if _holds_nothing(scope, body):
            await _refuse(answer, 400, "A character without meaning was sent: NUL.")
            return
        await self.app(scope, _again(body, receive), answer)

    def _is_ours(self, scope: Message) -> bool:
        """Whether the host asked for is ours: else a page elsewhere could have its name pointed at this machine."""
        hosts = [v for k, v in scope["headers"] if k == b"host"]
        return len(hosts) == 1 and host_name(hosts[0].decode("latin-1")) in self.settings.names

    async def _body(self, scope: Message, receive: Receive) -> bytes | None:
        """The whole body; None where it is too large, whatever its length was said to be."""
        most = self.settings.most_bytes
        said = next((v for k, v in scope["headers"] if k == b"content-length"), b"0")
        if not said.isdigit() or int(said) > most:
            return None
        found = bytearray()
        while True:
            message = await receive()
            found += message.get("body", b"")
            if len(found) > most:
                return None
            if not message.get("more_body", False):
                return bytes(found)

    def _finish(self, message: Message, path: str) -> None:
        headers = {**_HEADERS}
        if self.settings.behind_tls:
            headers["strict-transport-security"] = "max-age=31536000"
        if not path.startswith("/static/"):
            headers["cache-control"] = "no-store"
        kept = [(k, v) for k, v in message.get("headers", ()) if k.decode("latin-1").lower() not in headers]
        message["headers"] = kept + [(k.encode(), v.encode()) for k, v in headers.items()]


def _holds_nothing(scope: Message, body: bytes) -> bool:
    """Whether a NUL was sent, which no database of ours holds and no person writes."""
    kind = next((v for k, v in scope["headers"] if k == b"content-type"), b"")
    in_body = b"%00" in body if kind.startswith(b"application/x-www-form-urlencoded") else False
    in_path = "\x00" in scope["path"] or b"%00" in scope.get("raw_path", b"")
    return in_body or b"\x00" in body or in_path or b"%00" in scope.get("query_string", b"")


def host_name(host: str) -> str:
    """The name in a Host header, without its port.

    >>> host_name("localhost:8017"), host_name("[::1]:8017"), host_name("Review.example.org")
    ('localhost', '::1', 'review.example.org')
    """
    if host.startswith("["):
        return host[1:].partition("]")[0].lower()
    return host.partition(":")[0].lower()


def _again(body: bytes, receive: Receive) -> Receive:
    """The body once more, then whatever comes."""
    waiting = [{"type": "http.request", "body": body, "more_body": False}]

    async def received() -> Message:
        return waiting.pop() if waiting else await receive()

    return received


async def _refuse(send: Send, status: int, words: str) -> None:
    body = words.encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _tell(scope: Message, status: int, begun: float) -> None:
    """One line of log; never the query, which may hold a link's key or what somebody looks for."""
    path = scope.get("raw_path", b"").partition(b"?")[0].decode("ascii", "backslashreplace")
    _log.info("%s %s %d %.0f ms", scope["method"], path, status, 1000 * (time.perf_counter() - begun))
