"""What a storefront is still to be told, the oldest first, and why it waits."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from merchant_desk.queries.messages import ShopMessage, waiting_messages
from merchant_desk.queries.shops import ShopRow
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.settings.page import clear
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.clock import utc_now
from merchant_desk.values.french import ago, clock_time
from merchant_desk.values.texts import _


class WaitingSheet(QObject):
    """A side sheet that only reads: everything leaves by itself."""

    def __init__(self, desk: Desk, shell: Shell, screen: QWidget) -> None:
        super().__init__(screen)
        self._desk = desk
        self._shell = shell
        self.sheet = shell.new_sheet(screen, _("Envois en attente"))

    def open_sheet(self, shop: ShopRow) -> None:
        """Open on what waits for this storefront."""
        self.sheet.subtitle.setText(shop.name)
        self._desk.read(self._show, waiting_messages, shop.shop_id)
        self.sheet.open_sheet()

    def _show(self, messages: tuple[ShopMessage, ...]) -> None:
        clear(self.sheet.body)
        theme = self._shell.theme
        note = _("Tout part seul\u00a0: à la prochaine relève, puis de plus en plus espacé.")
        self.sheet.body.addWidget(TextLabel(theme, note, ink=Ink.TEXT2, wraps=True))
        for message in messages:
            self.sheet.body.addWidget(self._card(message))
        self.sheet.body.addStretch(1)

    def _card(self, message: ShopMessage) -> Card:
        theme = self._shell.theme
        card = Card(theme, padding=12)
        card.body.addWidget(TextLabel(theme, message.what, Role.STRONG, wraps=True))
        since = _("Depuis {ago}").format(ago=ago(message.created_at, utc_now()))
        if message.attempts:
            since = _("{n} essais, prochain à {hour}").format(
                n=message.attempts, hour=clock_time(message.next_attempt_at)
            )
        card.body.addWidget(TextLabel(theme, since, Role.CAPTION, Ink.TEXT3, wraps=True))
        if message.problem:
            words = f"{message.problem} {message.advice}".strip()
            card.body.addWidget(TextLabel(theme, words, Role.CAPTION, Ink.WARN, wraps=True))
        return card
