"""To whom the invoice of a ticket is made out."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from merchant_desk.queries.found_buyers import FoundBuyer
from merchant_desk.ui.counter.buyer_search import BuyerSearch
from merchant_desk.ui.counter.form_sheet import FormSheet
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.field import Field
from merchant_desk.values.basket import Basket
from merchant_desk.values.ids import InvoiceId
from merchant_desk.values.invoice_page import Buyer
from merchant_desk.values.remote import Address
from merchant_desk.values.texts import _

_SIREN, _SIRET = 9, 14


class InvoiceSheet(FormSheet):
    """``asked`` carries the ticket and the buyer."""

    asked = Signal(object, object)

    def __init__(self, desk: Desk, shell: Shell, screen: QWidget) -> None:
        super().__init__(shell, screen, _("Facture du ticket"), _("Faire la facture"))
        theme = shell.theme
        self.known = BuyerSearch(desk, theme)
        self.known.picked.connect(self._fill)
        self._ticket: InvoiceId | None = None
        self.name = Field(theme, _("Nom"))
        self.company = Field(theme, _("Société"), hint=_("Vide pour un particulier."))
        self.siren = Field(theme, _("SIREN"), hint=_("9 chiffres, pour une société française."))
        self.line = Field(theme, _("Adresse"))
        self.postcode = Field(theme, _("Code postal"))
        self.city = Field(theme, _("Ville"))
        self.email = Field(theme, _("E-mail"))
        self.fields = (
            self.name, self.company, self.siren, self.line, self.postcode, self.city, self.email,
        )  # fmt: skip
        self.add((self.known, *self.fields))

    def open_ticket(self, ticket_id: InvoiceId, number: str, name: str = "") -> None:
        """Ask who bought this ticket."""
        self._ticket = ticket_id
        for field in self.fields:
            field.set_value("")
        self.name.set_value(name)
        self.known.begin()
        self.say(
            _(
                "Mêmes montants que le ticket {number}, déjà compté\u00a0: la vente n’est pas "
                "comptée deux fois."
            ).format(number=number)
        )
        self.open_on(self.name)

    def _fill(self, found: FoundBuyer) -> None:
        """Take a customer met before; every field can still be changed."""
        buyer, place = found.buyer, found.buyer.address
        told = (
            place.name, place.company, buyer.siret or buyer.siren, place.line1, place.postcode,
            place.city, buyer.email,
        )  # fmt: skip
        for field, text in zip(self.fields, told, strict=True):
            field.set_value(text)
        self.go.setFocus()

    def answer(self) -> None:
        """Hand the buyer over."""
        siren = "".join(self.siren.value.split())
        if not self.name.value and not self.company.value:
            self.wrong(self.name, _("Écrivez le nom du client."))
        elif siren and (len(siren) not in {_SIREN, _SIRET} or not siren.isdecimal()):
            self.wrong(self.siren, _("Un SIREN a 9 chiffres."))
        elif not self.line.value:
            self.wrong(self.line, _("Écrivez la rue."))
        elif not self.city.value:
            self.wrong(self.city, _("Écrivez la ville."))
        elif self._ticket is not None:
            self.sheet.close_sheet()
            self.asked.emit(self._ticket, self._buyer(siren))

    def _buyer(self, siren: str) -> Buyer:
        address = Address(
            name=self.name.value,
            company=self.company.value,
            line1=self.line.value,
            postcode=self.postcode.value,
            city=self.city.value,
        )
        return Buyer(
            address=address,
            is_business=bool(self.company.value or siren),
            siren=siren[:_SIREN],
            siret=siren if len(siren) == _SIRET else "",
            email=self.email.value,
        )


class BuyerSheet(FormSheet):
    """Whose basket it is, when she says it; ``named`` carries id (or None), name and e-mail."""

    named = Signal(object, str, str)

    def __init__(self, desk: Desk, shell: Shell, screen: QWidget) -> None:
        super().__init__(shell, screen, _("Client du panier"), _("Enregistrer"))
        self.known = BuyerSearch(desk, shell.theme)
        self.name = Field(shell.theme, _("Nom"))
        self.email = Field(shell.theme, _("E-mail"), hint=_("Pour lui envoyer son ticket."))
        self.say(_("Facultatif\u00a0: la plupart des ventes n’ont pas de client."))
        self.add([self.known, self.name, self.email])
        self.known.picked.connect(self._on_picked)

    def open_basket(self, basket: Basket) -> None:
        """Show who is named already."""
        self.known.begin()
        self.name.set_value(basket.customer)
        self.email.set_value(basket.email)
        self.sheet.open_sheet(self.known.search)

    def answer(self) -> None:
        """Hand over what was typed; nothing typed is nobody."""
        self.sheet.close_sheet()
        self.named.emit(None, self.name.value, self.email.value)

    def _on_picked(self, found: FoundBuyer) -> None:
        self.sheet.close_sheet()
        self.named.emit(found.customer_id, found.name, found.buyer.email)
