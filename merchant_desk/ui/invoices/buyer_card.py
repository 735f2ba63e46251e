"""To whom a document is made out: found among those met before, or typed; judged while typing."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from merchant_desk.queries.found_buyers import FoundBuyer, find_buyers
from merchant_desk.rules.company_numbers import is_siren, vat_number_of
from merchant_desk.rules.preflight.tax_numbers import is_vat_number
from merchant_desk.rules.vat_territory import Territory, territory_of
from merchant_desk.ui.desk import Desk, Ticket
from merchant_desk.ui.invoices.address_fields import AddressFields
from merchant_desk.ui.settings.checks import digits, email
from merchant_desk.ui.settings.page import side_by_side
from merchant_desk.ui.stock.lines import clear
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.search_field import SearchField
from merchant_desk.ui.widgets.switch import Switch
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.ids import CustomerId
from merchant_desk.values.invoice_page import Buyer
from merchant_desk.values.remote import Address
from merchant_desk.values.texts import _

_SIREN_DIGITS = 9


def check_siren(text: str) -> str:
    """Want nine digits that pass the key, or nothing."""
    clean = digits(text)
    if not clean:
        return ""
    if len(clean) != _SIREN_DIGITS or not clean.isdecimal():
        return _("Un SIREN a neuf chiffres.")
    return "" if is_siren(clean) else _("La clé ne tombe pas juste\u00a0: un chiffre est faux.")


def check_vat_number(text: str) -> str:
    """Want a number that passes the key of its state, or nothing."""
    clean = digits(text).upper()
    fine = not clean or is_vat_number(clean)
    return "" if fine else _("Ce numéro ne passe pas la clé de son pays.")


class BuyerCard(Card):
    """``edited`` when anything in it was changed by hand."""

    edited = Signal()

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(theme, _("Client"))
        self._desk = desk
        self._theme = theme
        self._asked: Ticket[tuple[FoundBuyer, ...]] | None = None
        self._shown = Buyer(Address())
        self.customer_id: CustomerId | None = None
        self.search = SearchField(theme, _("Nom, société, courriel ou SIREN"))
        self.results = QVBoxLayout()
        self.business = Switch(theme, _("Professionnel"))
        self.address = AddressFields(theme)
        self.email = Field(theme, _("Courriel"), check=email)
        self.siren = Field(theme, _("SIREN"), check=check_siren)
        self.vat_number = Field(theme, _("Numéro de TVA"), check=check_vat_number)
        self.routing = Field(
            theme,
            _("Adresse électronique"),
            hint=_("De l’annuaire\u00a0; vide\u00a0: le SIREN."),
        )
        self._numbers = QWidget()
        self._build()
        self._connect()

    def _build(self) -> None:
        self.results.setSpacing(2)
        numbers = QVBoxLayout(self._numbers)
        numbers.setContentsMargins(0, 0, 0, 0)
        numbers.addLayout(side_by_side(self.siren, self.vat_number, self.routing))
        self.add_action(self.business)
        self.body.addWidget(self.search)
        self.body.addLayout(self.results)
        self.address.town.addWidget(self.email, 4)
        self.body.addWidget(self.address)
        self.body.addWidget(self._numbers)

    def _connect(self) -> None:
        self.search.searched.connect(self._on_searched)
        self.business.toggled.connect(self._on_business)
        self.address.edited.connect(self._on_edited)
        for field in (self.email, self.siren, self.vat_number, self.routing):
            field.edited.connect(self._on_edited)
        self.siren.edited.connect(self._on_siren)
        self.vat_number.edited.connect(self._on_vat_number)

    def show_buyer(self, buyer: Buyer, customer_id: CustomerId | None) -> None:
        """Show who was kept, announcing nothing."""
        self._shown, self.customer_id = buyer, customer_id
        self.search.clear()
        clear(self.results)
        self.address.show_address(buyer.address)
        self.business.blockSignals(True)
        self.business.setChecked(buyer.is_business)
        self.business.blockSignals(False)
        for field, text in (
            (self.email, buyer.email),
            (self.siren, buyer.siren),
            (self.vat_number, buyer.vat_number),
            (self.routing, buyer.electronic_address),
        ):
            field.set_value(text)
            field.validate()
        self._show_numbers()

    def buyer(self) -> Buyer:
        """Return who the card says; a consumer has no numbers of a business."""
        business = self.business.isChecked()
        return Buyer(
            address=self.address.address(business=business),
            is_business=business,
            siren=digits(self.siren.value) if business else "",
            vat_number=digits(self.vat_number.value).upper() if business else "",
            email=self.email.value,
            siret=self._shown.siret if business else "",
            electronic_address=self.routing.value if business else "",
        )

    @property
    def wrong(self) -> str:
        """Return what is wrong with a field, empty when nothing is known to be."""
        fields = (self.email, *((self.siren, self.vat_number) if self.business.isChecked() else ()))
        found = next((each for each in fields if not each.validate()), None)
        return "" if found is None else found.error

    def _on_searched(self, text: str) -> None:
        if self._asked is not None:
            self._asked.cancel()
        self._asked = self._desk.read(self._show_found, find_buyers, text)

    def _show_found(self, found: tuple[FoundBuyer, ...]) -> None:
        clear(self.results)
        for each in found:
            icon = "store" if each.buyer.is_business else "mail"
            words = " · ".join(filter(None, (each.name, each.detail)))
            button = Button(self._theme, words[:90], icon=icon)
            button.clicked.connect(partial(self._on_chosen, each))
            self.results.addWidget(button)

    def _on_chosen(self, found: FoundBuyer) -> None:
        self.show_buyer(found.buyer, found.customer_id)
        self.address.first.setFocus()
        self.edited.emit()

    def _on_business(self, _on: bool) -> None:
        self._show_numbers()
        self.edited.emit()

    def _show_numbers(self) -> None:
        business = self.business.isChecked()
        self._numbers.setVisible(business)
        self.address.company.setVisible(business)

    def _on_siren(self, text: str) -> None:
        """Judge once nine digits are there, and propose the VAT number that follows from it."""
        clean = digits(text)
        if len(clean) >= _SIREN_DIGITS:
            self.siren.validate()
        place = self.address.address(business=True)
        french = territory_of(place, paris_date(utc_now())) is not Territory.UNION
        if is_siren(clean) and not self.vat_number.value and french:
            self.vat_number.set_value(vat_number_of(clean))

    def _on_vat_number(self, text: str) -> None:
        if len(digits(text)) > _SIREN_DIGITS:
            self.vat_number.validate()

    def _on_edited(self, *_what: object) -> None:
        self.edited.emit()
