"""Which mentions an invoice owes its reader: each when it is due, and only then.

The wording, its dates and its article live in ``resources/legal/mentions.toml``; here is when.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType

from merchant_desk.rules.legal_data import texts_on
from merchant_desk.values.french import euros, short_date
from merchant_desk.values.invoice_page import (
    InvoiceKind,
    InvoicePage,
    Mention,
    MentionPlace,
    Seller,
)
from merchant_desk.values.vat import SaleCategory, VatTreatment

_WHAT = {InvoiceKind.TICKET: "le ticket", InvoiceKind.DEPOSIT: "la facture d’acompte"}
_NO_WORDING: Mapping[str, str] = MappingProxyType({})


def due_mentions(
    page: InvoicePage, wording: Mapping[str, str] = _NO_WORDING
) -> tuple[Mention, ...]:
    """Return the mentions of an invoice on its day; ``wording`` is the merchant's own, by key."""
    facts = _facts(page)
    return tuple(
        Mention(
            key=text.key,
            place=MentionPlace(text.place),
            text=_filled(wording.get(text.key, text.text), facts),
            source=text.source,
        )
        for text in texts_on(page.issued_on)
        if DUE[text.key](page)
    )


def siren_groups(siren: str) -> str:
    """Return a SIREN or SIRET as it is read aloud: ``123 456 789 00012``."""
    digits = "".join(siren.split())
    if not digits.isdecimal():
        return siren
    groups = [digits[:3], digits[3:6], digits[6:9], digits[9:]]
    return "\u00a0".join(group for group in groups if group)


def _filled(text: str, facts: dict[str, str]) -> str:
    if "{" not in text:
        return text
    for word, fact in facts.items():
        text = text.replace("{" + word + "}", fact)
    return text


def _facts(page: InvoicePage) -> dict[str, str]:
    corrected, detailed = page.corrects, page.details
    return {
        **_seller_facts(page.seller),
        "buyer_siren": siren_groups(page.buyer.siren),
        "buyer_vat": page.buyer.vat_number,
        "due_on": short_date(page.due_on) if page.due_on else "",
        "corrected": corrected.number if corrected else "",
        "corrected_on": short_date(corrected.issued_on) if corrected else "",
        "corrected_what": _WHAT.get(corrected.kind, "la facture") if corrected else "",
        "detailed": detailed.number if detailed else "",
        "detailed_on": short_date(detailed.issued_on) if detailed else "",
    }


@lru_cache(maxsize=8)
def _seller_facts(seller: Seller) -> Mapping[str, str]:
    """Return what the shop says of itself: the same on hundreds of invoices in a row."""
    return {
        "legal_form": seller.legal_form,
        "capital": euros(seller.capital).replace(",00", "") if seller.capital else "",
        "siren": siren_groups(seller.siren),
        "siret": siren_groups(seller.siret),
        "rcs_city": seller.rcs_city,
        "seller_vat": seller.vat_number,
        "vat_group": seller.vat_group,
        "fiscal_representative": seller.fiscal_representative,
        "mediator": seller.mediator,
    }


def _sells_to_business(page: InvoicePage) -> bool:
    return page.buyer.is_business and page.kind is not InvoiceKind.CREDIT_NOTE


def _treated(treatment: VatTreatment) -> Callable[[InvoicePage], bool]:
    return lambda page: any(row.treatment is treatment for row in page.vat_rows)


def _sells(category: SaleCategory) -> Callable[[InvoicePage], bool]:
    return lambda page: page.category is category and page.kind is not InvoiceKind.TICKET


DUE: Mapping[str, Callable[[InvoicePage], bool]] = MappingProxyType(
    {
        "sole_trader": lambda page: page.seller.sole_trader,
        "company": lambda page: bool(page.seller.legal_form and page.seller.capital),
        "company_without_capital": lambda page: (
            bool(page.seller.legal_form) and not page.seller.capital
        ),
        "siren": lambda page: bool(page.seller.siren) and not page.seller.rcs_city,
        "siret": lambda page: bool(page.seller.siret),
        "rcs": lambda page: bool(page.seller.rcs_city),
        "seller_vat": lambda page: bool(page.seller.vat_number),
        "vat_group": lambda page: bool(page.seller.vat_group),
        "fiscal_representative": lambda page: bool(page.seller.fiscal_representative),
        "buyer_siren": lambda page: page.buyer.is_business and bool(page.buyer.siren),
        "buyer_vat": lambda page: page.buyer.is_business and bool(page.buyer.vat_number),
        "replaces": lambda page: page.kind is InvoiceKind.CORRECTED and page.corrects is not None,
        "credits": lambda page: page.kind is InvoiceKind.CREDIT_NOTE and page.corrects is not None,
        "details": lambda page: page.details is not None,
        **{
            treatment.value: _treated(treatment)
            for treatment in VatTreatment
            if treatment is not VatTreatment.NORMAL
        },
        **{category.value: _sells(category) for category in SaleCategory},
        "vat_on_debits": lambda page: (
            page.seller.vat_on_debits and page.category is not SaleCategory.GOODS
        ),
        "due_date": lambda page: _sells_to_business(page) and page.due_on is not None,
        "discount": _sells_to_business,
        "late_penalty": _sells_to_business,
        "recovery_indemnity": _sells_to_business,
        "legal_guarantee": lambda page: (
            page.sold_in_shop
            and page.has_guaranteed_goods
            and not page.buyer.is_business
            and page.kind is not InvoiceKind.CREDIT_NOTE
        ),
        "approved_body": lambda page: page.seller.approved_body_member,
        "mediator": lambda page: bool(page.seller.mediator) and not page.buyer.is_business,
    }
)
