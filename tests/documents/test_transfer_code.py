"""The code that fills in a transfer: read by a stranger it is the account and the cents."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import iban as standard
from stdnum.iso7064 import mod_97_10

from merchant_desk.documents import draw_invoice
from merchant_desk.documents.drawing.typeface import plain_line
from merchant_desk.values.invoice_page import (
    InvoiceKind,
    InvoicePage,
    InvoicePayment,
    InvoiceVatRow,
    Seller,
)
from merchant_desk.values.money import Money
from merchant_desk.values.transfer_code import is_iban, spoken_iban, transfer_code
from tests.documents.kinds import IBAN, SHOP, credit_note, shop_invoice
from tests.documents.reading import page_codes, whole_text
from tests.documents.samples import issued

MOST = 99_999_999_999  # cents


def _of(cents: int, seller: Seller = SHOP) -> InvoicePage:
    amount = Money(cents)
    page = replace(shop_invoice(), seller=seller, logo=None)
    return issued(replace(page, vat_rows=(InvoiceVatRow(2000, amount, Money(0), amount),)))


def _read(page: InvoicePage) -> list[str]:
    codes = [text for kind, text in page_codes(draw_invoice(page)) if "QR" in kind]
    assert len(codes) <= 1
    return codes[0].split("\n") if codes else []


def test_a_bank_reads_the_account_the_amount_and_the_number_of_the_invoice() -> None:
    assert _read(_of(3460)) == [
        *("BCD", "002", "1", "SCT", "AGRIFRPP"),
        "Camille Roux",
        IBAN,
        "EUR34.60",
        *("", "", "FA2026-000123"),
    ]


@settings(max_examples=30, deadline=None)
@given(st.integers(1, MOST), st.text("éèçœÀÉ ABCdef&-'", min_size=1, max_size=90))
def test_any_amount_and_any_name_is_read_to_the_cent(cents: int, name: str) -> None:
    read = _read(_of(cents, replace(SHOP, name=name)))

    assert read[7] == f"EUR{cents // 100}.{cents % 100:02d}"
    assert read[6] == IBAN
    assert read[5] == " ".join(plain_line(name).split())[:70].strip()


@pytest.mark.parametrize("paid", [1000, 3459])
def test_what_is_left_to_pay_is_what_the_code_asks(paid: int) -> None:
    page = shop_invoice()
    payment = InvoicePayment("card", page.issued_on, Money(paid))

    read = _read(issued(replace(page, payments=(payment,))))

    assert read[7] == f"EUR{(3460 - paid) // 100}.{(3460 - paid) % 100:02d}"


def test_the_account_stands_beside_it_in_words() -> None:
    text = whole_text(draw_invoice(_of(3460)))

    assert "IBAN FR76 3000 6000 0112 3456 7890 189" in text
    assert "BIC AGRIFRPP" in text
    assert "Référence FA2026-000123" in text


@pytest.mark.parametrize(
    "page",
    [
        issued(replace(shop_invoice(), seller=replace(SHOP, iban=""))),
        issued(
            replace(
                shop_invoice(),
                payments=(InvoicePayment("card", shop_invoice().issued_on, Money(3460)),),
            )
        ),
        issued(credit_note()),
        issued(replace(shop_invoice(), training=True)),
        _of(-500),
    ],
    ids=["no account", "paid", "credit note", "school", "due back"],
)
def test_nobody_is_asked_for_a_transfer_that_is_not_due(page: InvoicePage) -> None:
    pdf = draw_invoice(page)

    assert page_codes(pdf) == []
    assert "virement" not in whole_text(pdf)


@pytest.mark.parametrize(
    "seller", [replace(SHOP, iban="FR7630006000011234567890188"), replace(SHOP, iban="à demander")]
)
def test_an_account_that_is_wrong_gives_no_code_but_stays_readable(seller: Seller) -> None:
    page = _of(3460, seller)

    assert _read(page) == []
    assert "À régler par virement" in whole_text(draw_invoice(page))


def test_an_amount_that_no_bank_takes_gives_no_code() -> None:
    assert transfer_code("A", (IBAN, ""), Money(MOST), "F1") is not None
    assert transfer_code("A", (IBAN, ""), Money(MOST + 1), "F1") is None
    assert transfer_code("A", (IBAN, ""), Money(0), "F1") is None


def test_a_deposit_that_is_still_due_has_its_code() -> None:
    assert _read(replace(_of(1500), kind=InvoiceKind.DEPOSIT))[7] == "EUR15.00"


@given(st.text(max_size=40) | st.from_regex(r"\A[A-Z]{2}[0-9]{2}[0-9A-Z]{11,30}\Z"))
def test_no_account_passes_that_the_standard_refuses(written: str) -> None:
    if is_iban(written):
        assert mod_97_10.is_valid(written.replace(" ", "")[4:] + written.replace(" ", "")[:4])


@pytest.mark.parametrize(
    "written",
    ["DE89 3704 0044 0532 0130 00", "fr76 3000 6000 0112 3456 7890 189", "NO9386011117947"],
)
def test_accounts_of_any_country_are_known(written: str) -> None:
    assert is_iban(written)
    assert standard.is_valid(written)
    assert spoken_iban(written).replace("\u00a0", "") == written.replace(" ", "").upper()
