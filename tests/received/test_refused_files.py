"""Files that could do harm, or are no invoice, are refused with a sentence; nothing is opened."""

import time
from typing import Any

import pytest

from merchant_desk.documents.received import invoice_file, xml_door
from merchant_desk.documents.received.invoice_file import read_invoice_file
from merchant_desk.errors import RefusedError
from tests.received.made import bill, cii, pdf, ubl

_BOMB = b"".join(
    [
        b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a0 "ha">',
        *(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12)),
        b"]><Invoice>&a11;</Invoice>",
    ]
)
_THIEF = (
    b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    b"<Invoice>&x;</Invoice>"
)
_CALLER = b'<!DOCTYPE r SYSTEM "http://127.0.0.1:9/a.dtd"><Invoice/>'
_OLD = b"<rsm:CrossIndustryDocument xmlns:rsm='urn:ferd:CrossIndustryDocument:invoice:1p0'/>"
_ORDER = b"<a:SCRDMCCBDACIOMessageStructure xmlns:a='urn:x'/>"


def _refused(name: str, data: bytes) -> str:
    with pytest.raises(RefusedError) as caught:
        read_invoice_file(name, data)
    assert caught.value.advice
    return caught.value.title


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "le fichier est vide"),
        (b"PK\x03\x04 a workbook", "ni un PDF ni un XML"),
        (b"\x00\xff\x01", "ni un PDF ni un XML"),
        (b"<html><body>Facture</body></html>", "pas une facture (html)"),
        (b"<Invoice>", "abîmé ou incomplet"),
        (cii()[:-200], "abîmé ou incomplet"),
        (cii().replace(b"Ventoux", b"\xff\xfe"), "abîmé ou incomplet"),
        (b"<Invoice/>", "pas une facture"),
        (_BOMB, "interdite"),
        (_THIEF, "interdite"),
        (_CALLER, "interdite"),
        (cii().replace(b"?>", b"?><!DOCTYPE a>", 1), "interdite"),
        (_OLD, "ZUGFeRD 1.0"),
        (_ORDER, "une commande"),
        (cii().replace(b":100", b":200"), "version de CII"),
    ],
)
def test_a_file_that_is_no_safe_invoice_is_refused(data: bytes, why: str) -> None:
    assert why in _refused("facture.xml", data)


def test_an_entity_bomb_costs_nothing() -> None:
    start = time.perf_counter()

    _refused("bombe.xml", _BOMB)

    assert time.perf_counter() - start < 1


def test_elements_without_end_are_refused() -> None:
    assert "abîmé" in _refused("profond.xml", b"<a>" * 5000 + b"</a>" * 5000)


def test_a_file_larger_than_any_invoice_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(invoice_file, "LARGEST_FILE", 1000)

    assert "50 Mo" in _refused("gros.xml", cii())


def test_data_larger_than_any_invoice_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_door, "LARGEST_XML", 1000)

    assert "20 Mo" in _refused("gros.xml", cii())


@pytest.mark.parametrize("write", [cii, ubl])
@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"kind": "325"}, "n’est pas une facture"),
        ({"kind": "9999"}, "n’est pas une facture"),
        ({"currency": "USD"}, "en USD"),
        ({"number": ""}, "son numéro"),
        ({"seller": ""}, "le nom du fournisseur"),
        ({"issued": "20260230"}, "sa date"),
        ({"issued": "hier"}, "sa date"),
        ({"total": "1e400"}, "n’est pas un nombre"),
        ({"total": "douze"}, "n’est pas un nombre"),
        ({"total": "NaN"}, "n’est pas un nombre"),
        ({"total": "9" * 19}, "impossible"),
    ],
)
def test_an_invoice_without_what_makes_one_is_refused(
    write: Any, changes: dict[str, str], why: str
) -> None:
    assert why in _refused("facture.xml", write(bill(**changes)))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (pdf(), "ne contient pas de données"),
        (pdf(("notes.xml", b"<notes/>")), "ne contient pas de données"),
        (pdf(("a.xml", cii()), ("b.xml", cii(bill(number="F-2")))), "2 factures différentes"),
        (pdf(("factur-x.xml", cii()), script="app.alert('!')"), "un script"),
        (pdf(("factur-x.xml", cii()), password="secret"), "mot de passe"),
        (pdf(("factur-x.xml", cii()))[:900], "abîmé"),
        (b"%PDF-1.7 nothing", "abîmé"),
        (pdf(("factur-x.xml", _THIEF)), "interdite"),
        (pdf(("factur-x.xml", _OLD)), "ZUGFeRD 1.0"),
    ],
)
def test_a_pdf_that_is_no_safe_invoice_is_refused(data: bytes, why: str) -> None:
    assert why in _refused("facture.pdf", data)


def test_a_pdf_that_starts_a_program_is_refused() -> None:
    quiet = pdf(("factur-x.xml", cii()))
    act = b"/OpenAction << /S /Launch /F (calc.exe) >> /Type /Catalog"

    assert "lance un programme" in _refused("f.pdf", quiet.replace(b"/Type /Catalog", act, 1))
