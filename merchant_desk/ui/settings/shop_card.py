"""One storefront account: how it is doing, in one word and a line, and what can be done."""

from datetime import datetime

from PySide6.QtCore import Signal

from merchant_desk.queries.shops import ShopRow, ShopState
from merchant_desk.queries.sync_state import sending_words
from merchant_desk.ui.settings.page import buttons_row, caption
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.chip import Chip, ChipText
from merchant_desk.values.clock import utc_now
from merchant_desk.values.french import ago, number
from merchant_desk.values.texts import _
from merchant_desk.values.words import Master


class ShopCard(Card):
    """Signals carry the account they are about."""

    pull_wanted = Signal(object)
    decision_wanted = Signal(object)
    waiting_wanted = Signal(object)
    keys_wanted = Signal(object)
    removal_wanted = Signal(object)
    checks_wanted = Signal()

    def __init__(self, theme: Theme, shop: ShopRow) -> None:
        super().__init__(theme, shop.name)
        self.shop = shop
        self.chip = Chip(theme, _chip(shop))
        self.banner = Banner(theme)
        self.line = caption(theme, "")
        self.pull = Button(theme, _("Relever maintenant"), icon="refresh-cw")
        self.decide = Button(
            theme,
            _("Décider") if shop.undecided else _("Qui décide"),
            kind=Kind.PRIMARY if shop.undecided else Kind.SECONDARY,
        )
        self.keys = Button(theme, _("Changer les clés"), kind=Kind.QUIET, icon="key-round")
        self.remove = Button(theme, _("Retirer"), kind=Kind.QUIET, icon="trash-2")
        self._build(theme)
        self.show_time(utc_now())

    def _build(self, theme: Theme) -> None:
        shop = self.shop
        self.add_action(self.chip)
        self.body.addWidget(self.banner)
        self.body.addWidget(caption(theme, f"{shop.url}  ·  {shop.key_hint}"))
        self.body.addWidget(self.line)
        self.body.addWidget(caption(theme, _masters(shop)))
        self._add_links(theme)
        self.body.addLayout(buttons_row(self.pull, self.decide, self.keys, self.remove))
        self.decide.setVisible(shop.last_pull_at is not None)
        self.pull.clicked.connect(self._on_pull)
        self.decide.clicked.connect(self._on_decide)
        self.keys.clicked.connect(self._on_keys)
        self.remove.clicked.connect(self._on_remove)
        if shop.problem:
            self.banner.show_message(BannerText(Tone.BAD, shop.problem, shop.advice))

    def _add_links(self, theme: Theme) -> None:
        links = []
        if self.shop.to_send:
            waiting = sending_words(self.shop.to_send)
            links.append(Button(theme, waiting, kind=Kind.LINK, icon="cloud-upload"))
            links[-1].clicked.connect(self._on_waiting)
        if self.shop.parked:
            parked = _("{n} à vérifier").format(n=number(self.shop.parked))
            links.append(Button(theme, parked, kind=Kind.LINK, icon="triangle-alert"))
            links[-1].clicked.connect(self.checks_wanted)
        if links:
            row = buttons_row(*links)
            row.setContentsMargins(-8, 0, 0, 0)
            self.body.addLayout(row)

    def show_time(self, now: datetime) -> None:
        """Say how long ago the last exchange was."""
        shop = self.shop
        if shop.last_pull_at is None:
            self.line.setText(_("Jamais relevée."))
            return
        text = _("Relevée {ago}.").format(ago=ago(shop.last_pull_at, now))
        if shop.last_push_at is not None:
            text += " " + _("Dernier envoi {ago}.").format(ago=ago(shop.last_push_at, now))
        self.line.setText(text)

    def show_pulling(self, *, pulling: bool) -> None:
        """Say that an exchange is going on."""
        self.pull.setEnabled(not pulling)
        self.pull.say(_("Relève en cours…") if pulling else _("Relever maintenant"))

    def _on_pull(self) -> None:
        self.pull_wanted.emit(self.shop)

    def _on_decide(self) -> None:
        self.decision_wanted.emit(self.shop)

    def _on_waiting(self) -> None:
        self.waiting_wanted.emit(self.shop)

    def _on_keys(self) -> None:
        self.keys_wanted.emit(self.shop)

    def _on_remove(self) -> None:
        self.removal_wanted.emit(self.shop)


def _chip(shop: ShopRow) -> ChipText:
    match shop.state:
        case ShopState.TROUBLE:
            return ChipText(_("Problème"), Tone.BAD)
        case ShopState.WAITING:
            return ChipText(_("En attente"), Tone.WARN)
        case ShopState.NEVER:
            return ChipText(_("À relever"), Tone.INFO)
        case ShopState.UP_TO_DATE if shop.undecided:
            return ChipText(_("À décider"), Tone.WARN)
        case ShopState.UP_TO_DATE:
            return ChipText(_("À jour"), Tone.OK, quiet=True)


def _masters(shop: ShopRow) -> str:
    if shop.undecided:
        return _("À décider après la première relève\u00a0: qui décide du stock et des prix.")
    words = {Master.DESK: "Merchant Desk", Master.SHOP: _("la boutique")}
    return _("Stock\u00a0: {stock} décide. Prix\u00a0: {price} décide.").format(
        stock=words[shop.stock_master], price=words[shop.price_master]
    )
