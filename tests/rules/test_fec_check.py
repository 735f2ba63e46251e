"""Our check of a FEC: a good file passes, and every rule catches the file that breaks it alone."""

from collections.abc import Callable

import pytest

from merchant_desk.rules.fec_amounts import amount_of, date_problem, is_amount
from merchant_desk.rules.fec_check import TELLING, check_fec

NAME = "732829320FEC20261231.txt"
HEADER = (
    "JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\t"
    "CompAuxLib\tPieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\t"
    "ValidDate\tMontantdevise\tIdevise"
)
LINES = (
    (
        "VE\tVentes\t1\t20261120\t411000\tClients\tC01\tCamille\tF1\t20261120\tFacture F1\t12,00\t"
        "0,00\t\t\t20261120\t\t"
    ),
    (
        "VE\tVentes\t1\t20261120\t707000\tVentes\t\t\tF1\t20261120\tFacture F1\t0,00\t10,00\t\t\t"
        "20261120\t\t"
    ),
    (
        "VE\tVentes\t1\t20261120\t445711\tTVA 20\t\t\tF1\t20261120\tFacture F1\t0,00\t2,00\t\t\t"
        "20261120\t\t"
    ),
    (
        "BQ\tBanque\t2\t20261121\t512000\tBanque\t\t\t1042\t20261121\tRèglement\t12,00\t0,00\t\t\t"
        "20261121\t\t"
    ),
    (
        "BQ\tBanque\t2\t20261121\t411000\tClients\tC01\tCamille\t1042\t20261121\tRèglement\t0,00\t"
        "12,00\t\t\t20261121\t\t"
    ),
)
GOOD = "".join(f"{line}\r\n" for line in (HEADER, *LINES))
_FIELDS = HEADER.split("\t")


def _with(field: str, value: str, line: int = 0) -> str:
    cells = LINES[line].split("\t")
    cells[_FIELDS.index(field)] = value
    lines = [*LINES[:line], "\t".join(cells), *LINES[line + 1 :]]
    return "".join(f"{each}\r\n" for each in (HEADER, *lines))


def _rules(text: str, name: str = NAME) -> set[str]:
    return {each.rule for each in check_fec(name, text.encode())}


def test_a_good_file_is_accepted_in_every_lawful_form() -> None:
    assert check_fec(NAME, GOOD.encode()) == ()
    assert check_fec(NAME, GOOD.encode("iso8859-15")) == ()
    assert check_fec(NAME, GOOD.replace("\t", "|").encode()) == ()
    assert check_fec("732829320FEC20261231_1.csv", GOOD.encode()) == ()
    assert check_fec(NAME, _with("CompteLib", "Clients\u00a0").encode()) == ()


BROKEN: dict[str, Callable[[], str]] = {
    "byte_order_mark": lambda: "\ufeff" + GOOD,
    "line_end": lambda: GOOD.replace("\r\n", "\n"),
    "separator": lambda: GOOD.replace("\t", ";"),
    "header": lambda: GOOD.replace("JournalCode\tJournalLib", "JournalLib\tJournalCode"),
    "empty": lambda: f"{HEADER}\r\n",
    "field_count": lambda: GOOD.replace("Facture F1\t12,00", "Facture\tF1\t12,00"),
    "blank_line": lambda: GOOD.replace("BQ\tBanque\t2", "\r\nBQ\tBanque\t2", 1),
    "control": lambda: _with("EcritureLib", "Facture\x07"),
    "mandatory": lambda: _with("EcritureLib", " "),
    "account": lambda: _with("CompteNum", "TVA712"),
    "amount": lambda: _with("Debit", "12.00"),
    "date": lambda: _with("PieceDate", "20261320"),
    "sides": lambda: _with("Credit", "1,00"),
    "auxiliary": lambda: _with("CompAuxLib", ""),
    "lettering": lambda: _with("EcritureLet", "AA"),
    "currency": lambda: _with("Idevise", "USD"),
    "account_name": lambda: _with("CompteLib", "Autres clients", line=4),
    "entry_head": lambda: _with("JournalCode", "OD", line=1),
    "entry_balance": lambda: _with("Credit", "9,99", line=1),
    "file_balance": lambda: _with("Credit", "9,99", line=1),
    "numbering": lambda: GOOD.replace("Banque\t2\t", "Banque\t3\t"),
    "order": lambda: _with("ValidDate", "20261231", line=2),
    "validated_before": lambda: _with("ValidDate", "20261101"),
    "after_closing": lambda: _with("EcritureDate", "20270101", line=4),
}


@pytest.mark.parametrize("rule", BROKEN)
def test_each_rule_catches_the_file_that_breaks_it(rule: str) -> None:
    assert rule in _rules(BROKEN[rule]())


def test_every_rule_has_a_file_that_breaks_it_and_a_sentence() -> None:
    assert {*BROKEN, "name", "encoding"} == set(TELLING)


@pytest.mark.parametrize(
    "name", ["732829320FEC.txt", "73282932FEC20261231.txt", "fec.txt", "732829320FEC20261231.pdf"]
)
def test_a_name_that_is_not_the_legal_one_is_caught(name: str) -> None:
    assert _rules(GOOD, name) == {"name"}


def test_bytes_of_no_known_writing_are_caught() -> None:
    assert {each.rule for each in check_fec(NAME, GOOD.encode("utf-16"))} == {"encoding"}
    assert {each.rule for each in check_fec(NAME, b"")} == {"header"}


def test_a_finding_names_its_line() -> None:
    (found,) = check_fec(NAME, _with("PieceDate", "20261320", line=3).encode())

    assert (found.rule, found.line) == ("date", 5)


@pytest.mark.parametrize("text", ["1059,15", "-3,5", "12,00-", "0", "+7"])
def test_lawful_amounts_are_read(text: str) -> None:
    assert is_amount(text)


@pytest.mark.parametrize(
    "text", ["1 059,15", "1.059,15", "59.15", "-3-", "", ",5", "12,345", "١٢", "1e3"]
)
def test_unlawful_amounts_are_refused(text: str) -> None:
    assert not is_amount(text)
    assert amount_of(text) == 0


def test_amounts_are_counted_in_cents_with_their_sign() -> None:
    assert [amount_of(each) for each in ("12,5", "-0,05", "3,00-", "7")] == [1250, -5, -300, 700]


@pytest.mark.parametrize("text", ["20260230", "2026-01-01", "18991231", "21000101", "2026011", ""])
def test_days_that_do_not_exist_are_refused(text: str) -> None:
    assert date_problem(text)
