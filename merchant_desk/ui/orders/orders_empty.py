"""What the list says when it has nothing to show: why, and what to do next."""

from merchant_desk.queries.orders import OrdersQuery, OrderViews
from merchant_desk.ui.widgets.empty_state import EmptyText
from merchant_desk.values.order_views import OrderTab, Period
from merchant_desk.values.texts import _


def empty_words(query: OrdersQuery, views: OrderViews | None) -> EmptyText:
    """Return the words for this question."""
    if views is not None and not views.counts[OrderTab.ALL]:
        return EmptyText(
            "inbox",
            _("Pas encore de commande"),
            _("Elles arrivent ici dès que votre boutique en ligne est reliée."),
            _("Connecter une boutique"),
        )
    if query.text:
        elsewhere = query.tab is not OrderTab.ALL
        return EmptyText(
            "search",
            _("Aucune commande pour cette recherche"),
            _("Cherchez un numéro, une partie du nom, une ville ou un numéro de suivi."),
            _("Chercher dans toutes") if elsewhere else _("Effacer la recherche"),
        )
    if _narrowed(query):
        return EmptyText(
            "funnel",
            _("Aucune commande pour ces filtres"),
            _("Élargissez la période ou retirez un filtre."),
            _("Effacer les filtres"),
        )
    return _nothing_to_do(query.tab)


def _nothing_to_do(tab: OrderTab) -> EmptyText:
    words = {
        OrderTab.TO_PREPARE: (_("Tout est préparé"), _("La prochaine commande apparaîtra ici.")),
        OrderTab.IN_PROGRESS: (
            _("Rien en cours"),
            _("Les commandes mises dans une vague apparaîtront ici."),
        ),
        OrderTab.LATE: (_("Aucun retard"), _("Tout est parti à temps.")),
        OrderTab.WAITING: (_("Aucun paiement attendu"), _("Tout est payé.")),
        OrderTab.BLOCKED: (_("Rien de bloqué"), _("Aucune commande n’attend votre décision.")),
    }
    title, text = words.get(tab, (_("Aucune commande ici"), ""))
    return EmptyText("circle-check", title, text, "", _("Voir toutes les commandes"))


def _narrowed(query: OrdersQuery) -> bool:
    chosen = (query.shop_id, query.payment, query.delivery, query.mark, query.new_since)
    return query.period is not Period.ANY or any(each is not None for each in chosen)
