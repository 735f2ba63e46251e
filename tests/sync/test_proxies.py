"""By which way a shop is reached: the system is asked seldom, and never for long."""

import threading

import pytest
from PySide6.QtNetwork import QNetworkProxy

from merchant_desk.app.system_proxies import system_ways, ways_of, within
from merchant_desk.errors import UnavailableError
from merchant_desk.sync.http import HttpClient, HttpLimits, HttpRequest
from merchant_desk.sync.proxies import DIRECT, MACHINE, Proxies, Ways, usual_ways
from tests.sync.wire import Wire, free_port, serving

URL = "https://shop.example/wp-json"


class Asked:
    """The system: answers what it is told to, and counts."""

    def __init__(self, *answers: Ways) -> None:
        self.answers = list(answers)
        self.urls: list[str] = []

    def __call__(self, url: str) -> Ways:
        self.urls.append(url)
        return self.answers[min(len(self.urls), len(self.answers)) - 1]


def test_the_system_is_asked_once_in_ten_minutes_for_each_host() -> None:
    clock, system = [0.0], Asked(["http://proxy:3128"], [DIRECT])
    proxies = Proxies(system, lambda: clock[0])

    first = [proxies.way(URL), proxies.way(f"{URL}/orders")]
    clock[0] = 601
    later = proxies.way(URL)

    assert first == [{"https": "http://proxy:3128"}] * 2
    assert later == {}
    assert len(system.urls) == 2


def test_after_a_failure_the_next_way_is_tried_and_then_the_system_again() -> None:
    system = Asked(["http://one:1", "http://two:2"], ["http://three:3"])
    proxies = Proxies(system)
    ways = []
    for _turn in range(3):
        ways.append(proxies.way(URL)["https"])
        proxies.failed(URL)

    assert ways == ["http://one:1", "http://two:2", "http://three:3"]


def test_this_computer_is_reached_straight_and_nobody_is_asked() -> None:
    system = Asked(["http://one:1"])

    assert [Proxies(system).way(f"http://{host}:80/") for host in ("localhost", "127.0.0.2")] == [
        {},
        {},
    ]
    assert system.urls == []


def test_what_qt_tells_is_put_in_the_words_of_http() -> None:
    kind = QNetworkProxy.ProxyType
    told = [
        QNetworkProxy(kind.Socks5Proxy, "socks", 1080),
        QNetworkProxy(kind.HttpCachingProxy, "caching", 8080),
        QNetworkProxy(kind.HttpProxy, "pac.example", 3128, "camille", "p@ss:1"),
        QNetworkProxy(kind.HttpProxy, "fd00::1", 3128),
        QNetworkProxy(kind.NoProxy),
    ]

    assert ways_of(told) == (
        "http://caching:8080",
        "http://camille:p%40ss%3A1@pac.example:3128",
        "http://[fd00::1]:3128",
        DIRECT,
    )


def test_qt_answers_with_the_proxy_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://proxy.example:3128")

    assert list(usual_ways(URL)) == ["http://proxy.example:3128"]
    assert list(system_ways(URL)) == ["http://proxy.example:3128"]


def test_a_system_that_looks_for_its_configuration_is_not_waited_for() -> None:
    over = threading.Event()

    def slow() -> Ways:
        over.wait()
        return ["http://late:1"]

    assert within(0.01, slow) == ()
    over.set()
    assert within(10, slow) == ["http://late:1"]


def test_a_shop_behind_an_automatic_configuration_is_reached_by_its_second_proxy() -> None:
    with serving(Wire()) as proxy:
        MACHINE.ask_with(lambda _url: [f"http://127.0.0.1:{free_port()}", proxy.url])
        try:
            client = HttpClient(limits=HttpLimits(connect_s=2, read_s=2, attempts=1))
            proxy.give((200, {}, b"[]"))
            with pytest.raises(UnavailableError):
                client.send(HttpRequest("GET", "http://boutique.example/wp-json"))

            answer = client.send(HttpRequest("GET", "http://boutique.example/wp-json"))
        finally:
            MACHINE.ask_with(usual_ways)
        client.close()

    assert answer.text == "[]"
