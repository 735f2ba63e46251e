from datetime import UTC, date, datetime

import pytest
from hypothesis import example, given
from hypothesis.strategies import booleans, characters, sampled_from, text

from merchant_desk.values.scan import (
    CodeKind,
    How,
    choose,
    code_kind,
    ranked,
    readings,
    readings_of_text,
    scan_of_keys,
    scan_of_text,
)
from tests.scanner_keys import LAYOUT_NAMES, keys_of

AT = datetime(2026, 11, 21, 9, tzinfo=UTC)
EAN = "3760123456784"
GTIN = "03760123456784"
GS1 = f"]d201{GTIN}10LOT-7\x1d17271231"
SAMPLES = (EAN, "AB-12", "MDO10234", "SKU/42.5+X$%", f"]E0{EAN}", GS1, "[{}]~`<>?|\\")


@pytest.mark.parametrize("layout", LAYOUT_NAMES)
@pytest.mark.parametrize("caps", [False, True])
@pytest.mark.parametrize("code", SAMPLES)
def test_positions_give_the_code_on_every_layout(layout: str, caps: bool, code: str) -> None:
    found = readings(keys_of(code, layout, caps=caps))

    assert found[0].how is How.BY_POSITION
    assert (found[0].aim_id or "") + found[0].text == code


@pytest.mark.parametrize(
    ("arrived", "code"),
    [
        ("3760123456784", EAN),
        ("\"è-à&é\"'(-è_'", EAN),
        ("\"è§à&é\"'(§è!'", EAN),
        ('»+@*"«»()@+-(', EAN),
        ("è‘)»àéèê()‘’ê", EAN),
        ("qb)&É", "AB-12"),
        ("qb°12", "AB-12"),
        ("QB)&é", "AB-12"),
        ("ab-12", "AB-12"),
        ('AK="«', "AB-12"),
        ("qb'ÀÉ", "AB-12"),
    ],
)
def test_without_positions_a_known_code_is_found_by_its_characters(arrived: str, code: str) -> None:
    known = {GTIN, "AB-12"}

    chosen = choose(readings_of_text(arrived), known)

    assert [each.code for each in chosen] == [GTIN if code == EAN else code]


@pytest.mark.parametrize("layout", LAYOUT_NAMES)
@pytest.mark.parametrize("caps", [False, True])
@pytest.mark.parametrize("positions", [False, True])
def test_an_article_never_sold_before_is_read_by_its_check_digit(
    layout: str, caps: bool, positions: bool
) -> None:
    keys = keys_of(EAN, layout, caps=caps, positions=positions)

    (chosen,) = choose(readings(keys), known=())

    assert (chosen.gtin14, chosen.kind) == (GTIN, CodeKind.ARTICLE)


@pytest.mark.parametrize("layout", LAYOUT_NAMES)
@pytest.mark.parametrize("positions", [False, True])
def test_a_datamatrix_is_read_with_its_lot_and_expiry(layout: str, positions: bool) -> None:
    (chosen,) = choose(readings(keys_of(GS1, layout, positions=positions)), known=())

    assert (chosen.code, chosen.lot, chosen.expiry) == (GTIN, "LOT-7", date(2027, 12, 31))
    assert (chosen.serial, chosen.quantity) == (None, None)


def test_a_scanner_set_to_french_keys_is_read_as_is() -> None:
    keys = keys_of("#&^)!@#$%^&*$", "fr")  # positions of 3760123456784 typed with French keys

    assert "".join(key.text for key in keys) == "3760123456784"

    (chosen,) = choose(readings(keys), known=())

    assert (chosen.text, chosen.how) == (EAN, How.AS_IS)


def test_two_known_readings_are_both_given_back() -> None:
    keys = keys_of("AZ1", "fr")
    known = {"AZ1", "QW&"}

    chosen = choose(readings(keys), known)

    assert {each.code for each in chosen} == known


def test_evidence_outranks_the_road_by_which_a_reading_came() -> None:
    found = readings(keys_of(EAN, "fr"))

    order = ranked(found, known={"\"È-À&É\"'(-È_'"})

    assert [each.how for each in order[:2]] == [How.AS_IS, How.BY_POSITION]


def test_letters_are_matched_without_regard_to_capitals() -> None:
    (chosen,) = choose(readings_of_text("ab-12"), known={"AB-12"})

    assert chosen.code == "AB-12"


def test_a_magazine_is_its_number_without_the_issue() -> None:
    (chosen,) = choose(readings_of_text(f"]E3{EAN}05"), known=())

    assert (chosen.text, chosen.gtin14) == (EAN, GTIN)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("3 760123 456784", GTIN),
        ("AB&é", "AB12"),
        ("mdo&àé\"'", "MDO10234"),
        ("  ab-12\r\n", "AB-12"),
        ("e\u0301", "É"),
    ],
)
def test_a_code_typed_by_hand_is_repaired(typed: str, code: str) -> None:
    codes = [each.code for each in readings_of_text(typed)]

    assert code in codes


@pytest.mark.parametrize("typed", ["", " ", "\t"])
def test_nothing_typed_has_no_reading(typed: str) -> None:
    assert readings_of_text(typed) == ()
    assert choose((), known=()) == ()


def test_a_scan_keeps_what_came_and_when() -> None:
    by_keys = scan_of_keys(keys_of(EAN, "fr"), AT)
    by_hand = scan_of_text(EAN, AT)

    assert (by_keys.text, by_keys.at, by_keys.typed) == ("\"è-à&é\"'(-è_'", AT, False)
    assert (by_hand.text, by_hand.at, by_hand.typed) == (EAN, AT, True)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("MDO10234", CodeKind.ORDER),
        (EAN, CodeKind.ARTICLE),
        (GS1, CodeKind.ARTICLE),
        ("6A12345678901", CodeKind.TRACKING),
        ("AB-12", CodeKind.OTHER),
    ],
)
def test_the_shape_of_a_code_says_what_it_is_for(code: str, kind: CodeKind) -> None:
    assert code_kind(code) is kind


@given(
    code=text(characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=30),
    layout=sampled_from(LAYOUT_NAMES),
    caps=booleans(),
)
def test_any_code_comes_back_from_its_keys(code: str, layout: str, caps: bool) -> None:
    found = readings(keys_of(code, layout, caps=caps))

    assert code in [(each.aim_id or "") + each.text for each in found]


@given(code=text(characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=30))
def test_any_code_comes_back_from_french_characters_alone(code: str) -> None:
    found = readings(keys_of(code, "fr", positions=False))

    assert code.upper() in [((each.aim_id or "") + each.text).upper() for each in found]


@example(anything="]A0")  # an identifier that announces nothing
@given(anything=text())
def test_no_text_breaks_the_readings(anything: str) -> None:
    assert all(each.text for each in ranked(readings_of_text(anything), known=()))
