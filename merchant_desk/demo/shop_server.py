"""The HTTP side of the sample storefront: headers, keys, and every way a network can fail."""

import contextlib
import json
import socket
import struct
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import cast
from urllib.parse import parse_qsl, urlsplit

from merchant_desk.demo.shop_answers import Answer, RefusalError, refusal
from merchant_desk.demo.shop_keys import Call, KeyCheck
from merchant_desk.demo.shop_routes import API, Routes
from merchant_desk.values.clock import utc_now

_HTML = (
    "<!DOCTYPE html><html><head><title>Just a moment...</title></head>"
    "<body><h1>Checking your browser</h1></body></html>"
)


class Failure(StrEnum):
    """How a call fails on demand."""

    UNAUTHORISED = "401"
    BUSY = "429"
    BROKEN = "500"
    MAINTENANCE = "503"
    HTML = "html"  # a firewall shows a page to people
    GARBAGE = "garbage"  # a plugin writes into the answer, that is called data all the same
    SLOW = "slow"  # answers, late
    CUT = "cut"  # the connection breaks in the middle of the answer
    DONE_THEN_CUT = "done then cut"  # the shop did it, the answer is lost


@dataclass(frozen=True, slots=True)
class Trouble:
    """One failure to come."""

    failure: Failure
    retry_after: str = ""
    delay_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Seen:
    """One call that came."""

    method: str
    path: str
    query: str
    status: int
    user_agent: str


class Troubles:
    """The failures to come, in order, and the one that lasts."""

    def __init__(self) -> None:
        self._next: deque[Trouble] = deque()
        self.always: Trouble | None = None

    def queue(self, troubles: Iterable[Trouble]) -> None:
        """Add failures, one call each."""
        self._next.extend(troubles)

    def forget(self) -> None:
        """Let all be well again."""
        self._next.clear()
        self.always = None

    def take(self) -> Trouble | None:
        """Return the failure of this call, if any."""
        with contextlib.suppress(IndexError):
            return self._next.popleft()
        return self.always


class ShopServer(ThreadingHTTPServer):
    """Listens on the loopback only."""

    daemon_threads = True
    block_on_close = False

    def __init__(
        self, port: int, routes: Routes, keys: KeyCheck, troubles: Troubles, seen: list[Seen]
    ) -> None:
        self.routes = routes
        self.keys = keys
        self.troubles = troubles
        self.seen = seen
        self.clock: Callable[[], datetime] = utc_now
        self.controlled = False
        self.secure = False
        self._open: set[socket.socket] = set()
        self._open_lock = threading.Lock()
        super().__init__(("127.0.0.1", port), _Exchange)

    def process_request(self, request: object, client_address: object) -> None:
        """Remember the connection, so that a stop can cut it."""
        opened = cast("socket.socket", request)
        with self._open_lock:
            self._open.add(opened)
        super().process_request(opened, client_address)

    def shutdown_request(self, request: object) -> None:
        """Forget the connection."""
        closed = cast("socket.socket", request)
        with self._open_lock:
            self._open.discard(closed)
        super().shutdown_request(closed)

    def cut_connections(self) -> None:
        """Cut every connection that is open, as a power cut does."""
        with self._open_lock:
            still_open = list(self._open)
        for each in still_open:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that went away."""


class _Exchange(BaseHTTPRequestHandler):
    """One connection; it stays open for the next call."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: ShopServer

    def do_GET(self) -> None:
        """Answer a read."""
        self._answer()

    def do_POST(self) -> None:
        """Answer a creation."""
        self._answer()

    def do_PUT(self) -> None:
        """Answer a change."""
        self._answer()

    def do_DELETE(self) -> None:
        """Answer a deletion."""
        self._answer()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's name
        """Write nothing; calls are kept in a list."""

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        trouble = self.server.troubles.take()
        if self.server.controlled and urlsplit(self.path).path == "/__control":
            self._control(body)
            return
        if trouble is None:
            self._send(self._judged(body))
        else:
            self._fail(trouble, body)

    def _judged(self, body: bytes) -> Answer:
        call = self._call()
        try:
            if call.path.rstrip("/") == "/wp-json":
                return self.server.routes.index()
            if not call.path.startswith(f"{API}/"):
                return Answer(404, _HTML)
            self.server.keys.check(call, self.server.clock())
            return self.server.routes.answer(call, _json(body))
        except RefusalError as refused:
            return refused.answer

    def _call(self) -> Call:
        parts = urlsplit(self.path)
        return Call(
            method=self.command,
            path=parts.path,
            host=self.headers.get("Host", ""),
            pairs=tuple(parse_qsl(parts.query, keep_blank_values=True)),
            headers={name.lower(): value for name, value in self.headers.items()},
            secure=self.server.secure or self.headers.get("X-Forwarded-Proto") == "https",
        )

    def _fail(self, trouble: Trouble, body: bytes) -> None:
        if trouble.delay_s:
            time.sleep(trouble.delay_s)
        if trouble.failure is Failure.SLOW:
            self._send(self._judged(body))
        elif trouble.failure is Failure.CUT:
            self._cut(b'HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n[{"id":')
        elif trouble.failure is Failure.DONE_THEN_CUT:
            self._judged(body)
            self._cut(b"")
        else:
            answer = _FAILURES[trouble.failure]
            waits = {"Retry-After": trouble.retry_after} if trouble.retry_after else {}
            self._send(Answer(answer.status, answer.body, waits))

    def _cut(self, first: bytes) -> None:
        """Reset the connection after a few bytes."""
        self._remember(0)
        self.close_connection = True
        with contextlib.suppress(OSError):
            self.wfile.write(first)
            self.wfile.flush()
            linger = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            self.connection.shutdown(socket.SHUT_RDWR)

    def _control(self, body: bytes) -> None:
        """Queue a failure asked for over HTTP, for a demo driven by hand."""
        try:
            asked = _json(body)
            told = asked if isinstance(asked, dict) else {}
            failure = Failure(told.get("failure", "500"))
            delay_s, times = int(told.get("delay_ms", 0)) / 1000, int(told.get("times", 1))
        except (RefusalError, ValueError, TypeError):
            self._send(Answer(400, {"known": list(Failure)}))
            return
        trouble = Trouble(failure, str(told.get("retry_after", "")), delay_s)
        self.server.troubles.queue([trouble] * times)
        self._send(Answer(200, {"queued": failure}))

    def _send(self, answer: Answer) -> None:
        payload = _bytes(answer.body)
        kind = "text/html" if payload.startswith(b"<") else "application/json"
        self._remember(answer.status)
        with contextlib.suppress(OSError):
            self.send_response_only(answer.status)
            now = self.server.clock()
            self.send_header("Date", format_datetime(now, usegmt=True))
            self.send_header("Content-Type", f"{kind}; charset=UTF-8")
            self.send_header("X-Robots-Tag", "noindex")
            self.send_header("Content-Length", str(len(payload)))
            link = f'<{self.server.routes.base}/wp-json/>; rel="https://api.w.org/"'
            for name, value in {"Link": link, **answer.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(payload)

    def _remember(self, status: int) -> None:
        parts = urlsplit(self.path)
        agent = self.headers.get("User-Agent", "")
        self.server.seen.append(Seen(self.command, parts.path, parts.query, status, agent))


def _bytes(body: object) -> bytes:
    if isinstance(body, bytes):
        return body
    return (body if isinstance(body, str) else json.dumps(body)).encode()


def _json(body: bytes) -> object:
    try:
        return json.loads(body) if body else {}
    except ValueError:
        raise refusal(400, "rest_invalid_json", "Invalid JSON body passed.") from None


_FAILURES = {
    Failure.UNAUTHORISED: refusal(
        401, "woocommerce_rest_authentication_error", "Consumer secret is invalid."
    ).answer,
    Failure.BUSY: Answer(429, "<html><body>Too Many Requests</body></html>"),
    Failure.BROKEN: refusal(
        500, "internal_server_error", "There has been a critical error on this website."
    ).answer,
    Failure.MAINTENANCE: Answer(503, "<html><body>Briefly unavailable</body></html>"),
    Failure.HTML: Answer(200, _HTML),
    Failure.GARBAGE: Answer(200, "Notice: Undefined index\n[]"),
}
