"""What comes back, by the month."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from merchant_desk.queries.recurring_page import RecurringPage
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import euros, number, weekday_date
from merchant_desk.values.texts import _, ngettext


class _Figure(QVBoxLayout):
    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setSpacing(2)
        self.name = TextLabel(theme, name, Role.BODY, Ink.TEXT2)
        self.value = TextLabel(theme, "—", Role.ORDER, tabular=True)
        self.value.setAccessibleName(name)
        self.note = TextLabel(theme, "", Role.CAPTION, Ink.TEXT3, wraps=True)
        for label in (self.name, self.value, self.note):
            self.addWidget(label)

    def tell(self, value: str, note: str) -> None:
        self.value.setText(value)
        self.note.setText(note)


class RecurringFigures(Card):
    """What goes out and comes in a month, and what comes next."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.out = _Figure(theme, _("Sorties par mois"))
        self.back = _Figure(theme, _("Entrées par mois"))
        self.next = _Figure(theme, _("Le prochain"))
        row = QHBoxLayout()
        row.setSpacing(24)
        for figure in (self.out, self.back, self.next):
            row.addLayout(figure, 1)
        self.body.addLayout(row)

    def show_page(self, page: RecurringPage) -> None:
        """Show the sums of what she confirmed."""
        outs = sum(each.a_month.cents < 0 for each in page.confirmed)
        ins = len(page.confirmed) - outs
        self.out.tell(euros(page.month_out), _counted(outs))
        self.back.tell(euros(page.month_in), _counted(ins))
        coming = next(iter(page.confirmed), None)
        if coming is None or coming.next_on is None:
            self.next.tell("—", _("Confirmez ce qui revient pour le prévoir."))
            return
        told = _("{name}, {day}").format(name=coming.terms.label, day=weekday_date(coming.next_on))
        self.next.tell(euros(coming.terms.amount), told)


def _counted(count: int) -> str:
    return ngettext("{n} récurrent confirmé", "{n} récurrents confirmés", count).format(
        n=number(count)
    )
