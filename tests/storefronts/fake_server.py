"""An HTTP server on the loopback that plays a storefront, and every way its network can fail.

``answer`` is the storefront itself: a function of the call. It can be asked without any socket
too, which is how a whole network is simulated in one process.
"""

import contextlib
import socket
import struct
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from merchant_desk.values.clock import utc_now

HTML = (
    "<!DOCTYPE html><html><head><title>Just a moment...</title></head>"
    "<body><h1>Checking your browser</h1></body></html>"
)


class Failure(StrEnum):
    """How a call fails on demand."""

    NONE = "none"  # answers as ever: it is a later call that fails
    UNAUTHORISED = "401"
    BUSY = "429"
    BROKEN = "500"
    MAINTENANCE = "503"
    HTML = "html"  # a firewall shows a page to people
    GARBAGE = "garbage"  # a plugin writes into the answer
    SLOW = "slow"  # answers, late
    CUT = "cut"  # the connection breaks in the middle of the answer
    DONE_THEN_CUT = "done then cut"  # the shop did it, the answer is lost


@dataclass(frozen=True, slots=True)
class Call:
    """One call as it came; header names in lower case."""

    method: str
    path: str
    query: tuple[tuple[str, str], ...]
    headers: Mapping[str, str]
    body: bytes
    base: str

    def asked(self, name: str, default: str = "") -> str:
        """Return a value of the query."""
        return dict(self.query).get(name, default)


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back."""

    status: int
    body: bytes = b""
    content_type: str = "application/json; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)


_FAILURES = {
    Failure.UNAUTHORISED: Answer(401, b'{"message":"The consumer isn\'t authorized."}'),
    Failure.BUSY: Answer(429, b"<html><body>Too Many Requests</body></html>", "text/html"),
    Failure.BROKEN: Answer(500, b'{"message":"Internal error"}'),
    Failure.MAINTENANCE: Answer(503, b"<html><body>Briefly unavailable</body></html>", "text/html"),
    Failure.HTML: Answer(200, HTML.encode(), "text/html; charset=UTF-8"),
    Failure.GARBAGE: Answer(200, b"Notice: Undefined index in plugin.php\n{}"),
}


class FakeServer(ThreadingHTTPServer):
    """Listens on the loopback only; failures are queued, one a call, or kept for all."""

    daemon_threads = True
    block_on_close = False

    def __init__(
        self, answer: Callable[[Call], Answer], clock: Callable[[], datetime] = utc_now
    ) -> None:
        self.answer = answer
        self.clock = clock
        self.calls: list[tuple[str, str]] = []
        self.failures: deque[Failure] = deque()
        self.always: Failure | None = None
        self.delay_s = 0.0
        self._open: set[socket.socket] = set()
        super().__init__(("127.0.0.1", 0), _Exchange)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def next_failure(self) -> Failure | None:
        """Return how this call fails, if it does."""
        with contextlib.suppress(IndexError):
            return self.failures.popleft()
        return self.always

    def get_request(self) -> tuple[socket.socket, tuple[str, int]]:
        """Note who is connected."""
        request, address = super().get_request()
        self._open.add(request)
        return request, address

    def close_request(self, request: object) -> None:
        """Forget who left."""
        assert isinstance(request, socket.socket)
        self._open.discard(request)
        super().close_request(request)

    def let_go(self) -> None:
        """Leave clients that keep their connection, as a host that stops does."""
        for each in list(self._open):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that went away."""


@contextmanager
def running(server: FakeServer) -> Iterator[FakeServer]:
    """Run a server until the end of the block."""
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        server.let_go()
        thread.join()


class _Exchange(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: FakeServer

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's name
        """Write nothing; calls are kept in a list."""

    def _exchange(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        parts = urlsplit(self.path)
        call = Call(
            method=self.command,
            path=parts.path,
            query=tuple(parse_qsl(parts.query, keep_blank_values=True)),
            headers={name.lower(): value for name, value in self.headers.items()},
            body=body,
            base=self.server.url,
        )
        self.server.calls.append((call.method, self.path))
        failure = self.server.next_failure() or Failure.NONE
        if failure in (Failure.NONE, Failure.SLOW):
            if failure is Failure.SLOW:
                time.sleep(self.server.delay_s or 1.0)
            self._send(self.server.answer(call))
        elif failure is Failure.CUT:
            self._cut(b'HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n[{"id":')
        elif failure is Failure.DONE_THEN_CUT:
            self.server.answer(call)
            self._cut(b"")
        else:
            self._send(_FAILURES[failure])

    do_GET = _exchange  # noqa: N815 - http.server's name, as below
    do_HEAD = do_POST = do_PUT = _exchange  # noqa: N815 - as above
    do_PATCH = do_DELETE = do_OPTIONS = _exchange  # noqa: N815 - as above

    def _send(self, answer: Answer) -> None:
        with contextlib.suppress(OSError):
            self.send_response_only(answer.status)
            self.send_header("Date", format_datetime(self.server.clock(), usegmt=True))
            self.send_header("Content-Type", answer.content_type)
            self.send_header("Content-Length", str(len(answer.body)))
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(answer.body)

    def _cut(self, first: bytes) -> None:
        self.close_connection = True
        with contextlib.suppress(OSError):
            self.wfile.write(first)
            self.wfile.flush()
            linger = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            self.connection.shutdown(socket.SHUT_RDWR)
