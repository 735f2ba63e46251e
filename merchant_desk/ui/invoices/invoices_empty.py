"""What the list of documents says when it has nothing to show: why, and what to do next."""

from merchant_desk.queries.invoices import InvoicesQuery
from merchant_desk.ui.invoices.filter_bar import FIELDS
from merchant_desk.ui.widgets.empty_state import EmptyText
from merchant_desk.values.invoice_views import InvoiceTab
from merchant_desk.values.order_views import Period
from merchant_desk.values.texts import _


def narrowed(query: InvoicesQuery) -> bool:
    """Tell whether a filter or a search hides something."""
    plain = {None, Period.ANY}
    chosen = any(getattr(query, field) not in plain for field in FIELDS)
    return bool(query.text) or chosen or query.order_id is not None


def empty_words(query: InvoicesQuery) -> EmptyText:
    """Return the words for this question."""
    if narrowed(query):
        return EmptyText(
            "search",
            _("Aucun document pour ces filtres"),
            _("Cherchez un numéro, un client, une ville, ou retirez un filtre."),
            _("Effacer les filtres"),
        )
    words = {
        InvoiceTab.TO_COLLECT: (
            _("Rien à encaisser"),
            _("Chaque facture émise est payée."),
        ),
        InvoiceTab.LATE: (
            _("Aucun retard"),
            _("Une facture vient ici le lendemain de son échéance."),
        ),
        InvoiceTab.CREDIT_NOTES: (
            _("Aucun avoir"),
            _("Un avoir se fait depuis la facture qu’il corrige."),
        ),
    }
    title, text = words.get(
        query.tab,
        (
            _("Pas encore de facture"),
            _("Elle s’émet quand un colis est emballé, ou ici, à la main."),
        ),
    )
    icon = "circle-check" if query.tab in words else "receipt-text"
    return EmptyText(icon, title, text, _("Nouvelle facture"))


def no_draft() -> EmptyText:
    """Return the words for no draft."""
    return EmptyText(
        "pencil",
        _("Aucun brouillon"),
        _("Ce que vous écrivez se garde tout seul et reste ici jusqu’à l’émission."),
        _("Nouvelle facture"),
    )
