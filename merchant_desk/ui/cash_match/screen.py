"""Rapprochement: the lines that wait at the left, what each would be at the right, one key each."""

from dataclasses import replace
from datetime import date
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from merchant_desk.queries.match_page import MatchPage, PageAsked, match_page
from merchant_desk.ui.cash_match.category_menu import CategoryMenu
from merchant_desk.ui.cash_match.choose_sheet import ChooseSheet
from merchant_desk.ui.cash_match.deeds import MatchDeeds
from merchant_desk.ui.cash_match.header import ALL, MatchHeader
from merchant_desk.ui.cash_match.line_list import LineList, in_card
from merchant_desk.ui.cash_match.on_hand import LinesOnHand
from merchant_desk.ui.cash_match.proposal_panel import ProposalPanel, scrolled
from merchant_desk.ui.cash_match.words import nothing_shown, nothing_told, of_category
from merchant_desk.ui.command import Command
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.scanner import Scan
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.sounds import Sound
from merchant_desk.ui.ticket import Ticket
from merchant_desk.ui.widgets.empty_state import EmptyState
from merchant_desk.values.cash_match import MatchProposal
from merchant_desk.values.cash_proposal import ProposedLine
from merchant_desk.values.cash_words import CashCategory
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.ids import BankLineId, CashAccountId
from merchant_desk.values.money import ZERO
from merchant_desk.values.texts import _

_LIST, _PANEL = 9, 11


class MatchScreen(Screen):
    """Enter accepts and goes on; digits choose, Delete says no, C, F2 and Ctrl+D say otherwise."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {"bank_line", "bank_import", "cash_match", "match_rule", "recurring", "payment",
         "supplier_invoice", "invoice", "payout", "bank_deposit"}
    )  # fmt: skip
    help_page: ClassVar[str] = "cash_match"

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        theme = shell.theme
        self.asked = PageAsked()
        self.told: MatchPage | None = None
        self.on_hand = LinesOnHand()
        self._ticket: Ticket[MatchPage] | None = None
        self._wanted: BankLineId | None = None
        """The line to go to once it is read again."""
        self.header = MatchHeader(theme)
        self.list = LineList(theme)
        self.panel = ProposalPanel(theme)
        self.empty = EmptyState(theme, nothing_told(), gives_way=True)
        self.deeds = MatchDeeds(desk, shell, self)
        self.sheet = ChooseSheet(desk, shell, self)
        self._body = QStackedWidget()
        self.setFocusProxy(self.list)
        self._build()
        self._connect()

    def _build(self) -> None:
        beside = QWidget()
        row = QHBoxLayout(beside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(in_card(self.list, self.shell.theme), _LIST)
        row.addWidget(scrolled(self.panel), _PANEL)
        beside.setProperty("ground", "none")
        self._body.addWidget(self.empty)
        self._body.addWidget(beside)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 8, 24, 18)
        column.setSpacing(12)
        column.addWidget(self.header)
        column.addWidget(self._body, 1)
        self.header.hide()

    def _connect(self) -> None:
        self.list.accepted.connect(self._on_accept)
        self.list.refused.connect(self._on_refuse)
        self.list.numbered.connect(self._on_number)
        self.list.category_wanted.connect(self._on_category)
        self.list.moved.connect(self._show_current)
        self.panel.numbered.connect(self._on_number)
        self.panel.accept.clicked.connect(self._on_accept)
        self.panel.refuse.clicked.connect(self._on_refuse)
        self.panel.category.clicked.connect(self._on_category)
        self.panel.search.clicked.connect(self._on_search)
        self.panel.split.clicked.connect(self._on_split)
        self.header.sure.clicked.connect(self._on_sure)
        self.header.changed.connect(self._on_view)
        self.header.way_changed.connect(self._show_lines)
        self.header.month_chosen.connect(self._on_month)
        self.header.account_chosen.connect(self._on_account)
        self.sheet.chosen.connect(self._on_chosen)
        self.deeds.came_back.connect(self._on_came_back)
        self.deeds.failed.connect(self._on_failed)
        self.empty.primary.connect(self._on_empty)

    def title(self) -> str:
        """Return the title of the page."""
        return _("Rapprochement")

    def reload(self) -> None:
        """Ask what waits, and what each line would be; a question asked before is over."""
        if self._ticket is not None:
            self._ticket.cancel()
        station, today = self.desk.gesture().station_id, paris_date(utc_now())
        memory = self.desk.forecast_memory
        self._ticket = self.desk.read(
            self._show_page, match_page, station, today, self.asked, memory
        )

    def arrive(self, **argument: object) -> None:
        """Go to one line (``line_id``)."""
        wanted = argument.get("line_id")
        if isinstance(wanted, bytes) and not self.list.select_line(BankLineId(wanted)):
            self._wanted = BankLineId(wanted)

    def on_scan(self, scan: Scan) -> bool:
        """Choose the document whose number was scanned."""
        found = self.on_hand.naming(scan.text)
        line = self._waiting()
        if found is not None:
            self.shell.sounds.play(Sound.OPENED)
            line_id, place = found
            self.on_hand.choose(line_id, place)
            self.list.select_line(line_id)
            self._show_current()
        elif line is not None:
            self.shell.sounds.play(Sound.OPENED)
            self.sheet.open_search(line, scan.text)
        return True

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here."""
        return (
            Command(_("Tout accepter ce qui est sûr"), "Ctrl+Return", self._on_sure, "list-checks"),
            Command(_("Chercher un document"), "F2", self._on_search, "search"),
            Command(_("Répartir la ligne"), "Ctrl+D", self._on_split, "scale"),
            Command(
                _("Annuler le dernier rapprochement"), "Ctrl+Z", self.deeds.undo_last, "undo-2"
            ),
        )

    def _show_page(self, page: MatchPage) -> None:
        self._ticket = None
        self.told = page
        self.on_hand.hold(page)
        self.header.setVisible(bool(page.months))
        self.header.show_page(page)
        self._show_lines()

    def _show_lines(self) -> None:
        had_focus = self.list.hasFocus() or not self._body.currentIndex()
        lines = self.on_hand.lines(self.header.way.key)
        self.list.show_lines(lines)
        if self._wanted is not None and self.list.select_line(self._wanted):
            self._wanted = None
        self._show_counts()
        if had_focus and lines and self.isVisible() and not self.sheet.sheet.isVisible():
            self.list.setFocus()

    def _show_counts(self) -> None:
        if self.told is None:
            return
        shown = bool(self.list.rows.lines)
        waiting = max(self.told.all_waiting - len(self.on_hand.gone), 0)
        if not shown:
            known, made = bool(self.told.months), self.header.matched
            self.empty.show_words(nothing_shown(known=known, waiting=waiting, made=made))
        self._body.setCurrentIndex(int(shown))
        self.header.show_counts(waiting, len(self.on_hand.sure(self.header.way.key)))
        self._show_current()

    def _show_current(self) -> None:
        if (line := self.list.current()) is not None:
            shown = self.on_hand.chosen.get(line.fact.line_id, 0)
            self.panel.show_line(line, shown, made=self.header.matched)

    def _proposal(self) -> MatchProposal | None:
        """Return what is shown of the line the keyboard is on."""
        line = self._waiting()
        if line is None:
            return None
        shown = self.on_hand.chosen.get(line.fact.line_id, 0)
        return line.proposals[shown] if shown < len(line.proposals) else None

    def _on_accept(self) -> None:
        if (proposal := self._proposal()) is not None:
            self._accept(proposal, by_hand=False)

    def _on_chosen(self, proposal: MatchProposal) -> None:
        self._accept(proposal, by_hand=True)
        self.list.setFocus()

    def _accept(self, proposal: MatchProposal, *, by_hand: bool) -> None:
        """Write it and go on to the next line at once."""
        self.deeds.accept(proposal, by_hand=by_hand)
        self.on_hand.gone |= set(proposal.line_ids)
        self.list.drop(proposal.line_ids)
        self._show_counts()

    def _on_sure(self) -> None:
        if self.sheet.sheet.isVisible():
            self.sheet.accept_parts()
            return
        proposals = self.on_hand.sure(self.header.way.key)
        if not proposals or self.header.matched:
            return
        self.deeds.accept_sure(proposals)
        gone = [each for proposal in proposals for each in proposal.line_ids]
        self.on_hand.gone |= set(gone)
        self.list.drop(gone)
        self._show_counts()

    def _on_refuse(self) -> None:
        line = self.list.current()
        if line is None:
            return
        if self.header.matched:
            self.deeds.undo_line(line.fact.line_id)
            return
        proposal = self._proposal()
        if proposal is not None:
            self.deeds.refuse(proposal)
            self.on_hand.refuse(line.fact.line_id, proposal)
            self._show_lines()

    def _on_number(self, number: int) -> None:
        line = self.list.current()
        if line is not None and number <= len(line.proposals):
            self.on_hand.choose(line.fact.line_id, number - 1)
            self._show_current()

    def _on_category(self) -> None:
        line = self._waiting()
        if line is None:
            return
        menu = CategoryMenu(self.shell.theme, self, incoming=line.fact.amount > ZERO)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.chosen.connect(self._on_category_chosen)
        menu.open_over(self.panel)

    def _on_category_chosen(self, category: CashCategory) -> None:
        if (line := self.list.current()) is not None:
            self._on_chosen(of_category(line.fact, category))

    def _waiting(self) -> ProposedLine | None:
        """Return the line the keyboard is on, when it waits and nothing lies over it."""
        covered = self.header.matched or self.sheet.sheet.isVisible()
        return None if covered else self.list.current()

    def _on_search(self) -> None:
        if (line := self._waiting()) is not None:
            self.sheet.open_search(line)

    def _on_split(self) -> None:
        if (line := self._waiting()) is not None:
            self.sheet.open_split(line)

    def _on_came_back(self, line_ids: tuple[BankLineId, ...]) -> None:
        self.on_hand.gone -= set(line_ids)
        self._wanted = next(iter(line_ids), None)
        self.reload()

    def _on_failed(self) -> None:
        self.on_hand.gone.clear()
        self.reload()

    def _on_view(self) -> None:
        self._look_at(replace(self.asked, matched=self.header.matched))

    def _on_month(self, month: date | None) -> None:
        self._look_at(replace(self.asked, month=month))

    def _on_account(self, account_id: CashAccountId | None) -> None:
        self._look_at(replace(self.asked, account_id=account_id))

    def _look_at(self, asked: PageAsked) -> None:
        self.asked = asked
        self.list.to_top()
        self.reload()

    def _on_empty(self) -> None:
        """Go on: to the bank, to the other filters, or to what all of it is for."""
        if self.told is None or not self.told.months:
            self.shell.navigate("cash", page="bank")
        elif self.told.all_waiting > len(self.on_hand.gone):
            self.header.way.choose(ALL)
            self._look_at(PageAsked(matched=self.header.matched))
        else:
            self.shell.navigate("cash", page="forecast")
