"""The letter to a supplier tells what is wrong, what is asked, and nothing that is not."""

from dataclasses import replace
from datetime import date

import pytest

from merchant_desk.documents import draw_claim_letter
from merchant_desk.values.claim_letter import ClaimLetter, LetterLine
from merchant_desk.values.goods_words import ClaimKind
from merchant_desk.values.money import Money
from merchant_desk.values.remote import Address
from tests.documents.kinds import SHOP
from tests.documents.reading import page_texts, whole_text
from tests.documents.samples import logo

SHORT = LetterLine(
    kind=ClaimKind.SHORT, name="Savon lavande 100 g", sku="GAR-LAV", quantity=2, amount=Money(420)
)
BROKEN = LetterLine(
    kind=ClaimKind.DAMAGED, name="Bougie miel 120 g", sku="GAR-BM", quantity=3,
    amount=Money(1_350), note="carton écrasé",
)  # fmt: skip
OVER = LetterLine(
    kind=ClaimKind.OVER, name="Miel de lavande 250 g", sku="GAR-ML", quantity=1, amount=Money(600)
)
LETTER = ClaimLetter(
    number="RC2026-0007",
    written_on=date(2026, 11, 23),
    seller=SHOP,
    supplier="Savonnerie de la Garrigue",
    address=Address(line1="8 chemin des Olives", postcode="30000", city="Nîmes"),
    customer_number="C-1042",
    delivery_number="BR2026-0012",
    delivered_on=date(2026, 11, 21),
    slip_number="BL-55190",
    purchase_number="CF2026-0042",
    supplier_reference="V-8812",
    lines=(SHORT, BROKEN, OVER),
    amount=Money(1_770),
    logo=logo(),
)


def test_the_letter_names_the_delivery_and_every_line() -> None:
    told = whole_text(draw_claim_letter(LETTER))

    for fact in ("RC2026-0007", "CF2026-0042", "BL-55190", "V-8812", "C-1042", "BR2026-0012"):
        assert fact in told
    for fact in ("Savonnerie de la Garrigue", "Nîmes", "21 novembre 2026", "carton écrasé"):
        assert fact in told
    assert "17,70" in told


def test_a_surplus_asks_for_no_money() -> None:
    told = whole_text(draw_claim_letter(replace(LETTER, lines=(OVER,), amount=Money(0))))

    assert "6,00" not in told
    assert "Montant total" not in told
    assert "en trop" in told


@pytest.mark.parametrize(
    ("line", "asked"), [(SHORT, "livrer ce qui manque"), (BROKEN, "adresser un avoir")]
)
def test_what_is_asked_follows_what_is_wrong(line: LetterLine, asked: str) -> None:
    told = whole_text(draw_claim_letter(replace(LETTER, lines=(line,), amount=line.amount)))

    assert asked in " ".join(told.split())
    assert ("adresser un avoir" in " ".join(told.split())) == (line is BROKEN)


def test_many_lines_flow_over_pages_and_long_names_stay_whole() -> None:
    long = replace(BROKEN, name="Coffret " * 20, note="abîmé " * 30)
    pages = page_texts(draw_claim_letter(replace(LETTER, lines=(long, SHORT) * 30)))

    assert len(pages) > 2
    assert sum(page.count("Manquant") for page in pages) == 30


def test_a_letter_without_order_nor_slip_tells_what_is_known() -> None:
    bare = replace(
        LETTER, purchase_number="", slip_number="", supplier_reference="", customer_number="",
        delivered_on=None, address=Address(), logo=None,
    )  # fmt: skip
    told = whole_text(draw_claim_letter(bare))

    assert "Bon de livraison" not in told
    assert "Votre livraison ne correspond pas" in told
