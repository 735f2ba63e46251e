"""VAT categories: who must be named (-02), which groups there are (-01), reasons (-10), O alone."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from merchant_desk.rules.legal_data import members_on
from merchant_desk.rules.preflight.asked import IDENTITY, INVOICES, Asked, exact
from merchant_desk.values.business_terms import InvoiceTerms
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.preflight import Problem
from merchant_desk.values.texts import _

NAMES: Mapping[str, str] = MappingProxyType(
    {"S": "S", "E": "E", "Z": "Z", "AE": "AE", "K": "IC", "G": "G", "O": "O"}
)
"""How the rules of each category are called."""
_REASONED = frozenset({"E", "AE", "K", "G", "O"})
_NAMED_BUYER = frozenset({"K", "AE"})
_SELLER_VAT = frozenset({"K", "G"})  # AE and the taxed ones take the SIREN too (BT-32)


def vat_rules(asked: Asked) -> Iterator[Problem]:
    """Yield what the categories of the document ask for and do not find."""
    terms = asked.terms
    used = told_categories(terms)
    yield from _groups(terms, used)
    yield from _persons(terms, used)
    if "K" in used:
        yield from _leaves(asked)
    yield from _out_of_scope(terms, used)


def told_categories(terms: InvoiceTerms) -> set[str]:
    """Return the categories of lines, discounts and charges."""
    charges = [*terms.get("BG-20", []), *terms.get("BG-21", [])]
    lines = {line["BT-151"] for line in terms["BG-25"]}
    return lines | {charge["vat_category_code"] for charge in charges}


def _groups(terms: InvoiceTerms, used: set[str]) -> Iterator[Problem]:
    told = {group["BT-118"] for group in terms["BG-23"]}
    for code in sorted(used | told):
        name = NAMES.get(code)
        if name is None:
            yield _vat("BR-FR-15", _("Ce régime de TVA n’existe pas en France."), INVOICES)
        elif (code in used) is not (code in told):
            yield _vat(f"BR-{name}-01", _("Le détail de la TVA n’est pas complet."), INVOICES)
    for group in terms["BG-23"]:
        code = group["BT-118"]
        reasoned = bool(group.get("BT-120") or group.get("BT-121"))
        if reasoned is not (code in _REASONED) and code in NAMES:
            sentence = _("Le motif d’exonération de TVA ne va pas avec le document.")
            yield _vat(f"BR-{NAMES[code]}-10", sentence, INVOICES)

    for number, code, rate in sorted(_rates(terms)):
        if code in NAMES and (code == "S") is not bool(exact(rate)):
            sentence = _("Le taux de TVA ne va pas avec le régime de la ligne.")
            yield _vat(f"BR-{NAMES[code]}-{number}", sentence, INVOICES)


def _rates(terms: InvoiceTerms) -> set[tuple[str, str, str]]:
    """Return category and rate of each line (-05), discount (-06) and charge (-07)."""
    lines = {("05", line["BT-151"], line.get("BT-152", "")) for line in terms["BG-25"]}
    charges = {
        (number, each["vat_category_code"], each.get("vat_rate", ""))
        for number, group in (
            ("06", terms.get("BG-20", [])),
            ("07", terms.get("BG-21", [])),
        )
        for each in group
    }
    return lines | charges


def _out_of_scope(terms: InvoiceTerms, used: set[str]) -> Iterator[Problem]:
    everything = used | {group["BT-118"] for group in terms["BG-23"]}
    if "O" in everything and len(everything) > 1:
        yield _vat("BR-O-11", _("Ce qui est hors TVA ne va pas avec ce qui est taxé."), INVOICES)
    if "O" in used and ("vat_identifier" in terms["BG-4"] or "vat_identifier" in terms["BG-7"]):
        yield _vat("BR-O-02", _("Hors TVA, aucun numéro de TVA ne doit être dit."), INVOICES)


def _persons(terms: InvoiceTerms, used: set[str]) -> Iterator[Problem]:
    seller, buyer = terms["BG-4"], terms["BG-7"]
    for code in sorted(used & set(NAMES) - {"O"}):
        known = "vat_identifier" in seller
        if not (known or (code not in _SELLER_VAT and seller.get("tax_identifier"))):
            sentence = _("Le numéro de TVA de la boutique manque.")
            yield _vat(f"BR-{NAMES[code]}-02", sentence, IDENTITY)
    for code in sorted(used & _NAMED_BUYER):
        by_siren = code == "AE" and buyer.get("legal_identifier")
        if not (buyer.get("vat_identifier") or by_siren):
            sentence = _("Le numéro de TVA du client manque.")
            yield _vat(f"BR-{NAMES[code]}-02", sentence, INVOICES)


def _leaves(asked: Asked) -> Iterator[Problem]:
    terms = asked.terms
    if "BT-72" not in terms:
        yield _without_day(asked.page.kind)
    country = terms.get("BG-13", {"name": ""}).get("country_code", "")
    if not country:
        yield _vat("BR-IC-12", _("Le pays de livraison manque."), INVOICES)
    elif country not in {each.country for each in members_on(terms["BT-2"])} - {"FR"}:
        sentence = _("Une livraison intracommunautaire part vers un autre pays de l’Union.")
        yield _vat("262 ter", sentence, INVOICES)


def _without_day(kind: InvoiceKind) -> Problem:
    if kind is InvoiceKind.DEPOSIT:
        sentence = _("Un acompte ne peut pas être exonéré comme livraison intracommunautaire.")
        advice = _("Facturez cette vente à la livraison.")
    else:
        sentence = _(
            "La date de livraison manque\u00a0: une livraison intracommunautaire doit la dire."
        )
        advice = _("Donnez la date de livraison, puis recommencez.")
    return Problem("BR-IC-11", sentence, advice, INVOICES)


def _vat(rule: str, sentence: str, screen: str) -> Problem:
    advice = _("Corrigez le régime de TVA ou les numéros, puis recommencez.")
    return Problem(rule, sentence, advice, screen)
