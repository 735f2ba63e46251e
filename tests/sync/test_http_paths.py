"""The way to a shop: through the proxy of the machine, and never waiting for ever."""

import threading
import time

import pytest

from merchant_desk.errors import UnavailableError
from merchant_desk.sync.http import HttpClient, HttpLimits, HttpRequest
from tests.storefronts.fake_server import Answer, Failure, FakeServer, running
from tests.sync.wire import Wire, free_port, serving

ONCE = HttpLimits(connect_s=2, read_s=2, attempts=1)


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_proxy_that_does_not_answer_is_named_as_the_trouble(
    monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    monkeypatch.setenv(f"{scheme}_proxy", f"http://127.0.0.1:{free_port()}")
    client = HttpClient(limits=ONCE)
    address = f"{scheme}://boutique.example/wp-json?consumer_secret=cs_1"

    with pytest.raises(UnavailableError) as refused:
        client.send(HttpRequest("GET", address))

    client.close()
    assert "proxy" in f"{refused.value.title} {refused.value.advice}".lower()
    assert "cs_1" not in f"{refused.value.title} {refused.value.advice}"


def test_a_shop_of_this_network_is_called_without_the_proxy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{free_port()}")
    client = HttpClient(limits=ONCE)
    with serving(Wire()) as wire:
        wire.give((200, {}, b"[]"))

        assert client.send(HttpRequest("GET", wire.url)).text == "[]"

    client.close()


def test_a_shop_reached_through_the_proxy_hears_its_whole_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client = HttpClient(limits=ONCE)
    with serving(Wire()) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url)
        proxy.give((200, {}, b"[]"))

        client.send(HttpRequest("GET", "http://boutique.example/wp-json"))

        assert proxy.calls[0][1] == "http://boutique.example/wp-json"
    client.close()


def test_an_answer_that_goes_on_past_its_time_is_given_up() -> None:
    client = HttpClient(limits=HttpLimits(whole_s=0, attempts=1))
    with serving(Wire()) as wire:
        wire.give((200, {}, b"[" + b" " * 200_000 + b"]"))

        with pytest.raises(UnavailableError, match="pas répondu à temps"):
            client.send(HttpRequest("GET", wire.url))

    client.close()


def test_a_shop_whose_clock_was_never_heard_has_ours() -> None:
    client = HttpClient(limits=ONCE)
    with serving(Wire()) as wire:
        wire.give((200, {"Date": "hier soir"}, b"[]"))

        client.send(HttpRequest("GET", wire.url))

    assert client.clock_skew_s is None
    assert abs((client.server_now() - client._now()).total_seconds()) < 5
    client.close()


def _being_served() -> list[str]:
    return [each.name for each in threading.enumerate() if "process_request" in each.name]


def test_closing_leaves_no_connection_open_even_after_one_was_cut() -> None:
    client = HttpClient(limits=ONCE)
    with running(FakeServer(lambda _call: Answer(200, b"{}"))) as server:
        request = HttpRequest("GET", server.url)
        server.failures.append(Failure.CUT)
        with pytest.raises(UnavailableError):
            client.send(request)
        client.send(request)
        assert _being_served()

        client.close()

        patience = time.monotonic() + 2
        while _being_served() and time.monotonic() < patience:
            time.sleep(0.01)
        assert _being_served() == []
