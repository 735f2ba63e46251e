"""What providers still hold of her sales, and what they keep of each hundred euros."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from merchant_desk.queries.payout_missing import (
    MonthFee,
    UnsettledSale,
    month_fees,
    unsettled_sales,
)
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.orders.sheet_section import SheetSection
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stock.lines import Line, clear
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.chip import Chip, ChipText
from merchant_desk.ui.widgets.text_label import Ink
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.french import euros, month_year, number, rate, short_date
from merchant_desk.values.ids import OrderId
from merchant_desk.values.money import total
from merchant_desk.values.payout_file import provider_name
from merchant_desk.values.texts import _, ngettext

if TYPE_CHECKING:
    from merchant_desk.ui.desk import Session

_MONTHS = timedelta(days=185)
_SHOWN = 60
_Told = tuple[tuple[UnsettledSale, ...], tuple[MonthFee, ...]]


class HeldSheet(QObject):
    """``order_wanted`` carries an order that a provider has not paid out."""

    order_wanted = Signal(object)

    def __init__(self, desk: Desk, shell: Shell, screen: QWidget) -> None:
        super().__init__(screen)
        self._desk, self._shell = desk, shell
        self.sheet = shell.new_sheet(screen, _("Frais et ventes à verser"))
        self.parts = QVBoxLayout()
        self.parts.setSpacing(0)
        self.close = Button(shell.theme, _("Fermer"))
        self.sheet.body.addLayout(self.parts)
        self.sheet.body.addStretch(1)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(self.close)
        self.close.clicked.connect(self.sheet.close_sheet)

    def open_sheet(self) -> None:
        """Ask and show."""
        clear(self.parts)
        self._desk.read(self._show, _ask, paris_date(utc_now()))
        self.sheet.open_sheet(self.close)

    def _show(self, told: _Told) -> None:
        sales, fees = told
        clear(self.parts)
        self.parts.addWidget(self._waiting(sales))
        self.parts.addWidget(self._fees(fees))

    def _waiting(self, sales: Sequence[UnsettledSale]) -> QWidget:
        amount = euros(total(each.amount for each in sales)) if sales else ""
        part = SheetSection(self._shell.theme, _("Vendu, pas encore versé"), amount)
        if not sales:
            part.add_text(
                _("Tout ce que vos relevés font connaître a été versé."), Role.BODY, Ink.TEXT2
            )
        late = [each for each in sales if each.late]
        if late:
            words = ngettext(
                "{n} vente devrait déjà être versée\u00a0: cherchez le relevé qui manque.",
                "{n} ventes devraient déjà être versées\u00a0: cherchez le relevé qui manque.",
                len(late),
            )
            part.add_text(words.format(n=number(len(late))), Role.STRONG)
        for each in [*late, *(each for each in sales if not each.late)][:_SHOWN]:
            part.body.addWidget(self._sale(each))
        return part

    def _sale(self, each: UnsettledSale) -> Line:
        theme = self._shell.theme
        words = _("{provider} · payée le {paid}, versée vers le {expected}").format(
            provider=provider_name(each.provider),
            paid=short_date(each.paid_on),
            expected=short_date(each.expected_on),
        )
        line = Line(theme, each.number, euros(each.amount), words)
        if each.late:
            line.add(Chip(theme, ChipText(_("En retard"), Tone.WARN)))
        go = Button(theme, "", kind=Kind.QUIET, icon="arrow-right")
        go.setAccessibleName(_("Ouvrir la commande {number}").format(number=each.number))
        go.clicked.connect(partial(self._on_order, each.order_id))
        line.add(go)
        return line

    def _fees(self, fees: Sequence[MonthFee]) -> QWidget:
        part = SheetSection(self._shell.theme, _("Frais par mois"))
        if not fees:
            part.add_text(_("Aucun versement repris ces six derniers mois."), Role.BODY, Ink.TEXT2)
        for each in fees:
            label = f"{month_year(each.month).capitalize()} · {provider_name(each.provider)}"
            told = _("{rate} de {sold}").format(rate=rate(each.basis_points), sold=euros(each.sold))
            part.body.addWidget(Line(self._shell.theme, label, euros(each.fees), told))
        return part

    def _on_order(self, order_id: OrderId, _checked: bool = False) -> None:
        self.order_wanted.emit(order_id)


def _ask(session: "Session", today: date) -> _Told:
    return unsettled_sales(session, today), month_fees(session, today - _MONTHS, today)
