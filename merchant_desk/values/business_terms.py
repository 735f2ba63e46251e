"""The business terms of the European invoice (EN 16931), by their numbers: BT-1, BG-25 and so on.

The keys, and the names inside a party, are those the ``factur-x`` generator writes CII and UBL
from. Amounts, quantities and rates are text made from integers, with a decimal point.
"""

from datetime import date
from typing import Required, TypedDict


class Contact(TypedDict, total=False):
    """BG-6, BG-9: whom to ask."""

    name: str
    phone: str
    email: str


class Party(TypedDict, total=False):
    """BG-4, BG-7, BG-13: the seller, the buyer, the place of delivery."""

    name: Required[str]
    biz_name: str
    identifiers: dict[str, str]
    legal_identifier: str
    legal_identifier_schemeid: str
    legal_info: str
    vat_identifier: str
    tax_identifier: str
    einvoicing_addr: str
    einvoicing_addr_schemeid: str
    contacts: list[Contact]
    addr_l1: str
    addr_l2: str
    postcode: str
    city: str
    country_code: str


class ChargeTerms(TypedDict, total=False):
    """BG-20, BG-21: a discount or a charge of the document; BG-27: a discount of a line."""

    amount: Required[str]
    reason: str
    reason_code: str
    vat_category_code: str
    vat_rate: str


NoteTerms = TypedDict("NoteTerms", {"BT-21": str, "BT-22": str})
"""BG-1: a text and the subject it speaks of."""

ReferenceTerms = TypedDict("ReferenceTerms", {"BT-25": str, "BT-26": date})
"""BG-3: an earlier document."""

LineNoteTerms = TypedDict("LineNoteTerms", {"BT-127": str})
"""BT-127: a remark on a line."""

VatTerms = TypedDict(
    "VatTerms",
    {
        "BT-116": Required[str],
        "BT-117": Required[str],
        "BT-118": Required[str],
        "BT-119": str,
        "BT-120": str,
        "BT-121": str,
    },
    total=False,
)
"""BG-23: base and tax of one category and rate."""

LineTerms = TypedDict(
    "LineTerms",
    {
        "BT-126": Required[str],
        "BT-127-00": list[LineNoteTerms],
        "BT-129": Required[str],
        "BT-130": Required[str],
        "BT-131": Required[str],
        "BT-146": Required[str],
        "BT-149": str,
        "BT-151": Required[str],
        "BT-152": str,
        "BT-153": Required[str],
        "BT-154": str,
        "BT-155": str,
        "BT-157": str,
        "BT-157-1": str,
        "BG-27": list[ChargeTerms],
    },
    total=False,
)
"""BG-25: one line."""

InvoiceTerms = TypedDict(
    "InvoiceTerms",
    {
        "BT-1": Required[str],
        "BT-2": Required[date],
        "BT-3": Required[str],
        "BT-5": Required[str],
        "BT-8": str,
        "BT-9": date,
        "BT-13": str,
        "BT-14": str,
        "BT-20": str,
        "BT-23": Required[str],
        "BT-72": date,
        "BT-81": str,
        "BT-82": str,
        "BT-83": str,
        "BT-84": str,
        "BT-85": str,
        "BT-86": str,
        "BT-106": Required[str],
        "BT-107": str,
        "BT-108": str,
        "BT-109": Required[str],
        "BT-110": Required[str],
        "BT-112": Required[str],
        "BT-113": str,
        "BT-115": Required[str],
        "BG-1": Required[list[NoteTerms]],
        "BG-3": list[ReferenceTerms],
        "BG-4": Required[Party],
        "BG-7": Required[Party],
        "BG-13": Party,
        "BG-20": list[ChargeTerms],
        "BG-21": list[ChargeTerms],
        "BG-23": Required[list[VatTerms]],
        "BG-25": Required[list[LineTerms]],
    },
    total=False,
)
"""A whole invoice."""
