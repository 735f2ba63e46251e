"""Connect a storefront in two steps: the keys, then what was found, before anything is written."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from merchant_desk.errors import DeskError
from merchant_desk.queries.shops import ShopRow
from merchant_desk.rules.shop_address import address_problem, clean_address
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.settings.page import caption, labelled
from merchant_desk.ui.settings.probe_card import ProbeCard
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.select import Select
from merchant_desk.values.remote import ShopFacts
from merchant_desk.values.shop_access import NewShop, ShopAccess, ShopAdded
from merchant_desk.values.texts import _

_KEYS, _FOUND = 0, 1


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
        theme = shell.theme
        self.sheet = shell.new_sheet(screen, _("Connecter une boutique"))
        self.banner = Banner(theme)
        self.platform = Select(theme, _("Plate-forme"))
        self.platform.addItems([each.title for each in shell.services.platforms()])
        self.url = Field(
            theme,
            _("Adresse de la boutique"),
            hint=_("Par exemple https://www.maboutique.fr."),
            check=address_problem,
        )
        self.key = Field(theme, _("Clé client"), hint=_("Elle commence par ck_."), check=_needed)
        self.secret = Field(
            theme, _("Clé secrète"), hint=_("Elle commence par cs_."), check=_needed
        )
        self.secret.input.setEchoMode(QLineEdit.EchoMode.Password)
        self.name = Field(theme, _("Nom affiché ici"), check=_needed)
        self.found = ProbeCard(theme)
        self.steps = QStackedWidget()
        self.back = Button(theme, _("Retour"))
        self.probe = Button(theme, _("Vérifier"), kind=Kind.PRIMARY)
        self.add = Button(theme, _("Ajouter cette boutique"), kind=Kind.PRIMARY)
        self._build()
        self._connect()

    def _build(self) -> None:
        theme = self._shell.theme
        keys, found = QWidget(), QWidget()
        first, second = QVBoxLayout(keys), QVBoxLayout(found)
        for column in (first, second):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(12)
        first.addLayout(labelled(theme, _("Plate-forme"), self.platform))
        first.addWidget(self.url)
        first.addWidget(caption(theme, _where_keys_are()))
        first.addWidget(self.key)
        first.addWidget(self.secret)
        kept = _(
            "La clé secrète va dans le trousseau de l’ordinateur et n’est plus jamais montrée."
        )
        first.addWidget(caption(theme, kept))
        first.addStretch(1)
        second.addWidget(self.found)
        second.addWidget(self.name)
        second.addStretch(1)
        self.steps.addWidget(keys)
        self.steps.addWidget(found)
        self.sheet.body.addWidget(self.banner)
        self.sheet.body.addWidget(self.steps, 1)
        self.sheet.footer.addWidget(self.back)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(self.probe)
        self.sheet.footer.addWidget(self.add)

    def _connect(self) -> None:
        self.probe.clicked.connect(self._on_probe)
        self.secret.input.returnPressed.connect(self._on_probe)
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
        self.url.set_value("" if shop is None else shop.url)
        self.url.setEnabled(shop is None)
        self.platform.setEnabled(shop is None)
        self._show_step(_KEYS)
        self.sheet.open_sheet((self.url if shop is None else self.key).input)

    def _forget_keys(self) -> None:
        """No key stays in a field or in memory once the sheet is closed."""
        self._access, self._facts = None, None
        for field in (self.key, self.secret):
            field.set_value("")

    def _show_step(self, step: int) -> None:
        self.banner.hide()
        self.steps.setCurrentIndex(step)
        self.back.setVisible(step == _FOUND)
        self.add.setVisible(step == _FOUND)
        self.probe.setVisible(step == _KEYS)
        self._wait(_("Vérifier"), waiting=False)

    def _wait(self, text: str, *, waiting: bool) -> None:
        self.probe.say(text)
        for button in (self.probe, self.add):
            button.setEnabled(not waiting)

    def _on_probe(self) -> None:
        wrong = [field for field in (self.url, self.key, self.secret) if not field.validate()]
        if wrong:
            wrong[0].input.setFocus()
            return
        platform = self._shell.services.platforms()[max(0, self.platform.currentIndex())].key
        url = clean_address(self.url.value)
        self._access = ShopAccess(platform, url, self.key.value, self.secret.value)
        self.banner.hide()
        self._wait(_("Vérification…"), waiting=True)
        probe = self._shell.services.probe_shop
        self._desk.network(self._on_found, probe, self._access).or_else(self._on_trouble)

    def _on_found(self, facts: ShopFacts) -> None:
        self._facts = facts
        if self._shop is not None:
            self._change_keys()
            return
        self.found.show_facts(facts, self._access.url if self._access else "")
        self.name.set_value(facts.name)
        self._show_step(_FOUND)
        self.add.setEnabled(self.found.can_be_added)
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
        self.add.setEnabled(False)
        wanted = NewShop(self._access, self.name.value, self._facts)
        add, gesture = self._shell.services.add_shop, self._desk.gesture()
        self._desk.network(self._on_added, add, gesture, wanted).or_else(self._on_trouble)

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
        self.url.input.setFocus()

    def _on_trouble(self, trouble: DeskError) -> None:
        self._wait(_("Vérifier"), waiting=False)
        self.banner.show_message(BannerText(Tone.BAD, trouble.title, trouble.advice))


def _needed(text: str) -> str:
    return "" if text else _("À remplir.")


def _where_keys_are() -> str:
    return _(
        "Dans WordPress\u00a0: WooCommerce, Réglages, Avancé, API REST, Ajouter une clé, "
        "autorisation «\u00a0Lecture/écriture\u00a0»."
    )
