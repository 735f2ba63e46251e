"""Certificates, clocks, cookies and keys: what a call must never give away."""

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
import requests
from urllib3 import HTTPSConnectionPool
from urllib3.exceptions import MaxRetryError, SSLError

from merchant_desk.errors import UnavailableError
from merchant_desk.sync.errors import (
    ShopRejectedCredentialsError,
    ShopUntrustedError,
)
from merchant_desk.sync.http import HttpClient, HttpLimits, HttpRequest
from merchant_desk.sync.http_refusals import NetworkTrouble
from merchant_desk.sync.http_session import kind_of_trouble
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


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (0x800B0101, NetworkTrouble.CERTIFICATE_DATE),  # as truststore tells it on Windows
        (-67819, NetworkTrouble.CERTIFICATE_DATE),  # and on macOS
        (0x800B0109, NetworkTrouble.CERTIFICATE),  # a root nobody trusts
    ],
)
def test_a_wrong_date_is_known_by_its_number_in_whatever_language(
    code: int, kind: NetworkTrouble
) -> None:
    told = ssl.SSLCertVerificationError("Un certificat requis n’est pas dans sa validité.")
    told.verify_code = code
    pool = HTTPSConnectionPool("boutique.example")
    wrapped = requests.exceptions.SSLError(MaxRetryError(pool, "/", SSLError(told)))

    assert kind_of_trouble(wrapped) is kind


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
        ('{"access_token": "abc", "n": 1}', '{"access_token": "***", "n": 1}'),
        ("X-Shopify-Access-Token: shpat_0123456789abcdef", "X-Shopify-Access-Token: ***"),
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
