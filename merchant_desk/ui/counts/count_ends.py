"""How a count ends: validated, undone, given up; each says exactly what will happen first."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from merchant_desk.operations.cancel_count import cancel_count
from merchant_desk.operations.change_counted import recount
from merchant_desk.operations.undo_count import CountUndone, undo_count
from merchant_desk.operations.validate_count import CountValidated, Settlement, validate_count
from merchant_desk.queries.count_review import CountHead, CountReview, VarianceRow
from merchant_desk.ui.confirm_sheet import ConfirmSheet
from merchant_desk.ui.counts.columns import doubt_words
from merchant_desk.ui.counts.validate_sheet import ValidateSheet
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.values.french import euros, number
from merchant_desk.values.goods_words import CountState
from merchant_desk.values.ids import CountId
from merchant_desk.values.texts import _, ngettext


class CountEnds(QObject):
    """``done`` says that the count is no longer what it was."""

    done = Signal()

    def __init__(self, desk: Desk, shell: Shell, screen: QWidget) -> None:
        super().__init__(screen)
        self._desk = desk
        self._shell = shell
        self._count_id: CountId | None = None
        self.validate_sheet = ValidateSheet(shell, screen)
        self.undo_question = ConfirmSheet(shell, screen)
        self.cancel_question = ConfirmSheet(shell, screen)
        self.validate_sheet.settled.connect(self._on_validate)
        self.undo_question.confirmed.connect(self._on_undo)
        self.cancel_question.confirmed.connect(self._on_cancel)

    def ask_validate(self, review: CountReview) -> None:
        """Say what the stock becomes, and ask what to do with what is not sure."""
        if review.head.state is CountState.OPEN:
            self._count_id = review.head.count_id
            self.validate_sheet.open_for(review)

    def ask_undo(self, head: CountHead) -> None:
        """Ask before the corrections are taken back."""
        self.undo_question.ask(
            _("Annuler ce comptage\u00a0?"),
            head.number,
            _(
                "Chaque correction est reprise par un mouvement contraire. Ce qui a été corrigé "
                "depuis reste comme il est. Rien n’est effacé."
            ),
            _("Annuler le comptage"),
            head.count_id,
        )

    def ask_cancel(self, head: CountHead) -> None:
        """Ask before a count is given up."""
        if head.state is CountState.OPEN:
            self.cancel_question.ask(
                _("Abandonner ce comptage\u00a0?"),
                head.number,
                _("Le stock reste comme il est. Ce qui a été compté reste lisible."),
                _("Abandonner le comptage"),
                head.count_id,
            )

    def recount(self, review: CountReview, row: VarianceRow) -> None:
        """Have an article counted again; say why when it had to be."""
        if review.head.state is CountState.OPEN and row.counted is not None:
            self._desk.write(None, recount, self._desk.gesture(), review.head.count_id, row.key)
            said = _("{name} est à recompter en {bin}.").format(name=row.title, bin=row.bin)
            self._shell.toast(f"{said} {doubt_words(row)}".rstrip())

    def show_refused(self, banner: Banner, title: str, advice: str) -> None:
        """Say why nothing happened, above the rows."""
        banner.show_message(BannerText(Tone.BAD, title, advice, closable=True))

    def _on_validate(self, settlement: Settlement) -> None:
        if self._count_id is not None:
            gesture = self._desk.gesture()
            self._desk.write(
                self._show_validated, validate_count, gesture, self._count_id, settlement
            )

    def _show_validated(self, done: CountValidated) -> None:
        text = ngettext(
            "{number} validé\u00a0: {n} stock corrigé, {worth}.",
            "{number} validé\u00a0: {n} stocks corrigés, {worth}.",
            done.corrected,
        )
        self._shell.toast(
            text.format(number=done.number, n=number(done.corrected), worth=euros(done.worth))
        )
        self.done.emit()

    def _on_undo(self, count_id: object) -> None:
        if isinstance(count_id, bytes):
            self._desk.write(self._show_undone, undo_count, self._desk.gesture(), CountId(count_id))

    def _show_undone(self, done: CountUndone) -> None:
        text = ngettext(
            "{number} annulé\u00a0: {n} correction reprise, {kept} laissée.",
            "{number} annulé\u00a0: {n} corrections reprises, {kept} laissées.",
            done.taken_back,
        )
        self._shell.toast(
            text.format(number=done.number, n=number(done.taken_back), kept=number(len(done.kept)))
        )
        self.done.emit()

    def _on_cancel(self, count_id: object) -> None:
        if isinstance(count_id, bytes):
            self._desk.write(
                self._show_cancelled, cancel_count, self._desk.gesture(), CountId(count_id)
            )

    def _show_cancelled(self, given_up: str) -> None:
        self._shell.toast(_("{number} abandonné.").format(number=given_up))
        self.done.emit()
