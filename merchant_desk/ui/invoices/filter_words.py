"""The choices of each filter of the list of documents; the first one filters nothing."""

from collections.abc import Sequence

from merchant_desk.ui.invoices.invoice_words import KINDS
from merchant_desk.ui.orders.filter_words import Choice
from merchant_desk.values.invoice_views import BuyerFilter, InvoiceTab, PaidFilter
from merchant_desk.values.texts import _, later

_TABS = {
    InvoiceTab.ALL: later("Toutes"),
    InvoiceTab.TO_COLLECT: later("À encaisser"),
    InvoiceTab.LATE: later("En retard"),
    InvoiceTab.CREDIT_NOTES: later("Avoirs"),
    InvoiceTab.DRAFTS: later("Brouillons"),
}
_PAID = {
    PaidFilter.PAID: later("Payées"),
    PaidFilter.TO_COLLECT: later("À encaisser"),
    PaidFilter.LATE: later("En retard"),
    PaidFilter.CREDITED: later("Avoir total"),
}
_BUYERS = {
    BuyerFilter.BUSINESS: later("Professionnels"),
    BuyerFilter.CONSUMER: later("Particuliers"),
}


def tab_words(tab: InvoiceTab) -> str:
    """Return the name of a view."""
    return _(_TABS[tab])


def kinds() -> Sequence[Choice]:
    """Return what a document may be."""
    return [Choice(None, _("Tous")), *(Choice(kind, _(words)) for kind, words in KINDS.items())]


def states() -> Sequence[Choice]:
    """Return where a document may stand."""
    return [
        Choice(None, _("Tous les états")),
        *(Choice(key, _(told)) for key, told in _PAID.items()),
    ]


def buyers() -> Sequence[Choice]:
    """Return who a document may be made out to."""
    return [Choice(None, _("Tous")), *(Choice(key, _(told)) for key, told in _BUYERS.items())]
