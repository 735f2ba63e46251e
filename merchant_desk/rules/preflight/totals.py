"""Totals: BR-CO-10 to 17 and the base of each category (BR-S-08 and its like), to the cent.

The official rules let the tax of a rate be up to one euro away from base times rate, and UBL lets a
base be one cent away from its lines. Ours is stricter: a base is its lines, and the tax is away by
one cent, and one a line where each was rounded for itself on a credit note.
"""

from collections.abc import Iterator
from fractions import Fraction

from merchant_desk.rules.preflight.asked import INVOICES, Asked, exact
from merchant_desk.rules.preflight.vat_rules import NAMES
from merchant_desk.values.business_terms import InvoiceTerms, VatTerms
from merchant_desk.values.preflight import Problem
from merchant_desk.values.texts import _

_CENT = Fraction(1, 100)


def totals(asked: Asked) -> Iterator[Problem]:
    """Yield every sum that does not come out."""
    terms = asked.terms
    for rule, told, counted in _sums(terms):
        if told != counted:
            yield _sum(rule)
    if terms["BG-25"] and not terms["BG-23"]:  # without a line, that is what is told
        yield _sum("BR-CO-18")
    for group in terms["BG-23"]:
        yield from _group(terms, group)


def _sums(terms: InvoiceTerms) -> Iterator[tuple[str, Fraction, Fraction]]:
    lines = sum((exact(line["BT-131"]) for line in terms["BG-25"]), Fraction(0))
    off = sum((exact(each["amount"]) for each in terms.get("BG-20", [])), Fraction(0))
    on = sum((exact(each["amount"]) for each in terms.get("BG-21", [])), Fraction(0))
    taxes = sum((exact(group["BT-117"]) for group in terms["BG-23"]), Fraction(0))
    net, vat, whole = exact(terms["BT-109"]), exact(terms["BT-110"]), exact(terms["BT-112"])
    told_off, told_on = exact(terms.get("BT-107", "")), exact(terms.get("BT-108", ""))
    yield "BR-CO-10", exact(terms["BT-106"]), lines
    yield "BR-CO-11", told_off, off
    yield "BR-CO-12", told_on, on
    yield "BR-CO-13", net, exact(terms["BT-106"]) - told_off + told_on
    yield "BR-CO-14", vat, taxes
    yield "BR-CO-15", whole, net + vat
    yield "BR-CO-16", exact(terms["BT-115"]), whole - exact(terms.get("BT-113", ""))


def _group(terms: InvoiceTerms, group: VatTerms) -> Iterator[Problem]:
    code, rate = group["BT-118"], group.get("BT-119", "")
    base, tax = exact(group["BT-116"]), exact(group["BT-117"])
    counted, lines = _base(terms, code, rate)
    if base != counted:
        yield _sum(f"BR-{NAMES.get(code, code)}-08")
    if abs(tax - base * exact(rate) / 100) > _CENT * (1 + lines):
        yield _sum("BR-CO-17")


def _base(terms: InvoiceTerms, code: str, rate: str) -> tuple[Fraction, int]:
    """Return what the lines of a category come to, and how many they are."""
    lines = [
        exact(line["BT-131"])
        for line in terms["BG-25"]
        if (line["BT-151"], line.get("BT-152", "")) == (code, rate)
    ]
    signed = [(each, -1) for each in terms.get("BG-20", [])]
    signed += [(each, 1) for each in terms.get("BG-21", [])]
    charges = [
        sign * exact(each["amount"])
        for each, sign in signed
        if (each["vat_category_code"], each.get("vat_rate", "")) == (code, rate)
    ]
    return sum((*lines, *charges), Fraction(0)), len(lines) + len(charges)


def _sum(rule: str) -> Problem:
    sentence = _("Les montants ne tombent pas juste ({rule}).").format(rule=rule)
    advice = _("Refaites le document à partir de ses lignes.")
    return Problem(rule, sentence, advice, INVOICES)
