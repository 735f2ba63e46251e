"""« Expédier sans scanner… »: what it does is asked first, then what left and what stayed told."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from merchant_desk.operations.ship_orders import ShippedOrders, ship_orders
from merchant_desk.queries.orders_to_ship import OrdersToShip, orders_to_ship
from merchant_desk.ui.confirm_sheet import ConfirmSheet
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.orders.order_columns import order_number
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.tokens import Tone
from merchant_desk.values.french import number
from merchant_desk.values.ids import OrderId
from merchant_desk.values.texts import _, ngettext

_TOLD = 3


class ShipUnscanned(QObject):
    """Ships whole orders on her word; ``done`` is called once they have left."""

    def __init__(
        self, desk: Desk, shell: Shell, screen: QWidget, done: Callable[[], object]
    ) -> None:
        super().__init__(screen)
        self._desk = desk
        self._shell = shell
        self._screen = screen
        self._done = done
        self._confirm: ConfirmSheet | None = None

    def ask(self, order_ids: Sequence[bytes]) -> None:
        """Count what could leave, then ask whether it shall."""
        self._desk.read(self._show_question, orders_to_ship, [OrderId(each) for each in order_ids])

    def sheet(self) -> ConfirmSheet:
        """Return the question, made the first time it is asked."""
        if self._confirm is None:
            self._confirm = ConfirmSheet(self._shell, self._screen)
            self._confirm.confirmed.connect(self._on_confirmed)
        return self._confirm

    def _show_question(self, found: OrdersToShip) -> None:
        count = found.preparable
        if not count:
            title = _("Rien n’est parti\u00a0: aucune de ces commandes ne peut être préparée.")
            advice = _("Leur état dit pourquoi\u00a0; ouvrez-en une avec Entrée.")
            self._shell.banner(title, advice, Tone.WARN)
            return
        action = ngettext("Expédier {n} commande", "Expédier {n} commandes", count)
        self.sheet().ask(
            _("Expédier sans scanner"),
            _counted(count),
            _meaning(found),
            action.format(n=number(count)),
            found.order_ids,
        )

    def _on_confirmed(self, order_ids: object) -> None:
        if isinstance(order_ids, tuple):
            self._desk.write(self._show_shipped, ship_orders, self._desk.gesture(), order_ids)

    def _show_shipped(self, shipped: ShippedOrders) -> None:
        self._done()
        count = len(shipped.closed)
        if count:
            words = ngettext(
                "{n} commande expédiée, facture {first}. Les papiers s’impriment.",
                "{n} commandes expédiées, factures {first} à {last}. Les papiers s’impriment.",
                count,
            )
            first, last = (shipped.closed[place].invoice.number for place in (0, -1))
            self._shell.toast(words.format(n=number(count), first=first, last=last))
        if shipped.refused:
            self._show_refused(shipped)

    def _show_refused(self, shipped: ShippedOrders) -> None:
        left = shipped.refused
        title = ngettext(
            "{n} commande n’est pas partie.", "{n} commandes ne sont pas parties.", len(left)
        )
        reasons = [f"{order_number(each.number)}\u00a0: {each.reason}" for each in left[:_TOLD]]
        others = len(left) - _TOLD
        if others > 0:
            more = ngettext("Et {n} autre.", "Et {n} autres.", others)
            reasons.append(more.format(n=number(others)))
        self._shell.banner(title.format(n=number(len(left))), " ".join(reasons), Tone.WARN)


def _counted(count: int) -> str:
    words = ngettext(
        "{n} colis part avec tout ce qui lui est dû.",
        "{n} colis partent avec tout ce qui leur est dû.",
        count,
    )
    return words.format(n=number(count))


def _meaning(found: OrdersToShip) -> str:
    """Return what will happen, one paragraph a fact."""
    told = [
        _("Aucun article n’est vérifié au scanner. Votre nom est gardé dans l’histoire."),
        ngettext(
            "Le stock baisse, la facture reçoit son numéro, le bon et la facture s’impriment, la"
            " boutique en ligne est prévenue.",
            "Le stock baisse, chaque facture reçoit son numéro, les bons et les factures"
            " s’impriment, les boutiques en ligne sont prévenues.",
            found.preparable,
        ),
        _("Cela ne peut pas être repris\u00a0: une facture numérotée ne s’efface pas."),
        _("S’il manque un article en rayon, la commande reste et vous le saurez."),
    ]
    if found.others:
        stay = ngettext(
            "{n} autre commande choisie n’est pas à préparer\u00a0: elle reste.",
            "{n} autres commandes choisies ne sont pas à préparer\u00a0: elles restent.",
            found.others,
        )
        told.append(stay.format(n=number(found.others)))
    return "\n\n".join(told)
