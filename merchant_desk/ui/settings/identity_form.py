"""The fields of the shop's identity, judged one by one, and read back as a seller."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from merchant_desk.rules.company_numbers import is_siren, vat_number_of
from merchant_desk.rules.invoice_mentions import siren_groups
from merchant_desk.ui.settings import checks
from merchant_desk.ui.settings.page import caption, labelled, side_by_side
from merchant_desk.ui.settings.papers_card import PapersCard
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.segmented_choice import SegmentedChoice
from merchant_desk.ui.widgets.switch import Switch
from merchant_desk.values.entries import read_amount, written_amount
from merchant_desk.values.french import number
from merchant_desk.values.invoice_page import Seller
from merchant_desk.values.money import Money
from merchant_desk.values.remote import Address
from merchant_desk.values.texts import _
from merchant_desk.values.vat import VatTreatment

EMPTY = Seller(name="", address=Address(), siren="")


class IdentityForm(QWidget):
    """Who sells, under which numbers and VAT; ``edited`` says that something was typed."""

    edited = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown = EMPTY
        self._make_names(theme)
        self._make_numbers(theme)
        self._make_reach(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        self.papers = PapersCard(theme)
        for card in (self._names_card(), self._numbers_card(), self._reach_card(), self.papers):
            column.addWidget(card)
        self._connect()

    def _make_names(self, theme: Theme) -> None:
        hint = _("Celui de la société, ou le vôtre en entreprise individuelle.")
        self.name = Field(theme, _("Nom légal"), hint=hint, check=checks.needed)
        self.trade_name = Field(theme, _("Enseigne"), hint=_("Facultatif."), check=checks.short)
        self.sole_trader = Switch(theme, _("Entreprise individuelle (mention «\u00a0EI\u00a0»)"))
        self.line1 = Field(theme, _("Rue"), check=checks.needed)
        self.line2 = Field(theme, _("Complément"), hint=_("Facultatif."), check=checks.short)
        self.postcode = Field(theme, _("Code postal"), check=checks.postcode)
        self.city = Field(theme, _("Ville"), check=checks.needed)

    def _make_numbers(self, theme: Theme) -> None:
        self.siren = Field(theme, _("SIREN"), hint=_("Neuf chiffres."), check=checks.siren)
        self.siret = Field(
            theme, _("SIRET"), hint=_("Celui de l’établissement."), check=self._judge_siret
        )
        self.legal_form = Field(theme, _("Forme"), hint=_("SARL, SAS, EURL…"), check=checks.short)
        self.capital = Field(theme, _("Capital, en euros"), check=checks.capital)
        self.rcs_city = Field(theme, _("Ville du RCS"), check=checks.short)
        self.regime = SegmentedChoice(
            theme,
            _("Régime de TVA"),
            [
                (VatTreatment.NORMAL.value, _("TVA facturée")),
                (VatTreatment.FRANCHISE.value, _("Franchise en base")),
            ],
        )
        self.vat_number = Field(theme, _("Numéro de TVA"), check=self._judge_vat)
        self.on_debits = Switch(theme, _("Option pour le paiement de la TVA d’après les débits"))

    def _make_reach(self, theme: Theme) -> None:
        self.phone = Field(theme, _("Téléphone"), check=checks.short)
        self.email = Field(theme, _("Courriel"), check=checks.email)
        self.website = Field(theme, _("Site"), check=checks.short)
        self.mediator = Field(
            theme,
            _("Médiateur de la consommation"),
            hint=_("Son nom et son site\u00a0: obligatoire si vous vendez à des particuliers."),
            check=checks.short,
        )

    def _names_card(self) -> Card:
        card = Card(self._theme, _("Nom et adresse"))
        body = card.body
        body.addLayout(side_by_side(self.name, self.trade_name))
        body.addWidget(self.sole_trader)
        body.addLayout(side_by_side(self.line1, self.line2))
        body.addLayout(side_by_side(self.postcode, self.city, stretches=(1, 3)))
        return card

    def _numbers_card(self) -> Card:
        card = Card(self._theme, _("Immatriculation et TVA"))
        body = card.body
        body.addLayout(side_by_side(self.siren, self.siret))
        body.addLayout(side_by_side(self.legal_form, self.capital, self.rcs_city))
        note = _("En franchise, les factures portent «\u00a0TVA non applicable, art. 293 B\u00a0».")
        body.addLayout(labelled(self._theme, _("Régime de TVA"), self.regime, note))
        body.addWidget(self.vat_number)
        body.addWidget(self.on_debits)
        return card

    def _reach_card(self) -> Card:
        card = Card(self._theme, _("Contact"))
        body = card.body
        body.addLayout(side_by_side(self.phone, self.email, self.website))
        body.addWidget(self.mediator)
        body.addWidget(caption(self._theme, _("Imprimés en bas des factures quand ils existent.")))
        return card

    def _connect(self) -> None:
        for field in self._own_fields():
            field.edited.connect(self._on_edited)
        self.papers.edited.connect(self.edited)
        for switch in (self.sole_trader, self.on_debits):
            switch.toggled.connect(self._on_edited)
        self.regime.chosen.connect(self._on_regime)
        self.siren.input.editingFinished.connect(self._propose_vat)

    def fields(self) -> tuple[Field, ...]:
        """Return every field, in reading order."""
        return (*self._own_fields(), *self.papers.fields())

    def _own_fields(self) -> tuple[Field, ...]:
        return (
            self.name, self.trade_name, self.line1, self.line2, self.postcode, self.city,
            self.siren, self.siret, self.legal_form, self.capital, self.rcs_city, self.vat_number,
            self.phone, self.email, self.website, self.mediator,
        )  # fmt: skip

    def show_seller(self, seller: Seller, treatment: VatTreatment) -> None:
        """Show what was stored."""
        self._shown = seller
        place = seller.address
        capital = "" if seller.capital is None else _plain(seller.capital)
        texts = (
            seller.name, seller.trade_name, place.line1, place.line2, place.postcode, place.city,
            siren_groups(seller.siren), siren_groups(seller.siret), seller.legal_form, capital,
            seller.rcs_city, seller.vat_number, seller.phone, seller.email, seller.website,
            seller.mediator,
        )  # fmt: skip
        for field, text in zip(self._own_fields(), texts, strict=True):
            field.set_value(text)
        self.papers.show_seller(seller)
        self.sole_trader.setChecked(seller.sole_trader)
        self.on_debits.setChecked(seller.vat_on_debits)
        self.regime.choose(treatment.value)
        self._show_regime()

    @property
    def treatment(self) -> VatTreatment:
        """Return the VAT regime that is chosen."""
        return VatTreatment(self.regime.key)

    def seller(self) -> Seller:
        """Return what the fields say, over what was stored and is not shown."""
        address = Address(
            line1=self.line1.value,
            line2=self.line2.value,
            postcode=checks.digits(self.postcode.value),
            city=self.city.value,
        )
        return replace(
            self.papers.told(self._shown),
            name=self.name.value,
            trade_name=self.trade_name.value,
            sole_trader=self.sole_trader.isChecked(),
            address=address,
            siren=checks.digits(self.siren.value),
            siret=checks.digits(self.siret.value),
            legal_form=self.legal_form.value,
            capital=read_amount(self.capital.value) if self.capital.value else None,
            rcs_city=self.rcs_city.value,
            vat_number=checks.digits(self.vat_number.value).upper(),
            vat_on_debits=self.on_debits.isChecked(),
            phone=self.phone.value,
            email=self.email.value,
            website=self.website.value,
            mediator=self.mediator.value,
        )

    def first_wrong(self) -> Field | None:
        """Judge every field now; return the first that is wrong."""
        wrong = [field for field in self.fields() if not field.validate()]
        return wrong[0] if wrong else None

    def _judge_siret(self, text: str) -> str:
        return checks.siret(text, self.siren.value)

    def _judge_vat(self, text: str) -> str:
        wanted = self.treatment is VatTreatment.NORMAL
        return checks.vat_number(text, self.siren.value, wanted=wanted)

    def _propose_vat(self) -> None:
        """Fill the VAT number in from the SIREN: it follows from it."""
        number = checks.digits(self.siren.value)
        if is_siren(number) and not self.vat_number.value and self._shows_vat():
            self.vat_number.set_value(vat_number_of(number))

    def _shows_vat(self) -> bool:
        return self.treatment is VatTreatment.NORMAL

    def _on_regime(self, _key: str) -> None:
        self._show_regime()
        self._propose_vat()
        self.edited.emit()

    def _show_regime(self) -> None:
        self.on_debits.setVisible(self._shows_vat())
        if self.vat_number.error:
            self.vat_number.validate()

    def _on_edited(self, *_what: object) -> None:
        self.edited.emit()


def _plain(amount: Money) -> str:
    """Return ``10 000``, with cents only when there are some."""
    whole, cents = divmod(amount.cents, 100)
    return written_amount(amount) if cents else number(whole)
