"""VAT categories (BT-151) and their groups (BG-23), with the reasons of what is not taxed.

Codes of reasons: list VATEX of the Commission, as Factur-X 1.09 takes it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from merchant_desk.rules.en16931.decimals import amount_text, rate_text
from merchant_desk.rules.legal_data import texts_on
from merchant_desk.values.business_terms import VatTerms
from merchant_desk.values.invoice_page import InvoiceLine, InvoicePage, InvoiceVatRow
from merchant_desk.values.money import Money, total
from merchant_desk.values.vat import VatTreatment

STANDARD, OUT_OF_SCOPE = "S", "O"
_EXEMPT = "E"
_ZERO = "Z"
_CATEGORIES: Mapping[VatTreatment, tuple[str, str]] = MappingProxyType(
    {
        VatTreatment.NORMAL: (STANDARD, ""),
        VatTreatment.OSS: (STANDARD, ""),  # at the rate of the destination
        VatTreatment.FRANCHISE: (_EXEMPT, "VATEX-FR-FRANCHISE"),
        VatTreatment.INTRA_EU: ("K", "VATEX-EU-IC"),
        VatTreatment.EXPORT: ("G", "VATEX-EU-G"),
        VatTreatment.REVERSE_CHARGE: ("AE", "VATEX-EU-AE"),
        VatTreatment.SECOND_HAND: (_EXEMPT, "VATEX-EU-F"),
        VatTreatment.ART: (_EXEMPT, "VATEX-EU-I"),
        VatTreatment.COLLECTORS: (_EXEMPT, "VATEX-EU-J"),
        VatTreatment.OUT_OF_SCOPE: (OUT_OF_SCOPE, "VATEX-EU-O"),
    }
)


@dataclass(frozen=True, slots=True)
class Categories:
    """How the treatments of one document are told."""

    alone: bool
    """Nothing on it is in the scope of VAT: O stands for a whole document only (BR-O-11 to 14)."""

    def code(self, treatment: VatTreatment, rate_bp: int) -> str:
        """Return BT-151.

        Beside taxed lines a voucher is told as exempt, its reason in words. A present to which the
        storefront gave no rate is zero-rated: a standard rate is never zero (BR-S-05).
        """
        if treatment is VatTreatment.OUT_OF_SCOPE and not self.alone:
            return _EXEMPT
        code = _CATEGORIES[treatment][0]
        return _ZERO if code == STANDARD and not rate_bp else code

    def rate(self, treatment: VatTreatment, rate_bp: int) -> str:
        """Return BT-152: none out of scope (BR-O-05), zero where nothing is taxed."""
        code = self.code(treatment, rate_bp)
        if code == OUT_OF_SCOPE:
            return ""
        return rate_text(rate_bp if code == STANDARD else 0)

    def key(self, treatment: VatTreatment, rate_bp: int) -> tuple[str, str]:
        """Return what a group gathers: category and rate."""
        return self.code(treatment, rate_bp), self.rate(treatment, rate_bp)

    def reason_code(self, treatment: VatTreatment) -> str:
        """Return BT-121."""
        if treatment is VatTreatment.OUT_OF_SCOPE and not self.alone:
            return ""
        return _CATEGORIES[treatment][1]


def categories(page: InvoicePage) -> Categories:
    """Return how this document tells its treatments."""
    return Categories(all(row.treatment is VatTreatment.OUT_OF_SCOPE for row in page.vat_rows))


def vat_groups(page: InvoicePage, sign: int, told_lines: Iterable[InvoiceLine]) -> list[VatTerms]:
    """Return BG-23: one group for each category and rate the lines told have (BR-S-01 …)."""
    told = categories(page)
    used = {told.key(line.treatment, line.rate_bp) for line in told_lines}
    groups: dict[tuple[str, str], list[InvoiceVatRow]] = {}
    for row in page.vat_rows:
        key = told.key(row.treatment, row.rate_bp)
        if key in used or row.base or row.vat:
            groups.setdefault(key, []).append(row)
    return [_group(page, told, rows, sign) for rows in groups.values()]


def _group(
    page: InvoicePage, told: Categories, rows: Sequence[InvoiceVatRow], sign: int
) -> VatTerms:
    first = rows[0]
    terms: VatTerms = {
        "BT-116": amount_text(_signed((row.base for row in rows), sign)),
        "BT-117": amount_text(_signed((row.vat for row in rows), sign)),
        "BT-118": told.code(first.treatment, first.rate_bp),
    }
    if rate := told.rate(first.treatment, first.rate_bp):
        terms["BT-119"] = rate
    if terms["BT-118"] in {STANDARD, _ZERO}:
        return terms
    treatments = list(dict.fromkeys(row.treatment for row in rows))
    terms["BT-120"] = " ; ".join(_reason(page, treatment) for treatment in treatments)
    if len(treatments) == 1 and (code := told.reason_code(first.treatment)):
        terms["BT-121"] = code
    return terms


def _signed(amounts: Iterable[Money], sign: int) -> Money:
    return total(amounts) * sign


def _reason(page: InvoicePage, treatment: VatTreatment) -> str:
    """Return the words printed on the page, else those of the law."""
    printed = (mention.text for mention in page.mentions if mention.key == treatment.value)
    law = (text.text for text in texts_on(page.issued_on) if text.key == treatment.value)
    return next(printed, next(law, treatment.value))
