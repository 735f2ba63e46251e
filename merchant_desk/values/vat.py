"""How value added tax treats a sale: a category, never a boolean."""

from enum import StrEnum


class VatTreatment(StrEnum):
    """What the tax code does with one line; a rate goes with ``NORMAL`` and ``OSS`` only."""

    NORMAL = "normal"
    FRANCHISE = "franchise"  # small business, no VAT charged (CGI 293 B)
    INTRA_EU = "intra_eu"  # goods to a business of another member state (CGI 262 ter I)
    EXPORT = "export"  # outside the Union, and to the overseas departments (CGI 262 I, 294)
    REVERSE_CHARGE = "reverse_charge"  # the buyer owes the tax (CGI 283)
    SECOND_HAND = "second_hand"  # margin scheme (CGI 297 A)
    ART = "art"
    COLLECTORS = "collectors"
    OUT_OF_SCOPE = "out_of_scope"  # gift card, container deposit
    OSS = "oss"  # consumer of another member state: the tax of the destination


TAXED = frozenset({VatTreatment.NORMAL, VatTreatment.OSS})
"""With a rate; every other treatment has none."""


class SaleCategory(StrEnum):
    """What an invoice sells, as decree 2022-1299 wants it said."""

    GOODS = "goods"
    SERVICES = "services"
    BOTH = "both"
