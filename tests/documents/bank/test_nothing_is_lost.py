"""What could go missing without a word: rows that look like totals, zeros, turned signs."""

import csv
from collections.abc import Iterator
from datetime import date

import pytest

from merchant_desk.documents.bank.bank_file import read_bank_file
from merchant_desk.documents.bank.csv_columns import ChosenColumns
from merchant_desk.documents.bank.quick_line import quick_line
from merchant_desk.errors import RefusedError
from merchant_desk.values.bank_file import BankFile, ToldLine
from merchant_desk.values.money import Money
from tests.documents.bank import writing
from tests.documents.bank.writing import line

TODAY = date(2026, 11, 2)
DAY = date(2026, 10, 2)


@pytest.fixture
def usual_limit() -> Iterator[None]:
    """Cells as long as Python reads them by itself, whatever else of the desk was loaded."""
    before = csv.field_size_limit(131_072)
    yield
    csv.field_size_limit(before)


def _read(content: bytes | str, columns: ChosenColumns | None = None) -> BankFile:
    raw = content.encode() if isinstance(content, str) else content
    return read_bank_file("x", raw, columns=columns, today=TODAY)


def test_a_purchase_at_total_is_no_total() -> None:
    text = "Libellé;Date;Montant;Note\nTOTAL ENERGIES;01/10/2026;-50,00\nSolde;02/10/2026;-1,00;x\n"

    lines = _read(text).statements[0].lines

    assert [each.label for each in lines] == ["TOTAL ENERGIES", "Solde"]


def test_the_balance_below_a_table_is_no_movement_but_is_kept() -> None:
    text = "Date;Libellé;Montant\n01/10/2026;A;-50,00\nSolde au 31/10/2026;;1 234,56\nTotal;;5,00\n"

    (statement,) = _read(text).statements

    assert len(statement.lines) == 1
    assert statement.closing is not None
    assert (statement.closing.day, statement.closing.amount.cents) == (date(2026, 10, 31), 123456)


def test_a_balance_above_two_accounts_is_of_neither_and_that_of_today_proves_nothing() -> None:
    head = "Solde au 31/10/2026;5,00\nDate;Libellé;Montant;Compte;Solde\n"

    file = _read(f"{head}01/10/2026;A;1,00;00011111;9,00\n02/10/2026;B;2,00;00022222;\n")
    same = _read(f"{head}01/10/2026;A;1,00;00011111;9,00\n02/10/2026;B;2,00;00011111;9,00\n")

    first, second = file.statements
    assert (first.account.number, second.account.number) == ("00011111", "00022222")
    assert second.closing is None
    assert same.statements[0].opening is None


def test_rows_without_cents_are_the_first_ones_too_where_there_are_no_headers() -> None:
    text = "01/10/2026;12;A\n02/10/2026;13,50;B\n"

    lines = (
        _read(text, ChosenColumns(header_row=0, day=0, label=(2,), amount=1)).statements[0].lines
    )

    assert [each.amount.cents for each in lines] == [1200, 1350]


def test_a_row_with_its_amount_and_no_day_is_refused_one_with_neither_is_said() -> None:
    head = "Date;Libellé;Montant\n01/10/2026;A;1,00\n"

    with pytest.raises(RefusedError, match="ligne 3, la date"):
        _read(f"{head};B;12\n")
    assert "1 ligne sans date ni montant" in _read(f"{head};suite du libellé;\n").notes[0]


def test_a_second_account_in_the_same_table_is_said() -> None:
    text = "Date;Libellé;Montant\n01/10/2026;A;1,00\n\nCompte épargne n° 12345678\n"

    with pytest.raises(RefusedError, match="ligne 4, un autre compte commence"):
        _read(text)


@pytest.mark.parametrize("write", [writing.ofx, writing.cfonb, writing.camt, writing.csv_bytes])
def test_a_line_of_zero_euro_is_left_out_and_said(write: writing.Writer) -> None:
    file = _read(write([line(DAY, 0, "INFORMATION"), line(DAY, 5, "VIR")]))

    assert [each.label for each in file.statements[0].lines] == ["VIR"]
    assert "1 ligne à zéro euro" in file.notes[0]


def test_debits_written_as_credits_are_recognised_in_ofx() -> None:
    turned = writing.ofx([line(DAY, 500, "A"), line(DAY, -700, "B")])
    turned = turned.replace(b"<TRNAMT>", b"<TRNAMT>-").replace(b"--", b"")

    with pytest.raises(RefusedError, match="les signes sont inversés"):
        _read(turned)


def test_a_direction_that_contradicts_its_amount_is_refused() -> None:
    with pytest.raises(RefusedError, match="ligne 2, un crédit y est écrit en moins"):
        _read("Date;Libellé;Montant;Sens\n01/10/2026;A;-1,00;C\n")


def test_cfonb_in_latin_1_that_is_utf_8_by_chance_keeps_its_width() -> None:
    lines = [line(DAY, 500, "CAFÉ° é°°")]

    for end in ("\r\n", "\n", ""):
        (statement,) = _read(writing.cfonb(lines, end=end)).statements
        assert statement.lines[0].label == "CAFÉ° é°°"
    assert _read(writing.ofx([line(DAY, 500, "É°")])).statements[0].lines[0].label == "É°"


def test_cfonb_with_the_french_signs_of_iso_646_is_read() -> None:
    content = writing.cfonb([line(DAY, 500, "A"), line(DAY, -500, "B")])
    french = content.replace(b"{", "é".encode("latin-1")).replace(b"}", "è".encode("latin-1"))

    assert french != content
    assert [each.amount.cents for each in _read(french).statements[0].lines] == [500, -500]


def test_several_statements_of_cfonb_are_each_proved() -> None:
    first = writing.cfonb([line(DAY, 500, "A")])
    second = writing.cfonb([line(DAY, 700, "B")], opening=100_500)

    file = _read(first + second)

    assert [each.lines[0].amount.cents for each in file.statements] == [500, 700]
    with pytest.raises(RefusedError, match="d’écart"):
        _read(first + second.replace(b"B    ", b"B    ").replace(b"0070{", b"0070A"))


def test_a_line_made_quickly_is_the_same_line() -> None:
    quick = quick_line(DAY, TODAY, -5, "A", ("b", "c", "d", "e", "f"), 7)

    slow = ToldLine(
        booked_on=DAY,
        value_on=TODAY,
        amount=Money(-5),
        label="A",
        counterparty="b",
        counter_iban="c",
        reference="d",
        bank_reference="e",
        code="f",
        place=7,
    )
    assert quick == slow
    assert hash(quick) == hash(slow)
    assert repr(quick) == repr(slow)
    with pytest.raises(AttributeError):
        quick.label = "B"  # type: ignore[misc]  # frozen, as the other


@pytest.mark.usefixtures("usual_limit")
def test_a_cell_without_end_is_refused_as_such() -> None:
    text = f"Date;Libellé;Montant\n01/10/2026;{'x' * 200_000};1,00\n"

    with pytest.raises(RefusedError, match="ligne 2, une cellule est sans fin"):
        _read(text)
