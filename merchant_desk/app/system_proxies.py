"""What the system says of the way to a host, its automatic configuration (PAC) included.

Qt asks WinHTTP, which may look for a configuration in the network: « depending on the configuration
of Windows, this function may take several seconds to execute » (doc.qt.io, QNetworkProxyFactory::
systemProxyForQuery). So it is asked in a thread of its own, and not for longer than that.
"""

import threading
from collections.abc import Callable, Sequence
from urllib.parse import quote

from PySide6.QtCore import QUrl
from PySide6.QtNetwork import QNetworkProxy, QNetworkProxyFactory, QNetworkProxyQuery

from merchant_desk.sync.proxies import DIRECT, Ways, usual_ways

_LONGEST_S = 8.0
_HTTP = {QNetworkProxy.ProxyType.HttpProxy, QNetworkProxy.ProxyType.HttpCachingProxy}
_ONE_AT_A_TIME = threading.Lock()


def system_ways(url: str) -> Ways:
    """Return the ways Qt knows to this address; what the registry says when it takes too long."""
    return within(_LONGEST_S, lambda: ways_of(_asked(url))) or usual_ways(url)


def _asked(url: str) -> Sequence[QNetworkProxy]:
    with _ONE_AT_A_TIME:
        return QNetworkProxyFactory.systemProxyForQuery(QNetworkProxyQuery(QUrl(url)))


def ways_of(told: Sequence[QNetworkProxy]) -> Ways:
    """Return the proxies that HTTP can use, in their order; others are left out."""
    ways: list[str] = []
    for proxy in told:
        if proxy.type() in _HTTP and proxy.hostName():
            ways.append(_address(proxy))
        elif proxy.type() is QNetworkProxy.ProxyType.NoProxy:
            ways.append(DIRECT)
    return tuple(ways)


def within(seconds: float, ask: Callable[[], Ways]) -> Ways:
    """Return the answer if it comes in time, else none; the question is left to itself."""
    answer: list[Ways] = []

    def work() -> None:
        answer.append(ask())

    asking = threading.Thread(target=work, name="system-proxies", daemon=True)
    asking.start()
    asking.join(seconds)
    return answer[0] if answer else ()


def _address(proxy: QNetworkProxy) -> str:
    who = f"{quote(proxy.user(), safe='')}:{quote(proxy.password(), safe='')}@"
    host = f"[{proxy.hostName()}]" if ":" in proxy.hostName() else proxy.hostName()
    return f"http://{who if proxy.user() else ''}{host}:{proxy.port()}"
