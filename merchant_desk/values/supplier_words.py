"""The words of invoices received."""

from enum import StrEnum


class SupplierState(StrEnum):
    """What was decided of an invoice received (life-cycle codes 203 to 211)."""

    TO_CHECK = "to_check"
    APPROVED = "approved"
    DISPUTED = "disputed"
    REFUSED = "refused"
    PAID = "paid"
