"""What accepting, refusing and taking back write; the page goes on without waiting for it."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from merchant_desk.errors import DeskError
from merchant_desk.operations.accept_match import accept_match
from merchant_desk.operations.accept_sure import CHUNK, accept_sure
from merchant_desk.operations.refuse_match import refuse_match
from merchant_desk.operations.undo_match import undo_line, undo_matches
from merchant_desk.ui.cash_match.words import parts_label
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.shell import Shell
from merchant_desk.values.cash_match import MatchProposal
from merchant_desk.values.cash_proposal import Accepted, MatchAsked, MatchUndone, SureAccepted
from merchant_desk.values.french import number
from merchant_desk.values.ids import BankLineId, MatchId, new_id
from merchant_desk.values.texts import _, ngettext


class MatchDeeds(QObject):
    """``came_back`` carries lines that wait again, ``failed`` says that nothing was written."""

    came_back = Signal(object)
    failed = Signal()

    def __init__(self, desk: Desk, shell: Shell, page: QObject) -> None:
        super().__init__(page)
        self._desk, self._shell = desk, shell
        self._done: list[tuple[MatchId, ...]] = []
        """What was accepted here, the last one last: Ctrl+Z takes it back."""
        self._words = ""
        self._parts = 0
        """Of a whole lot, how many pieces are not written yet."""
        self._together: list[MatchId] = []
        self._lines = 0
        self._kept_back: list[str] = []

    def accept(self, proposal: MatchProposal, *, by_hand: bool) -> None:
        """Match the lines of a proposal."""
        self._words = parts_label(proposal.parts)
        asked = MatchAsked(match_id=MatchId(new_id()), proposal=proposal, by_hand=by_hand)
        self._desk.write(self._show_accepted, accept_match, self._desk.gesture(), asked).or_else(
            self._show_refused
        )

    def accept_sure(self, proposals: Sequence[MatchProposal]) -> None:
        """Match all that is sure, some at a time: whoever scans meanwhile waits for no more."""
        asked = [MatchAsked(match_id=MatchId(new_id()), proposal=each) for each in proposals]
        self._parts = -(-len(asked) // CHUNK)
        self._together, self._kept_back, self._lines = [], [], 0
        for start in range(0, len(asked), CHUNK):
            self._desk.write(
                self._show_some, accept_sure, self._desk.gesture(), asked[start : start + CHUNK]
            ).or_else(self._show_refused)

    def refuse(self, proposal: MatchProposal) -> None:
        """Note that this is not what a line is."""
        self._desk.write(None, refuse_match, self._desk.gesture(), proposal).or_else(
            self._show_refused
        )

    def undo_last(self) -> None:
        """Take back what was accepted last."""
        if self._done:
            self._desk.write(
                self._show_undone, undo_matches, self._desk.gesture(), self._done.pop()
            ).or_else(self._show_refused)

    def undo_line(self, line_id: BankLineId) -> None:
        """Take back whatever a line was matched with."""
        self._desk.write(self._show_undone, undo_line, self._desk.gesture(), line_id).or_else(
            self._show_refused
        )

    def _show_accepted(self, done: Accepted) -> None:
        self._done.append(done.match_ids)
        if done.left:
            self.came_back.emit(done.line_ids)
        told = _("Rapproché\u00a0: {what}").format(what=self._words)
        self._shell.toast(told, self.undo_last)

    def _show_some(self, done: SureAccepted) -> None:
        self._together += done.accepted
        self._lines += done.lines
        self._kept_back += done.refused
        self._parts -= 1
        if not self._parts:
            self._show_sure()

    def _show_sure(self) -> None:
        if self._together:
            self._done.append(tuple(self._together))
            count = self._lines
            told = ngettext("{n} ligne rapprochée.", "{n} lignes rapprochées.", count)
            self._shell.toast(told.format(n=number(count)), self.undo_last)
        if self._kept_back:
            self.failed.emit()
            count = len(self._kept_back)
            title = ngettext(
                "{n} ligne sûre n’a pas été rapprochée.",
                "{n} lignes sûres n’ont pas été rapprochées.",
                count,
            )
            self._shell.banner(title.format(n=number(count)), self._kept_back[0])

    def _show_undone(self, undone: MatchUndone) -> None:
        self.came_back.emit(undone.line_ids)
        count = len(undone.line_ids)
        if not count:
            self._shell.toast(_("Ce rapprochement était déjà annulé\u00a0: rien n’a changé."))
            return
        told = ngettext(
            "Rapprochement annulé\u00a0: la ligne attend de nouveau.",
            "Rapprochement annulé\u00a0: {n} lignes attendent de nouveau.",
            count,
        )
        self._shell.toast(told.format(n=number(count)))

    def _show_refused(self, error: DeskError) -> None:
        self.failed.emit()
        self._shell.banner(error.title, error.advice)
