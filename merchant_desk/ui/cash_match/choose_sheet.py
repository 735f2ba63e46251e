"""Choose what a line is: a document found by number, name or amount; or several, in parts."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QListWidgetItem

from merchant_desk.queries.match_search import search_choices
from merchant_desk.ui.cash_match.choice_list import ChoiceList
from merchant_desk.ui.cash_match.words import by_hand, chosen, signed
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.ticket import Ticket
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.search_field import SearchField
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.cash_match import Candidate, ProposedPart
from merchant_desk.values.cash_proposal import ProposedLine
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.entries import read_amount, written_amount
from merchant_desk.values.french import euros
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.texts import _


class ChooseSheet(QObject):
    """``chosen`` carries the proposal that she made herself."""

    chosen = Signal(object)

    def __init__(self, desk: Desk, shell: Shell, screen: Screen) -> None:
        super().__init__(screen)
        self._desk, self._shell = desk, shell
        self._line: ProposedLine | None = None
        self._splits = False
        self._found: tuple[Candidate, ...] = ()
        self._asked: Ticket[tuple[Candidate, ...]] | None = None
        self._wants_first = False
        """Enter was pressed before the search had answered."""
        self.parts: tuple[ProposedPart, ...] = ()
        theme = shell.theme
        self.sheet = shell.new_sheet(screen, "")
        self.told = TextLabel(theme, "", ink=Ink.TEXT2, wraps=True, tabular=True)
        self.amount = Field(theme, _("Montant de cette part"), check=_check_amount)
        self.search = SearchField(theme, _("Numéro, nom, montant ou catégorie"), "")
        self.results = ChoiceList(theme)
        self.cancel = Button(theme, _("Annuler"))
        self.back = Button(theme, _("Ôter une part"), icon="undo-2")
        self.go = Button(theme, _("Accepter (Ctrl+Entrée)"), kind=Kind.PRIMARY)
        self._build()

    def _build(self) -> None:
        for part in (self.told, self.amount, self.search):
            self.sheet.body.addWidget(part)
        self.sheet.body.addWidget(self.results, 1)
        self.sheet.footer.addWidget(self.back)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(self.cancel)
        self.sheet.footer.addWidget(self.go)
        self.cancel.clicked.connect(self.sheet.close_sheet)
        self.back.clicked.connect(self._on_back)
        self.go.clicked.connect(self.accept_parts)
        self.amount.input.returnPressed.connect(self.search.setFocus)
        self.search.searched.connect(self._on_search)
        self.search.lead_to(self.results)
        self.search.returnPressed.connect(self._on_first)
        self.results.itemActivated.connect(self._on_item)

    def open_search(self, line: ProposedLine, text: str = "") -> None:
        """Find the one document that a line is for."""
        self.sheet.title.setText(_("Chercher un document"))
        self._open(line, splits=False)
        self.search.setText(text)

    def open_split(self, line: ProposedLine) -> None:
        """Share a line among several documents or categories."""
        self.sheet.title.setText(_("Répartir la ligne"))
        self._open(line, splits=True)

    def _open(self, line: ProposedLine, *, splits: bool) -> None:
        self._line, self._splits, self.parts = line, splits, ()
        self.sheet.subtitle.setText(f"{line.fact.label} · {signed(line.fact.amount)}")
        for part in (self.amount, self.back, self.go):
            part.setVisible(splits)
        self.search.clear()
        self._show_parts()
        self.sheet.open_sheet(self.amount.input if splits else self.search)
        self._on_search()

    def _on_search(self, *_text: object) -> None:
        if self._line is None:
            return
        if self._asked is not None:
            self._asked.cancel()
        self._wants_first = False
        self._asked = self._desk.read(
            self._show_found,
            search_choices,
            self._desk.gesture().station_id,
            paris_date(utc_now()),
            self._line.fact,
            self.search.text().strip(),
            self._desk.forecast_memory,
        )

    def _show_found(self, found: tuple[Candidate, ...]) -> None:
        self._asked = None
        self._found = found
        self.results.show_choices(found)
        if found and self._wants_first:
            self._take(0)

    def _on_first(self) -> None:
        """Take the first that is found, once the search has answered; nothing typed: look first."""
        if not self.search.text().strip():
            self.results.setFocus()
            return
        self._wants_first = self._asked is not None
        if not self._wants_first:
            self._take(0)

    def _on_item(self, item: QListWidgetItem) -> None:
        self._take(self.results.row(item))

    def _take(self, place: int) -> None:
        if self._line is None or place >= len(self._found):
            return
        candidate = self._found[place]
        if not self._splits:
            part = by_hand(self._line.fact, candidate)
            self.sheet.close_sheet()
            self.chosen.emit(chosen(self._line.fact, (part,)))
            return
        if not self.amount.validate():
            self.amount.input.setFocus()
            return
        told = read_amount(self.amount.value) or ZERO
        amount = told if candidate.amount > ZERO else -told
        self.parts = (*self.parts, by_hand(self._line.fact, candidate, amount))
        self._show_parts()
        self.search.clear()
        (self.go if self._left() == ZERO else self.amount.input).setFocus()

    def _left(self) -> Money:
        if self._line is None:
            return ZERO
        return self._line.fact.amount - total(each.amount for each in self.parts)

    def _show_parts(self) -> None:
        if not self._splits:
            self.told.setText(_("Choisissez ce que la ligne paie\u00a0: Entrée le rapproche."))
            return
        lines = [f"{signed(each.amount)}  {each.label}" for each in self.parts]
        left = self._left()
        plain = Money(abs(left.cents))
        rest = _("Reste à répartir\u00a0: {amount}").format(amount=euros(plain))
        self.told.setText("\n".join([*lines, rest]))
        self.amount.set_value(written_amount(plain))
        self.amount.input.selectAll()
        self.back.setEnabled(bool(self.parts))
        self.go.setEnabled(bool(self.parts))

    def _on_back(self) -> None:
        self.parts = self.parts[:-1]
        self._show_parts()
        self.amount.input.setFocus()

    def accept_parts(self) -> None:
        """Take the line as it was shared; what is left of it goes on waiting."""
        if self._line is not None and self._splits and self.parts:
            self.sheet.close_sheet()
            self.chosen.emit(chosen(self._line.fact, self.parts))


def _check_amount(text: str) -> str:
    amount = read_amount(text)
    fine = amount is not None and amount > ZERO
    return "" if fine else _("Saisissez un montant, comme 12,50.")
