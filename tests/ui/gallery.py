"""Every widget on one sheet, for looking: ``python -m tests.ui.gallery FOLDER``."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.theme import Look, Mode, Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.check_box import CheckBox
from merchant_desk.ui.widgets.chip import Chip, ChipText
from merchant_desk.ui.widgets.filter_chip import FilterChip
from merchant_desk.ui.widgets.icon_button import IconButton
from merchant_desk.ui.widgets.icon_label import IconLabel
from merchant_desk.ui.widgets.kbd import Kbd
from merchant_desk.ui.widgets.pill_button import PillButton
from merchant_desk.ui.widgets.segmented_choice import SegmentedChoice
from merchant_desk.ui.widgets.segmented_progress import SegmentedProgress
from merchant_desk.ui.widgets.select import Select
from merchant_desk.ui.widgets.switch import Switch
from merchant_desk.ui.widgets.tab_bar import Tab, TabStrip
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.ui.widgets.thumbnail import Thumbnail


def _row(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    layout = QHBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(10)
    for widget in widgets:
        layout.addWidget(widget)
    layout.addStretch(1)
    return holder


def buttons(theme: Theme) -> QWidget:
    """Show each kind of button, with and without an icon, off and with a menu."""
    off = Button(theme, "Imprimer l’étiquette", icon="printer")
    off.setEnabled(False)
    opens = Button(theme, "Plus")
    opens.open_menu(QMenu(opens))
    bell = IconButton(theme, "bell", "Messages")
    bell.set_marked(True)
    first = _row(
        Button(theme, "Nouvelle commande", kind=Kind.PRIMARY, icon="plus"),
        Button(theme, "Exporter", icon="download"),
        Button(theme, "Saisir un code", kind=Kind.QUIET, icon="keyboard"),
        Button(theme, "Supprimer", kind=Kind.DANGER, icon="trash-2"),
        Button(theme, "Changer", kind=Kind.LINK),
        bell,
        IconButton(theme, "x", "Fermer", side=28),
    )
    second = _row(
        off,
        opens,
        Button(theme, "Fermer le colis", kind=Kind.PRIMARY, large=True, icon="package-check"),
        PillButton(theme, ChipText("Scanner prêt", Tone.OK, icon="scan-barcode")),
        PillButton(theme, ChipText("3 en attente", Tone.WARN, icon="cloud-upload")),
        Kbd(theme, "Ctrl+K"),
    )
    return _column(first, second)


def chips(theme: Theme) -> QWidget:
    """Show quiet and loud chips, and filters."""
    quiet = [ChipText("Payée", Tone.OK, quiet=True), ChipText("Expédiée", Tone.OK, quiet=True)]
    loud = [
        ChipText("À préparer", Tone.WARN),
        ChipText("En cours", Tone.INFO),
        ChipText("Bloquée", Tone.BAD),
        ChipText("Remboursée", Tone.MUTE),
        ChipText("Avant 16 h", Tone.WARN, icon="clock"),
        ChipText("Emballage cadeau", Tone.ACCENT, icon="gift"),
        ChipText("Colissimo domicile", Tone.INFO, icon="truck"),
    ]
    filters = [
        FilterChip(theme, "7 derniers jours", active=True),
        FilterChip(theme, "Canal : tous"),
        FilterChip(theme, "Filtrer", adds=True),
    ]
    return _column(_row(*(Chip(theme, each) for each in quiet + loud)), _row(*filters))


def options(theme: Theme) -> QWidget:
    """Show what is chosen in forms."""
    some = CheckBox(theme, "Tout sélectionner")
    some.setTristate(True)
    some.setCheckState(Qt.CheckState.PartiallyChecked)
    yes = CheckBox(theme, "Note du client")
    yes.setChecked(True)
    on = Switch(theme, "Sons du scanner")
    on.setChecked(True)
    select = Select(theme, "Imprimante")
    select.addItems(["Brother HL-L2350DW", "Fichier PDF"])
    modes = [("light", "Clair"), ("dark", "Sombre"), ("system", "Comme le système")]
    return _column(
        _row(some, yes, CheckBox(theme, "Non"), on, Switch(theme, "Animations")),
        _row(SegmentedChoice(theme, "Apparence", modes), select),
    )


def cards(theme: Theme) -> QWidget:
    """Show a card, a progress, thumbnails, inks and figures."""
    card = Card(theme, "À emballer", "3 restants")
    card.add_action(Button(theme, "Signaler un manque", kind=Kind.QUIET, icon="triangle-alert"))
    progress = SegmentedProgress(theme, "Articles emballés")
    progress.show_progress(5, 8)
    many = SegmentedProgress(theme, "Articles emballés")
    many.show_progress(70, 300)
    card.body.addWidget(progress)
    card.body.addWidget(many)
    names = ["Savon", "Huile d’amande", "Pochon", "Bougie miel", "Biscuits anis", "Boîte M"]
    card.body.addWidget(_row(*(Thumbnail(theme, name) for name in names)))
    inks = [TextLabel(theme, ink.value, Role.STRONG, ink) for ink in Ink if ink is not Ink.FLOAT]
    card.body.addWidget(_row(*inks, IconLabel(theme, "check", Ink.OK)))
    roles = (Role.PAGE_TITLE, Role.ORDER, Role.MONEY, Role.COUNTER, Role.CAPTION)
    card.body.addWidget(
        _row(*(TextLabel(theme, "1 024,50 €", role, tabular=True) for role in roles))
    )
    return card


def tabs(theme: Theme) -> QWidget:
    """Show tabs with counts and an action."""
    strip = TabStrip(theme, "Vues des commandes")
    views = [("all", "Toutes", 128), ("todo", "À préparer", 12), ("late", "En retard", 2)]
    strip.tabs.show_tabs([Tab(*view) for view in views])
    strip.add_action(Button(theme, "Exporter", icon="download"))
    return strip


def _column(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(12)
    for widget in widgets:
        layout.addWidget(widget)
    return holder


SHEETS: dict[str, Callable[[Theme], QWidget]] = {
    "buttons": buttons,
    "chips": chips,
    "options": options,
    "cards": cards,
    "tabs": tabs,
}


def sheet(theme: Theme) -> QWidget:
    """Return all the widgets on one sheet."""
    page = QWidget()
    page.setProperty("ground", "bg")
    page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    layout = QVBoxLayout(page)
    layout.setContentsMargins(24, 24, 24, 24)
    layout.setSpacing(20)
    for build in SHEETS.values():
        layout.addWidget(build(theme))
    layout.addStretch(1)
    return page


def picture(page: QWidget) -> QPixmap:
    """Return what the page looks like."""
    page.show()
    QApplication.processEvents()
    QApplication.processEvents()
    return page.grab()


def main() -> None:
    """Write the sheet in both looks."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_SCALE_FACTOR", "1.5")
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    theme = Theme(QApplication(sys.argv[:1]), Look(Mode.LIGHT, reduced_motion=True))
    for mode in (Mode.LIGHT, Mode.DARK):
        theme.use(Look(mode, reduced_motion=True))
        page = sheet(theme)
        page.resize(1000, page.sizeHint().height())
        picture(page).save(str(folder / f"gallery_{mode}.png"))


if __name__ == "__main__":
    main()
