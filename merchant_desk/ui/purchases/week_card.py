"""Under the list: when the money goes out."""

from PySide6.QtWidgets import QWidget

from merchant_desk.queries.supplier_dues import WeekDue
from merchant_desk.ui.purchases.week_bars import WeekBars
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.card import Card
from merchant_desk.values.french import euros, number
from merchant_desk.values.money import total
from merchant_desk.values.texts import _, ngettext


class WeekCard(Card):
    """Eight weeks of what is owed; late invoices count in this one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("À payer"), parent=parent)
        self.bars = WeekBars(theme)
        self.body.addWidget(self.bars)
        self.hide()

    def show_weeks(self, weeks: tuple[WeekDue, ...]) -> None:
        """Show these weeks; nothing owed is nothing shown."""
        count = sum(each.invoices for each in weeks)
        self.setVisible(count > 0)
        words = ngettext(
            "{amount} en {weeks} semaines, {n} facture",
            "{amount} en {weeks} semaines, {n} factures",
            count,
        )
        self.note.setText(
            words.format(
                amount=euros(total(each.amount for each in weeks)),
                weeks=number(len(weeks)),
                n=number(count),
            )
        )
        self.bars.show_weeks(weeks)
