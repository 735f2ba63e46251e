"""Files of every format and bank are read as their banks meant them."""

from datetime import date
from pathlib import Path

import pytest

from merchant_desk.documents.bank.bank_file import read_bank_file
from merchant_desk.values.bank_file import BankFile
from merchant_desk.values.cash_words import BankFormat
from merchant_desk.values.money import Money, total

FILES = Path(__file__).parent / "files"
TODAY = date(2026, 11, 2)


def _read(name: str) -> BankFile:
    return read_bank_file(name, (FILES / name).read_bytes(), today=TODAY)


@pytest.mark.parametrize(
    ("name", "bank", "lines", "cents", "encoding"),
    [
        ("credit_agricole.csv", "Crédit Agricole", 3, 120050 - 2 * 8990, "cp1252"),
        ("bnp_paribas.csv", "BNP Paribas", 2, 15000 - 4512, "utf-8"),
        ("societe_generale.csv", "Société Générale", 3, 20000 - 2000, "cp1252"),
        ("banque_postale.csv", "La Banque Postale", 2, 120000 - 78000, "cp1252"),
        ("caisse_epargne.csv", "Caisse d’Épargne ou Banque Populaire", 2, 15000 - 8990, "utf-8"),
        ("credit_mutuel.csv", "", 3, 100000 - 10015, "cp1252"),
        ("cic_signed.csv", "", 2, 250000 - 4567, "cp1252"),
        ("boursobank.csv", "BoursoBank", 2, 123456 - 1230, "utf-8"),
        ("fortuneo.csv", "", 2, 2350 - 1000, "cp1252"),
        ("qonto.csv", "Qonto", 2, 15000 - 8990, "utf-8"),
        ("qonto_fr.csv", "Qonto", 1, -8990, "utf-8"),
        ("shine.csv", "Shine", 2, 15000 - 8990, "cp1252"),
        ("n26.csv", "N26", 2, 15000 - 8990, "utf-8"),
        ("revolut_business.csv", "Revolut", 2, 15000 - 9010, "utf-8"),
        ("direction_column.csv", "", 2, 15000 - 78000, "utf-8"),
        ("tabs_utf16.csv", "", 2, 123456 - 1250, "utf-16-le"),
        ("american_amounts.csv", "", 2, 123456 - 78000, "utf-8"),
        ("german_groups.csv", "", 2, 123456 - 78000, "utf-8"),
    ],
)
def test_the_table_of_each_bank_gives_its_lines_to_the_cent(
    name: str, bank: str, lines: int, cents: int, encoding: str
) -> None:
    file = _read(name)

    (statement,) = file.statements
    assert file.format is BankFormat.CSV
    assert file.encoding == encoding
    assert statement.account.bank_name == bank
    assert len(statement.lines) == lines
    assert total(each.amount for each in statement.lines) == Money(cents)
    days = [each.booked_on for each in statement.lines]
    assert days == sorted(days)  # whichever way the bank wrote them


@pytest.mark.parametrize(
    ("name", "number", "day", "cents"),
    [
        ("credit_agricole.csv", "98765432101", date(2026, 10, 30), 123456),
        ("societe_generale.csv", "00012345678", date(2026, 10, 30), 432109),
        ("banque_postale.csv", "1234567X020", date(2026, 10, 31), 84510),
        ("bnp_paribas.csv", "", date(2026, 10, 30), 234567),
    ],
)
def test_the_rows_above_a_table_tell_the_account_and_its_balance(
    name: str, number: str, day: date, cents: int
) -> None:
    (statement,) = _read(name).statements

    assert statement.account.number == number
    assert statement.closing is not None
    assert (statement.closing.day, statement.closing.amount) == (day, Money(cents))


@pytest.mark.parametrize("name", ["credit_mutuel.csv", "cic_signed.csv", "revolut_business.csv"])
def test_a_running_balance_gives_both_ends_whichever_way_it_runs(name: str) -> None:
    (statement,) = _read(name).statements

    assert statement.opening is not None
    assert statement.closing is not None
    moved = total(each.amount for each in statement.lines)
    assert statement.opening.amount + moved == statement.closing.amount


def test_two_equal_lines_of_a_day_are_both_kept_and_told_apart_by_their_place() -> None:
    (statement,) = _read("credit_agricole.csv").statements

    twice = [each for each in statement.lines if each.amount == Money(-8990)]
    assert len(twice) == 2
    assert len({each.place for each in twice}) == 2
    assert {each.label for each in twice} == {"PRELEVEMENT ENERGIE DU PAYS"}


def test_what_is_pending_or_declined_is_left_out_and_said() -> None:
    file = _read("qonto.csv")

    assert "laissée de côté" in file.notes[0]
    assert "tx-0002" not in {each.bank_reference for each in file.statements[0].lines}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("ofx_102_sgml.ofx", BankFormat.OFX),
        ("ofx_220_xml.ofx", BankFormat.OFX),
        ("camt053_02.xml", BankFormat.CAMT053),
        ("camt053_13.xml", BankFormat.CAMT053),
        ("cfonb120_crlf.txt", BankFormat.CFONB120),
        ("cfonb120_no_line_ends.txt", BankFormat.CFONB120),
    ],
)
def test_one_month_is_the_same_in_every_format(name: str, kind: BankFormat) -> None:
    file = _read(name)

    (statement,) = file.statements
    assert file.format is kind
    assert [(each.booked_on, each.amount.cents, each.label) for each in statement.lines] == [
        (date(2026, 10, 2), -1250, "CARTE CAFÉ DU PORT & CO"),
        (date(2026, 10, 5), 123450, "VIR SEPA CLIENT DURAND FACTURE 2026-118"),
        (date(2026, 10, 5), -8990, "PRLV SEPA ENERGIE DU PAYS"),
        (date(2026, 10, 5), -8990, "PRLV SEPA ENERGIE DU PAYS"),
    ]
    assert statement.lines[0].value_on == date(2026, 10, 3)
    assert len({each.place for each in statement.lines}) == 4


def test_one_account_has_one_key_from_every_format() -> None:
    names = ("ofx_102_sgml.ofx", "ofx_220_xml.ofx", "camt053_02.xml", "cfonb120_crlf.txt")

    keys = {name: _read(name).statements[0].account.key for name in names}

    assert keys["ofx_102_sgml.ofx"] == keys["cfonb120_crlf.txt"] == "123450000100012345678"
    assert keys["ofx_220_xml.ofx"] == keys["camt053_02.xml"]


def test_a_file_of_an_account_and_its_card_has_two_statements() -> None:
    file = _read("ofx_card_and_account.ofx")

    account, card = file.statements
    assert account.closing is not None
    assert account.closing.amount == Money(115000)
    assert account.lines[0].label == "Client Durand Réf. « 12 »"
    assert card.account.number == "XXXX1234"
    assert card.closing is None


def test_a_batch_is_detailed_as_its_details_add_up_and_each_says_so() -> None:
    file = _read("camt053_batch.xml")

    first, second, undone = file.statements[0].lines
    assert [first.amount.cents, second.amount.cents] == [2000, 3000]
    assert first.label == "FA 1 (remise, 1 sur 2)"
    assert (first.counterparty, first.reference) == ("A SARL", "E1")
    assert (second.counterparty, second.reference) == ("B SARL", "RF18")  # NOTPROVIDED is nothing
    assert undone.label == "REJET (annulation)"
    assert len(file.notes) == 2


def test_a_batch_whose_details_do_not_add_up_stays_one_line() -> None:
    content = (FILES / "camt053_batch.xml").read_bytes()
    broken = content.replace(b'<Amt Ccy="EUR">20.00</Amt></TxAmt>', b"</TxAmt>")

    lines = read_bank_file("x", broken, today=TODAY).statements[0].lines

    assert [each.amount.cents for each in lines] == [5000, -2000]
    assert lines[0].label.endswith("(remise de 2 opérations)")


def test_complements_of_cfonb_tell_the_other_side_and_the_reference() -> None:
    lines = _read("cfonb120_crlf.txt").statements[0].lines

    assert lines[1].counterparty == "CLIENT DURAND"
    assert lines[1].reference == "FA-2026-118"
    assert lines[2].counterparty == "ENERGIE DU PAYS"
