"""The minimum and the target of one article in one place, with what sales propose."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.operations.set_stock_rule import MOST_UNITS, LevelSet
from merchant_desk.queries.article_levels import LevelLine
from merchant_desk.queries.reorder_levels import ProposedLevel
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.entries import read_whole
from merchant_desk.values.french import number
from merchant_desk.values.texts import _


def _check_units(text: str) -> str:
    units = read_whole(text) if text else 0
    possible = units is not None and 0 <= units <= MOST_UNITS
    return "" if possible else _("Saisissez un nombre d’unités, ou rien.")


class PlaceLevel(QWidget):
    """Two fields under the name of the place; an empty minimum is none."""

    returned = Signal()

    def __init__(self, theme: Theme, line: LevelLine) -> None:
        super().__init__()
        self.setProperty("ground", "none")
        self.line = line
        self.proposed: ProposedLevel | None = None
        where = _("{place}\u00a0: {n} en stock").format(place=line.location, n=number(line.on_hand))
        self.minimum = Field(theme, _("Minimum"), check=_check_units)
        self.target = Field(theme, _("Stock à retrouver"), check=_check_units)
        self.told = TextLabel(theme, "", Role.CAPTION, Ink.TEXT2, wraps=True)
        for part in (self.minimum, self.target):
            part.input.setAccessibleName(f"{part.input.accessibleName()}, {line.location}")
            part.input.returnPressed.connect(self.returned)
        fields = QHBoxLayout()
        fields.setSpacing(12)
        fields.addWidget(self.minimum, 1)
        fields.addWidget(self.target, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(6)
        column.addWidget(TextLabel(theme, where, Role.STRONG, Ink.TEXT))
        column.addLayout(fields)
        column.addWidget(self.told)
        self.minimum.set_value(_text(line.minimum))
        self.target.set_value(_text(line.target))
        self.told.setText(_("Calcul de ce que les ventes proposent…"))

    def show_proposed(self, proposed: ProposedLevel | None) -> None:
        """Say what sales propose here; None is nothing."""
        self.proposed = proposed
        if proposed is None:
            self.told.setText(_("Les ventes ne proposent rien ici."))
            return
        self.told.setText(
            _("D’après les ventes\u00a0: minimum {minimum}, stock à retrouver {target}").format(
                minimum=number(proposed.minimum), target=number(proposed.target)
            )
        )

    def take_proposed(self) -> LevelSet | None:
        """Write what sales propose into the fields; return it, None where they propose nothing."""
        if self.proposed is None:
            return None
        self.minimum.set_value(number(self.proposed.minimum))
        self.target.set_value(number(self.proposed.target))
        told = self.proposed
        return LevelSet(told.product_id, told.location_id, told.minimum, told.target)

    def wrong(self) -> Field | None:
        """Return the first field that holds no possible number."""
        return next((each for each in (self.minimum, self.target) if not each.validate()), None)

    def changed(self) -> LevelSet | None:
        """Return what she wrote, where it differs from what is kept."""
        minimum, target = _units(self.minimum.value), _units(self.target.value)
        if (minimum, target) == (self.line.minimum, self.line.target):
            return None
        return LevelSet(self.line.product_id, self.line.location_id, minimum, target)


def _text(units: int | None) -> str:
    return "" if units is None else str(units)


def _units(text: str) -> int | None:
    return read_whole(text) if text else None
