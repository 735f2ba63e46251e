"""What was foreseen, what happened, and the difference, in three figures."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from merchant_desk.rules.cash_sentences import signed
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.sparkline import Sparkline
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.cash_compare import Comparison
from merchant_desk.values.french import euros, short_date
from merchant_desk.values.money import ZERO
from merchant_desk.values.texts import _


class CompareFigures(Card):
    """The evening of the last known day, twice, and what lies between."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.foreseen = TextLabel(theme, "—", Role.ORDER, tabular=True)
        self.happened = TextLabel(theme, "—", Role.MONEY, tabular=True)
        self.error = TextLabel(theme, "—", Role.ORDER, tabular=True)
        self.until = TextLabel(theme, "", Role.CAPTION, Ink.TEXT2)
        self.since = TextLabel(theme, "", Role.CAPTION, Ink.TEXT2)
        self.spark = Sparkline(theme)
        row = QHBoxLayout()
        row.setSpacing(24)
        for name, value, note in (
            (_("Constaté"), self.happened, self.until),
            (_("Prévu"), self.foreseen, self.since),
            (_("Écart"), self.error, None),
        ):
            part = QVBoxLayout()
            part.setSpacing(2)
            part.addWidget(TextLabel(theme, name, Role.BODY, Ink.TEXT2))
            part.addWidget(value)
            value.setAccessibleName(name)
            if note is None:
                part.addWidget(self.spark, 0, Qt.AlignmentFlag.AlignLeft)
            else:
                part.addWidget(note)
            part.addStretch(1)
            row.addLayout(part, 1)
        self.body.addLayout(row)

    def show_comparison(self, told: Comparison) -> None:
        """Show both evenings, and how the difference grew."""
        self.happened.setText(euros(told.happened))
        self.foreseen.setText(euros(told.foreseen))
        self.error.setText(signed(told.error))
        self.error.set_ink(Ink.BAD if told.error < ZERO else Ink.TEXT)
        self.until.setText(_("par la banque, le {day}").format(day=short_date(told.until)))
        self.since.setText(_("annoncé le {day}").format(day=short_date(told.made_on)))
        self.spark.show_amounts([each.happened - each.foreseen for each in told.days])
