"""One storefront: its one honest state, what it costs, and what can be done with it now."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from merchant_desk.queries.shops import ShopRow
from merchant_desk.queries.sync_overview import ShopExchanges
from merchant_desk.queries.sync_state import state_line
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.settings.page import buttons_row
from merchant_desk.ui.sync.shop_figures import ShopFigures
from merchant_desk.ui.sync.shop_runs import Run
from merchant_desk.ui.sync.words import STATE_LOOKS
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.icon_label import IconLabel
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import number
from merchant_desk.values.sync_words import due_in
from merchant_desk.values.texts import _, later, ngettext

_RUNNING = {
    Run.EXCHANGE: later("Relève et envois en cours…"),
    Run.SWEEP: later("Tout est regardé…"),
    Run.COMPARE: later("Comparaison en cours…"),
}
_STATE_ICON = 22


class ShopCard(Card):
    """``run_wanted`` carries the account and what to do; the others the account alone."""

    run_wanted = Signal(object, object)
    stop_wanted = Signal(object)
    checks_wanted = Signal(object)
    refused_wanted = Signal(object)
    report_wanted = Signal(object)

    def __init__(
        self, theme: Theme, platform: str, shop: ShopExchanges, *, alone: bool = False
    ) -> None:
        super().__init__(theme, shop.shop.name, f"{platform} · {shop.shop.url}")
        self.shown = shop
        self._theme = theme
        self._running: Run | None = None
        self.icon = IconLabel(theme, "cloud-check", Ink.OK, _STATE_ICON)
        self.state = TextLabel(theme, "", Role.COUNTER)
        self.next = TextLabel(theme, "", Role.CAPTION, Ink.TEXT2)
        self.banner = Banner(theme)
        self.figures = ShopFigures(theme)
        kind = Kind.PRIMARY if alone else Kind.SECONDARY
        self.exchange = Button(theme, _("Relever maintenant"), kind=kind, icon="refresh-cw")
        self.sweep = Button(theme, _("Tout regarder"), kind=Kind.QUIET, icon="search")
        self.compare = Button(theme, _("Tout comparer"), kind=Kind.QUIET, icon="scale")
        self.stop = Button(theme, _("Arrêter"), icon="x")
        self.refused = Button(theme, "", kind=Kind.LINK, icon="triangle-alert")
        self.parked = Button(theme, "", kind=Kind.LINK, icon="list-checks")
        self.report = Button(theme, _("Voir la comparaison"), kind=Kind.LINK, icon="scale")
        self._build()
        self._connect()

    def _build(self) -> None:
        state = QHBoxLayout()
        state.setSpacing(10)
        state.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.state)
        words.addWidget(self.next)
        state.addLayout(words, 1)
        self.body.addLayout(state)
        self.body.addWidget(self.banner)
        self.body.addWidget(self.figures)
        row = buttons_row(self.exchange, self.sweep, self.compare, self.stop)
        for link in (self.refused, self.parked, self.report):
            row.addWidget(link)
        self.body.addLayout(row)

    def _connect(self) -> None:
        for button, run in (
            (self.exchange, Run.EXCHANGE),
            (self.sweep, Run.SWEEP),
            (self.compare, Run.COMPARE),
        ):
            button.clicked.connect(partial(self._on_run, run))
        self.sweep.setToolTip(_("Relire tout ce que la boutique montre, sans attendre la nuit."))
        self.compare.setToolTip(_("Comparer tout avec la boutique\u00a0; rien n’est réparé."))
        self.stop.clicked.connect(self._on_stop)
        self.parked.clicked.connect(self._on_parked)
        self.refused.clicked.connect(self._on_refused)
        self.report.clicked.connect(self._on_report)

    def show_shop(self, shop: ShopExchanges, now: datetime) -> None:
        """Show how this storefront stands."""
        self.shown = shop
        row = shop.shop
        self.banner.setVisible(bool(row.problem))
        if row.problem:
            self.banner.show_message(BannerText(Tone.BAD, row.problem, row.advice))
        self.figures.show_shop(shop, now)
        self.refused.setVisible(shop.refused > 0)
        self.refused.say(_refused(shop.refused))
        self.parked.setVisible(row.parked > 0)
        self.parked.say(_("{n} à vérifier").format(n=number(row.parked)))
        self.report.setVisible(shop.parity is not None)

    def show_time(self, now: datetime, seconds: int | None) -> None:
        """Say how old the state is, and when the next exchange is due."""
        icon, ink = STATE_LOOKS[self.shown.shop.state]
        self.icon.show_icon(icon, ink)
        words = state_words(self.shown.shop, now)
        if self._running is not None:
            words = _(_RUNNING[self._running])
        self.state.setText(words)
        self.next.setVisible(seconds is not None)
        if seconds is not None:
            self.next.setText(_("Prochain échange {when}").format(when=due_in(seconds)))

    def show_running(self, run: Run | None) -> None:
        """Offer to stop what is going on, else what can be begun."""
        had = any(each.hasFocus() for each in (self.exchange, self.sweep, self.compare))
        lost = self.stop.hasFocus()
        self._running = run
        self.stop.setVisible(run is not None)
        for button in (self.exchange, self.sweep, self.compare):
            button.setVisible(run is None)
        if run is not None and had:
            self.stop.setFocus()
        if run is None and lost:
            self.exchange.setFocus()

    def _on_run(self, run: Run, _checked: bool = False) -> None:
        self.run_wanted.emit(self.shown.shop.shop_id, run)

    def _on_stop(self) -> None:
        self.stop_wanted.emit(self.shown.shop.shop_id)

    def _on_parked(self) -> None:
        self.checks_wanted.emit(self.shown.shop.shop_id)

    def _on_refused(self) -> None:
        self.refused_wanted.emit(self.shown.shop.shop_id)

    def _on_report(self) -> None:
        self.report_wanted.emit(self.shown.shop.shop_id)


def state_words(row: ShopRow, now: datetime) -> str:
    """Return the one thing that is true of this storefront; its name stands beside it."""
    return _("Problème") if row.problem else state_line((row,), now).text


def _refused(count: int) -> str:
    words = ngettext("{n} refusé", "{n} refusés", count)
    return words.format(n=number(count))
