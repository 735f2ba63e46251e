"""One storefront account: how it is doing, in one word and a line, and what can be done."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QAction

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
from merchant_desk.ui.widgets.menu import Menu
from merchant_desk.values.clock import utc_now
from merchant_desk.values.french import ago, number
from merchant_desk.values.texts import _, ngettext
from merchant_desk.values.words import Master


class ShopCard(Card):
    """Signals carry the account they are about."""

    pull_wanted = Signal(object)
    decision_wanted = Signal(object)
    waiting_wanted = Signal(object)
    keys_wanted = Signal(object)
    removal_wanted = Signal(object)
    words_wanted = Signal(object)
    settings_wanted = Signal(object)
    checks_wanted = Signal()
    matching_wanted = Signal()

    def __init__(
        self, theme: Theme, shop: ShopRow, *, platform: str = "", questions: int = 0
    ) -> None:
        super().__init__(theme, shop.name, platform)
        self.shop = shop
        self._questions = questions
        self.chip = Chip(theme, _chip(shop))
        self.banner = Banner(theme)
        self.line = caption(theme, "")
        self.pull = Button(
            theme,
            _pull_words(shop),
            kind=Kind.PRIMARY if shop.last_pull_at is None else Kind.SECONDARY,
            icon="refresh-cw",
        )
        self.decide = Button(
            theme,
            _("Décider") if shop.undecided else _("Qui décide"),
            kind=Kind.PRIMARY if shop.undecided else Kind.SECONDARY,
        )
        self.settings = Button(theme, _("Réglages"), icon="settings")
        self.more = Button(theme, _("Plus"))
        self._menu = Menu(theme, _("Plus, pour {shop}").format(shop=shop.name), self)
        self.words = self._act(_("États des commandes"), "list-checks", self.words_wanted)
        self.keys = self._act(_("Changer les clés"), "key-round", self.keys_wanted)
        self.remove = self._act(_("Retirer la boutique"), "trash-2", self.removal_wanted)
        self._build(theme)
        self.show_time(utc_now())

    def _build(self, theme: Theme) -> None:
        shop = self.shop
        self.add_action(self.chip)
        self.body.addWidget(self.banner)
        self.body.addWidget(caption(theme, "  ·  ".join((shop.url, *_hint(shop)))))
        self.body.addWidget(self.line)
        self.body.addWidget(caption(theme, _masters(shop)))
        self._add_links(theme)
        self.body.addLayout(buttons_row(self.pull, self.decide, self.settings, self.more))
        self.more.open_menu(self._menu)
        self.decide.setVisible(shop.last_pull_at is not None)
        self.pull.clicked.connect(self._on_pull)
        self.decide.clicked.connect(self._on_decide)
        self.settings.clicked.connect(self._on_settings)
        if shop.problem:
            self.banner.show_message(BannerText(Tone.BAD, shop.problem, shop.advice))

    def _act(self, text: str, icon: str, wanted: SignalInstance) -> QAction:
        action = self._menu.add(text, icon)
        action.triggered.connect(partial(self._on_action, wanted))
        return action

    def _add_links(self, theme: Theme) -> None:
        links = []
        if self.shop.to_send:
            waiting = sending_words(self.shop.to_send)
            links.append(Button(theme, waiting, kind=Kind.LINK, icon="cloud-upload"))
            links[-1].clicked.connect(self._on_waiting)
        if self._questions:
            asked = ngettext(
                "{n} article à rapprocher", "{n} articles à rapprocher", self._questions
            ).format(n=number(self._questions))
            links.append(Button(theme, asked, kind=Kind.LINK, icon="list-checks"))
            links[-1].clicked.connect(self.matching_wanted)
        other = self.shop.parked - self._questions
        if other > 0:
            parked = _("{n} à vérifier").format(n=number(other))
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
        if shop.last_push_at is not None and not shop.undecided:
            text += " " + _("Dernier envoi {ago}.").format(ago=ago(shop.last_push_at, now))
        self.line.setText(text)

    def show_pulling(self, *, pulling: bool) -> None:
        """Say that an exchange is going on."""
        self.pull.setEnabled(not pulling)
        self.pull.say(_("Relève en cours…") if pulling else _pull_words(self.shop))

    def _on_pull(self) -> None:
        self.pull_wanted.emit(self.shop)

    def _on_decide(self) -> None:
        self.decision_wanted.emit(self.shop)

    def _on_waiting(self) -> None:
        self.waiting_wanted.emit(self.shop)

    def _on_settings(self) -> None:
        self.settings_wanted.emit(self.shop)

    def _on_action(self, wanted: SignalInstance, _checked: bool = False) -> None:
        wanted.emit(self.shop)


def _hint(shop: ShopRow) -> tuple[str, ...]:
    """Return what may be shown of the key; nothing is of a short one."""
    return (shop.key_hint,) if shop.key_hint.strip("…") else ()


def _pull_words(shop: ShopRow) -> str:
    return _("Première relève…") if shop.last_pull_at is None else _("Relever maintenant")


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
