"""What to type to connect a shop: the fields that its platform asks for, and where they are."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from merchant_desk.rules.shop_address import address_problem, clean_address
from merchant_desk.ui.settings.page import buttons_row, caption, clear
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.field import Field
from merchant_desk.values.shop_access import Platform, ShopAccess, SignInField
from merchant_desk.values.texts import _

_ACCOUNT = ("key", "secret")


class SignInForm(QWidget):
    """``entered`` says that Enter was pressed in the last field."""

    entered = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        theme = shell.theme
        self._shell = shell
        self._platform: Platform | None = None
        self._fixed = False
        self.fields: dict[str, Field] = {}
        self.url = Field(theme, _("Adresse de la boutique"), check=address_problem)
        self.where = caption(theme, "")
        self.help = Button(theme, _("Voir l’aide"), kind=Kind.LINK, icon="circle-question-mark")
        self.open_keys = Button(theme, _("Ouvrir la page des clés"), kind=Kind.LINK, icon="globe")
        self._typed = QVBoxLayout()
        self._typed.setSpacing(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.url)
        column.addWidget(self.where)
        links = buttons_row(self.help, self.open_keys)
        links.setContentsMargins(-6, -8, 0, 0)
        column.addLayout(links)
        column.addLayout(self._typed)
        self.help.clicked.connect(self._on_help)
        self.open_keys.clicked.connect(self._on_open_keys)
        self.url.input.textChanged.connect(self._show_link)
        self.url.input.returnPressed.connect(self._on_enter)

    def show_platform(self, platform: Platform) -> None:
        """Ask for what this platform needs; the address typed so far stays."""
        self._platform = platform
        sign_in = platform.sign_in
        self.url.set_hint(_(sign_in.address_hint) if sign_in.address_hint else "")
        self.where.setText(_(sign_in.where) if sign_in.where else "")
        clear(self._typed)
        self.fields = {each.name: self._field(each) for each in sign_in.fields}
        before: QWidget = self.open_keys
        for field in self.fields.values():
            self._typed.addWidget(field)
            self.setTabOrder(before, field.input)
            before = field.input
        self._show_link()

    def show_address(self, url: str, *, fixed: bool) -> None:
        """Fill in the address; ``fixed`` for that of a shop that is here already."""
        self._fixed = fixed
        self.url.set_value(url)
        self.url.setEnabled(not fixed)

    def show_kept(self, kept: Mapping[str, str]) -> None:
        """Fill in what was typed before; she may have begun to type."""
        for name, value in kept.items():
            if name in self.fields and not self.fields[name].value:
                self.fields[name].set_value(value)

    @property
    def first(self) -> QLineEdit:
        """Return where typing begins."""
        typed = list(self.fields.values())
        return typed[0].input if self._fixed and typed else self.url.input

    def wrong(self) -> Field | None:
        """Judge every field; return the first that is wrong."""
        judged = [(field, field.validate()) for field in (self.url, *self.fields.values())]
        return next((field for field, fine in judged if not fine), None)

    def access(self) -> ShopAccess | None:
        """Return how to reach the shop, as typed."""
        if self._platform is None:
            return None
        typed = {name: field.value for name, field in self.fields.items()}
        chosen = {each.name for each in self._platform.sign_in.fields if each.chooses}
        more = {
            name: value
            for name, value in typed.items()
            if value and name not in _ACCOUNT and name not in chosen
        }
        return ShopAccess(
            self._platform.key,
            clean_address(self.url.value),
            typed.get("key", ""),
            typed.get("secret", ""),
            more,
            {name: typed[name] for name in typed if name in chosen},
        )

    def forget(self) -> None:
        """Leave no key in a field."""
        for field in self.fields.values():
            field.set_value("")

    def _field(self, told: SignInField) -> Field:
        field = Field(
            self._shell.theme,
            _(told.label),
            hint=_(told.hint) if told.hint else "",
            check=needed if told.needed else _fine,
        )
        if told.secret:
            field.input.setEchoMode(QLineEdit.EchoMode.Password)
        field.input.returnPressed.connect(self._on_enter)
        return field

    def _on_enter(self) -> None:
        """Go to the next field that is still empty; from the last one, go on."""
        empty = [
            each
            for each in (self.url, *self.fields.values())
            if not each.value and each.input is not self.sender()
        ]
        if empty and empty[0] not in self._optional():
            empty[0].input.setFocus()
        else:
            self.entered.emit()

    def _optional(self) -> list[Field]:
        told = () if self._platform is None else self._platform.sign_in.fields
        return [self.fields[each.name] for each in told if not each.needed]

    def _on_help(self) -> None:
        if self._platform is not None:
            self._shell.help(self._platform.sign_in.help_page)

    def _show_link(self, _text: str = "") -> None:
        self.open_keys.setVisible(bool(self._keys_page()))

    def _on_open_keys(self) -> None:
        QDesktopServices.openUrl(QUrl(self._keys_page()))

    def _keys_page(self) -> str:
        """Return the page of the shop that makes the keys, once the address is one."""
        path = "" if self._platform is None else self._platform.sign_in.keys_path
        if not path or not self.url.value or address_problem(self.url.value):
            return ""
        url = clean_address(self.url.value)
        return url + path if urlsplit(url).netloc else ""


def needed(text: str) -> str:
    """Return what is wrong with a text that must be there."""
    return "" if text else _("À remplir.")


def _fine(_text: str) -> str:
    return ""
