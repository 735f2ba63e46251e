"""The files of the sample shop's suppliers: ``python -m tests.app.sample_bills`` writes them.

They are kept, because writing five invoices takes longer than the start of the demonstration may.
"""

from datetime import date

from merchant_desk.app.sample_bills import BILLS, BILLS_FOLDER, DUE, ISSUED, Bill, bill_page
from merchant_desk.documents.e_invoice.cii import cii_xml

_ANY_DAY = date(2026, 11, 21)


def template(bill: Bill) -> bytes:
    """Return what our writer makes of an invoice, with places for its days."""
    data = cii_xml(bill_page(bill, _ANY_DAY))
    for place, day in zip((ISSUED, DUE), bill.days(_ANY_DAY), strict=True):
        data = data.replace(f"{day:%Y%m%d}".encode(), place.encode())
    return data


if __name__ == "__main__":
    for each in BILLS:
        BILLS_FOLDER.mkdir(parents=True, exist_ok=True)
        (BILLS_FOLDER / f"{each.number}.xml").write_bytes(template(each))
