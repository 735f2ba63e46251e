import time
from datetime import date

import biip
import pytest
from hypothesis import given
from hypothesis.strategies import dates, from_regex, integers, text

from merchant_desk.values.barcode import check_digit
from merchant_desk.values.gs1 import Gs1, announces_gs1, parse_gs1, strip_aim_id

GTIN = "03760123456784"


def test_a_datamatrix_gives_article_lot_expiry_and_serial() -> None:
    found = parse_gs1(f"01{GTIN}17271231" + "10LOT-7\x1d21SER42")

    assert found == Gs1((("01", GTIN), ("17", "271231"), ("10", "LOT-7"), ("21", "SER42")))
    assert (found.gtin14, found.lot, found.serial) == (GTIN, "LOT-7", "SER42")
    assert found.expiry == date(2027, 12, 31)


@pytest.mark.parametrize("separator", ["\x1d", "<GS>", "{gs}", "\u2194", "\u241d"])
def test_separators_are_known_in_the_ways_scanners_write_them(separator: str) -> None:
    found = parse_gs1(f"01{GTIN}10ABC123{separator}17271231")

    assert found is not None
    assert (found.lot, found.expiry, found.guessed) == ("ABC123", date(2027, 12, 31), False)


@pytest.mark.parametrize(
    ("symbol", "lot", "expiry"),
    [
        (f"01{GTIN}10ABC12317271231", "ABC123", date(2027, 12, 31)),
        (f"01{GTIN}10431715270630", "4317", date(2027, 6, 30)),
        (f"01{GTIN}10L1172712312155", "L1", date(2027, 12, 31)),
    ],
)
def test_a_lost_separator_is_supposed_before_a_sensible_date_and_said(
    symbol: str, lot: str, expiry: date
) -> None:
    found = parse_gs1(symbol)

    assert found is not None
    assert (found.gtin14, found.lot, found.expiry, found.guessed) == (GTIN, lot, expiry, True)


def test_a_lot_at_the_end_needs_no_guess() -> None:
    found = parse_gs1(f"01{GTIN}1727123110LOT9")

    assert found is not None
    assert (found.lot, found.guessed) == ("LOT9", False)


def test_day_zero_is_the_last_day_of_its_month() -> None:
    found = parse_gs1(f"01{GTIN}15280200")

    assert found is not None
    assert found.expiry == date(2028, 2, 29)


def test_a_carton_says_what_it_holds_and_how_many() -> None:
    found = parse_gs1(f"00{'34531200000000001'}{check_digit('34531200000000001')}02{GTIN}3724")

    assert found is not None
    assert (found.gtin14, found.quantity) == (GTIN, 24)
    assert found.sscc == "345312000000000011"


@pytest.mark.parametrize(
    ("element", "grams"), [("3103001250", 1250), ("3102000125", 1250), ("3105000001", None)]
)
def test_a_net_weight_is_read_in_grams(element: str, grams: int | None) -> None:
    found = parse_gs1(f"01{GTIN}{element}")

    assert found is not None
    assert found.weight_g == grams


def test_the_form_printed_under_the_bars_is_understood() -> None:
    assert parse_gs1(f"(01){GTIN}(10)LOT 7") is None
    assert parse_gs1(f"(01){GTIN}(17)271231(10)LOT7") == Gs1(
        (("01", GTIN), ("17", "271231"), ("10", "LOT7"))
    )


@pytest.mark.parametrize(
    "address",
    [
        f"https://id.gs1.org/01/{GTIN}/10/LOT%2F7?17=271231",
        "HTTPS://exemple.fr/p/01/3760123456784/10/LOT%2F7?17=271231&utm=x",
    ],
)
def test_a_digital_link_is_understood(address: str) -> None:
    assert parse_gs1(address) == Gs1((("01", GTIN), ("10", "LOT/7"), ("17", "271231")))


@pytest.mark.parametrize(
    "symbol",
    [
        "",
        "\x1d",
        "3760123456784",
        "10ABC",
        "0103760123456785",
        "01037601234567",
        f"01{GTIN}171313",
        f"01{GTIN}17271399",
        f"01{GTIN}ZZ",
        "https://exemple.fr/produit/42",
        "https://[",
        f"https://exemple.fr/01/{GTIN}/10",
        "http://id.gs1.org/01/3760123456785",
        "(01)abc",
        "(01",
        "01" * 400,
    ],
)
def test_what_is_not_gs1_is_not_taken_for_it(symbol: str) -> None:
    assert parse_gs1(symbol) is None


def test_a_promised_symbol_may_name_no_article() -> None:
    assert parse_gs1("10ABC") is None
    assert parse_gs1("10ABC", promised=True) == Gs1((("10", "ABC"),))
    assert parse_gs1("\x1d10ABC") == Gs1((("10", "ABC"),))


@pytest.mark.parametrize(
    ("scanned", "aim_id", "rest", "gs1"),
    [
        ("]E03760123456784", "]E0", "3760123456784", False),
        ("]C10103760123456784", "]C1", "0103760123456784", True),
        ("]d2x", "]d2", "x", True),
        ("]D2x", "]D2", "x", True),
        ("3760", None, "3760", False),
        ("]", None, "]", False),
    ],
)
def test_the_aim_identifier_is_taken_off(
    scanned: str, aim_id: str | None, rest: str, gs1: bool
) -> None:
    assert strip_aim_id(scanned) == (aim_id, rest)
    assert announces_gs1(aim_id) is gs1


def test_a_hostile_symbol_costs_little() -> None:
    started = time.perf_counter()

    for symbol in ("10" * 48, "1" * 96, f"01{GTIN}" + "21101021" * 10, "\x1d" * 500):
        parse_gs1(symbol, promised=True)

    assert time.perf_counter() - started < 1


@given(
    payload=integers(0, 10**13 - 1),
    lot=from_regex(r"[A-Z0-9/-]{1,20}", fullmatch=True),
    serial=from_regex(r"[A-Za-z0-9]{1,20}", fullmatch=True),
    expiry=dates(date(2001, 1, 1), date(2049, 12, 31)),
)
def test_an_independent_parser_agrees(payload: int, lot: str, serial: str, expiry: date) -> None:
    gtin = f"{payload:013d}{check_digit(f'{payload:013d}')}"
    symbol = f"01{gtin}17{expiry:%y%m%d}10{lot}\x1d21{serial}"

    ours = parse_gs1(symbol)
    theirs = biip.parse(f"]d2{symbol}").gs1_message

    assert ours is not None
    assert theirs is not None
    assert ours.elements == tuple((each.ai.ai, each.value) for each in theirs.element_strings)
    assert (ours.lot, ours.serial, ours.expiry) == (lot, serial, expiry)


@given(anything=text())
def test_no_text_breaks_the_parser(anything: str) -> None:
    for symbol in (anything, f"01{GTIN}{anything}", f"https://{anything}/01/{GTIN}"):
        found = parse_gs1(symbol, promised=True)

        assert found is None or found.elements
