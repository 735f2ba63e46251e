"""« Échéances »: what customers owe by age; Enter shows the documents of one."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.queries.ageing import Age, Ageing, AgeingList, CustomerAgeing, ageing
from merchant_desk.ui.column import Column
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.invoices.age_bar import AgeBar
from merchant_desk.ui.row_table import RowTable
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.table_memory import Sort
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.empty_state import EmptyState, EmptyText
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.french import euros, number
from merchant_desk.values.texts import _, later, ngettext

AGES = {
    Age.NOT_DUE: later("À échoir"),
    Age.TO_30: later("1 à 30 jours"),
    Age.TO_60: later("31 à 60 jours"),
    Age.TO_90: later("61 à 90 jours"),
    Age.OVER_90: later("+ de 90 jours"),
}


class AgeingPage(QWidget):
    """``left`` when she goes back to the list; ``opened`` carries a customer who owes."""

    left = Signal()
    opened = Signal(object)

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__()
        self._desk = desk
        theme = shell.theme
        self.back = Button(theme, _("Factures"), icon="chevron-left")
        self.owed = TextLabel(theme, "", Role.MONEY, tabular=True)
        self.said = TextLabel(theme, "", Role.BODY, Ink.TEXT2)
        self.bar = AgeBar(theme)
        self.saved = Button(theme, _("Enregistrer en CSV"), icon="download")
        self.table: RowTable[CustomerAgeing] = RowTable(
            desk,
            theme,
            name="ageing",
            label=_("Ce que doivent les clients"),
            columns=_columns(),
            row_id=lambda row: row.oldest.invoice_id,
            checkable=False,
            sort=Sort("owed", descending=True),
        )
        self.table.set_empty(EmptyState(theme, _nothing()))
        self._build(Card(theme))
        self.back.clicked.connect(self.left)
        self.saved.clicked.connect(self.table.save_rows)
        self.table.activated.connect(self.opened)

    def _build(self, card: Card) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.back)
        head.addStretch(1)
        head.addWidget(self.saved)
        amounts = QHBoxLayout()
        amounts.setSpacing(10)
        amounts.addWidget(self.owed)
        amounts.addWidget(self.said, 1, Qt.AlignmentFlag.AlignBottom)
        card.body.addLayout(amounts)
        card.body.addWidget(self.bar)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(card)
        column.addWidget(self.table, 1)
        self.setFocusProxy(self.table)

    def reload(self) -> None:
        """Ask what is owed today."""
        today = paris_date(utc_now())
        self.table.ask(AgeingList(today))
        self._desk.read(self._show, ageing, today)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the list with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _show(self, told: Ageing) -> None:
        self.owed.setText(euros(told.owed))
        count = len(told.customers)
        words = ngettext("dus par {n} client", "dus par {n} clients", count)
        self.said.setText(words.format(n=number(count)))
        self.bar.show_ages({_(AGES[age]): told.by_age[age] for age in Age})


def _amount(age: Age) -> Callable[[CustomerAgeing], str]:
    def text(row: CustomerAgeing) -> str:
        return euros(row.by_age[age]) if row.by_age[age] else "—"

    return text


def _late(row: CustomerAgeing) -> str:
    days = row.oldest.days_late
    return ngettext("{n} jour", "{n} jours", days).format(n=number(days)) if days > 0 else "—"


def _columns() -> tuple[Column[CustomerAgeing], ...]:
    return (
        Column(
            "customer",
            _("Client"),
            lambda row: row.customer or _("Client effacé"),
            180,
            sort="customer",
            role=Role.STRONG,
            ink=Ink.TEXT,
            stretch=True,
        ),
        Column("oldest", _("Retard"), _late, 84, sort="oldest", numeric=True),
        *(
            Column(age.value, _(words), _amount(age), 116, numeric=True)
            for age, words in AGES.items()
        ),
        Column(
            "owed",
            _("Total dû"),
            lambda row: euros(row.owed),
            110,
            sort="owed",
            numeric=True,
            role=Role.BOLD,
            ink=Ink.TEXT,
        ),
    )


def _nothing() -> EmptyText:
    return EmptyText(
        "circle-check",
        _("Rien à encaisser"),
        _("Chaque facture émise est payée."),
    )
