"""What papers say besides the identity: the account to pay to, the shop's colour, its own words."""

from dataclasses import replace

from PySide6.QtCore import Signal

from merchant_desk.ui.settings import checks, paper_checks
from merchant_desk.ui.settings.page import caption, side_by_side
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.switch import Switch
from merchant_desk.values.invoice_page import Seller
from merchant_desk.values.texts import _
from merchant_desk.values.transfer_code import packed, spoken_iban


class PapersCard(Card):
    """``edited`` says that something was typed."""

    edited = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Factures et paiement"))
        optional = _("Facultatif.")
        account = _("Les factures à payer portent un code de virement.")
        self.iban = Field(theme, _("IBAN"), hint=account, check=paper_checks.iban)
        self.bic = Field(theme, _("BIC"), hint=optional, check=paper_checks.bic)
        hint = _("De l’annuaire\u00a0; vide, le SIREN.")
        self.electronic_address = Field(
            theme, _("Adresse électronique"), hint=hint, check=paper_checks.electronic_address
        )
        hint = _("Par exemple #5B3EA6\u00a0; vide, gris.")
        self.colour = Field(theme, _("Couleur des papiers"), hint=hint, check=paper_checks.colour)
        self.footer_words = Field(theme, _("Mot de la fin"), hint=optional, check=checks.short)
        self.one_stop_shop = Switch(theme, _("Inscrit au guichet unique de TVA (OSS)"))
        self.body.addLayout(side_by_side(self.iban, self.bic, stretches=(3, 1)))
        self.body.addLayout(side_by_side(self.colour, self.footer_words, stretches=(1, 3)))
        self.body.addWidget(self.electronic_address)
        self.body.addWidget(self.one_stop_shop)
        note = _("Les ventes à des particuliers d’un autre pays de l’Union portent alors sa TVA.")
        self.body.addWidget(caption(theme, note))
        for field in self.fields():
            field.edited.connect(self._on_edited)
        self.one_stop_shop.toggled.connect(self._on_edited)

    def fields(self) -> tuple[Field, ...]:
        """Return every field, in reading order."""
        return self.iban, self.bic, self.colour, self.footer_words, self.electronic_address

    def show_seller(self, seller: Seller) -> None:
        """Show what was stored."""
        texts = (
            spoken_iban(seller.iban), seller.bic, seller.colour, seller.footer,
            seller.electronic_address,
        )  # fmt: skip
        for field, text in zip(self.fields(), texts, strict=True):
            field.set_value(text)
        self.one_stop_shop.setChecked(seller.one_stop_shop)

    def told(self, seller: Seller) -> Seller:
        """Return the seller with what the fields say."""
        return replace(
            seller,
            iban=packed(self.iban.value),
            bic=packed(self.bic.value),
            colour=self.colour.value.strip(),
            footer=self.footer_words.value,
            electronic_address=self.electronic_address.value.strip(),
            one_stop_shop=self.one_stop_shop.isChecked(),
        )

    def _on_edited(self, *_what: object) -> None:
        self.edited.emit()
