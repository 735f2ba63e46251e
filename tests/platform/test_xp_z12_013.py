"""The client says what annex A of XP Z12-013 (1.3) asks, and understands what it answers."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from merchant_desk.demo.platform_server import SamplePlatform
from merchant_desk.demo.shop_server import Failure
from merchant_desk.errors import UnavailableError
from merchant_desk.sync.http import HttpClient
from merchant_desk.sync.platform.trouble import (
    FlowRefusedError,
    PlatformRejectedError,
    PlatformSilentError,
)
from merchant_desk.sync.platform.xp_z12_013 import XpZ12013
from merchant_desk.values.platform_flows import (
    Ack,
    FlowSyntax,
    FlowToSend,
    PlatformAccess,
    Processing,
    digest,
)
from tests.connectors.shops import Clock
from tests.platform.platform_desk import LIMITS, access, client
from tests.sync.wire import Wire, serving

FILE = FlowToSend(
    "a1-1", "FA-1.pdf", FlowSyntax.FACTUR_X, Processing.E_INVOICE, b"%PDF-1.7\r\n\x00\xff\r--\n"
)
_INSTANT = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z"
_RULES = "B2B|B2BInt|B2C|B2G|B2GInt|OutOfScope|B2GOutOfScope|ArchiveOnly|NotApplicable|Undefined"
_FIELDS = {
    "trackingId": r".{1,64}",
    "name": r".{1,255}",
    "processingRule": _RULES,
    "flowSyntax": "CII|UBL|Factur-X|CDAR|FRR",
    "flowProfile": "Basic|CIUS|Extended-CTC-FR|Undefined",
    "sha256": "[a-f0-9]{64}",
    "flowId": r".{1,64}",
    "submittedAt": _INSTANT,
    "updatedAt": _INSTANT,
    "flowDirection": "In|Out",
    "processingRuleSource": "Input|Computed",
    "flowType": r"[A-Z]\w+",
}
"""Written from the annex: the part of its schema that passes between us."""
_INFO = {"name", "flowSyntax"}
_FLOW = {
    *("flowId", "submittedAt", "updatedAt", "flowType", "flowDirection", "processingRuleSource"),
    *("flowProfile", "processingRule", "name", "flowSyntax"),
}


def follows(told: dict[str, Any], needed: set[str]) -> list[str]:
    """Return what of an object is not as the annex says."""
    missing = sorted(needed - told.keys())
    wrong = [
        name
        for name, value in told.items()
        if name in _FIELDS and not re.fullmatch(_FIELDS[name], value)
    ]
    unknown = sorted(told.keys() - _FIELDS.keys() - {"acknowledgement"})
    return [*missing, *wrong, *unknown]


@contextmanager
def _wired(*answers: tuple[int, dict[str, str], bytes]) -> Iterator[XpZ12013]:
    """A platform that answers just this."""
    with serving(Wire()) as wire:
        wire.give(*answers)
        http = HttpClient(limits=LIMITS, sleep=lambda _s: None)
        asks = XpZ12013(PlatformAccess(wire.url, f"{wire.url}/token", "id", "secret"), http)
        yield asks
        asks.close()


@pytest.fixture
def platform() -> Iterator[SamplePlatform]:
    with SamplePlatform(Clock()) as running:
        yield running


@pytest.fixture
def asks(platform: SamplePlatform) -> Iterator[XpZ12013]:
    connected = client(platform, Clock(), organization="maison-lavande")
    yield connected
    connected.close()


def test_a_file_arrives_byte_for_byte_with_the_signal_the_annex_describes(
    platform: SamplePlatform, asks: XpZ12013
) -> None:
    taken = asks.submit(FILE)

    called = platform.calls[-1]
    signal = json.loads(called.body.split(b"\r\n\r\n")[1].split(b"\r\n--")[0])
    assert follows(signal, _INFO | {"trackingId", "sha256"}) == []
    assert signal["sha256"] == digest(FILE.body)
    assert re.fullmatch(r"[0-9a-f-]{36}", called.headers["request-id"])
    assert called.headers["organization-id"] == "maison-lavande"
    assert called.headers["authorization"].startswith("Bearer ")
    assert asks.fetch(taken.flow_id) == FILE.body


def test_the_sample_platform_answers_as_the_annex_describes(
    platform: SamplePlatform, asks: XpZ12013
) -> None:
    asks.submit(FILE)

    told = [each.told() for each in platform.state.flows]

    assert [follows(each, _FLOW) for each in told] == [[]]
    assert told[0]["acknowledgement"] == {"status": "Ok"}


def test_a_search_asks_strictly_after_and_follows_the_cursor(
    platform: SamplePlatform, asks: XpZ12013
) -> None:
    for number in range(130):
        platform.state.deliver_invoice(b"%PDF-", f"F-{number}.pdf")

    first = asks.search("2026-01-01T00:00:00Z")
    second = asks.search("2026-01-01T00:00:00Z", first.next_cursor)
    last = second.flows[-1].updated_at

    assert (len(first.flows), len(second.flows), second.next_cursor) == (100, 30, "")
    assert asks.search(last).flows == ()
    asked = json.loads(platform.calls[-1].body)
    assert asked == {"limit": 100, "where": {"updatedAfter": last}}


def test_one_token_serves_until_it_nears_its_end(platform: SamplePlatform) -> None:
    clock = Clock()
    asks = client(platform, clock)

    asks.check()
    asks.check()
    clock.forward(minutes=50)
    asks.check()
    asks.close()

    assert [each.path for each in platform.calls].count("/auth-service/demo/token") == 2


def test_a_token_that_died_early_is_renewed_once(platform: SamplePlatform, asks: XpZ12013) -> None:
    asks.check()
    platform.tokens.clear()

    asks.check()

    assert [each.status for each in platform.calls] == [200, 200, 401, 200, 200]


def test_a_file_that_came_twice_counts_as_sent(platform: SamplePlatform, asks: XpZ12013) -> None:
    first = asks.submit(FILE)

    second = asks.submit(FILE)

    assert second.flow_id == first.flow_id
    assert len(platform.state.flows) == 1


def test_a_file_whose_digest_differs_is_acknowledged_as_an_error(
    platform: SamplePlatform, asks: XpZ12013
) -> None:
    platform.state.submit(
        {"name": "x.pdf", "flowSyntax": "CII", "sha256": "0" * 64, "trackingId": "t"}, b"<x/>"
    )

    found = asks.find("t")

    assert found is not None
    assert (found.ack, found.reasons[0].code) == (Ack.ERROR, "ChecksumMismatch")


@pytest.mark.parametrize(
    ("failure", "kind", "words"),
    [
        (Failure.UNAUTHORISED, PlatformRejectedError, "identifiant ou votre secret"),
        (Failure.BUSY, PlatformSilentError, "limite le nombre de demandes"),
        (Failure.BROKEN, PlatformSilentError, "en panne"),
        (Failure.MAINTENANCE, PlatformSilentError, "en panne"),
        (Failure.CUT, PlatformSilentError, "la connexion a échoué"),
    ],
)
def test_trouble_is_said_of_the_platform_in_french(
    platform: SamplePlatform,
    asks: XpZ12013,
    failure: Failure,
    kind: type[UnavailableError],
    words: str,
) -> None:
    asks.check()
    platform.fail(failure, times=4)

    with pytest.raises(kind, match=words) as told:
        asks.submit(FILE)

    assert told.value.advice
    assert "boutique" not in told.value.title


@pytest.mark.parametrize(
    ("status", "code", "words"),
    [
        (400, "MISSING_REQUIRED_FIELD", "Champ absent"),
        (413, "FILE_SIZE_EXCEEDED", "trop lourd"),
        (422, "UNPROCESSABLE_ENTITY", "UNPROCESSABLE_ENTITY"),
    ],
)
def test_a_file_that_would_be_refused_again_is_refused_for_good(
    status: int, code: str, words: str
) -> None:
    answers: list[tuple[int, dict[str, str], bytes]] = [
        (200, {}, b'{"access_token": "t", "expires_in": 3600}'),
        (status, {}, json.dumps({"errorCode": code, "errorMessage": "Champ absent"}).encode()),
    ]
    with _wired(*answers) as asks, pytest.raises(FlowRefusedError, match=words):
        asks.submit(FILE)


@pytest.mark.parametrize("told", [b"", b"[]", b'{"results": 3}', b'{"results": [{}]}', b"<html>"])
def test_an_answer_that_is_none_is_said_to_be_none(told: bytes) -> None:
    with (
        _wired((200, {}, b'{"access_token": "t", "expires_in": 3600}'), (200, {}, told)) as asks,
        pytest.raises(PlatformSilentError, match="n’a pas été comprise"),
    ):
        asks.search("2026-01-01T00:00:00Z")


def test_the_directory_says_where_a_business_receives(
    platform: SamplePlatform, asks: XpZ12013
) -> None:
    platform.state.directory.append(
        {
            "addressingIdentifier": "552100554_ACHATS",
            "siren": "552100554",
            "siret": "",
            "platformType": "WK",
            "directoryLineStatus": "Enabled",
        }
    )

    found = asks.directory_lines("552100554")

    assert [(each.address, each.usable) for each in found] == [("552100554_ACHATS", True)]
    assert asks.directory_lines("732829320") == ()


def test_nobody_at_that_address_is_said_of_the_platform() -> None:
    with SamplePlatform() as gone:
        asks = client(gone, Clock())
    with pytest.raises(PlatformSilentError, match="plateforme agréée"):
        asks.check()
    asks.close()


def test_the_secret_is_in_no_text_of_the_access(platform: SamplePlatform) -> None:
    assert "secret-de-demonstration" not in repr(access(platform))
