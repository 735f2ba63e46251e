"""Of which lot: a list with the one that should leave first in front, or another typed in."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.operations.find_lot import LotRead
from merchant_desk.queries.lot_choices import LotChoices
from merchant_desk.queries.lot_shelves import LotInBin
from merchant_desk.ui.stock.lines import labelled
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.select import Select
from merchant_desk.values.entries import read_day
from merchant_desk.values.french import number, short_date
from merchant_desk.values.ids import PlaceId
from merchant_desk.values.texts import _, ngettext


class LotField(QWidget):
    """Hidden for an article that is followed by no lot; ``chosen`` when another lot is meant."""

    chosen = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("ground", "none")
        self._lots: tuple[LotInBin, ...] = ()
        self.touched = False
        """Whether she chose, and did not only leave what was proposed."""
        self.lots = Select(theme, _("Lot"))
        self.number = Field(theme, _("Numéro du lot"))
        self.day = Field(theme, _("À vendre jusqu’au"), hint=_("Facultatif\u00a0: 31/12/2026."))
        typed = QHBoxLayout()
        typed.addWidget(self.number, 1)
        typed.addWidget(self.day, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(labelled(theme, self.lots))
        column.addLayout(typed)
        self.lots.currentIndexChanged.connect(self._on_chosen)
        self.lots.activated.connect(self._on_touched)
        self.hide()

    def show_choices(self, choices: LotChoices, place_id: PlaceId | None = None) -> None:
        """Propose what lies in this bin, or anywhere; the first to expire is chosen."""
        self.touched = False
        self._lots = choices.numbers(place_id) if choices.tracked else ()
        self.lots.blockSignals(True)
        self.lots.clear()
        self.lots.addItems([*map(_words, self._lots), _("Autre lot…")])
        self.lots.setCurrentIndex(0)
        self.lots.blockSignals(False)
        self.number.set_value("")
        self.day.set_value("")
        self.setVisible(choices.tracked)
        self._on_chosen()

    def choose(self, lot: str) -> None:
        """Choose this number, typed in where it does not lie here."""
        self.touched = True
        for place, each in enumerate(self._lots):
            if each.number == lot:
                self.lots.setCurrentIndex(place)
                return
        self.lots.setCurrentIndex(len(self._lots))
        self.number.set_value(lot)

    @property
    def current(self) -> LotInBin | None:
        """Return the lot of the list that is meant, or None."""
        place = self.lots.currentIndex()
        return self._lots[place] if 0 <= place < len(self._lots) else None

    @property
    def lot(self) -> LotRead | None:
        """Return the lot that is meant; None when none is asked, or none was typed."""
        if self.isHidden():
            return None
        if self.current is not None:
            return LotRead(self.current.number, self.current.expires_on)
        typed = self.number.value.strip()
        return LotRead(typed, read_day(self.day.value)) if typed else None

    def validate(self) -> bool:
        """Say which part cannot be read, and go there; True when all can."""
        if self.isHidden() or self.current is not None:
            return True
        if self.day.value.strip() and read_day(self.day.value) is None:
            self.day.set_error(_("Écrivez une date comme 31/12/2026."))
            self.day.input.setFocus()
            return False
        return True

    def _on_touched(self) -> None:
        self.touched = True

    def _on_chosen(self) -> None:
        other = self.current is None
        self.number.setVisible(other)
        self.day.setVisible(other)
        self.chosen.emit()


def _words(lot: LotInBin) -> str:
    day = (
        "" if lot.expires_on is None else _("jusqu’au {day}").format(day=short_date(lot.expires_on))
    )
    units = ngettext("{n} unité", "{n} unités", lot.units).format(n=number(lot.units))
    state = _("rappelé") if lot.recalled else ""
    return " · ".join(part for part in (lot.number, day, units, state) if part)
