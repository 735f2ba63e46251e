"""What the law asks about books, animals and tobacco, and about nothing else."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from merchant_desk.ui.stock.lines import labelled
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.select import Select
from merchant_desk.values.entries import read_amount, read_day, written_amount, written_day
from merchant_desk.values.law_words import SPECIES_NAMES
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _

_BOOKS = frozenset({"book_new", "book_used"})
_DAYS = ("published_on", "last_supply_on")


def _check_amount(text: str) -> str:
    if not text or read_amount(text) is not None:
        return ""
    return _("Saisissez un montant, comme 12,50.")


def _check_day(text: str) -> str:
    if not text or read_day(text) is not None:
        return ""
    return _("Saisissez une date, comme 06/01/2027.")


class DetailFields(QWidget):
    """Fields that come and go with the legal category."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._law_category = ""
        self.fields = {
            "publisher_price": Field(
                theme, _("Prix de l’éditeur TTC"), hint=_("Loi Lang\u00a0: 5\u00a0% au plus."),
                check=_check_amount,
            ),
            "published_on": Field(theme, _("Paru le"), check=_check_day),
            "last_supply_on": Field(theme, _("Dernier approvisionnement"), check=_check_day),
            "approved_price": Field(theme, _("Prix homologué TTC"), check=_check_amount),
        }  # fmt: skip
        self.species = Select(theme, _("Espèce"))
        self.species.addItems([_(each) for each in SPECIES_NAMES.values()])
        self._species = QWidget()
        self._species.setLayout(labelled(theme, self.species))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for widget in (*self.fields.values(), self._species):
            column.addWidget(widget)
        self.show_for("")

    def show_for(self, law_category: str) -> None:
        """Show what matters for a legal category."""
        self._law_category = law_category
        for name, field in self.fields.items():
            field.setVisible(self._matters(name))
        self._species.setVisible(law_category == "live_animal")
        self.setVisible(bool(self.shown_fields()) or law_category == "live_animal")

    def shown_fields(self) -> tuple[Field, ...]:
        """Return the fields that matter."""
        return tuple(field for name, field in self.fields.items() if self._matters(name))

    def show_details(self, details: Mapping[str, Any]) -> None:
        """Show what is kept."""
        for name, field in self.fields.items():
            field.set_value(_written(name, str(details.get(name) or "")))
        species = list(SPECIES_NAMES)
        kept = str(details.get("species") or "")
        self.species.setCurrentIndex(species.index(kept) if kept in species else 0)

    def details(self) -> dict[str, Any]:
        """Return what the shown fields say; None takes a fact back."""
        told: dict[str, Any] = {
            name: _read(name, self.fields[name].value)
            for name in self.fields
            if self._matters(name)
        }
        if self._law_category == "live_animal":
            told["species"] = list(SPECIES_NAMES)[max(0, self.species.currentIndex())] or None
        return told

    def _matters(self, name: str) -> bool:
        if name == "approved_price":
            return self._law_category == "tobacco"
        return self._law_category in _BOOKS


def _read(name: str, text: str) -> str | None:
    if name in _DAYS:
        day = read_day(text)
        return None if day is None else day.isoformat()
    amount = read_amount(text) if text else None
    if amount is None:
        return None
    whole, cents = divmod(amount.cents, 100)
    return f"{whole}.{cents:02d}"


def _written(name: str, kept: str) -> str:
    if not kept:
        return ""
    if name in _DAYS:
        return written_day(date.fromisoformat(kept))
    amount = read_amount(kept)
    return kept if amount is None else written_amount(Money(amount.cents))
