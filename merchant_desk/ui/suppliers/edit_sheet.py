"""The card of a supplier as a form."""

from PySide6.QtCore import QObject, Signal

from merchant_desk.errors import DeskError
from merchant_desk.operations.save_supplier import save_supplier
from merchant_desk.queries.supplier_card import SupplierCard
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.products.field_checks import check_filled
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.check_box import CheckBox
from merchant_desk.ui.widgets.field import Field
from merchant_desk.values.entries import read_amount, read_whole, written_amount
from merchant_desk.values.ids import SupplierId
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.purchases import SupplierTerms
from merchant_desk.values.remote import Address
from merchant_desk.values.texts import _

_USUAL_DAYS = 30


def _check_amount(text: str) -> str:
    fine = not text or read_amount(text) is not None
    return "" if fine else _("Saisissez un montant, comme 150.")


def _check_days(text: str) -> str:
    days = read_whole(text)
    fine = not text or (days is not None and days >= 0)
    return "" if fine else _("Saisissez un nombre de jours, comme 8.")


class EditSheet(QObject):
    """``kept`` carries the supplier once its card was kept, ``merge_wanted`` its card."""

    kept = Signal(object)
    merge_wanted = Signal(object)

    def __init__(self, desk: Desk, shell: Shell, screen: Screen) -> None:
        super().__init__(screen)
        self._desk, self._shell = desk, shell
        self._id: SupplierId | None = None
        self._card: SupplierCard | None = None
        self._before = SupplierTerms(name="")
        theme = shell.theme
        self.sheet = shell.new_sheet(screen, "")
        self.banner = Banner(theme)
        self.name = Field(theme, _("Nom"), check=check_filled)
        self.email = Field(theme, _("E-mail des commandes"))
        self.phone = Field(theme, _("Téléphone"))
        self.customer_number = Field(theme, _("Votre numéro de client chez lui"))
        self.siren = Field(theme, _("SIREN"))
        self.line1 = Field(theme, _("Adresse"))
        self.postcode = Field(theme, _("Code postal"))
        self.city = Field(theme, _("Ville"))
        self.lead = Field(
            theme,
            _("Délai promis"),
            hint=_("En jours ouvrés, de la commande à la livraison."),
            check=_check_days,
        )
        self.minimum = Field(theme, _("Commande minimum HT"), check=_check_amount)
        self.carriage = Field(theme, _("Port HT"), check=_check_amount)
        self.free_from = Field(theme, _("Franco de port à partir de"), check=_check_amount)
        self.payment = Field(theme, _("Délai de paiement, en jours"), check=_check_days)
        self.note = Field(theme, _("Note"))
        self.month_end = CheckBox(theme, _("Fin de mois"))
        self.active = CheckBox(theme, _("On achète chez lui"))
        self.merge = Button(theme, _("Fusionner…"), icon="boxes")
        self.cancel = Button(theme, _("Annuler"))
        self.go = Button(theme, _("Garder"), kind=Kind.PRIMARY)
        self._build()

    def _build(self) -> None:
        self.sheet.body.addWidget(self.banner)
        for field in self._fields:
            self.sheet.body.addWidget(field)
            field.input.returnPressed.connect(self._on_go)
        self.sheet.body.addWidget(self.month_end)
        self.sheet.body.addWidget(self.active)
        self.sheet.body.addStretch(1)
        self.sheet.footer.addWidget(self.merge)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(self.cancel)
        self.sheet.footer.addWidget(self.go)
        self.cancel.clicked.connect(self.sheet.close_sheet)
        self.go.clicked.connect(self._on_go)
        self.merge.clicked.connect(self._on_merge)

    @property
    def _fields(self) -> tuple[Field, ...]:
        return (
            self.name, self.email, self.phone, self.customer_number, self.lead, self.minimum,
            self.carriage, self.free_from, self.payment, self.siren, self.line1, self.postcode,
            self.city, self.note,
        )  # fmt: skip

    def open_new(self) -> None:
        """Ask for a new supplier."""
        self._id, self._card = None, None
        self.sheet.title.setText(_("Nouveau fournisseur"))
        self.sheet.subtitle.setText("")
        self._show(SupplierTerms(name=""))

    def open_for(self, card: SupplierCard) -> None:
        """Change the card of a supplier."""
        self._id, self._card = card.supplier_id, card
        self.sheet.title.setText(_("Fiche du fournisseur"))
        self.sheet.subtitle.setText(card.terms.name)
        self._show(card.terms)

    def _show(self, terms: SupplierTerms) -> None:
        self._before = terms
        self.banner.hide()
        self.merge.setVisible(self._card is not None)
        free, days = terms.free_carriage_from, terms.lead_days
        for field, text in (
            (self.name, terms.name),
            (self.email, terms.email),
            (self.phone, terms.phone),
            (self.customer_number, terms.customer_number),
            (self.siren, terms.siren),
            (self.line1, terms.address.line1),
            (self.postcode, terms.address.postcode),
            (self.city, terms.address.city),
            (self.lead, "" if days is None else str(days)),
            (self.minimum, _written(terms.minimum)),
            (self.carriage, _written(terms.carriage)),
            (self.free_from, "" if free is None else written_amount(free)),
            (self.payment, str(terms.payment_days)),
            (self.note, terms.note),
        ):
            field.set_value(text)
        self.month_end.setChecked(terms.month_end)
        self.active.setChecked(terms.active)
        self.sheet.open_sheet(self.name.input)

    @property
    def terms(self) -> SupplierTerms:
        """Return the card as it is written now."""
        before = self._before
        payment = read_whole(self.payment.value)
        return SupplierTerms(
            name=self.name.value,
            siren=self.siren.value,
            vat_number=before.vat_number,
            email=self.email.value,
            phone=self.phone.value,
            address=Address(
                line1=self.line1.value,
                line2=before.address.line2,
                postcode=self.postcode.value,
                city=self.city.value,
                country=before.address.country,
            ),
            customer_number=self.customer_number.value,
            lead_days=read_whole(self.lead.value),
            minimum=read_amount(self.minimum.value) or ZERO,
            carriage=read_amount(self.carriage.value) or ZERO,
            free_carriage_from=read_amount(self.free_from.value),
            payment_days=_USUAL_DAYS if payment is None else payment,
            month_end=self.month_end.isChecked(),
            note=self.note.value,
            active=self.active.isChecked(),
        )

    def _on_go(self) -> None:
        wrong = [field for field in self._fields if not field.validate()]
        if wrong:
            wrong[0].input.setFocus()
            return
        gesture = self._desk.gesture()
        self._desk.write(self._show_kept, save_supplier, gesture, self.terms, self._id).or_else(
            self._show_refused
        )

    def _on_merge(self) -> None:
        if self._card is not None:
            self.sheet.close_sheet()
            self.merge_wanted.emit(self._card)

    def _show_kept(self, supplier_id: SupplierId) -> None:
        self.sheet.close_sheet()
        self._shell.toast(_("Fiche gardée"))
        self.kept.emit(supplier_id)

    def _show_refused(self, error: DeskError) -> None:
        self.banner.show_message(BannerText(Tone.BAD, error.title, error.advice))
        self.sheet.to_top()


def _written(amount: Money) -> str:
    return written_amount(amount) if amount else ""
