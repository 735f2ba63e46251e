"""The hostile network between the desk and its shops: no socket, every way to fail."""

from collections import Counter, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.utils import format_datetime
from enum import StrEnum
from typing import Protocol
from urllib.parse import urlsplit

from merchant_desk.sync.http import HttpAnswer, HttpRequest
from merchant_desk.sync.http_refusals import NetworkTrouble, from_network
from tests.simulator.clock import WorldClock
from tests.simulator.death import Death

READ_S = 30
"""How long the desk waits for an answer, as ``HttpLimits`` says."""
LATEST_S = 20
"""How long after we hung up a shop may still do what it was asked: hosts end scripts by then."""
_HTML = "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body></body></html>"
_REPEATABLE = frozenset({"GET", "HEAD", "PUT", "DELETE"})
"""What a proxy may send twice (RFC 9110, 9.2.2): a POST never."""


class Fault(StrEnum):
    """What happens to a call."""

    LOST = "request lost"
    ANSWER_LOST = "answer lost after the effect"
    TWICE = "request delivered twice"
    LATE = "request arrives late"
    BUSY = "429"
    BROKEN = "500"
    MAINTENANCE = "503"
    HTML = "HTML instead of data"
    GARBAGE = "garbage"
    CUT = "body cut after the effect"


@dataclass(frozen=True, slots=True)
class Trouble:
    """One fault to come; ``detail`` draws what the fault leaves open."""

    fault: Fault
    detail: int = 0


class Host(Protocol):
    """A shop as the network sees it."""

    url: str

    def answer(self, request: HttpRequest) -> HttpAnswer:
        """Do what is asked; header names in lower case."""


class Network:
    """Carries calls between the desk and the shops, and fails as it was told to."""

    def __init__(self, clock: WorldClock, hosts: Mapping[str, Host], death: Death) -> None:
        self._clock = clock
        self._hosts = {urlsplit(each.url).netloc: each for each in hosts.values()}
        self._death = death
        self._to_come: deque[Trouble | None] = deque()
        self._late: list[tuple[datetime, Host, HttpRequest]] = []
        self._meanwhile: list[tuple[int, Callable[[], None]]] = []
        self.down_until: datetime | None = None
        self.arriving = False
        """Whether a call that nobody waits for any more is being answered."""
        self.injected: Counter[str] = Counter()
        self.requests = 0

    def disturb(self, *troubles: Trouble) -> None:
        """Let the next calls fail so."""
        self._to_come.extend(troubles)

    def let_pass(self) -> None:
        """Let one more call go well before the next that fails."""
        self._to_come.append(None)

    def meanwhile(self, calls: int, happens: Callable[[], None]) -> None:
        """Let something happen while the desk talks to a shop, after so many more calls."""
        self._meanwhile.append((self.requests + calls, happens))

    def _let_happen(self) -> None:
        due = [each for each in self._meanwhile if each[0] <= self.requests]
        self._meanwhile = [each for each in self._meanwhile if each[0] > self.requests]
        for _calls, happens in due:
            happens()

    def calm(self) -> None:
        """Let all be well from now on; what was on its way arrives."""
        self._to_come.clear()
        self._meanwhile.clear()
        self.down_until = None
        if self._late:
            self._clock.forward(LATEST_S + 1)
        self.arrive()

    def arrive(self) -> None:
        """Let the calls arrive whose time has come, whoever still waits for the answer."""
        due = [each for each in self._late if each[0] <= self._clock()]
        self._late = [each for each in self._late if each[0] > self._clock()]
        self.arriving = True
        for _at, host, request in due:
            host.answer(request)
        self.arriving = False

    def exchange(self, request: HttpRequest) -> HttpAnswer:
        """Carry one call, as ``HttpClient`` wants it."""
        self._death.tick("call")
        self.requests += 1
        self._clock.forward(0.2)
        self.arrive()
        self._let_happen()
        if self.down_until is not None and self._clock() < self.down_until:
            self.injected["desk offline"] += 1
            raise from_network(NetworkTrouble.NAME, None)
        host = self._hosts[urlsplit(request.url).netloc]
        trouble = self._to_come.popleft() if self._to_come else None
        answer = (
            self._answered(host, request)
            if trouble is None
            else self._failed(host, request, trouble)
        )
        self._death.tick("call")
        return answer

    def _answered(self, host: Host, request: HttpRequest) -> HttpAnswer:
        answer = host.answer(request)
        told = {"date": format_datetime(self._clock(), usegmt=True), **answer.headers}
        return replace(answer, headers=told)

    def _failed(self, host: Host, request: HttpRequest, trouble: Trouble) -> HttpAnswer:
        fault = trouble.fault
        if fault is Fault.TWICE and request.method not in _REPEATABLE:
            return self._answered(host, request)
        self.injected[fault.value] += 1
        if fault is Fault.TWICE:
            host.answer(request)
            return self._answered(host, request)
        if fault in (Fault.LOST, Fault.ANSWER_LOST, Fault.LATE, Fault.CUT):
            self._lose(host, request, trouble)
            cut = NetworkTrouble.CUT if fault is Fault.CUT else NetworkTrouble.TIMEOUT
            raise from_network(cut, None)
        return self._refused(trouble)

    def _lose(self, host: Host, request: HttpRequest, trouble: Trouble) -> None:
        if trouble.fault in (Fault.ANSWER_LOST, Fault.CUT):
            host.answer(request)
        if trouble.fault is Fault.CUT:
            return
        self._clock.forward(READ_S)
        if trouble.fault is Fault.LATE:
            due = self._clock() + timedelta(seconds=1 + trouble.detail % (LATEST_S - 1))
            self._late.append((due, host, request))

    def _refused(self, trouble: Trouble) -> HttpAnswer:
        status, told, text = {
            Fault.BUSY: (429, "text/html", "<html><body>Too Many Requests</body></html>"),
            Fault.BROKEN: (500, "application/json", '{"code":"internal_server_error"}'),
            Fault.MAINTENANCE: (503, "text/html", "<html><body>Briefly unavailable</body></html>"),
            Fault.HTML: (200, "text/html", _HTML),
            Fault.GARBAGE: (200, "application/json", "Notice: Undefined index in plugin.php\n[]"),
        }[trouble.fault]
        headers = {"content-type": told, "date": format_datetime(self._clock(), usegmt=True)}
        if trouble.fault in (Fault.BUSY, Fault.MAINTENANCE):
            headers |= self._patience(trouble.detail)
        return HttpAnswer(status, headers, text)

    def _patience(self, detail: int) -> dict[str, str]:
        """Return how long to wait: not said, in seconds, as a date, or longer than anyone waits."""
        until = format_datetime(self._clock() + timedelta(seconds=detail % 50), usegmt=True)
        told = ("", str(1 + detail % 40), until, str(600 + detail % 5000))[detail % 4]
        return {"retry-after": told} if told else {}
