"""The kept files of the sample shop's suppliers are what our own writer makes of them."""

from datetime import date

import pytest

from merchant_desk.app.sample_bills import BILLS, Bill, bill_page, kept_bill
from merchant_desk.documents.e_invoice.cii import cii_xml
from merchant_desk.documents.received.invoice_file import read_invoice_file


@pytest.mark.parametrize("bill", BILLS, ids=lambda each: each.number)
@pytest.mark.parametrize("today", [date(2026, 11, 22), date(2027, 3, 1)])
def test_a_kept_file_is_what_our_writer_makes_that_day(bill: Bill, today: date) -> None:
    file = kept_bill(bill, today)

    assert file.data == cii_xml(bill_page(bill, today))
    assert read_invoice_file(file.name, file.data).findings == ()
