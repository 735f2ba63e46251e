"""Talking HTTP to a shop: the only module that may import requests, and only at the first call."""

import logging
import random
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from merchant_desk.sync import http_refusals as refusals
from merchant_desk.sync.http_session import close_session, kind_of_trouble, new_session
from merchant_desk.sync.proxies import Proxies
from merchant_desk.sync.redaction import redacted
from merchant_desk.values.clock import utc_now

if TYPE_CHECKING:
    import requests

_LOG = logging.getLogger(__name__)
RETRIED = frozenset({429, 502, 503, 504, 508})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_READS = frozenset({"GET", "HEAD"})
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class HttpRequest:
    """One call to make; ``query`` may hold keys and is never logged.

    ``reads`` says that it changes nothing and may be tried again, whatever its method: GraphQL
    reads by POST. None goes by the method. ``judged`` names the statuses of failure that the
    connector understands better than anyone: PrestaShop says 500 for a filter it does not know.
    """

    method: str
    url: str
    query: Sequence[tuple[str, str]] = field(default=(), repr=False)
    body: bytes | None = field(default=None, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    basic: tuple[str, str] | None = field(default=None, repr=False)
    reads: bool | None = None
    judged: frozenset[int] = frozenset()

    @property
    def is_read(self) -> bool:
        """Tell whether this call may be made again without harm."""
        return self.method in _READS if self.reads is None else self.reads


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """What the shop answered; header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    text: str = field(repr=False)
    server_time: datetime | None = None
    raw: bytes = field(default=b"", repr=False)
    """What came, byte for byte: a PDF is not a text."""


@dataclass(frozen=True, slots=True)
class HttpLimits:
    """How long to wait, how often to try, how much to accept."""

    connect_s: float = 10.0
    read_s: float = 30.0
    whole_s: float = 120.0
    attempts: int = 4
    first_wait_s: float = 1.0
    longest_wait_s: float = 60.0
    largest_bytes: int = 32 * 1024 * 1024
    at_once: int = 2


class HttpClient:
    """Calls one shop over connections that are kept, at most two at once."""

    def __init__(
        self,
        *,
        limits: HttpLimits | None = None,
        ssl_context: ssl.SSLContext | None = None,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], datetime] = utc_now,
        jitter: Callable[[], float] = random.random,
        exchange: Callable[[HttpRequest], HttpAnswer] | None = None,
    ) -> None:
        """Take another way of exchanging than sockets where a whole network is played."""
        self._limits = limits or HttpLimits()
        self._ssl_context = ssl_context
        self._sleep = sleep
        self._now = now
        self._jitter = jitter
        self._turns = threading.BoundedSemaphore(self._limits.at_once)
        self._session: requests.Session | None = None
        self._session_lock = threading.Lock()
        self._proxies = Proxies()
        self._skew_s: int | None = None
        self._exchange = exchange or self._over_the_network
        self._spent = 0
        self._may_send: Callable[[], None] | None = None

    @property
    def spent(self) -> int:
        """How many requests were made, attempts that failed included."""
        return self._spent

    @property
    def clock_skew_s(self) -> int | None:
        """How many seconds the shop's clock is ahead of this computer's; None before a call."""
        return self._skew_s

    def server_now(self) -> datetime:
        """Return this instant by the shop's clock, as far as it is known."""
        now = self._now()
        skew = self._skew_s or 0
        return datetime.fromtimestamp(now.timestamp() + skew, UTC)

    def wait(self, seconds: float) -> None:
        """Wait before the next call, as long as the shop's own figures say; never for hours."""
        self._sleep(min(max(seconds, 0.0), self._limits.longest_wait_s))

    @contextmanager
    def only_while(self, check: Callable[[], None]) -> Iterator[None]:
        """Within the block, call ``check`` before each request; what it raises stops it."""
        self._may_send = check
        try:
            yield
        finally:
            self._may_send = None

    def close(self) -> None:
        """Close the connections that were kept."""
        with self._session_lock:
            if self._session is not None:
                close_session(self._session)
            self._session = None

    def send(self, request: HttpRequest) -> HttpAnswer:
        """Make the call; only reads are tried again. 4xx other than 401, 403, 429 are answers."""
        last = self._limits.attempts if request.is_read else 1
        for attempt in range(1, last + 1):
            answer = self._attempt(request)
            wait = self._wait_s(answer, attempt) if attempt < last else None
            if answer.status not in RETRIED - request.judged or wait is None:
                return answer if answer.status in request.judged else self._accepted(answer)
            _LOG.info("shop asked for patience", extra={"status": answer.status, "wait_s": wait})
            self._sleep(wait)
        raise AssertionError("at least one attempt is made")

    def _accepted(self, answer: HttpAnswer) -> HttpAnswer:
        if answer.status in _REDIRECTS:
            raise refusals.moved(answer.headers.get("location", ""))
        patience = retry_after_s(answer, self._now())
        trouble = refusals.refusal(answer, patience, self._skew_s)
        if trouble is not None:
            raise trouble
        return answer

    def _wait_s(self, answer: HttpAnswer, attempt: int) -> float | None:
        """Return how long to wait before trying again, or None when that is too long."""
        asked = retry_after_s(answer, self._now())
        if asked is not None:
            return float(asked) if asked <= self._limits.longest_wait_s else None
        growing = self._limits.first_wait_s * 2.0 ** (attempt - 1)
        return min(growing, self._limits.longest_wait_s) * (0.5 + self._jitter())

    def _attempt(self, request: HttpRequest) -> HttpAnswer:
        if self._may_send is not None:
            self._may_send()
        started = time.monotonic()
        with self._turns:
            self._spent += 1
            answer = self._exchange(request)
        seen = server_time(answer.headers)
        if seen is not None:
            self._skew_s = round(seen.timestamp() - self._now().timestamp())
        _LOG.debug(
            "shop answered",
            extra={
                "method": request.method,
                "address": redacted(request.url),
                "status": answer.status,
                "elapsed_ms": round((time.monotonic() - started) * 1000),
            },
        )
        return replace(answer, server_time=seen)

    def _over_the_network(self, request: HttpRequest) -> HttpAnswer:
        with self.streamed(request) as response:
            raw = self._read(response)
            return HttpAnswer(
                status=response.status_code,
                headers={name.lower(): value for name, value in response.headers.items()},
                text=raw.decode("utf-8-sig", errors="replace"),
                raw=raw,
            )

    @contextmanager
    def streamed(self, request: HttpRequest) -> Iterator["requests.Response"]:
        """Make the call once and give its answer, body unread; within the block, no other errors.

        For what is too long to be held; whoever reads it says how much is too much.
        """
        import requests  # noqa: PLC0415 - a starting window need not pay for it

        try:
            with self._called(request) as response:
                yield response
        except (requests.RequestException, OSError) as trouble:
            self._proxies.failed(request.url)
            # the foreign exception holds the address with its keys: it must not travel on
            raise refusals.from_network(kind_of_trouble(trouble), self._skew_s) from None

    def _called(self, request: HttpRequest) -> "requests.Response":
        """Make the call; the library reads at once where a redirection leads, whatever it holds."""
        import requests  # noqa: PLC0415 - a starting window need not pay for it

        try:
            return self._open_session().request(
                request.method,
                request.url,
                params=list(request.query),
                data=request.body,
                headers=dict(request.headers),
                auth=request.basic,
                timeout=(self._limits.connect_s, self._limits.read_s),
                allow_redirects=False,
                stream=True,
                proxies=self._proxies.way(request.url),
            )
        except requests.RequestException:
            raise
        except ValueError as trouble:
            raise requests.exceptions.InvalidURL(str(trouble)) from None

    def _read(self, response: "requests.Response") -> bytes:
        deadline = time.monotonic() + self._limits.whole_s
        parts: list[bytes] = []
        size = 0
        for part in response.iter_content(_CHUNK):
            size += len(part)
            parts.append(part)
            if size > self._limits.largest_bytes:
                raise refusals.too_large()
            if time.monotonic() > deadline:
                raise refusals.too_slow()
        return b"".join(parts)

    def _open_session(self) -> "requests.Session":
        with self._session_lock:
            if self._session is None:
                self._session = new_session(self._ssl_context, self._limits.at_once)
            return self._session


def as_it_comes(response: "requests.Response", longest: int) -> Iterator[bytes]:
    """Give the body piece by piece without waiting until a piece is whole.

    On a slow line a piece takes many seconds, and « Arrêter » is heard between two of them.
    """
    import requests  # noqa: PLC0415 - a starting window need not pay for it
    import urllib3  # noqa: PLC0415 - as above

    try:
        while piece := response.raw.read1(longest, decode_content=True):
            yield piece
    except urllib3.exceptions.HTTPError as trouble:
        raise requests.exceptions.ChunkedEncodingError(trouble) from trouble


def server_time(headers: Mapping[str, str]) -> datetime | None:
    """Return the instant of the Date header, or None when the shop tells none."""
    try:
        told = parsedate_to_datetime(headers["date"])
        return told.astimezone(UTC)
    except (KeyError, ValueError, OverflowError):
        return None


def retry_after_s(answer: HttpAnswer, now: datetime) -> int | None:
    """Return the patience a shop asked for in seconds, whichever way it wrote it."""
    asked = answer.headers.get("retry-after", "").strip()
    if asked.isascii() and asked.isdecimal():
        return int(asked[:9])
    try:
        until = parsedate_to_datetime(asked)
    except ValueError:
        return None
    return max(0, round(until.timestamp() - now.timestamp()))
