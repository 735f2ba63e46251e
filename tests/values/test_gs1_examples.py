"""The examples GS1 itself prints, read as an independent parser reads them."""

from datetime import UTC, date, datetime

import biip
import pytest

from merchant_desk.values.gs1 import GS, parse_gs1
from merchant_desk.values.scan import scan_of_keys, scan_of_text
from tests.scanner_keys import LAYOUT_NAMES, keys_of

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)

# GS1 DataMatrix Guideline, GS1 General Specifications, GS1 Healthcare: as printed under symbols.
ELEMENT_STRINGS = [
    ("01095011015300031715011910AB-123", "AB-123", None, date(2015, 1, 19)),
    ("010952123454321310ABC123" + GS + "2112345", "ABC123", "12345", None),
    ("01095060001343521720122510ABC123", "ABC123", None, date(2020, 12, 25)),
    (
        "01070462613985721713033110TEST5632" + GS + "2119067811811",
        "TEST5632", "19067811811", date(2013, 3, 31),
    ),
    ("01095060001343523103000195", None, None, None),
    ("010950600013435270032812311430" + GS + "10L1", "L1", None, date(2028, 12, 31)),
    ("010950600013435215280200", None, None, date(2028, 2, 29)),
]  # fmt: skip

# GS1 Digital Link Standard: URI Syntax, and the resolver of GS1.
LINKS = [
    ("https://id.gs1.org/01/09506000134352", None, None, None),
    ("https://brand.example.com/01/9506000134352", None, None, None),
    ("https://example.com/some-extra/path/01/09506000134352", None, None, None),
    ("https://id.gs1.org/01/09521234543213/10/ABC123/21/12345", "ABC123", "12345", None),
    (
        "https://id.gs1.org/01/09506000134352/10/ABC1/21/12345?17=180426",
        "ABC1", "12345", date(2018, 4, 26),
    ),
    ("https://id.gs1.org/01/09506000134352/22/2A", None, None, None),
    ("https://id.gs1.org/01/09506000134352?3103=000195", None, None, None),
    ("https://id.gs1.org/01/09506000134352/10/AB%2FC?17=271231&linkType=gs1:pip", "AB/C", None,
     date(2027, 12, 31)),
    ("https://id.gs1.org/01/09506000134352?10=AB;17=271231", "AB", None, date(2027, 12, 31)),
    ("https://id.gs1.org/gtin/09506000134352/lot/ABC/ser/123", "ABC", "123", None),
    ("https://id.gs1.org/01/09506000134352/21/1#info", None, "1", None),
]  # fmt: skip


@pytest.mark.parametrize(("symbol", "lot", "serial", "expiry"), ELEMENT_STRINGS)
def test_an_element_string_gives_lot_serial_and_expiry(
    symbol: str, lot: str | None, serial: str | None, expiry: date | None
) -> None:
    ours = parse_gs1(symbol)
    theirs = biip.parse(f"]d2{symbol}").gs1_message

    assert ours is not None
    assert theirs is not None
    assert ours.elements == tuple((each.ai.ai, each.value) for each in theirs.element_strings)
    assert (ours.lot, ours.serial, ours.expiry) == (lot, serial, expiry)


@pytest.mark.parametrize(("link", "lot", "serial", "expiry"), LINKS)
def test_a_digital_link_gives_article_lot_serial_and_expiry(
    link: str, lot: str | None, serial: str | None, expiry: date | None
) -> None:
    found = parse_gs1(link)

    assert found is not None
    assert found.gtin14 in {"09506000134352", "09521234543213"}
    assert (found.lot, found.serial, found.expiry) == (lot, serial, expiry)


@pytest.mark.parametrize("layout", LAYOUT_NAMES)
@pytest.mark.parametrize(("symbol", "lot", "serial", "expiry"), ELEMENT_STRINGS)
def test_what_the_scanner_types_comes_through_on_every_keyboard(
    symbol: str, lot: str | None, serial: str | None, expiry: date | None, layout: str
) -> None:
    scan = scan_of_keys(keys_of(f"]d2{symbol}", layout), AT)

    read = scan.candidates[0]
    assert read.gtin14 == symbol[2:16]
    assert (read.lot, read.serial, read.expiry) == (lot, serial, expiry)


def test_a_link_typed_or_scanned_names_its_article_first() -> None:
    (first, *_others) = scan_of_text(LINKS[4][0], AT).candidates

    assert (first.code, first.lot, first.serial) == ("09506000134352", "ABC1", "12345")


@pytest.mark.parametrize(
    "link",
    [
        "https://id.gs1.org/01/09506000134353",
        "https://id.gs1.org/01",
        "https://id.gs1.org/01/",
        "https://id.gs1.org/8004/9506000134352",
        "https://id.gs1.org/01/09506000134352/17/271399",
        "https://id.gs1.org/gtin/abc",
        "http://",
    ],
)
def test_a_link_that_names_no_article_is_an_address_like_any_other(link: str) -> None:
    assert parse_gs1(link) is None
