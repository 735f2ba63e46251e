"""What documents and their states are called and look like: quiet when all is well."""

from merchant_desk.queries.receivables import PaidState
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.chip import ChipText
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.texts import _, later

KINDS = {
    InvoiceKind.INVOICE: later("Facture"),
    InvoiceKind.CREDIT_NOTE: later("Avoir"),
    InvoiceKind.CORRECTED: later("Facture rectificative"),
    InvoiceKind.DEPOSIT: later("Facture d’acompte"),
    InvoiceKind.TICKET: later("Ticket"),
}
_SHORT = {
    InvoiceKind.CORRECTED: later("Rectificative"),
    InvoiceKind.DEPOSIT: later("Acompte"),
}
_STATES: dict[PaidState, tuple[str, Tone, bool, str]] = {
    PaidState.PAID: (later("Payée"), Tone.OK, True, ""),
    PaidState.TO_COLLECT: (later("À encaisser"), Tone.INFO, False, ""),
    PaidState.PARTIAL: (later("Payée en partie"), Tone.WARN, False, ""),
    PaidState.LATE: (later("En retard"), Tone.BAD, False, "clock-alert"),
    PaidState.OVERPAID: (later("Trop perçu"), Tone.WARN, False, ""),
    PaidState.CREDITED: (later("Avoir total"), Tone.MUTE, True, ""),
    PaidState.REPLACED: (later("Remplacée"), Tone.MUTE, True, ""),
    PaidState.TOLD: (later("Détaille un ticket"), Tone.MUTE, True, ""),
    PaidState.TO_REFUND: (later("À rembourser"), Tone.WARN, False, ""),
    PaidState.REFUNDED: (later("Soldé"), Tone.OK, True, ""),
}


def kind_words(kind: InvoiceKind, *, short: bool = False) -> str:
    """Return what a document is; ``short`` is for a column."""
    return _(_SHORT.get(kind, KINDS[kind]) if short else KINDS[kind])


def state_chip(state: PaidState) -> ChipText:
    """Return where a document stands."""
    words, tone, quiet, icon = _STATES[state]
    return ChipText(_(words), tone, quiet=quiet, icon=icon)


def document_title(kind: InvoiceKind, number: str) -> str:
    """Return « Facture FA2026-000123 »."""
    return f"{kind_words(kind)} {number}"
