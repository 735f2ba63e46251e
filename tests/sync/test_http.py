"""One careful client between this computer and any shop, over real sockets."""

import logging
import ssl
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from merchant_desk.errors import UnavailableError
from merchant_desk.sync.errors import (
    ShopBusyError,
    ShopRejectedCredentialsError,
    ShopUntrustedError,
)
from merchant_desk.sync.http import HttpClient, HttpLimits, HttpRequest
from merchant_desk.sync.redaction import redacted
from tests.sync.wire import Wire, free_port, over_tls, self_signed, serving

HURRIED = HttpLimits(connect_s=2, read_s=0.3, whole_s=1, first_wait_s=1, longest_wait_s=60)


@pytest.fixture
def wire() -> Iterator[Wire]:
    with serving(Wire()) as running:
        yield running


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def client(waits: list[float]) -> Iterator[HttpClient]:
    made = HttpClient(limits=HURRIED, sleep=waits.append, jitter=lambda: 0.5)
    yield made
    made.close()


def get(client: HttpClient, url: str) -> str:
    return client.send(HttpRequest("GET", url)).text


def test_an_answer_comes_back_with_its_headers_in_lower_case(
    wire: Wire, client: HttpClient
) -> None:
    wire.give((200, {"X-WP-Total": "7"}, '{"nom": "Élodie"}'.encode()))

    answer = client.send(HttpRequest("GET", f"{wire.url}/a", [("page", "2"), ("q", "é&")]))

    assert (answer.status, answer.text) == (200, '{"nom": "Élodie"}')
    assert answer.headers["x-wp-total"] == "7"
    assert wire.calls[0][1] == "/a?page=2&q=%C3%A9%26"
    assert wire.calls[0][2]["User-Agent"].startswith("MerchantDesk/")


def test_a_refusal_the_connector_can_judge_is_an_answer(wire: Wire, client: HttpClient) -> None:
    wire.give((404, {}, b'{"code":"invalid_id"}'))

    answer = client.send(HttpRequest("GET", wire.url))

    assert (answer.status, answer.text) == (404, '{"code":"invalid_id"}')


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_read_is_tried_again_with_growing_waits(
    wire: Wire, client: HttpClient, waits: list[float], status: int
) -> None:
    wire.give((status, {}, b""), (status, {}, b""), (200, {}, b"[]"))

    text = get(client, wire.url)

    assert text == "[]"
    assert waits == [1.0, 2.0]


def test_a_write_is_never_tried_again_by_itself(
    wire: Wire, client: HttpClient, waits: list[float]
) -> None:
    wire.give((503, {}, b""))

    with pytest.raises(ShopBusyError):
        client.send(HttpRequest("POST", wire.url, body=b"{}"))

    assert len(wire.calls) == 1
    assert waits == []


def test_retry_after_in_seconds_is_obeyed(
    wire: Wire, client: HttpClient, waits: list[float]
) -> None:
    wire.give((429, {"Retry-After": "7"}, b""), (200, {}, b"{}"))

    get(client, wire.url)

    assert waits == [7.0]


def test_retry_after_as_a_date_is_obeyed(wire: Wire, waits: list[float]) -> None:
    now = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
    until = format_datetime(now + timedelta(seconds=12), usegmt=True)
    wire.give((503, {"Retry-After": until}, b""), (200, {}, b"{}"))
    client = HttpClient(limits=HURRIED, sleep=waits.append, now=lambda: now)

    get(client, wire.url)

    client.close()
    assert waits == [12.0]


def test_a_host_that_asks_for_an_hour_is_left_alone(
    wire: Wire, client: HttpClient, waits: list[float]
) -> None:
    wire.give((429, {"Retry-After": "3600"}, b""))

    with pytest.raises(ShopBusyError) as refused:
        get(client, wire.url)

    assert refused.value.retry_after_s == 3600
    assert "hébergeur" in refused.value.title
    assert (len(wire.calls), waits) == (1, [])


def test_patience_has_an_end(wire: Wire, client: HttpClient, waits: list[float]) -> None:
    wire.give((429, {}, b""))

    with pytest.raises(ShopBusyError):
        get(client, wire.url)

    assert len(wire.calls) == 4
    assert waits == [1.0, 2.0, 4.0]


def test_refused_keys_are_told_apart(wire: Wire, client: HttpClient) -> None:
    wire.give((401, {}, b'{"code":"x"}'))

    with pytest.raises(ShopRejectedCredentialsError) as refused:
        get(client, wire.url)

    assert refused.value.reply == '{"code":"x"}'
    assert "clés" in refused.value.title


def test_a_broken_server_is_said_with_its_number(wire: Wire, client: HttpClient) -> None:
    wire.give((500, {}, b"<html>Fatal error</html>"))

    with pytest.raises(UnavailableError, match="erreur 500"):
        get(client, wire.url)


@pytest.mark.parametrize("status", [200, 403, 404])
def test_a_page_for_people_means_the_host_blocks(
    wire: Wire, client: HttpClient, status: int
) -> None:
    wire.give((status, {"Content-Type": "text/html"}, b"<!DOCTYPE html><title>Checking</title>"))

    with pytest.raises(UnavailableError, match="hébergeur a bloqué"):
        get(client, wire.url)


def test_a_shop_that_moved_is_named_without_its_query(wire: Wire, client: HttpClient) -> None:
    wire.give((301, {"Location": "https://www.boutique.fr/wp-json/?consumer_secret=cs_1"}, b""))

    with pytest.raises(UnavailableError) as refused:
        get(client, wire.url)

    assert "https://www.boutique.fr" in refused.value.advice
    assert "cs_1" not in refused.value.advice


def test_nobody_listening_is_said(client: HttpClient) -> None:
    with pytest.raises(UnavailableError, match="arrêté ou injoignable"):
        get(client, f"http://127.0.0.1:{free_port()}")


def test_an_unknown_name_is_said(client: HttpClient) -> None:
    with pytest.raises(UnavailableError):
        get(client, "http://boutique-qui-nexiste-pas.invalid")


@pytest.mark.parametrize("address", ["", "boutique", "http://", "ftp://boutique.fr"])
def test_an_impossible_address_is_said(client: HttpClient, address: str) -> None:
    with pytest.raises(UnavailableError, match="adresse"):
        get(client, address)


def test_a_slow_shop_is_a_time_out(wire: Wire, client: HttpClient) -> None:
    wire.hold_s = 0.8

    with pytest.raises(UnavailableError, match="à temps"):
        get(client, wire.url)


def test_an_answer_cut_in_the_middle_is_said(wire: Wire, client: HttpClient) -> None:
    wire.give((200, {"Content-Length": "5000", "Connection": "close"}, b'[{"id":'))

    with pytest.raises(UnavailableError):
        get(client, wire.url)


def test_an_endless_answer_is_dropped(wire: Wire) -> None:
    wire.give((200, {}, b"x" * 300_000))
    client = HttpClient(limits=HttpLimits(largest_bytes=100_000))

    with pytest.raises(UnavailableError, match="démesurée"):
        get(client, wire.url)

    client.close()


def test_a_certificate_nobody_trusts_is_refused(client: HttpClient, tmp_path: Path) -> None:
    with (
        serving(over_tls(Wire(), self_signed(tmp_path))) as wire,
        pytest.raises(ShopUntrustedError, match="certificat de sécurité est refusé"),
    ):
        get(client, wire.url)


def test_an_expired_certificate_speaks_of_the_date(tmp_path: Path) -> None:
    certificate = self_signed(tmp_path, expired=True)
    trusting = ssl.create_default_context(cafile=str(certificate))
    client = HttpClient(limits=HURRIED, ssl_context=trusting)

    with (
        serving(over_tls(Wire(), certificate)) as wire,
        pytest.raises(ShopUntrustedError) as refused,
    ):
        get(client, wire.url)

    client.close()
    assert "périmé" in refused.value.title
    assert "date de cet ordinateur" in refused.value.advice


def test_a_trusted_certificate_is_accepted(tmp_path: Path) -> None:
    certificate = self_signed(tmp_path)
    trusting = ssl.create_default_context(cafile=str(certificate))
    client = HttpClient(limits=HURRIED, ssl_context=trusting)

    with serving(over_tls(Wire(), certificate)) as wire:
        text = get(client, wire.url)

    client.close()
    assert text == "{}"


def test_a_wrong_clock_is_known_and_explains_refused_keys(wire: Wire) -> None:
    here = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
    there = here + timedelta(hours=2)
    wire.give((401, {"Date": format_datetime(there, usegmt=True)}, b"{}"))
    client = HttpClient(now=lambda: here)

    with pytest.raises(ShopRejectedCredentialsError) as refused:
        get(client, wire.url)

    client.close()
    assert client.clock_skew_s == 7200
    assert client.server_now() == there
    assert "diffère de 120 minutes" in refused.value.advice


def test_never_more_than_two_calls_at_once(wire: Wire, client: HttpClient) -> None:
    wire.hold_s = 0.05

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda _n: get(client, wire.url), range(6)))

    assert wire.most_at_once == 2


def test_no_cookie_is_kept(wire: Wire, client: HttpClient) -> None:
    wire.give((200, {"Set-Cookie": "session=1; Path=/"}, b"{}"))

    get(client, wire.url)
    get(client, wire.url)

    assert "Cookie" not in wire.calls[1][2]


def test_a_netrc_never_replaces_our_keys(
    wire: Wire, client: HttpClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login a password b\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))

    get(client, wire.url)

    assert "Authorization" not in wire.calls[0][2]


def test_keys_reach_neither_log_nor_error(
    client: HttpClient, wire: Wire, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    query = [("consumer_key", "ck_12345678secret"), ("consumer_secret", "cs_12345678secret")]
    wire.give((500, {}, b""))

    with pytest.raises(UnavailableError) as broken:
        client.send(HttpRequest("GET", wire.url, query))
    with pytest.raises(UnavailableError) as absent:
        client.send(HttpRequest("GET", f"http://127.0.0.1:{free_port()}", query))

    told = caplog.text + repr(broken.value.__cause__) + repr(absent.value.__cause__)
    assert "12345678" not in told + repr(HttpRequest("GET", wire.url, query))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("/a?consumer_key=ck_1&page=2", "/a?consumer_key=***&page=2"),
        ("oauth_signature=abc%3D&x=1", "oauth_signature=***&x=1"),
        ("key ck_0123456789abcdef", "key ***"),
        ("Authorization: Basic Y2s6Y3M9PQ==", "Authorization: Basic ***"),
        ("https://moi:mot@boutique.fr/", "https://***@boutique.fr/"),
        ("page=2&per_page=100", "page=2&per_page=100"),
    ],
)
def test_what_looks_like_a_key_is_blotted_out(text: str, shown: str) -> None:
    assert redacted(text) == shown


def test_a_starting_window_does_not_load_the_http_library() -> None:
    code = (
        "import sys, merchant_desk.connectors, merchant_desk.sync.http;"
        "sys.exit('requests' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", code], check=False)  # noqa: S603 - our own code

    assert done.returncode == 0
