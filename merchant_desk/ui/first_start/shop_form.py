"""The few fields of who sells that the first start asks for; the others wait in the settings."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from merchant_desk.rules.cash_taxes.due import VatRhythm
from merchant_desk.rules.company_numbers import is_siren
from merchant_desk.rules.invoice_mentions import siren_groups
from merchant_desk.ui.first_start.vat_words import vat_answers, vat_note
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.settings import checks
from merchant_desk.ui.settings.identity_form import EMPTY
from merchant_desk.ui.settings.page import labelled, side_by_side
from merchant_desk.ui.settings_taxes.choice import Choice
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.switch import Switch
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.invoice_page import Seller
from merchant_desk.values.texts import _


class ShopForm(QWidget):
    """``edited`` says that something was typed, ``told`` that she has left what she typed."""

    edited = Signal()
    told = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown = EMPTY
        hint = _("Celui de la société, ou le vôtre en entreprise individuelle.")
        self.name = Field(theme, _("Nom"), hint=hint, check=checks.short)
        self.trade_name = Field(
            theme, _("Enseigne"), hint=_("Facultatif\u00a0: ce que lisent vos clients."),
            check=checks.short,
        )  # fmt: skip
        self.sole_trader = Switch(theme, _("Entreprise individuelle (mention «\u00a0EI\u00a0»)"))
        self.siren = Field(
            theme, _("SIREN"), hint=_("Neuf chiffres. Il peut attendre la première facture."),
            check=_siren,
        )  # fmt: skip
        self.line1 = Field(theme, _("Rue"), check=checks.short)
        self.postcode = Field(theme, _("Code postal"), check=_postcode)
        self.city = Field(theme, _("Ville"), check=checks.short)
        self.vat = Choice(theme, _("Régime de TVA"), vat_answers())
        self.vat.setMinimumWidth(260)
        self.note = TextLabel(theme, "", Role.CAPTION, Ink.TEXT3, wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self._names_card())
        column.addWidget(self._place_card())
        self._connect()
        self._show_note()

    def _names_card(self) -> Card:
        card = Card(self._theme, _("Nom et TVA"))
        card.body.addLayout(side_by_side(self.name, self.trade_name))
        card.body.addWidget(self.sole_trader)
        card.body.addSpacing(4)
        card.body.addLayout(labelled(self._theme, _("Régime de TVA"), self.vat))
        card.body.addWidget(self.note)
        return card

    def _place_card(self) -> Card:
        card = Card(self._theme, _("Immatriculation et adresse"))
        card.body.addLayout(side_by_side(self.siren, self.line1))
        card.body.addLayout(side_by_side(self.postcode, self.city, stretches=(1, 3)))
        return card

    def _connect(self) -> None:
        for field in self.fields():
            field.edited.connect(self._on_edited)
            field.input.editingFinished.connect(self.told)
        self.sole_trader.clicked.connect(self._on_chosen)
        self.vat.picked.connect(self._on_chosen)

    def fields(self) -> tuple[Field, ...]:
        """Return every field, in reading order."""
        return (
            self.name, self.trade_name, self.siren, self.line1, self.postcode, self.city,
        )  # fmt: skip

    def show_seller(self, seller: Seller, vat: str) -> None:
        """Show what is kept."""
        self._shown = seller
        place = seller.address
        texts = (
            seller.name, seller.trade_name, siren_groups(seller.siren), place.line1,
            place.postcode, place.city,
        )  # fmt: skip
        for field, text in zip(self.fields(), texts, strict=True):
            field.set_value(text)
        self.sole_trader.setChecked(seller.sole_trader)
        self.vat.show_word(vat)
        self._show_note()

    def seller(self) -> Seller:
        """Return what the fields say over what was kept; a SIREN that cannot be is left out."""
        siren = checks.digits(self.siren.value)
        address = replace(
            self._shown.address,
            line1=self.line1.value,
            postcode=checks.digits(self.postcode.value),
            city=self.city.value,
        )
        return replace(
            self._shown,
            name=self.name.value,
            trade_name=self.trade_name.value,
            sole_trader=self.sole_trader.isChecked(),
            siren=siren if is_siren(siren) else "",
            address=address,
        )

    def is_whole(self) -> bool:
        """Tell whether an invoice could be made of what the fields say."""
        told = self.seller()
        place = told.address
        return all((told.name, told.siren, place.line1, place.postcode, place.city))

    @property
    def regime(self) -> VatRhythm:
        """Return the VAT regime that is chosen."""
        return VatRhythm(self.vat.word)

    def first_wrong(self) -> Field | None:
        """Judge every field now; return the first that is wrong."""
        wrong = [field for field in self.fields() if not field.validate()]
        return wrong[0] if wrong else None

    def _show_note(self) -> None:
        self.note.setText(vat_note(self.vat.word, paris_date(utc_now())))

    def _on_edited(self, _text: str) -> None:
        self.edited.emit()

    def _on_chosen(self, *_what: object) -> None:
        self._show_note()
        self.edited.emit()
        self.told.emit()


def _siren(text: str) -> str:
    return checks.siren(text) if text else ""


def _postcode(text: str) -> str:
    return checks.postcode(text) if text else ""
