"""What invoices received, their states and their numbers are called and look like."""

from datetime import date

from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.chip import ChipText
from merchant_desk.values.french import NBSP, number, short_date
from merchant_desk.values.received_invoice import CREDIT_KINDS, QUANTITY_PARTS
from merchant_desk.values.supplier_words import SupplierState
from merchant_desk.values.texts import _, later, ngettext
from merchant_desk.values.unit_price import UnitPrice

_KINDS = {
    "384": later("Facture rectificative"),
    "386": later("Facture d’acompte"),
    "389": later("Autofacture"),
}
_STATES = {
    SupplierState.TO_CHECK: (later("À contrôler"), Tone.WARN),
    SupplierState.APPROVED: (later("Approuvée"), Tone.INFO),
    SupplierState.DISPUTED: (later("En litige"), Tone.BAD),
    SupplierState.REFUSED: (later("Refusée"), Tone.MUTE),
    SupplierState.PAID: (later("Payée"), Tone.OK),
}
_SYNTAXES = {"factur-x": "Factur-X", "cii": "CII", "ubl": "UBL"}


def kind_words(kind: str) -> str:
    """Return what a document is called."""
    if kind in CREDIT_KINDS:
        return _("Avoir")
    return _(_KINDS[kind]) if kind in _KINDS else _("Facture")


def state_chip(state: SupplierState) -> ChipText:
    """Return the state of an invoice; quiet once nothing is left to do."""
    words, tone = _STATES[state]
    return ChipText(_(words), tone, quiet=state in (SupplierState.PAID, SupplierState.REFUSED))


def due_words(due_on: date, *, is_told: bool) -> str:
    """Return when it is to be paid; a day counted by law says so."""
    day = short_date(due_on)
    return day if is_told else _("{day} (30 jours)").format(day=day)


def findings_words(count: int) -> str:
    """Return how many things its reading noticed."""
    if not count:
        return _("Conforme")
    return ngettext("{n} remarque", "{n} remarques", count).format(n=number(count))


def quantity_words(tenthousandths: int) -> str:
    """Return a quantity with the decimals it has: ``12``, ``0,5``."""
    sign = "\u2212" if tenthousandths < 0 else ""
    whole, rest = divmod(abs(tenthousandths), QUANTITY_PARTS)
    decimals = f",{rest:04d}".rstrip("0") if rest else ""
    return f"{sign}{number(whole)}{decimals}"


def price_words(millionths: int) -> str:
    """Return the price of one unit with the decimals it has: ``3,10 €``."""
    return f"{UnitPrice(millionths).text.replace('.', ',')}{NBSP}€"


def syntax_words(syntax: str) -> str:
    """Return the name of the form an invoice came in."""
    return _SYNTAXES.get(syntax, syntax)
