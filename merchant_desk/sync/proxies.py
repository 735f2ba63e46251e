"""By which way a host is reached: straight, or through what the network of the shop prescribes."""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

DIRECT = ""
Ways = Sequence[str]
"""Addresses of proxies in the order to be tried; DIRECT is none at all."""
_KEPT_S = 600.0


def usual_ways(url: str) -> Ways:
    """Return what the environment or the registry says; it knows no automatic configuration."""
    parts = urlsplit(url)
    if proxy_bypass(parts.hostname or ""):
        return (DIRECT,)
    known: Mapping[str, str] = getproxies()
    return (known.get(parts.scheme) or known.get("all") or DIRECT,)


class Proxies:
    """Asks the machine once for each host, again after ten minutes or a failure."""

    def __init__(
        self,
        ask: Callable[[str], Ways] | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._ask = ask or MACHINE.ways
        self._now = now
        self._known: dict[str, tuple[float, tuple[str, ...]]] = {}
        self._guard = threading.Lock()

    def way(self, url: str) -> dict[str, str]:
        """Return what requests takes as proxies; may wait for the machine, never in the window."""
        parts = urlsplit(url)
        host = parts.hostname or ""
        if host == "localhost" or host.startswith("127."):
            return {}
        with self._guard:
            asked_at, ways = self._known.get(host, (0.0, ()))
        if not ways or self._now() - asked_at > _KEPT_S:
            ways = tuple(self._ask(url)) or (DIRECT,)
            self._keep(host, ways)
        return {parts.scheme: ways[0]} if ways[0] else {}

    def failed(self, url: str) -> None:
        """Try the next way the next time; after the last one, ask the machine anew."""
        host = urlsplit(url).hostname or ""
        with self._guard:
            asked_at, ways = self._known.pop(host, (0.0, ()))
            if len(ways) > 1:
                self._known[host] = (asked_at, ways[1:])

    def _keep(self, host: str, ways: tuple[str, ...]) -> None:
        with self._guard:
            self._known[host] = (self._now(), ways)


class Machine:
    """What tells the ways of this computer, for every shop; a window asks Qt, which knows PAC."""

    def __init__(self) -> None:
        self._ask: Callable[[str], Ways] = usual_ways

    def ask_with(self, ask: Callable[[str], Ways]) -> None:
        """Ask another way from now on."""
        self._ask = ask

    def ways(self, url: str) -> Ways:
        """Return the ways to this address."""
        return self._ask(url)


MACHINE = Machine()
