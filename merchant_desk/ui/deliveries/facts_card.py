"""What a delivery is: from whom, for which order, how much came, what it cost on the way."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from merchant_desk.queries.delivery_view import DeliveryView
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import euros, number
from merchant_desk.values.money import total
from merchant_desk.values.texts import _

_LINK_PADDING = 7


class FactsCard(Card):
    """``more_wanted`` asks for its costs and claims."""

    more_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Livraison"), parent=parent)
        self._values: dict[str, TextLabel] = {}
        for key, label in (
            ("supplier", _("Fournisseur")),
            ("purchase", _("Commande")),
            ("slip", _("Bon de livraison")),
            ("came", _("Reçu")),
            ("charges", _("Frais HT")),
            ("claims", _("À réclamer")),
        ):
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(TextLabel(theme, label, ink=Ink.TEXT2))
            self._values[key] = TextLabel(theme, "", Role.STRONG, tabular=True)
            row.addStretch(1)
            row.addWidget(self._values[key])
            self.body.addLayout(row)
        self._more = Button(theme, _("Frais, réclamation…"), kind=Kind.LINK)
        foot = QHBoxLayout()
        foot.setContentsMargins(-_LINK_PADDING, 0, 0, 0)
        foot.addWidget(self._more)
        foot.addStretch(1)
        self.body.addLayout(foot)
        self._more.clicked.connect(self.more_wanted)

    def show_facts(self, view: DeliveryView | None) -> None:
        """Show these facts."""
        self.setEnabled(view is not None)
        if view is None:
            return
        charged = total(each.amount for each in view.charges)
        claimed = total(each.amount for each in view.claims)
        count = number(view.received)
        if view.expected:
            count = f"{count} / {number(view.expected)}"
        told = {
            "supplier": view.supplier or _("non dit"),
            "purchase": view.purchase_number or _("sans commande"),
            "slip": view.slip_number or "—",
            "came": count,
            "charges": euros(charged) if charged else "—",
            "claims": euros(claimed) if view.claims else "—",
        }
        for key, value in told.items():
            self._values[key].setText(value)
