"""Broken twins of what a page tells: one term wrong, and the rule that must say so."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from merchant_desk.rules.en16931.facts import invoice_terms
from merchant_desk.values.business_terms import InvoiceTerms
from tests.e_invoice.recipes import RECIPES

Terms = dict[str, Any]


@dataclass(frozen=True)
class BrokenTerms:
    """Which term of which recipe is broken, and the rule that ours and the official ones name."""

    recipe: str
    rule: str
    breaking: Callable[[Terms], None]

    @property
    def terms(self) -> InvoiceTerms:
        terms: Terms = deepcopy(dict(invoice_terms(RECIPES[self.recipe])))
        self.breaking(terms)
        return terms  # type: ignore[return-value] # broken on purpose


def _put(*path: str | int, to: object) -> Callable[[Terms], None]:
    def breaking(terms: Terms) -> None:
        place: Any = terms
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = to

    return breaking


def _drop(*path: str | int) -> Callable[[Terms], None]:
    def breaking(terms: Terms) -> None:
        place: Any = terms
        for key in path[:-1]:
            place = place[key]
        del place[path[-1]]

    return breaking


def _all(*breakings: Callable[[Terms], None]) -> Callable[[Terms], None]:
    def breaking(terms: Terms) -> None:
        for each in breakings:
            each(terms)

    return breaking


def _without_note(code: str) -> Callable[[Terms], None]:
    def breaking(terms: Terms) -> None:
        terms["BG-1"] = [note for note in terms["BG-1"] if note["BT-21"] != code]

    return breaking


def _with_note(code: str, text: str = "Encore") -> Callable[[Terms], None]:
    def breaking(terms: Terms) -> None:
        terms["BG-1"].append({"BT-21": code, "BT-22": text})

    return breaking


def _again(group: str) -> Callable[[Terms], None]:
    def breaking(terms: Terms) -> None:
        terms[group] = [*terms[group], *terms[group]]

    return breaking


def _with_group(terms: Terms) -> None:
    group = {"BT-116": "0.00", "BT-117": "0.00", "BT-118": "S", "BT-119": "20.00"}
    terms["BG-23"].append(group)


def _reason(group: int = 0) -> Callable[[Terms], None]:
    return _all(_drop("BG-23", group, "BT-120"), _drop("BG-23", group, "BT-121"))


BUSINESS, PAID = "between businesses", "to a consumer, paid"
CHARGED = "discount of the document and carriage"
SECOND, UNION, EXPORT = "second-hand goods", "to another member state", "export to a company"
REVERSE, CARD = "reverse charge", "gift card"
_MODE: Mapping[str, BrokenTerms] = {
    "a kind of document that does not exist": BrokenTerms(
        BUSINESS, "BR-FR-04", _put("BT-3", to="999")
    ),
    "no note of recovery": BrokenTerms(BUSINESS, "BR-FR-05", _without_note("PMT")),
    "no note of penalties": BrokenTerms(BUSINESS, "BR-FR-05", _without_note("PMD")),
    "no note of discount": BrokenTerms(PAID, "BR-FR-05", _without_note("AAB")),
    "two notes of recovery": BrokenTerms(BUSINESS, "BR-FR-06", _with_note("PMT")),
    "two notes of the tax": BrokenTerms(
        BUSINESS, "BR-FR-06", _all(_with_note("TXD"), _with_note("TXD"))
    ),
    "a mode that does not exist": BrokenTerms(BUSINESS, "BR-FR-08", _put("BT-23", to="M7")),
    "an unknown way": BrokenTerms(
        PAID, "BR-FR-20", _all(_without_note("BAR"), _with_note("BAR", "B2X"))
    ),
    "two ways": BrokenTerms(PAID, "BR-FR-31", _with_note("BAR", "B2C")),
    "a final invoice that is a deposit": BrokenTerms(
        "deposit", "BR-FR-CO-08", _put("BT-23", to="B4")
    ),
    "paid, and nothing received": BrokenTerms(BUSINESS, "BR-FR-CO-09", _put("BT-23", to="B2")),
    "paid, and no day of payment": BrokenTerms(PAID, "BR-FR-CO-09", _drop("BT-9")),
    "a correction of two invoices": BrokenTerms("corrected invoice", "BR-FR-CO-04", _again("BG-3")),
    "a transfer to nowhere": BrokenTerms(
        "between businesses, paid by transfer", "BR-61", _put("BT-81", to="58")
    ),
}
_PARTIES: Mapping[str, BrokenTerms] = {
    "a seller without address": BrokenTerms(BUSINESS, "BR-FR-13", _drop("BG-4", "einvoicing_addr")),
    "a buyer without address": BrokenTerms(PAID, "BR-FR-12", _drop("BG-7", "einvoicing_addr")),
    "a business reached by e-mail": BrokenTerms(
        BUSINESS, "BR-FR-21", _put("BG-7", "einvoicing_addr_schemeid", to="EM")
    ),
    "an exempt seller nobody knows": BrokenTerms(
        "franchise, without a VAT number", "BR-E-02", _drop("BG-4", "tax_identifier")
    ),
    "a taxed seller nobody knows": BrokenTerms(
        BUSINESS, "BR-S-02", _drop("BG-4", "vat_identifier")
    ),
    "goods that leave for nowhere": BrokenTerms(UNION, "BR-IC-12", _drop("BG-13")),
}
_SUMS: Mapping[str, BrokenTerms] = {
    "lines that do not add up": BrokenTerms(BUSINESS, "BR-CO-10", _put("BT-106", to="1.00")),
    "discounts that do not add up": BrokenTerms(CHARGED, "BR-CO-11", _put("BT-107", to="1.00")),
    "charges that do not add up": BrokenTerms(CHARGED, "BR-CO-12", _put("BT-108", to="1.00")),
    "a total without VAT of nothing": BrokenTerms(BUSINESS, "BR-CO-13", _put("BT-109", to="1.00")),
    "taxes that do not add up": BrokenTerms(BUSINESS, "BR-CO-14", _put("BT-110", to="1.00")),
    "a total with VAT of nothing": BrokenTerms(BUSINESS, "BR-CO-15", _put("BT-112", to="1.00")),
    "something else to pay": BrokenTerms(BUSINESS, "BR-CO-16", _put("BT-115", to="1.00")),
    "a tax that is not its rate": BrokenTerms(
        BUSINESS, "BR-CO-17", _put("BG-23", 0, "BT-117", to="1.00")
    ),
    "no VAT at all": BrokenTerms(BUSINESS, "BR-CO-18", _put("BG-23", to=[])),
    "an amount of three decimals": BrokenTerms(
        BUSINESS, "BR-FR-DEC-01", _put("BT-115", to="51.500")
    ),
    "a quantity of five decimals": BrokenTerms(
        BUSINESS, "BR-FR-DEC-02", _put("BG-25", 0, "BT-129", to="3.00000")
    ),
    "a price of seven decimals": BrokenTerms(
        BUSINESS, "BR-FR-DEC-03", _put("BG-25", 0, "BT-146", to="5.0000000")
    ),
    "a rate of three decimals": BrokenTerms(
        BUSINESS, "BR-FR-DEC-04", _put("BG-25", 0, "BT-152", to="20.000")
    ),
    "a negative price": BrokenTerms(BUSINESS, "BR-27", _put("BG-25", 0, "BT-146", to="-5.00")),
}
_VAT: Mapping[str, BrokenTerms] = {
    "a category France does not know": BrokenTerms(
        BUSINESS, "BR-FR-15", _put("BG-25", 0, "BT-151", to="L")
    ),
    "a rate of zero": BrokenTerms(BUSINESS, "BR-S-05", _put("BG-25", 0, "BT-152", to="0.00")),
    "a taxed charge of no rate": BrokenTerms(
        CHARGED, "BR-S-07", _put("BG-21", 0, "vat_rate", to="0.00")
    ),
    "a rate where nothing is taxed": BrokenTerms(
        SECOND, "BR-E-05", _put("BG-25", 0, "BT-152", to="20.00")
    ),
    "a group without lines": BrokenTerms(BUSINESS, "BR-E-01", _put("BG-23", 0, "BT-118", to="E")),
    "lines without a group": BrokenTerms(BUSINESS, "BR-G-01", _put("BG-25", 0, "BT-151", to="G")),
    "a reason where VAT is due": BrokenTerms(
        BUSINESS, "BR-S-10", _put("BG-23", 0, "BT-120", to="Exonéré")
    ),
    "a voucher of a shop that tells its VAT number": BrokenTerms(
        CARD, "BR-O-02", _put("BG-4", "vat_identifier", to="FR44732829320")
    ),
    "a voucher beside what is taxed": BrokenTerms(CARD, "BR-O-11", _with_group),
    **{
        f"a base that is not its lines ({rule})": BrokenTerms(
            recipe, f"BR-{rule}-08", _put("BG-23", 0, "BT-116", to="70.00")
        )
        for rule, recipe in (
            ("E", SECOND),
            ("IC", UNION),
            ("G", EXPORT),
            ("AE", REVERSE),
            ("O", CARD),
        )
    },
    **{
        f"no reason ({rule})": BrokenTerms(recipe, f"BR-{rule}-10", _reason())
        for rule, recipe in (
            ("E", SECOND),
            ("IC", UNION),
            ("G", EXPORT),
            ("AE", REVERSE),
            ("O", CARD),
        )
    },
}
BROKEN_TERMS: Mapping[str, BrokenTerms] = {**_MODE, **_PARTIES, **_SUMS, **_VAT}
NO_WAY_TO_PAY = BrokenTerms("to a consumer, not paid", "BR-CO-25", _drop("BT-20"))
"""A rule of the text of EN 16931 that its published rule sets do not run any more."""
