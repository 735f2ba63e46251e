"""How it is paid: BR-CO-25, BR-61, and an account number whose key is right."""

from collections.abc import Iterator

from merchant_desk.rules.preflight.asked import IDENTITY, INVOICES, Asked, exact
from merchant_desk.values.preflight import Problem
from merchant_desk.values.texts import _

_TRANSFERS = frozenset({"30", "58"})


def settlement(asked: Asked) -> Iterator[Problem]:
    """Yield what a buyer would need to pay, and does not find."""
    terms = asked.terms
    if exact(terms["BT-115"]) > 0 and not (terms.get("BT-9") or terms.get("BT-20")):
        sentence, advice = _("L’échéance manque."), _("Donnez une échéance, puis recommencez.")
        yield Problem("BR-CO-25", sentence, advice, INVOICES)
    if terms.get("BT-81", "") in _TRANSFERS and not terms.get("BT-84"):
        yield _account("BR-61", _("Le compte où virer manque."))
    if "BT-84" in terms and not _is_iban(terms["BT-84"]):
        yield _account("IBAN", _("L’IBAN de la boutique n’est pas valable."))


def _is_iban(text: str) -> bool:
    from stdnum import iban  # noqa: PLC0415 - reads the layouts of every country; late

    return bool(iban.is_valid(text))


def _account(rule: str, sentence: str) -> Problem:
    advice = _("Corrigez le compte bancaire dans Réglages, Boutique.")
    return Problem(rule, sentence, advice, IDENTITY)
