"""The least stock of one article, place by place: what she wants, or what its sales propose."""

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout

from merchant_desk.errors import DeskError
from merchant_desk.operations.set_stock_rule import keep_proposed_levels, set_stock_rules
from merchant_desk.queries.article_levels import ArticleLevels, article_levels
from merchant_desk.queries.level_table import chosen_proposal
from merchant_desk.queries.reorder_levels import ProposedLevel
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.desk_progress import DeskProgress
from merchant_desk.ui.levels.place_level import PlaceLevel
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stock.lines import clear
from merchant_desk.ui.ticket import Ticket
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.clock import utc_now
from merchant_desk.values.ids import ProductId
from merchant_desk.values.texts import _


class LevelSheet(QObject):
    """A side sheet with two fields for each place, and one key to accept what is proposed."""

    def __init__(self, desk: Desk, shell: Shell, screen: Screen) -> None:
        super().__init__(screen)
        self._desk = desk
        self._shell = shell
        self._product_id: ProductId | None = None
        self._known: Sequence[ProposedLevel] | None = None
        self._asked: Ticket[tuple[ProposedLevel, ...]] | None = None
        self._progress: DeskProgress | None = None
        theme = shell.theme
        self.places: list[PlaceLevel] = []
        self.sheet = shell.new_sheet(screen, _("Stock minimum"))
        self.banner = Banner(theme)
        self.told = TextLabel(
            theme,
            _(
                "Sous le minimum, l’article est signalé et proposé au réassort. Sans minimum, la "
                "prévision des ventes décide."
            ),
            ink=Ink.TEXT2,
            wraps=True,
        )
        self.rows = QVBoxLayout()
        self.accept = Button(theme, _("Accepter le minimum proposé"), icon="check")
        self.cancel = Button(theme, _("Annuler"))
        self.keep = Button(theme, _("Garder"), kind=Kind.PRIMARY)
        self._build()

    def _build(self) -> None:
        self.rows.setSpacing(12)
        body = self.sheet.body
        body.addWidget(self.banner)
        body.addWidget(self.told)
        body.addLayout(self.rows)
        body.addWidget(self.accept)
        body.addStretch(1)
        for button in (self.cancel, self.keep):
            self.sheet.footer.addWidget(button)
        self.sheet.footer.insertStretch(0, 1)
        self.accept.clicked.connect(self._on_accept)
        self.cancel.clicked.connect(self.sheet.close_sheet)
        self.keep.clicked.connect(self._on_keep)
        self.sheet.closed.connect(self._stop)

    def open_for(self, product_id: ProductId, known: Sequence[ProposedLevel] | None = None) -> None:
        """Show one article; what is proposed is worked out unless it is ``known``."""
        self._stop()
        self._product_id, self._known = product_id, known
        self.banner.hide()
        self.accept.setEnabled(False)
        self._desk.read(self._show_levels, article_levels, product_id)

    def _show_levels(self, levels: ArticleLevels | None) -> None:
        if levels is None or levels.product_id != self._product_id:
            return
        self.sheet.subtitle.setText(levels.title)
        clear(self.rows)
        self.places = [PlaceLevel(self._shell.theme, each) for each in levels.lines]
        for each in self.places:
            each.returned.connect(self._on_keep)
            self.rows.addWidget(each)
            each.show()
        self.sheet.open_sheet(self.places[0].minimum.input if self.places else self.cancel)
        if self._known is not None:
            self._show_proposed(tuple(self._known))
            return
        self._progress = self._desk.new_progress()
        self._asked = self._desk.read(
            self._show_proposed, chosen_proposal, (levels.product_id,), utc_now(), self._progress
        ).or_stopped(self._show_stopped)

    def _show_proposed(self, told: tuple[ProposedLevel, ...]) -> None:
        self._end_progress()
        found = {each.location_id: each for each in told if each.product_id == self._product_id}
        for place in self.places:
            place.show_proposed(found.get(place.line.location_id))
        self.accept.setEnabled(bool(found))

    def _show_stopped(self) -> None:
        self._end_progress()
        for place in self.places:
            place.told.setText(_("Calcul arrêté"))

    def _on_accept(self) -> None:
        told = [each for place in self.places if (each := place.take_proposed()) is not None]
        if told:
            self._desk.write(
                self._show_accepted, keep_proposed_levels, self._desk.gesture(), told,
                over_hand=True,
            ).or_else(self._show_refused)  # fmt: skip

    def _on_keep(self) -> None:
        for place in self.places:
            wrong = place.wrong()
            if wrong is not None:
                wrong.input.setFocus()
                return
        told = [each for place in self.places if (each := place.changed()) is not None]
        if not told:
            self.sheet.close_sheet()
            return
        self._desk.write(self._show_kept, set_stock_rules, self._desk.gesture(), told).or_else(
            self._show_refused
        )

    def _show_accepted(self, _count: int) -> None:
        self.sheet.close_sheet()
        self._shell.toast(_("Minimum proposé accepté."))

    def _show_kept(self, _nothing: None) -> None:
        self.sheet.close_sheet()
        self._shell.toast(_("Stock minimum gardé."))

    def _show_refused(self, error: DeskError) -> None:
        self.banner.show_message(BannerText(Tone.BAD, error.title, error.advice))

    def _stop(self) -> None:
        """A sheet that is closed needs no answer any more."""
        if self._asked is not None:
            self._asked.cancel()
            self._asked = None
        if self._progress is not None:
            self._progress.stop()
        self._end_progress()

    def _end_progress(self) -> None:
        if self._progress is not None:
            self._progress.end()
            self._progress = None
