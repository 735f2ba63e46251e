"""Notes and billing mode: BR-FR-05, 06, 08, 20 and 31, BR-FR-CO-08 and CO-09."""

from collections import Counter
from collections.abc import Iterator

from merchant_desk.rules.en16931.xml_only_mentions import CODES
from merchant_desk.rules.preflight.asked import INVOICES, Asked, exact
from merchant_desk.values.preflight import Problem
from merchant_desk.values.texts import _

_ONCE = (*CODES.values(), "TXD")
_WAYS = frozenset({"B2B", "B2BINT", "B2C", "B2CINT", "OUTOFSCOPE", "ARCHIVEONLY"})
_MODES = frozenset(
    {"B1", "S1", "M1", "B2", "S2", "M2", "S3", "B4", "S4", "M4", "S5", "S6", "B7", "S7"}
    | {"B8", "S8", "M8", "B9", "S9", "M9"}
)
_DEPOSITS = frozenset({"386", "500", "503"})


def notes(asked: Asked) -> Iterator[Problem]:
    """Yield notes that are missing, or told twice."""
    told = asked.terms["BG-1"]
    counts = Counter(note["BT-21"] for note in told)
    for code in CODES.values():
        if not counts[code]:
            sentence = _("La mention {code} manque au texte électronique.")
            yield _note("BR-FR-05", sentence.format(code=code))
    for code in _ONCE:
        if counts[code] > 1:
            sentence = _("La mention {code} est dite deux fois.")
            yield _note("BR-FR-06", sentence.format(code=code))
    ways = [note["BT-22"] for note in told if note["BT-21"] == "BAR"]
    if set(ways) - _WAYS:
        yield _note("BR-FR-20", _("Le chemin du document (BAR) n’existe pas."))
    if len(ways) > 1:
        yield _note("BR-FR-31", _("Le chemin du document (BAR) est dit deux fois."))


def billing_mode(asked: Asked) -> Iterator[Problem]:
    """Yield a mode that does not go with the document or its payment."""
    terms, mode = asked.terms, asked.terms["BT-23"]
    if mode not in _MODES:
        yield _note("BR-FR-08", _("Le cadre de facturation n’existe pas."))
    if mode.endswith("4") and terms["BT-3"] in _DEPOSITS:
        yield _note("BR-FR-CO-08", _("Un acompte ne peut pas être la facture de solde."))
    if mode.endswith("2"):
        settled = exact(terms.get("BT-113", "")) == exact(terms["BT-112"])
        if not settled or exact(terms["BT-115"]) or "BT-9" not in terms:
            yield _note("BR-FR-CO-09", _("La facture se dit payée, et son paiement n’y est pas."))


def _note(rule: str, sentence: str) -> Problem:
    return Problem(rule, sentence, _("Corrigez le document, puis recommencez."), INVOICES)
