"""Aujourd’hui: late, short, new, waiting, to check; every line opens its fix."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from merchant_desk.queries.today import PRINT_QUEUE, Today, TodayCard, TodayLine, today
from merchant_desk.ui.command import Command
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.sample_beside import open_sample_beside
from merchant_desk.ui.scanner import Scan
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.sounds import Sound
from merchant_desk.ui.today.day_card import DayCard
from merchant_desk.ui.today.day_head import DayHead
from merchant_desk.ui.today.day_words import day_sentence, greeting
from merchant_desk.ui.today.last_visit import keep_visit, last_visit
from merchant_desk.ui.today.new_version import NewVersion, with_new_version
from merchant_desk.ui.today.red_day import RedDay, with_red_day
from merchant_desk.ui.today.welcome_words import welcome_words
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.empty_state import EmptyState, EmptyText
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.french import number, weekday_date
from merchant_desk.values.ids import OrderId
from merchant_desk.values.order_views import OrderTab
from merchant_desk.values.texts import _, later, ngettext

if TYPE_CHECKING:
    from merchant_desk.operations.make_wave import WaveMade
    from merchant_desk.queries.order_scan import OrderFound

_AGAIN_MS = 60_000
_ONE_COLUMN = 720
_AT_ONCE = 1_000
_CARDS = {
    TodayCard.SHIP: (later("À expédier"), later("Rien à expédier pour l’instant.")),
    TodayCard.CHECK: (later("À vérifier"), later("Rien à vérifier.")),
    TodayCard.NEW: (later("Nouveau"), later("Pas de nouvelle commande.")),
    TodayCard.WAITING: (later("En attente"), later("Rien n’attend\u00a0: tout est transmis.")),
}


class TodayScreen(Screen):
    """The whole day on one page, without a click."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {
            "sales_order",
            "reservation",
            "stock_level",
            "outbox_message",
            "print_job",
            "remote_record",
            "conflict",
            "promotion",
            "batch",
            "shortage",
            "shop",
            "shop_profile",
            "product",
        }
    )
    help_page: ClassVar[str] = "today"

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        self._new_since = last_visit(utc_now())
        self._columns = 0
        self.day: Today | None = None
        self._counted: Today | None = None
        self.red_day = RedDay(desk, self)
        self.news = NewVersion(desk, shell, self)
        self.head = DayHead(shell.theme)
        self.cards = {
            key: DayCard(shell.theme, _(title), _(calm)) for key, (title, calm) in _CARDS.items()
        }
        self.welcome = EmptyState(shell.theme, self._welcome())
        self._sides = (QVBoxLayout(), QVBoxLayout())
        self._pages = QStackedLayout(self)
        self._often = QTimer(self, interval=_AGAIN_MS)
        self._build()
        self._connect()

    def _build(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 4, 24, 24)
        column.setSpacing(16)
        column.addWidget(self.head)
        sides = QHBoxLayout()
        sides.setSpacing(14)
        for side in self._sides:
            side.setSpacing(14)
            sides.addLayout(side, 1)
        column.addLayout(sides)
        column.addStretch(1)
        page.setProperty("ground", "none")
        scroll = QScrollArea()
        scroll.setWidget(page)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._pages.addWidget(scroll)
        self._pages.addWidget(self.welcome)
        self._place(2)

    def _connect(self) -> None:
        self.head.prepare.connect(self._on_prepare)
        self.welcome.primary.connect(self._on_connect_shop)
        self.welcome.secondary.connect(self._on_import)
        self.welcome.linked.connect(self._on_link)
        self._often.timeout.connect(self._on_time)
        self.red_day.found.connect(self._on_red_day)
        self.news.found.connect(self._on_red_day)
        self.desk.person_changed.connect(self._on_person)
        for card in self.cards.values():
            card.opened.connect(self._on_opened)

    def title(self) -> str:
        """Return the title of the page."""
        return _("Aujourd’hui")

    def reload(self) -> None:
        """Ask for the day."""
        self._often.start()
        self.desk.read(self._show_day, today, utc_now(), self._new_since)

    def on_scan(self, scan: Scan) -> bool:
        """Open packing for a slip, the order for a carrier's label; not for articles."""
        if not any(each.kind in {"order", "tracking"} for each in scan.candidates):
            return False
        from merchant_desk.queries.order_scan import order_of_scan  # noqa: PLC0415 - on first use

        self.desk.read(self._show_scanned, order_of_scan, scan)
        return True

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here."""
        prepare = Command(_("Tout préparer"), "Ctrl+Shift+Return", self._on_prepare, "scan-barcode")
        return (prepare,) if self.day is not None and self.day.to_prepare else ()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand the cards side by side while there is room."""
        super().resizeEvent(event)
        self._place(1 if self.width() < _ONE_COLUMN else 2)

    def showEvent(self, event: QShowEvent) -> None:
        """Look again whether the account is foreseen to run low; not before the first picture."""
        super().showEvent(event)
        if self._counted is not None:
            self.red_day.look()
            self.news.look()

    def hideEvent(self, event: QHideEvent) -> None:
        """Remember when she last looked: « nouvelles » begin there next time."""
        super().hideEvent(event)
        self._often.stop()
        self.red_day.wait()
        self.news.wait()
        keep_visit(utc_now())

    def _place(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for side in self._sides:
            while side.takeAt(0) is not None:
                pass
        for place, card in enumerate(self.cards.values()):
            self._sides[place % columns].addWidget(card)
        for side in self._sides[:columns]:
            side.addStretch(1)

    def _on_red_day(self) -> None:
        if self._counted is not None:
            self._show_day(self._counted)

    def _show_day(self, counted: Today) -> None:
        self._counted = counted
        counted = with_new_version(counted, self.news.version)
        self.day = day = with_red_day(counted, self.red_day.line)
        self.red_day.look()
        self.news.look()
        self._pages.setCurrentIndex(1 if day.first_run else 0)
        self.welcome.show_words(self._welcome(has_shop=day.has_shop))
        self._say(utc_now())
        for key, card in self.cards.items():
            card.show_lines([line for line in day.lines if line.card is key])
        count = day.to_prepare
        self.head.button.setVisible(count > 0)
        self.head.button.say(_("Tout préparer ({n})").format(n=number(count)))

    def _say(self, now: datetime) -> None:
        day = weekday_date(paris_date(now))
        self.head.date.setText(day[:1].upper() + day[1:])
        self.head.greeting.setText(greeting(now, self.desk.chosen_person))
        if self.day is not None:
            self.head.sentence.setText(day_sentence(self.day))

    def _on_person(self, _name: str) -> None:
        self._say(utc_now())

    def _on_time(self) -> None:
        if self.isVisible():
            self.reload()

    def _on_opened(self, line: TodayLine) -> None:
        center = self.shell.services.print_center
        if line.screen == PRINT_QUEUE:
            if center is not None:
                center.open_queue(self)
            return
        self.shell.navigate(line.screen, **dict(line.argument))

    def _on_connect_shop(self) -> None:
        if self.day is not None and self.day.has_shop and self.shell.services.start_pull:
            self.shell.services.start_pull()
            return
        self.shell.navigate("settings", section="storefronts")

    def _welcome(self, *, has_shop: bool = False) -> EmptyText:
        sample = self.shell.services.open_sample is not None
        return welcome_words(has_shop=has_shop, sample=sample)

    def _on_link(self, place: int) -> None:
        """Begin with the catalogue, empty; or look at the sample shop in its own window."""
        if place == 0:
            self.shell.navigate("products")
            return
        open_sample_beside(self.shell)

    def _on_import(self) -> None:
        from merchant_desk.ui.importing.importing import (  # noqa: PLC0415 - on first use
            Importing,
        )

        Importing(self.desk, self.shell, self).choose_file()

    def _on_prepare(self) -> None:
        from merchant_desk.queries.orders import OrdersQuery  # noqa: PLC0415 - on first use

        ready = OrdersQuery(utc_now(), OrderTab.TO_PREPARE, sort="ship_by", descending=False)
        self.desk.read(self._prepare, ready.ids)

    def _prepare(self, order_ids: Sequence[bytes]) -> None:
        from merchant_desk.operations.make_wave import make_wave  # noqa: PLC0415 - on first use

        wanted = [OrderId(each) for each in order_ids[:_AT_ONCE]]
        self.desk.write(self._show_wave, make_wave, self.desk.gesture(), wanted)

    def _show_wave(self, wave: "WaveMade") -> None:
        words = ngettext(
            "Vague {wave}\u00a0: {n} commande à prélever, le bon s’imprime.",
            "Vague {wave}\u00a0: {n} commandes à prélever, le bon s’imprime.",
            len(wave.order_ids),
        )
        count = number(len(wave.order_ids))
        self.shell.toast(words.format(wave=number(wave.number), n=count))

    def _show_scanned(self, found: "OrderFound | None") -> None:
        if found is None:
            self.shell.sounds.play(Sound.UNKNOWN)
            title = _("Aucune commande ne porte ce code.")
            advice = _("Relevez la boutique en ligne (F5), ou cherchez le nom du client.")
            self.shell.banner(title, advice, Tone.WARN)
            return
        self.shell.sounds.play(Sound.OPENED)
        packs = found.by_slip and found.can_pack
        self.shell.navigate("packing" if packs else "orders", order_id=found.order_id)
