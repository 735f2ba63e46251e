"""What a reader, the tax office or a platform would refuse, found before a number is given.

Our own writing of every rule of EN 16931 (BR, BR-CO, BR-S …) and of France (BR-FR, FNFE-MPE 1.4.0)
that this desk could break, and of what no official rule sees: keys of numbers, rates of the day,
prices that do not make the line. The official ones judge the same documents in the tests.
"""

from merchant_desk.rules.en16931.facts import invoice_terms
from merchant_desk.rules.preflight.addresses import addresses
from merchant_desk.rules.preflight.asked import Asked, Family
from merchant_desk.rules.preflight.buyer import buyer
from merchant_desk.rules.preflight.company_keys import company_keys
from merchant_desk.rules.preflight.decimals import decimals
from merchant_desk.rules.preflight.delays import delays
from merchant_desk.rules.preflight.destinations import destinations
from merchant_desk.rules.preflight.lines import lines
from merchant_desk.rules.preflight.notes import billing_mode, notes
from merchant_desk.rules.preflight.numbers import dates, numbers, references
from merchant_desk.rules.preflight.postcodes import postcodes
from merchant_desk.rules.preflight.rates import rates
from merchant_desk.rules.preflight.seller import seller
from merchant_desk.rules.preflight.settlement import settlement
from merchant_desk.rules.preflight.shop_regime import shop_regime
from merchant_desk.rules.preflight.signs import signs
from merchant_desk.rules.preflight.texts import texts
from merchant_desk.rules.preflight.totals import totals
from merchant_desk.rules.preflight.vat_rules import vat_rules
from merchant_desk.values.invoice_page import InvoicePage
from merchant_desk.values.preflight import Problem
from merchant_desk.values.vat import VatTreatment

FAMILIES: tuple[Family, ...] = (
    seller,
    buyer,
    company_keys,
    postcodes,
    lines,
    signs,
    rates,
    numbers,
    dates,
    delays,
    references,
    shop_regime,
    destinations,
    vat_rules,
    totals,
    settlement,
    addresses,
    notes,
    billing_mode,
    decimals,
    texts,
)


def preflight(
    page: InvoicePage, regimes: frozenset[VatTreatment] = frozenset()
) -> tuple[Problem, ...]:
    """Return every problem of a document, in the order of the families, each said once.

    ``regimes`` are those the shop may sell under; without them its regime is not looked at.
    """
    return problems_of(Asked(page, invoice_terms(page), regimes))


def problems_of(asked: Asked) -> tuple[Problem, ...]:
    """Return the problems of a page and of the terms told of it."""
    found = (problem for family in FAMILIES for problem in family(asked))
    return tuple({(each.rule, each.sentence): each for each in found}.values())
