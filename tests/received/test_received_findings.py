"""What is wrong with an invoice received is told in a sentence, and does not keep it out."""

import pytest

from merchant_desk.documents.received.invoice_file import read_invoice_file
from tests.received.made import CANDLE, SOAP, Bill, bill, cii, ubl


def _rules(data: bytes) -> dict[str, str]:
    return {each.rule: each.sentence for each in read_invoice_file("f.xml", data).findings}


@pytest.mark.parametrize(
    ("said", "rule", "words"),
    [
        (bill(line_total="80.20", net="80.20"), "BR-CO-10", "la facture dit 80,20"),
        (bill(line_total="70.21"), "BR-CO-13", "le calcul donne 70,21"),
        (bill(total="90.00"), "BR-CO-15", "le calcul donne 84,24"),
        (bill(prepaid="10.00"), "BR-CO-16", "le calcul donne 74,24"),
        (bill(tax="13.00"), "BR-CO-17", "donnent 14,04"),
        (bill(net="60.00"), "BR-S-08", "ses lignes donnent 70,20"),
        (bill(siren="404833049", vat=""), "BR-FR-10", "est faux"),
        (bill(siren="", vat=""), "BR-FR-10", "pas dit"),
        (bill(vat="FR84404833048"), "VAT", "est faux"),
        (bill(vat="FR44732829320"), "VAT", "n’est pas celui du SIREN"),
        (bill(siren="", vat="", country="DE"), "BR-S-02", "sans dire son numéro"),
        (bill(due="20261001"), "BR-FR-CO-07", "01/10/2026"),
        (bill(due=""), "BR-CO-25", "02/12/2026"),
        (bill(due="", terms="à 30 jours fin de mois"), "BR-CO-25", "à 30 jours fin de mois"),
        (bill(iban="FR7630006000011234567890188"), "IBAN", "avant d’avoir vérifié"),
        (bill(bic="BANQUE!"), "BIC", "BANQUE!"),
    ],
)
def test_each_fault_has_its_sentence(said: Bill, rule: str, words: str) -> None:
    assert words in _rules(cii(said))[rule]


def test_a_line_that_does_not_multiply_is_named() -> None:
    wrong = bill(lines=(SOAP, CANDLE.__class__("Bougie figue", "5", "5.50", "33.00")))

    told = _rules(cii(wrong))["LINE"]

    assert "Ligne 2" in told
    assert "27,50" in told


def test_a_price_shown_to_the_cent_may_leave_half_a_cent_a_unit() -> None:
    shown = SOAP.__class__("Nougat", "20", "4.10", "81.90")
    said = bill(
        lines=(shown,), line_total="81.90", net="81.90", tax="16.38", total="98.28",
        payable="98.28",
    )  # fmt: skip

    assert _rules(cii(said)) == {}


def test_an_element_that_the_norm_does_not_know_is_told_with_its_line() -> None:
    told = _rules(cii(bill(extra="<ram:Surprise/>")))["XSD"]

    assert "Surprise" in told
    assert "urn:" not in told


def test_ubl_that_leaves_the_norm_is_told() -> None:
    broken = ubl().replace(b"<cac:Price>", b"<cac:Wrong/><cac:Price>", 1)

    assert "Wrong" in _rules(broken)["XSD"]
