"""From a plan to drafts of orders; more than the money there is is asked about first."""

from PySide6.QtCore import QObject

from merchant_desk.operations.accept_proposal import accept_proposal
from merchant_desk.rules.reorder.plan import Plan
from merchant_desk.ui.confirm_sheet import ConfirmSheet
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.values.french import euros
from merchant_desk.values.ids import SupplierId
from merchant_desk.values.money import ZERO
from merchant_desk.values.purchases import PurchaseKept
from merchant_desk.values.reorder import OrderChosen
from merchant_desk.values.texts import _, ngettext


class Acceptance(QObject):
    """Writes the drafts of one supplier, or of all."""

    def __init__(self, desk: Desk, shell: Shell, screen: Screen) -> None:
        super().__init__(screen)
        self._desk = desk
        self._shell = shell
        self.asking = ConfirmSheet(shell, screen)
        self.asking.confirmed.connect(self._on_confirmed)

    def accept(self, plan: Plan, only: SupplierId | None) -> None:
        """Write the drafts of ``only``, of every supplier for None."""
        orders, over = plan.orders(only), plan.over()
        if over <= ZERO:
            self._write(orders)
            return
        budget = ZERO if plan.proposal.budget is None else plan.proposal.budget
        self.asking.ask(
            _("Dépasser le budget\u00a0?"),
            _("{over} de trop").format(over=euros(over)),
            _(
                "Vos quantités coûtent {total} hors taxes, port compris, pour un budget de "
                "{budget}. Les commandes seront des brouillons\u00a0: rien n’est envoyé."
            ).format(total=euros(plan.total()), budget=euros(budget)),
            _("Préparer quand même"),
            orders,
        )

    def _on_confirmed(self, orders: object) -> None:
        self._write(orders)  # type: ignore[arg-type]  # what accept() asked about

    def _write(self, orders: tuple[OrderChosen, ...]) -> None:
        self._desk.write(self._show_accepted, accept_proposal, self._desk.gesture(), orders)

    def _show_accepted(self, kept: tuple[PurchaseKept, ...]) -> None:
        text = ngettext(
            "Commande {numbers} préparée en brouillon.",
            "Commandes {numbers} préparées en brouillon.",
            len(kept),
        )
        self._shell.toast(text.format(numbers=", ".join(each.number for each in kept)))
