"""What is no statement, or not a whole one, is refused with what was not done, why and where."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from merchant_desk.documents.bank import bank_file
from merchant_desk.documents.bank.bank_file import read_bank_file
from merchant_desk.documents.bank.csv_columns import ChosenColumns, UnknownColumnsError
from merchant_desk.errors import RefusedError
from tests.documents.bank import writing
from tests.documents.bank.writing import line

FILES = Path(__file__).parent / "files"
TODAY = date(2026, 11, 2)
HEAD = "Date;Libellé;Montant\n"
ROW = "01/10/2026;Café;1,00\n"
LINES = [line(date(2026, 10, 2), 1250, "VIR", number="1"), line(date(2026, 10, 3), -50, "FRAIS")]


def _sentence(content: bytes | str, columns: ChosenColumns | None = None) -> str:
    raw = content.encode() if isinstance(content, str) else content
    with pytest.raises(RefusedError) as refused:
        read_bank_file("x", raw, columns=columns, today=TODAY)
    assert refused.value.title.startswith("Le relevé n’a pas été importé\u00a0: ")
    assert refused.value.advice
    assert "\ufffd" not in refused.value.title
    return f"{refused.value.title} {refused.value.advice}"


def _zip() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"%PDF-1.7\n%...", "OFX, CAMT, CFONB ou CSV"),
        (_zip(), "XLSX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "XLS"),
        (b"<!DOCTYPE html><html><body>Connexion</body></html>", "une page du site"),
        (b"\xef\xbb\xbf\r\n<HTML><HEAD>", "une page du site"),
        (b"", "vide"),
        (b"\xff\xfe", "vide"),
        (b" \r\n\t", "vide"),
        (b"\x00\x01\x02\x03", "fichier texte"),
        (f"{HEAD}{ROW}".encode() + b"\x00", "fichier texte"),
        (b"Bonjour,\nvoici mon relev\xe9.\n", "ni un CSV de banque"),
        (b"<?xml version='1.0'?><Invoice/>", "Invoice"),
        (b"<Document><BkToCstmrDbtCdtNtfctn/></Document>", "CAMT.053"),
        (HEAD.encode(), "aucune opération"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "fichier texte"),
    ],
)
def test_what_is_no_statement_is_refused_by_its_name(content: bytes, why: str) -> None:
    assert why in _sentence(content)


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ("01/10/2026;Café\n", "ligne 3, il y a 2 cellules au lieu de 3"),
        ("01/10/2026;Café;1,00;2,00\n", "ligne 3, il y a 4 cellules au lieu de 3"),
        ("01/10/2026;Café;=1+1\n", "ligne 3, le montant «\u00a0=1+1\u00a0» est une formule"),
        ("01/10/2026;Café;+cmd|' /C calc'!A0\n", "n’est pas un nombre"),
        ("01/10/2026;Café;@SUM(A1)\n", "est une formule"),
        ("01/10/2026;Café;douze\n", "ligne 3, le montant «\u00a0douze\u00a0»"),
        ("01/10/2026;Café;\n", "ligne 3, le montant"),
        ("01/01/1970;Café;1,00\n", "ligne 3, la date du 01/01/1970"),
        ("01/12/2026;Café;1,00\n", "ligne 3, la date du 01/12/2026"),
        ("31/02/2026;Café;1,00\n", "ligne 3, la date «\u00a031/02/2026\u00a0» n’existe pas"),
        (";Café;1,00\n", "ligne 3, la date"),
        ('01/10/2026;"Café;1,00\n', "guillemet ouvert à la ligne 3"),
        ('01/10/2026;"Ca"fé;1,00\n', "ligne 3, les guillemets"),
        ('01/10/2026;"Café;1,00\n02/10/2026;A;2,00\n03/10/2026;B";3,00\n', "a avalé"),
    ],
)
def test_a_row_that_is_wrong_costs_the_file_and_says_its_line(rows: str, why: str) -> None:
    assert why in _sentence(f"{HEAD}{ROW}{rows}")


def test_a_formula_in_a_label_is_only_words() -> None:
    text = f"{HEAD}01/10/2026;=cmd|' /C calc'!A0;1,00\n02/10/2026;@moi;+2,00\n"

    lines = read_bank_file("x", text.encode(), today=TODAY).statements[0].lines

    assert [each.label for each in lines] == ["=cmd|' /C calc'!A0", "@moi"]


def test_two_encodings_in_one_file_are_refused_with_the_line_of_the_second() -> None:
    mixed = f"{HEAD}{ROW}".encode() + ROW.encode("cp1252")

    assert "ligne 3, les lettres accentuées sont écrites de deux façons" in _sentence(mixed)


@pytest.mark.parametrize(
    "content",
    [
        HEAD.replace("\n", ";Devise\n") + "01/10/2026;Café;1,00;USD\n",
        writing.ofx(LINES).replace(b"<CURDEF>EUR", b"<CURDEF>CHF"),
        writing.cfonb(LINES).replace(b"EUR2", b"USD2"),
        writing.camt(LINES).replace(b'Ccy="EUR"', b'Ccy="GBP"'),
        writing.camt(LINES).replace(b"<Ccy>EUR", b"<Ccy>USD"),
    ],
)
def test_a_currency_that_is_not_the_euro_is_refused(content: bytes | str) -> None:
    assert "euros" in _sentence(content)


@pytest.mark.parametrize(
    "write", [writing.ofx, writing.ofx_xml, writing.camt, writing.cfonb, writing.csv_bytes]
)
def test_a_file_cut_anywhere_never_gives_half_of_its_lines(
    write: Callable[..., bytes],
) -> None:
    whole = write(LINES).rstrip()
    days = ("20261003", "2026-10-03", "031026", "03/10/2026")

    for cut in range(len(whole) // 3, len(whole) - 1, 7):
        try:
            found = read_bank_file("x", whole[:cut], today=TODAY)
        except RefusedError:
            continue
        # A table has no end of its own: it may only be cut between two rows or within a label.
        assert write is writing.csv_bytes, whole[cut - 40 : cut]
        assert len(found.statements[0].lines) in {1, 2}, days


@pytest.mark.parametrize("write", [writing.cfonb, writing.camt])
def test_reversed_signs_are_recognised_as_such(write: Callable[..., bytes]) -> None:
    turned = [line(each.booked_on, -each.amount.cents, each.label) for each in LINES]
    right, wrong = write(LINES), write(turned)
    closing = {writing.cfonb: b"\r\n07", writing.camt: b"<Bal><Tp><CdOrPrtry><Cd>CLBD"}[write]
    end = {writing.cfonb: b"\r\n", writing.camt: b"</Bal>"}[write]

    start = wrong.index(closing)
    told = right[right.index(closing) :].split(end)[1 if write is writing.cfonb else 0]
    was = wrong[start:].split(end)[1 if write is writing.cfonb else 0]
    sentence = _sentence(wrong.replace(was, told))

    assert "les signes sont inversés" in sentence


@pytest.mark.parametrize("write", [writing.cfonb, writing.camt])
def test_a_line_that_misses_is_seen_by_the_balance_and_said_with_its_amount(
    write: Callable[..., bytes],
) -> None:
    whole = write(LINES)
    if write is writing.cfonb:
        rows = whole.split(b"\r\n")
        cut = b"\r\n".join(row for row in rows if b"FRAIS" not in row)
    else:
        start = whole.rindex(b"<Ntry>")
        cut = whole[:start] + whole[whole.rindex(b"</Ntry>") + 7 :]

    sentence = _sentence(cut)

    assert "\u22120,50\u00a0€ d’écart" in sentence
    assert "03/10/2026" in sentence


def test_a_running_balance_that_does_not_follow_says_its_line_or_that_signs_are_turned() -> None:
    head = "Date;Libellé;Montant;Solde\n01/10/2026;A;10,00;100,00\n"

    assert "ligne 3, le solde ne suit pas l’opération, il y a 1,00" in _sentence(
        f"{head}02/10/2026;B;5,00;106,00\n"
    )
    assert "les signes sont inversés" in _sentence(f"{head}02/10/2026;B;5,00;95,00\n")


def test_a_record_of_cfonb_that_is_out_of_its_place_is_refused() -> None:
    first, move, fee, last = writing.cfonb(LINES, end="\n").decode().splitlines()

    assert "nouveau solde 07" in _sentence(f"{first}\n{move}\n{fee}")
    assert "nouveau solde 07" in _sentence(f"{first}\n{move}\n{first}\n{last}")
    assert "d’un autre compte" in _sentence(
        "\n".join([first, move.replace("00012345678", "00099999999"), last])
    )
    assert "ancien solde (01)" in _sentence(f"{first}\n{move}\n{fee}\n{last}\n{move}")
    assert "202 caractères" in _sentence(f"{first}\n04{'x' * 200}\n{last}")
    assert "«\u00a034\u00a0» n’est pas d’un relevé" in _sentence(
        "\n".join([first, "34" + move[2:], last])
    )
    assert "ligne 2, le montant" in _sentence("\n".join([first, move[:95] + "X" + move[96:], last]))


def test_words_of_a_payer_cannot_bring_a_second_amount() -> None:
    forged = writing.ofx(LINES).replace(b"<NAME>VIR", b"<NAME>VIR <TRNAMT>99999,00")

    assert "TRNAMT y est deux fois" in _sentence(forged)


def _bomb() -> bytes:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return (
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{entities}]>'
        "<Document><BkToCstmrStmt><Stmt><Id>&a9;</Id></Stmt></BkToCstmrStmt></Document>"
    ).encode()


@pytest.mark.parametrize(
    "content",
    [
        _bomb(),
        _bomb().decode().encode("utf-16"),
        writing.ofx_xml(LINES).replace(b"<OFX>", b"<!DOCTYPE OFX SYSTEM 'http://x/y'><OFX>"),
        writing.camt(LINES).replace(
            b"<Document", b"<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><Document", 1
        ),
    ],
)
def test_bombs_and_entities_are_refused_before_anything_is_expanded(content: bytes) -> None:
    assert "(DTD)" in _sentence(content)


def test_an_entity_nobody_declared_is_refused_with_its_line() -> None:
    assert "ligne 2" in _sentence(writing.camt(LINES).replace(b"VIR", b"&vir;"))


def test_deep_and_long_xml_is_refused() -> None:
    deep = b"<a>" * 5000 + b"</a>" * 5000
    content = writing.camt(LINES).replace(b"<Id>S1</Id>", b"<Id>" + deep + b"</Id>")

    assert "XML" in _sentence(content)


def test_a_file_beyond_64_mb_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bank_file, "LARGEST_FILE", 100)

    assert "64 Mo" in _sentence("x" * 101)


def test_unknown_columns_are_asked_with_what_there_is_and_her_choice_is_read() -> None:
    text = "Mon export\nQuand;Quoi;Combien\n01/10/2026;Café;1,50\n02/10/2026;Thé;-2,50\n"

    with pytest.raises(UnknownColumnsError) as asked:
        read_bank_file("x", text.encode(), today=TODAY)

    question = asked.value
    assert question.headers == ("Quand", "Quoi", "Combien")
    assert question.samples[0] == ("01/10/2026", "Café", "1,50")
    chosen = ChosenColumns(
        header_row=question.header_row, delimiter=question.delimiter, day=0, label=(1,), amount=2
    )
    lines = read_bank_file("x", text.encode(), columns=chosen, today=TODAY).statements[0].lines
    assert [(each.label, each.amount.cents) for each in lines] == [("Café", 150), ("Thé", -250)]


def test_a_table_without_headers_is_asked_too_and_loses_no_row() -> None:
    text = "01/10/2026;12,50;Carte;;CB LECLERC\n02/10/2026;-13,50;Carte;;CB LECLERC\n"

    with pytest.raises(UnknownColumnsError) as asked:
        read_bank_file("x", text.encode(), today=TODAY)

    assert asked.value.header_row == 0
    assert len(asked.value.samples) == 2
    chosen = ChosenColumns(header_row=0, delimiter=";", day=0, label=(4,), amount=1)
    lines = read_bank_file("x", text.encode(), columns=chosen, today=TODAY).statements[0].lines
    assert [each.amount.cents for each in lines] == [1250, -1350]


@pytest.mark.parametrize(
    "chosen",
    [
        ChosenColumns(header_row=1, day=9, label=(1,), amount=2),
        ChosenColumns(header_row=99, day=0, label=(1,), amount=2),
        ChosenColumns(header_row=1, day=0, label=(7,), amount=2),
        ChosenColumns(header_row=1, day=0, label=(1,)),
        ChosenColumns(header_row=1, day=1, label=(0,), amount=2),
        ChosenColumns(header_row=-4, day=0, label=(1,), amount=2, delimiter="::"),
    ],
)
def test_a_choice_of_columns_that_cannot_be_is_refused(chosen: ChosenColumns) -> None:
    assert _sentence(f"{HEAD}{ROW}", chosen)


def test_both_a_debit_and_a_credit_or_debits_of_both_signs_are_refused() -> None:
    head = "Date;Libellé;Débit;Crédit\n01/10/2026;A;10,00;\n"

    assert "un débit et un crédit" in _sentence(f"{head}02/10/2026;B;1,00;2,00\n")
    assert "tantôt en plus, tantôt en moins" in _sentence(f"{head}02/10/2026;B;-1,00;\n")
    assert "ni débit ni crédit" in _sentence(f"{head}02/10/2026;B;;\n")
    assert "le sens «\u00a0x\u00a0»" in _sentence(
        "Date;Libellé;Montant;Sens\n01/10/2026;A;1,00;X\n"
    )
