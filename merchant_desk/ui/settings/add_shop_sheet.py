"""Connect a storefront in two steps: the keys, then what was found, before anything is written."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from merchant_desk.errors import DeskError
from merchant_desk.queries.shops import ShopRow
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.settings.page import caption, labelled
from merchant_desk.ui.settings.probe_card import ProbeCard
from merchant_desk.ui.settings.sign_in_form import SignInForm, needed
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.select import Select
from merchant_desk.values.clock import utc_now
from merchant_desk.values.ids import ShopId
from merchant_desk.values.remote import ShopFacts
from merchant_desk.values.shop_access import NewShop, Platform, ShopAccess, ShopAdded
from merchant_desk.values.texts import _

_KEYS, _FOUND = 0, 1
FIRST_DAYS = 30
"""How far back a first pull goes unless she says otherwise."""


class AddShopSheet(QObject):
    """A side sheet; ``added`` carries the account, ``keys_changed`` says that new keys are in."""

    added = Signal(object)
    keys_changed = Signal()

    def __init__(self, desk: Desk, shell: Shell, screen: QWidget) -> None:
        super().__init__(screen)
        self._desk = desk
        self._shell = shell
        self._shop: ShopRow | None = None
        self._access: ShopAccess | None = None
        self._facts: ShopFacts | None = None
        self._platforms: tuple[Platform, ...] = shell.services.platforms()
        theme = shell.theme
        self.sheet = shell.new_sheet(screen, _("Connecter une boutique"))
        self.banner = Banner(theme)
        self.platform = Select(theme, _("Plate-forme"))
        self.platform.addItems([each.title for each in self._platforms])
        self.form = SignInForm(shell)
        self.name = Field(theme, _("Nom affiché ici"), check=needed)
        self.found = ProbeCard(theme)
        self._steps = (QWidget(), QWidget())
        self.back = Button(theme, _("Retour"))
        self.probe = Button(theme, _("Vérifier"), kind=Kind.PRIMARY)
        self.add = Button(theme, _("Ajouter cette boutique"), kind=Kind.PRIMARY)
        self._build()
        self._connect()

    def _build(self) -> None:
        theme = self._shell.theme
        first, second = (QVBoxLayout(step) for step in self._steps)
        for column in (first, second):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(12)
        first.addLayout(labelled(theme, _("Plate-forme"), self.platform))
        first.addWidget(self.form)
        kept = _("Les clés vont dans le trousseau de l’ordinateur et ne sont plus jamais montrées.")
        first.addWidget(caption(theme, kept))
        second.addWidget(self.name)
        second.addWidget(self.found)
        self.sheet.body.addWidget(self.banner)
        for step in self._steps:
            self.sheet.body.addWidget(step)
        self.sheet.body.addStretch(1)
        self.sheet.footer.addWidget(self.back)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(self.probe)
        self.sheet.footer.addWidget(self.add)

    def _connect(self) -> None:
        self.platform.currentIndexChanged.connect(self._on_platform)
        self.probe.clicked.connect(self._on_probe)
        self.form.entered.connect(self._on_probe)
        self.back.clicked.connect(self._on_back)
        self.add.clicked.connect(self._on_add)
        self.name.input.returnPressed.connect(self._on_add)
        self.sheet.closed.connect(self._forget_keys)

    def open_sheet(self, shop: ShopRow | None = None) -> None:
        """Open for a new storefront, or for new keys of this one."""
        self._shop = shop
        self._forget_keys()
        title = _("Connecter une boutique") if shop is None else _("Changer les clés")
        self.sheet.title.setText(title)
        self.sheet.subtitle.setText("" if shop is None else shop.name)
        self.platform.setEnabled(shop is None)
        keys = [each.key for each in self._platforms]
        if shop is not None and shop.platform in keys:
            self.platform.setCurrentIndex(keys.index(shop.platform))
        self._on_platform()
        self.form.show_address("" if shop is None else shop.url, fixed=shop is not None)
        self._show_step(_KEYS)
        self.sheet.open_sheet(self.form.first)
        if shop is not None:
            kept = self._shell.services.kept_sign_in
            self._desk.network(self._on_kept, _kept_of, kept, shop.shop_id)

    def _on_kept(self, kept: tuple[ShopId, Mapping[str, str]]) -> None:
        shop_id, typed = kept
        if self._shop is not None and self._shop.shop_id == shop_id:
            self.form.show_kept(typed)

    def _on_platform(self, _index: int = 0) -> None:
        place = self.platform.currentIndex()
        if 0 <= place < len(self._platforms):
            self.form.show_platform(self._platforms[place])

    def _forget_keys(self) -> None:
        """No key stays in a field or in memory once the sheet is closed."""
        self._access, self._facts = None, None
        self.form.forget()

    def _show_step(self, step: int) -> None:
        self.banner.hide()
        for place, each in enumerate(self._steps):
            each.setVisible(place == step)
        self.sheet.to_top()
        self.back.setVisible(step == _FOUND)
        self.add.setVisible(step == _FOUND)
        self.probe.setVisible(step == _KEYS)
        self._wait(_("Vérifier"), waiting=False)

    def _wait(self, text: str, *, waiting: bool) -> None:
        self.probe.say(text)
        self.probe.setEnabled(not waiting)
        self.add.setEnabled(not waiting and (self._facts is None or self.found.can_be_added))

    def _on_probe(self) -> None:
        if not self.probe.isEnabled():
            return
        wrong = self.form.wrong()
        if wrong is not None:
            wrong.input.setFocus()
            return
        self._access = self.form.access()
        if self._access is None:
            return
        self.banner.hide()
        self._wait(_("Vérification…"), waiting=True)
        services = self._shell.services
        self._desk.network(self.found.show_limits, services.platform_limits, self._access.platform)
        ticket = self._desk.network(self._on_found, services.probe_shop, self._access)
        ticket.or_else(self._on_trouble)

    def _on_found(self, facts: ShopFacts) -> None:
        if self._access is None:  # closed while it was asked
            return
        self._facts = facts
        if self._shop is not None:
            self._change_keys()
            return
        self.found.show_facts(facts, self._access.url)
        self.name.set_value(facts.name)
        self._show_step(_FOUND)
        self.name.input.setFocus()
        self.name.input.selectAll()

    def _change_keys(self) -> None:
        if self._shop is None or self._access is None:
            return
        change, gesture = self._shell.services.change_keys, self._desk.gesture()
        ticket = self._desk.network(
            self._on_changed, change, gesture, self._shop.shop_id, self._access
        )
        ticket.or_else(self._on_trouble)

    def _on_changed(self, kept: bool) -> None:
        self.sheet.close_sheet()
        self._shell.toast(_("Clés changées"))
        self._warn_unless(kept)
        self.keys_changed.emit()

    def _on_add(self) -> None:
        if self._access is None or self._facts is None or not self.add.isEnabled():
            return
        if not self.name.validate():
            self.name.input.setFocus()
            return
        if self.found.location_lacks:
            self._ask_for_location()
            return
        self.add.setEnabled(False)
        wanted = NewShop(
            self._access,
            self.name.value,
            self._facts,
            location=self.found.chosen_location,
            orders_since=utc_now() - timedelta(days=FIRST_DAYS),
        )
        add, gesture = self._shell.services.add_shop, self._desk.gesture()
        self._desk.network(self._on_added, add, gesture, wanted).or_else(self._on_trouble)

    def _ask_for_location(self) -> None:
        title = _("La boutique n’est pas encore ajoutée\u00a0: le lieu de stock n’est pas choisi.")
        advice = _("Choisissez celui dont le stock est vendu en ligne.")
        self.banner.show_message(BannerText(Tone.WARN, title, advice))
        self.found.location.setFocus()

    def _on_added(self, shop: ShopAdded) -> None:
        self.sheet.close_sheet()
        self._warn_unless(shop.keys_kept)
        self.added.emit(shop)

    def _warn_unless(self, kept: bool) -> None:
        if not kept:
            self._shell.banner(
                _("Les clés ne seront plus là au prochain démarrage\u00a0: pas de trousseau ici."),
                _("Installez un trousseau (GNOME Keyring, KWallet), puis saisissez-les."),
                Tone.WARN,
            )

    def _on_back(self) -> None:
        self._show_step(_KEYS)
        self.form.first.setFocus()

    def _on_trouble(self, trouble: DeskError) -> None:
        self._wait(_("Vérifier"), waiting=False)
        self.banner.show_message(BannerText(Tone.BAD, trouble.title, trouble.advice))


def _kept_of(
    kept: Callable[[ShopId], Mapping[str, str]], shop_id: ShopId
) -> tuple[ShopId, Mapping[str, str]]:
    return shop_id, kept(shop_id)
