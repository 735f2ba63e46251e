"""The views and filters of the list of issued documents, by name."""

from enum import StrEnum


class InvoiceTab(StrEnum):
    """The saved views of the list."""

    ALL = "all"
    TO_COLLECT = "to_collect"
    LATE = "late"
    CREDIT_NOTES = "credit_notes"
    DRAFTS = "drafts"


class PaidFilter(StrEnum):
    """Where a document stands, as one filters by it."""

    PAID = "paid"
    TO_COLLECT = "to_collect"
    LATE = "late"
    CREDITED = "credited"  # wholly taken back by credit notes


class BuyerFilter(StrEnum):
    """Who a document is made out to."""

    BUSINESS = "business"
    CONSUMER = "consumer"
