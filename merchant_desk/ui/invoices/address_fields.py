"""An address in fields: a name or a company, two lines, a town, a country."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from merchant_desk.rules.legal_data import union_members
from merchant_desk.ui.settings.page import side_by_side
from merchant_desk.ui.stock.lines import labelled
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.select import Select
from merchant_desk.values.remote import Address
from merchant_desk.values.texts import _

_OTHERS = ("CH", "GB", "MC", "US", "CA", "AD", "NO", "GP", "MQ", "RE", "GF", "YT")


def countries() -> tuple[str, ...]:
    """Return the codes that are offered: France, the Union, then some others."""
    members = sorted({each.country for each in union_members()} - {"FR"})
    return ("FR", *members, *(each for each in _OTHERS if each not in members))


class AddressFields(QWidget):
    """``edited`` when anything in it was changed by hand."""

    edited = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._phone = ""
        self._codes = list(countries())
        self.name = Field(theme, _("Nom"))
        self.company = Field(theme, _("Société"))
        self.line1 = Field(theme, _("Rue"))
        self.line2 = Field(theme, _("Complément"))
        self.postcode = Field(theme, _("Code postal"))
        self.city = Field(theme, _("Ville"))
        self.country = Select(theme, _("Pays"))
        self.country.addItems(self._codes)
        place = QWidget()
        held = labelled(theme, self.country)
        held.setContentsMargins(0, 0, 0, 0)
        held.addStretch(1)
        place.setLayout(held)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(side_by_side(self.company, self.name))
        column.addLayout(side_by_side(self.line1, self.line2, stretches=(3, 2)))
        self.town = side_by_side(self.postcode, self.city, place, stretches=(2, 4, 2))
        column.addLayout(self.town)
        for field in self._fields():
            field.edited.connect(self._on_edited)
        self.country.activated.connect(self._on_edited)

    @property
    def first(self) -> QLineEdit:
        """Return where typing begins."""
        return self.name.input if self.company.isHidden() else self.company.input

    def show_address(self, address: Address) -> None:
        """Show a place, announcing nothing."""
        self._phone = address.phone
        texts = (
            address.name, address.company, address.line1, address.line2, address.postcode,
            address.city,
        )  # fmt: skip
        for field, text in zip(self._fields(), texts, strict=True):
            field.set_value(text)
        code = address.country or "FR"
        if code not in self._codes:
            self._codes.append(code)
            self.country.addItem(code)
        self.country.setCurrentIndex(self._codes.index(code))

    def address(self, *, business: bool) -> Address:
        """Return the place; a consumer has no company."""
        return Address(
            name=self.name.value,
            company=self.company.value if business else "",
            line1=self.line1.value,
            line2=self.line2.value,
            postcode=self.postcode.value,
            city=self.city.value,
            country=self._codes[max(0, self.country.currentIndex())],
            phone=self._phone,
        )

    def _fields(self) -> tuple[Field, ...]:
        return (self.name, self.company, self.line1, self.line2, self.postcode, self.city)

    def _on_edited(self, *_what: object) -> None:
        self.edited.emit()
