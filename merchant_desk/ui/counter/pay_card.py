"""How the customer pays: an amount, a means, what was put down already, and the ticket."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from merchant_desk.rules.basket import Counted, counted
from merchant_desk.ui.counter.means_button import MeansButton
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.icon_button import IconButton
from merchant_desk.ui.widgets.segmented_choice import SegmentedChoice
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.basket import Basket, Tender
from merchant_desk.values.entries import read_amount, written_amount
from merchant_desk.values.french import euros
from merchant_desk.values.money import Money
from merchant_desk.values.payment_means import Means, means_words
from merchant_desk.values.texts import _, later

KEYS = {Means.CARD: "F6", Means.CASH: "F7", Means.CHEQUE: "F8", Means.VOUCHER: "F9"}
_SHOWN = {
    Means.CARD: ("credit-card", later("Carte")),
    Means.CASH: ("wallet", later("Espèces")),
    Means.CHEQUE: ("file-text", later("Chèque")),
    Means.VOUCHER: ("ticket-percent", later("Bon, avoir")),
    Means.TRANSFER: ("arrow-up-down", later("Virement")),
}
NO_TICKET, PRINTED, MAILED = "none", "print", "mail"
_NOTES = (Money(500), Money(1000), Money(2000), Money(5000), Money(10_000))
_MOST_NOTES = 4
_ROW = 26
_FEW, _MANY = 2, 4


def likely_notes(due: Money) -> tuple[Money, ...]:
    """Return what a customer probably puts down for an amount: round sums above it."""
    found: list[Money] = []
    for note in _NOTES:
        rounded = Money(-(-due.cents // note.cents) * note.cents)
        if rounded > due and rounded not in found:
            found.append(rounded)
    return tuple(sorted(found)[:_MOST_NOTES])


class PayCard(Card):
    """``paid`` carries a means and an amount (None for what is missing)."""

    paid = Signal(object, object)
    taken_back = Signal(object)
    sell_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Encaisser"), padding=14)
        self._theme = theme
        self._left = Money(0)
        self.amount = QLineEdit()
        self.amount.setAccessibleName(_("Montant à encaisser"))
        self.amount.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.amount.returnPressed.connect(self._on_enter)
        self._notes = [Button(theme, "") for _each in range(_MOST_NOTES)]
        self.means = {
            means: MeansButton(theme, _(name), icon, KEYS.get(means, ""))
            for means, (icon, name) in _SHOWN.items()
        }
        self._low = False
        self._tenders = QVBoxLayout()
        self._tenders.setContentsMargins(0, 0, 0, 0)
        self._tenders.setSpacing(0)
        self._put_down = QScrollArea()
        self._rows: list[QWidget] = []
        self._shown: tuple[Tender, ...] = ()
        self.ticket = SegmentedChoice(
            theme,
            _("Ticket du client"),
            [(NO_TICKET, _("Aucun")), (PRINTED, _("Imprimé")), (MAILED, _("E-mail"))],
        )
        self.sell = Button(theme, _("Valider la vente"), kind=Kind.PRIMARY, large=True)
        self._build()
        self._connect()

    def _build(self) -> None:
        notes = QHBoxLayout()
        notes.setSpacing(6)
        for button in self._notes:
            notes.addWidget(button, 1)
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        for place, means in enumerate(self.means.values()):
            row, column = divmod(place, 2)
            alone = place == len(self.means) - 1
            self._grid.addWidget(means, row, column, 1, 2 if alone else 1)
        inside = QWidget()
        inside.setProperty("ground", "none")
        inside.setLayout(self._tenders)
        self._put_down.setWidget(inside)
        self._put_down.setWidgetResizable(True)
        self._put_down.setFrameShape(QFrame.Shape.NoFrame)
        self._put_down.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._put_down.hide()
        self._words = TextLabel(self._theme, _("Montant"), Role.STRONG)
        entry = QHBoxLayout()
        entry.addWidget(self._words)
        entry.addWidget(self.amount, 1)
        self.body.addLayout(entry)
        self.body.addLayout(notes)
        self.body.addLayout(self._grid)
        self.body.addWidget(self._put_down)
        self.body.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(TextLabel(self._theme, _("Ticket"), Role.STRONG), 1)
        foot.addWidget(self.ticket)
        self.body.addLayout(foot)
        self.body.addWidget(self.sell)

    def _connect(self) -> None:
        for means, button in self.means.items():
            button.clicked.connect(partial(self.pay, means))
        for note in self._notes:
            note.clicked.connect(partial(self._on_note, note))
        self.sell.clicked.connect(self.sell_wanted)

    @property
    def choice(self) -> str:
        """Return what the customer wants of the ticket."""
        return self.ticket.key

    def set_low(self, *, low: bool) -> None:
        """Take less height in a low window."""
        self._low = low
        for button in self.means.values():
            button.set_low(low=low)
        self._fit_tenders()
        self._grid.setSpacing(6 if low else 8)
        self.body.setSpacing(6 if low else 10)

    def show_basket(self, basket: Basket) -> None:
        """Show what is missing and what was put down."""
        figures = counted(basket)
        self._left = figures.missing
        back = figures.due.cents < 0
        owed = bool(self._left) and not basket.empty
        self.title.setText(_("Rendre") if back else _("Encaisser"))
        self.amount.clear()
        self.amount.setPlaceholderText(written_amount(_positive(self._left)))
        self.amount.setEnabled(owed)
        for button in self.means.values():
            button.setEnabled(owed)
        self._show_notes(figures, alone=not basket.tenders)
        if basket.tenders != self._shown:
            self._show_tenders(basket.tenders)
        self.sell.setEnabled(not basket.empty and figures.settled)
        self.sell.say(_("Valider le retour") if back else _("Valider la vente"))

    def pay(self, means: Means) -> None:
        """Pay what was typed by this means, or what is missing."""
        text = self.amount.text().strip()
        amount = read_amount(text) if text else None
        if text and (amount is None or not amount):
            self.amount.setFocus()
            self.amount.selectAll()
            self.amount.setAccessibleDescription(_("Écrivez un montant comme 12,50."))
            return
        self.paid.emit(means, amount)

    def ask_cash(self) -> None:
        """Let her type how much cash was put down; Enter alone is the exact amount."""
        self.amount.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.amount.selectAll()

    def _show_notes(self, figures: Counted, *, alone: bool) -> None:
        """Offer round sums; a low window shows what was put down in their place."""
        owed = figures.due.cents > 0 and bool(self._left) and (alone or not self._low)
        notes = likely_notes(self._left) if owed else ()
        for place, button in enumerate(self._notes):
            button.setVisible(place < len(notes))
            if place < len(notes):
                button.say(_short(notes[place]))
                button.setAccessibleName(_("Espèces {note}").format(note=euros(notes[place])))
                button.setProperty("cents", notes[place].cents)

    def _show_tenders(self, tenders: Sequence[Tender]) -> None:
        self._shown = tuple(tenders)
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [self._row(each) for each in tenders]
        for row in self._rows:
            self._tenders.addWidget(row)
        self._fit_tenders()

    def _fit_tenders(self) -> None:
        """Show the first few; the others by scrolling."""
        shown = min(len(self._rows), _FEW if self._low else _MANY)
        self._put_down.setVisible(bool(shown))
        self._put_down.setFixedHeight(shown * self._theme.px(_ROW + 2) + 2)

    def _row(self, tender: Tender) -> QWidget:
        row = QWidget()
        row.setProperty("ground", "none")
        line = QHBoxLayout(row)
        line.setContentsMargins(2, 0, 0, 0)
        name = means_words(tender.means)
        away = _("Retirer le paiement\u00a0: {means}").format(means=name)
        remove = IconButton(self._theme, "x", away, side=_ROW)
        remove.clicked.connect(partial(self.taken_back.emit, tender.payment_id))
        line.addWidget(TextLabel(self._theme, name, Role.BODY, Ink.TEXT2), 1)
        line.addWidget(TextLabel(self._theme, euros(tender.amount), Role.BOLD, tabular=True))
        line.addWidget(remove)
        return row

    def _on_enter(self) -> None:
        self.pay(Means.CASH)

    def _on_note(self, button: Button) -> None:
        self.amount.clear()
        self.paid.emit(Means.CASH, Money(int(button.property("cents"))))


def _positive(amount: Money) -> Money:
    return amount if amount.cents >= 0 else -amount


def _short(amount: Money) -> str:
    return euros(amount).replace(",00", "")
