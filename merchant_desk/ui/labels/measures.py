"""The measures of labels that no list knows: a ruler and eight numbers."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from merchant_desk.errors import RefusedError
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.segmented_choice import SegmentedChoice
from merchant_desk.values.label_formats import USUAL_FORMAT, LabelFormat, label_format
from merchant_desk.values.texts import _

_ROLL, _SHEET = "roll", "sheet"


class Measures(QWidget):
    """Asks for a roll or a sheet by measure; ``changed`` after every digit."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        options = ((_ROLL, _("Rouleau")), (_SHEET, _("Feuille A4")))
        self.kind = SegmentedChoice(theme, _("Rouleau ou feuille"), options)
        self.width_mm = Field(theme, _("Largeur, mm"))
        self.height_mm = Field(theme, _("Hauteur, mm"))
        self.columns = Field(theme, _("Par ligne"))
        self.rows = Field(theme, _("Lignes"))
        self.left = Field(theme, _("Marge gauche"))
        self.top = Field(theme, _("Marge haute"))
        self.gap_x = Field(theme, _("Entre colonnes"))
        self.gap_y = Field(theme, _("Entre lignes"))
        self._of_sheet = (self.columns, self.rows, self.left, self.top, self.gap_x, self.gap_y)
        self._build()
        self.show_format(label_format("57x32"))
        self.kind.chosen.connect(self._on_kind)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.kind)
        grid = QGridLayout()
        grid.setSpacing(8)
        for place, each in enumerate((self.width_mm, self.height_mm, *self._of_sheet)):
            grid.addWidget(each, place // 2, place % 2)
            each.edited.connect(self._on_edited)
        column.addLayout(grid)

    def show_format(self, form: LabelFormat) -> None:
        """Show the measures of a format, to be changed."""
        self.kind.choose(_ROLL if form.on_roll else _SHEET)
        for field, value in (
            (self.width_mm, form.width),
            (self.height_mm, form.height),
            (self.columns, form.columns),
            (self.rows, form.rows),
            (self.left, form.left),
            (self.top, form.top),
            (self.gap_x, form.gap_x),
            (self.gap_y, form.gap_y),
        ):
            field.set_value(f"{value:g}".replace(".", ","))
        self._show_kind()

    def format(self) -> LabelFormat:
        """Return the format that is measured; raise RefusedError when there is none such."""
        size = f"{self.width_mm.value}x{self.height_mm.value}"
        if self.kind.key == _ROLL:
            return label_format(size)
        if not all(each.value for each in self._of_sheet):
            raise RefusedError(
                _("Ce format d’étiquettes n’est pas complet."),
                _("Remplissez toutes les mesures, 0 là où il n’y a rien."),
            )
        grid = f"{self.columns.value}x{self.rows.value}"
        margins = f"@{self.left.value};{self.top.value}+{self.gap_x.value};{self.gap_y.value}"
        return label_format(f"{size}/{grid}{margins}")

    def _show_kind(self) -> None:
        for each in self._of_sheet:
            each.setVisible(self.kind.key == _SHEET)

    def _on_kind(self, key: str) -> None:
        """Begin with the measures of a usual paper: fewer of them are to be changed."""
        self.show_format(label_format("57x32") if key == _ROLL else USUAL_FORMAT)
        self.changed.emit()

    def _on_edited(self, _text: str) -> None:
        self.changed.emit()
