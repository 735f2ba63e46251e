"""Comptages: the counts and the plan of the day, counting by scan, the review of variances."""

from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from merchant_desk.operations.open_count import CountOpened, NewCount, open_count
from merchant_desk.queries.count_choices import CountChoices, count_choices
from merchant_desk.queries.count_plan import PlanRow, count_plan
from merchant_desk.queries.count_review import (
    CountHead,
    CountReview,
    VarianceRow,
    count_head,
    count_review,
)
from merchant_desk.queries.settings import Settings
from merchant_desk.queries.settings import settings as settings_of
from merchant_desk.queries.stock_counts import CountRow
from merchant_desk.ui.command import Command
from merchant_desk.ui.counts.bin_labels_sheet import BinLabelsSheet
from merchant_desk.ui.counts.count_ends import CountEnds
from merchant_desk.ui.counts.history_sheet import HistorySheet
from merchant_desk.ui.counts.list_view import ListView
from merchant_desk.ui.counts.open_sheet import OpenSheet
from merchant_desk.ui.counts.review_view import ReviewView
from merchant_desk.ui.counts.walk_page import WalkPage
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.scanner import Scan
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.count_scope import CountScope
from merchant_desk.values.french import short_date
from merchant_desk.values.goods_words import CountState
from merchant_desk.values.ids import CountId
from merchant_desk.values.texts import _


class CountsScreen(Screen):
    """Three faces: the list, the walk with its big panel, the review by value."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {"stock_count", "count_entry", "count_bin", "count_line", "stock_move", "parcel_line"}
    )
    help_page: ClassVar[str] = "counts"

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        self._settings = Settings({}, "")
        self._head: CountHead | None = None
        self.list = ListView(desk, shell)
        self.walk = WalkPage(desk, shell, self)
        self.review = ReviewView(desk, shell)
        self.open_sheet = OpenSheet(shell, self)
        self.labels = BinLabelsSheet(desk, shell, self)
        self.ends = CountEnds(desk, shell, self)
        self.history = HistorySheet(desk, shell, self)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._ask_review)
        self.faces = QStackedWidget()
        for face in (self.list, self.walk.view, self.review):
            self.faces.addWidget(face)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.faces)
        self.setFocusProxy(self.list)
        self._connect()

    def _connect(self) -> None:
        self.list.opened.connect(self._on_count)
        self.list.new_wanted.connect(self._on_new)
        self.list.plan_wanted.connect(self._on_plan)
        self.list.labels_wanted.connect(self.labels.open_sheet)
        self.open_sheet.wanted.connect(self._on_wanted)
        self.walk.view.back_wanted.connect(self.show_list)
        self.walk.view.review_wanted.connect(self.show_review)
        self.review.back_wanted.connect(self.show_list)
        self.review.go_on_wanted.connect(self._on_go_on)
        self.review.validate_wanted.connect(self._on_validate)
        self.review.undo_wanted.connect(self._on_undo)
        self.review.cancel_wanted.connect(self._on_cancel)
        self.review.recount_wanted.connect(self._on_recount)
        self.ends.done.connect(self.show_review)

    def title(self) -> str:
        """Return the title of the page."""
        return _("Comptages")

    def reload(self) -> None:
        """Ask for the face she sees."""
        self.desk.read(self._show_settings, settings_of, self.desk.gesture().station_id)
        if self._head is not None:
            face = self.faces.currentWidget()
            if face is self.walk.view:
                self.walk.view.reload()
            elif face is self.review and not self._again.isActive():
                self._again.start(self.review.pause_ms)

    def _ask_review(self) -> None:
        if self._head is not None:
            self.desk.read(self._refresh_review, count_review, self._head.count_id)

    def arrive(self, **argument: object) -> None:
        """Show the count she comes for."""
        count_id = argument.get("count_id")
        if isinstance(count_id, bytes):
            self._go_to(CountId(count_id))

    def on_scan(self, scan: Scan) -> bool:
        """Count it while counting; elsewhere a scan is for the window."""
        if self.faces.currentWidget() is not self.walk.view:
            return False
        self.walk.take_scan(scan)
        return True

    def on_refused(self, title: str, advice: str) -> bool:
        """Show a refusal of the review above its rows."""
        if self.faces.currentWidget() is not self.review:
            return False
        self.ends.show_refused(self.review.banner, title, advice)
        return True

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done on the face she sees; none is a bare letter."""
        face = self.faces.currentWidget()
        if face is self.walk.view:
            return (
                *self.walk.commands(),
                Command(_("Passer en revue"), "Ctrl+Shift+R", self.show_review, "list-checks"),
                Command(_("Retour aux comptages"), "Alt+Left", self.show_list, "chevron-left"),
            )
        if face is self.review:
            return (
                Command(_("Valider le comptage"), "Ctrl+Return", self._on_validate, "check"),
                Command(_("Annuler ce comptage"), "Ctrl+Shift+Z", self._on_undo, "undo-2"),
                Command(_("Abandonner ce comptage"), "", self._on_cancel, "ban"),
                Command(_("Continuer à compter"), "Ctrl+Shift+C", self._on_go_on, "scan-barcode"),
                Command(_("Comptages de l’article"), "Ctrl+H", self._on_history, "history"),
                Command(_("Retour aux comptages"), "Alt+Left", self.show_list, "chevron-left"),
            )
        return (
            Command(_("Nouveau comptage"), "Ctrl+N", self._on_new, "plus"),
            Command(_("Compter le plan du jour"), "Ctrl+Return", self._on_plan, "scan-barcode"),
            Command(_("Étiquettes d’emplacements"), "Ctrl+P", self.labels.open_sheet, "tag"),
        )

    def show_list(self) -> None:
        """Go back to the counts."""
        self._face(self.list)
        self.list.reload(self._settings, plan=True)

    def show_review(self) -> None:
        """Go through the variances of the count."""
        if self._head is not None:
            self.desk.read(self._show_review, count_review, self._head.count_id)

    def _face(self, face: QWidget) -> None:
        if self.faces.currentWidget() is not face:
            self.faces.setCurrentWidget(face)
            self.bind_commands()
            self.setFocusProxy(face)
        face.setFocus()

    def _show_settings(self, found: Settings) -> None:
        fresh = found != self._settings
        self._settings = found
        if self.faces.currentWidget() is self.list:
            self.list.reload(found, plan=fresh)

    def _on_count(self, row: CountRow) -> None:
        self._go_to(row.count_id)

    def _go_to(self, count_id: CountId) -> None:
        self.desk.read(self._show_head, count_head, count_id)

    def _show_head(self, head: CountHead | None) -> None:
        if head is None:
            return
        self._head = head
        if head.state is CountState.OPEN:
            self.walk.begin(head)
            self._face(self.walk.view)
        else:
            self.show_review()

    def _show_review(self, review: CountReview | None) -> None:
        if review is not None:
            self._head = review.head
            self.review.show_review(review)
            self._face(self.review)

    def _refresh_review(self, review: CountReview | None) -> None:
        if review is not None and self.faces.currentWidget() is self.review:
            self._head = review.head
            self.review.show_review(review)

    def _on_go_on(self) -> None:
        if self._head is not None and self._head.state is CountState.OPEN:
            self.walk.go_on(self._head)
            self._face(self.walk.view)

    def _on_new(self) -> None:
        self.desk.read(self._ask_new, count_choices)

    def _ask_new(self, choices: CountChoices) -> None:
        self.open_sheet.open_with(choices)

    def _on_plan(self) -> None:
        self.desk.read(self._open_plan, count_plan, self._settings, utc_now())

    def _open_plan(self, rows: tuple[PlanRow, ...]) -> None:
        if not rows:
            self.shell.toast(_("Rien à compter aujourd’hui."))
            return
        title = _("Plan du {day}").format(day=short_date(paris_date(utc_now())))
        self._on_wanted(NewCount(title, CountScope(bins=tuple(each.place_id for each in rows))))

    def _on_wanted(self, wanted: NewCount) -> None:
        self.desk.write(self._show_opened, open_count, self.desk.gesture(), wanted)

    def _show_opened(self, opened: CountOpened) -> None:
        self._go_to(opened.count_id)

    def _on_validate(self) -> None:
        if self.review.review is not None:
            self.ends.ask_validate(self.review.review)

    def _on_recount(self, row: VarianceRow) -> None:
        """Have it counted again; of a count that is closed, tell the counts of the article."""
        if self._head is not None and self._head.state is not CountState.OPEN:
            self.history.open_for(row)
        elif self.review.review is not None:
            self.ends.recount(self.review.review, row)

    def _on_history(self) -> None:
        row = self.review.rows.current()
        if row is not None:
            self.history.open_for(row)

    def _on_undo(self) -> None:
        if self._head is not None and self._head.state is CountState.DONE:
            self.ends.ask_undo(self._head)

    def _on_cancel(self) -> None:
        if self._head is not None:
            self.ends.ask_cancel(self._head)
