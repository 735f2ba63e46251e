"""Lines of a document as they are typed: what each cell means, and what is wrong with it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis.strategies import builds, integers, sampled_from, text

from merchant_desk.rules.line_entry import (
    Cell,
    LineSort,
    TypedLine,
    draft_line,
    draft_lines,
    price_of_method,
    read_discount,
    read_price,
    read_vat,
    renamed,
    typed_line,
    vat_choices,
    vat_words,
    wrong_cells,
)
from merchant_desk.values.invoice_draft import DraftLine
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.remote import LineKind
from merchant_desk.values.unit_price import UnitPrice
from merchant_desk.values.vat import SaleCategory, VatTreatment

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("20", (2000, VatTreatment.NORMAL)),
        ("5,5\u00a0%", (550, VatTreatment.NORMAL)),
        ("export", (0, VatTreatment.EXPORT)),
        ("Intra-UE", (0, VatTreatment.INTRA_EU)),
        ("marge occ", (0, VatTreatment.SECOND_HAND)),
        ("HORS CHAMP", (0, VatTreatment.OUT_OF_SCOPE)),
        ("oss 21 %", (2100, VatTreatment.OSS)),
        ("OSS 5,125", None),
        ("", None),
        ("20.001", None),
        ("101", None),
        ("vingt", None),
        ("🌿", None),
    ],
)
def test_a_rate_or_a_regime_is_read_as_it_is_typed(
    text: str, meant: tuple[int, VatTreatment] | None
) -> None:
    assert read_vat(text) == meant


@pytest.mark.parametrize(
    ("text", "millionths"),
    [
        ("5,90", 5_900_000),
        ("0.123456 €", 123_456),
        ("1 024", 1_024_000_000),
        ("0,1234567", None),
        ("-5", None),
        ("99999999", None),
        ("douze", None),
        ("", None),
    ],
)
def test_a_price_takes_six_decimals_and_no_more(text: str, millionths: int | None) -> None:
    assert read_price(text) == (None if millionths is None else UnitPrice(millionths))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("", (ZERO, 0)),
        ("10 %", (ZERO, 1_000)),
        ("2,5%", (ZERO, 250)),
        ("5,00", (Money(500), 0)),
        ("120 %", None),
        ("gratuit", None),
    ],
)
def test_a_discount_is_an_amount_or_a_part(text: str, meant: tuple[Money, int] | None) -> None:
    assert read_discount(text) == meant


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        (TypedLine(), set()),
        (TypedLine(name="Savon", price="5", vat="20"), set()),
        (TypedLine(price="5", vat="20"), {Cell.NAME}),
        (TypedLine(name="Savon", quantity="0", price="5", vat="20"), {Cell.QUANTITY}),
        (TypedLine(name="Savon", quantity="1,5", price="5", vat="20"), {Cell.QUANTITY}),
        (TypedLine(name="Savon", quantity="9999999", price="5", vat="20"), {Cell.QUANTITY}),
        (TypedLine(name="Savon", price="", vat=""), {Cell.PRICE, Cell.VAT}),
        (TypedLine(name="Savon", price="5", vat="19,6"), {Cell.VAT}),
        (TypedLine(name="Savon", price="5", vat="8,5"), set()),
        (TypedLine(name="Savon", price="5", vat="OSS 21"), set()),
        (TypedLine(name="Savon", price="5", vat="20", discount="x"), {Cell.DISCOUNT}),
    ],
)
def test_what_cannot_be_read_is_said_cell_by_cell(line: TypedLine, cells: set[Cell]) -> None:
    assert set(wrong_cells(line, TODAY)) == cells


def test_a_rate_exists_on_some_days_only() -> None:
    line = TypedLine(name="Savon", price="5", vat="19,6")

    assert wrong_cells(line, date(2013, 12, 31)) == {}
    assert set(wrong_cells(line, date(2014, 1, 1))) == {Cell.VAT}


def test_the_choices_are_the_rates_of_the_day_then_what_bears_none() -> None:
    choices = vat_choices(TODAY)

    assert choices[:4] == ("20\u00a0%", "10\u00a0%", "5,5\u00a0%", "2,1\u00a0%")
    assert "Autoliquidation" in choices
    assert vat_choices(TODAY, "antilles_reunion")[0] == "8,5\u00a0%"
    assert all(read_vat(each) is not None for each in choices)


@given(
    builds(
        DraftLine,
        name=text(min_size=1, max_size=40).map(str.strip).filter(bool),
        quantity=integers(-1_000_000, 1_000_000).filter(bool),
        unit_price=integers(0, 10**11).map(UnitPrice),
        rate_bp=sampled_from([2000, 1000, 550, 210]),
        kind=sampled_from(list(LineKind)),
        discount=integers(1, 10**6).map(Money),
    )
)
def test_a_line_kept_and_typed_again_is_the_same(line: DraftLine) -> None:
    assert draft_line(typed_line(line)) == line


def test_what_is_sold_decides_the_kind_and_the_category() -> None:
    def of(sort: LineSort) -> DraftLine:
        return draft_line(TypedLine(sort=sort, name="x", price="1", vat="20", discount="5 %"))

    assert of(LineSort.SERVICE).category is SaleCategory.SERVICES
    assert of(LineSort.SHIPPING).kind is LineKind.SHIPPING
    assert of(LineSort.FEE).kind is LineKind.FEE
    assert typed_line(of(LineSort.SERVICE)).sort is LineSort.SERVICE
    assert typed_line(of(LineSort.GOODS)).discount == "5\u00a0%"


def test_what_cannot_be_read_counts_as_nothing_and_blank_lines_as_no_line() -> None:
    odd = TypedLine(name="Savon", quantity="99999999", price="x", vat="?", discount="y")

    assert draft_lines([odd, TypedLine()]) == (
        DraftLine(name="Savon", quantity=0, unit_price=UnitPrice(0), rate_bp=0),
    )


def test_a_price_of_the_catalogue_follows_the_method() -> None:
    assert price_of_method(Money(590), 2000, with_vat=True) == "5,90"
    assert price_of_method(Money(590), 2000, with_vat=False) == "4,916667"


def test_a_cell_is_changed_alone() -> None:
    line = TypedLine(name="Savon")

    assert renamed(line, Cell.SORT, "service").sort is LineSort.SERVICE
    assert renamed(line, Cell.PRICE, "5") == TypedLine(name="Savon", price="5")
    assert vat_words(2100, VatTreatment.OSS) == "OSS 21\u00a0%"
