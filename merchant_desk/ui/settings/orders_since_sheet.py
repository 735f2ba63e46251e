"""« Jusqu’où remonter ? »: how many orders the first pull would bring, by how far back it goes."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from merchant_desk.errors import DeskError
from merchant_desk.operations.save_shop_settings import want_orders_since
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.settings.page import caption
from merchant_desk.ui.settings.question import Question
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.values.clock import utc_now
from merchant_desk.values.french import number
from merchant_desk.values.ids import ShopId
from merchant_desk.values.texts import _, later, ngettext

_DAYS: dict[str, int | None] = {"month": 30, "year": 365, "all": None}
_WORDS = {
    "month": later("Les 30 derniers jours"),
    "year": later("La dernière année"),
    "all": later("Toutes les commandes"),
}
_MANY = 5_000

Count = Callable[[ShopId, datetime | None], int | None]


class OrdersSinceSheet(QObject):
    """``chosen`` carries the shop whose first pull may begin."""

    chosen = Signal(object)

    def __init__(self, desk: Desk, shell: Shell, screen: QWidget) -> None:
        super().__init__(screen)
        self._desk = desk
        self._shell = shell
        self._shop_id: ShopId | None = None
        self._counts: dict[str, int | None] = {}
        theme = shell.theme
        self.sheet = shell.new_sheet(screen, _("Jusqu’où remonter\u00a0?"))
        self.banner = Banner(theme)
        answers = tuple((key, _(words)) for key, words in _WORDS.items())
        self.since = Question(theme, _("Commandes à relever"), answers)
        self.later = Button(theme, _("Plus tard"))
        self.go = Button(theme, _("Première relève"), kind=Kind.PRIMARY)
        why = _(
            "Ce sont les commandes en cours qui comptent\u00a0: trente jours suffisent presque "
            "toujours. Une commande plus ancienne arrive dès que quelqu’un y touche."
        )
        for widget in (self.banner, caption(theme, why), self.since):
            self.sheet.body.addWidget(widget)
        self.sheet.body.addStretch(1)
        self.sheet.footer.addWidget(self.later)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(self.go)
        self.since.changed.connect(self._explain)
        self.later.clicked.connect(self.sheet.close_sheet)
        self.go.clicked.connect(self._on_go)

    def open_sheet(self, shop_id: ShopId, name: str) -> None:
        """Ask how far back the first pull of this shop goes; the shop counts meanwhile."""
        self._shop_id = shop_id
        self._counts = {}
        self.banner.hide()
        self.go.setEnabled(True)
        self.sheet.subtitle.setText(name)
        for key, words in _WORDS.items():
            self.since.say(key, _(words))
        self.since.choose("month")
        self.since.explain(_("La boutique compte ses commandes…"))
        count = self._shell.services.count_orders
        ticket = self._desk.network(self._show_counts, _counted, count, shop_id, utc_now())
        ticket.or_else(self._on_not_counted)
        self.sheet.open_sheet(self.go)

    def _show_counts(self, told: tuple[ShopId, tuple[int | None, ...]]) -> None:
        shop_id, counts = told
        if shop_id != self._shop_id:
            return
        self._counts = dict(zip(_DAYS, counts, strict=True))
        for key, count in self._counts.items():
            if count is not None:
                orders = ngettext("{n} commande", "{n} commandes", count).format(n=number(count))
                self.since.say(key, f"{_(_WORDS[key])}  ·  {orders}")
        self._explain()

    def _on_not_counted(self, trouble: DeskError) -> None:
        self.since.explain(_("La boutique n’a pas pu compter ses commandes."))
        self.banner.show_message(BannerText(Tone.WARN, trouble.title, trouble.advice))

    def _explain(self) -> None:
        count = self._counts.get(self.since.key)
        if not self._counts:
            self.since.explain("")
        elif count is None:
            self.since.explain(_("Cette boutique ne sait pas dire combien de commandes elle a."))
        elif count > _MANY:
            self.since.explain(
                _("La première relève sera longue\u00a0; vous pourrez travailler pendant ce temps.")
            )
        else:
            self.since.explain(_("La première relève sera courte."))

    def _on_go(self) -> None:
        if self._shop_id is None:
            return
        self.go.setEnabled(False)
        days = _DAYS[self.since.key]
        since = None if days is None else utc_now() - timedelta(days=days)
        ticket = self._desk.write(self._on_kept, want_orders_since, self._shop_id, since)
        ticket.or_else(self._on_refused)

    def _on_kept(self, _nothing: None) -> None:
        self.sheet.close_sheet()
        self.chosen.emit(self._shop_id)

    def _on_refused(self, refusal: DeskError) -> None:
        self.go.setEnabled(True)
        self.banner.show_message(BannerText(Tone.BAD, refusal.title, refusal.advice))


def _counted(count: Count, shop_id: ShopId, now: datetime) -> tuple[ShopId, tuple[int | None, ...]]:
    """Ask the shop for each answer, on a network thread."""
    since: Sequence[datetime | None] = [
        None if days is None else now - timedelta(days=days) for days in _DAYS.values()
    ]
    return shop_id, tuple(count(shop_id, each) for each in since)
