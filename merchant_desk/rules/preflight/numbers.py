"""Numbers, dates and earlier documents: BR-FR-01 to 04, BR-FR-CO-04, CO-05 and CO-07."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.invoice_numbering import LONGEST, is_valid_number
from merchant_desk.rules.preflight.asked import INVOICES, Asked
from merchant_desk.values.french import short_date
from merchant_desk.values.preflight import Problem
from merchant_desk.values.texts import _

_TYPES = frozenset(
    {"380", "389", "393", "501", "386", "500", "384", "471", "472", "473", "261", "262", "381"}
    | {"396", "502", "503"}
)
_CORRECTED = frozenset({"384", "471", "472", "473"})
_CREDIT = frozenset({"261", "381", "396", "502", "503"})
_DEPOSITS = frozenset({"386", "500", "503"})
_PAID = frozenset({"B2", "S2", "M2"})
_FIRST, _LAST = date(2000, 1, 1), date(2099, 12, 31)


def numbers(asked: Asked) -> Iterator[Problem]:
    """Yield numbers a platform cannot read."""
    terms = asked.terms
    if not is_valid_number(terms["BT-1"]):
        yield _invoice(_number_rule(terms["BT-1"]), _("Le numéro de la facture n’est pas valable."))
    if terms["BT-3"] not in _TYPES:
        yield _invoice("BR-FR-04", _("Ce genre de document n’existe pas en facture électronique."))
    for reference in terms.get("BG-3", []):
        if not is_valid_number(reference["BT-25"]):
            sentence = _(
                "Le numéro de la facture d’origine «\u00a0{number}\u00a0» n’est pas valable."
            )
            rule = _number_rule(reference["BT-25"])
            yield _invoice(rule, sentence.format(number=reference["BT-25"]))


def dates(asked: Asked) -> Iterator[Problem]:
    """Yield dates out of the century, and a due date before the invoice."""
    terms, page = asked.terms, asked.page
    told = [terms["BT-2"], terms.get("BT-9"), terms.get("BT-72")]
    told += [reference["BT-26"] for reference in terms.get("BG-3", [])]
    told += [payment.paid_on for payment in page.payments]
    for day in dict.fromkeys(told):
        if day is not None and not _FIRST <= day <= _LAST:
            sentence = _("La date du {day} n’est pas entre 2000 et 2099.")
            yield _invoice("BR-FR-03", sentence.format(day=short_date(day)))
    due = terms.get("BT-9")
    excused = terms["BT-3"] in _DEPOSITS or terms["BT-23"] in _PAID
    if due is not None and due < terms["BT-2"] and not excused:
        yield _invoice("BR-FR-CO-07", _("L’échéance est avant la date de la facture."))


def references(asked: Asked) -> Iterator[Problem]:
    """Yield a correction that does not say what it corrects."""
    kind, found = asked.terms["BT-3"], len(asked.terms.get("BG-3", []))
    if kind in _CORRECTED and found != 1:
        yield _invoice("BR-FR-CO-04", _("La facture d’origine manque."))
    if kind in _CREDIT and not found:
        yield _invoice("BR-FR-CO-05", _("La facture d’origine manque."))


def _number_rule(number: str) -> str:
    return "BR-FR-01" if len(number) > LONGEST else "BR-FR-02"


def _invoice(rule: str, sentence: str) -> Problem:
    return Problem(rule, sentence, _("Corrigez le document, puis recommencez."), INVOICES)
