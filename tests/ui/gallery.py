"""Every widget on one sheet, for looking: ``python -m tests.ui.gallery FOLDER``."""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget

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
from tests.ui import gallery_large
from tests.ui.gallery_rows import column, row


def buttons(theme: Theme) -> QWidget:
    """Show each kind of button, with and without an icon, off and with a menu."""
    off = Button(theme, "Imprimer l’étiquette", icon="printer")
    off.setEnabled(False)
    opens = Button(theme, "Plus")
    opens.open_menu(QMenu(opens))
    bell = IconButton(theme, "bell", "Messages")
    bell.set_marked(True)
    first = row(
        Button(theme, "Nouvelle commande", kind=Kind.PRIMARY, icon="plus"),
        Button(theme, "Exporter", icon="download"),
        Button(theme, "Saisir un code", kind=Kind.QUIET, icon="keyboard"),
        Button(theme, "Supprimer", kind=Kind.DANGER, icon="trash-2"),
        Button(theme, "Changer", kind=Kind.LINK),
        bell,
        IconButton(theme, "x", "Fermer", side=28),
    )
    second = row(
        off,
        opens,
        Button(theme, "Fermer le colis", kind=Kind.PRIMARY, large=True, icon="package-check"),
        PillButton(theme, ChipText("Scanner prêt", Tone.OK, icon="scan-barcode")),
        PillButton(theme, ChipText("3 en attente", Tone.WARN, icon="cloud-upload")),
        Kbd(theme, "Ctrl+K"),
    )
    return column(first, second)


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
    return column(row(*(Chip(theme, each) for each in quiet + loud)), row(*filters))


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
    return column(
        row(some, yes, CheckBox(theme, "Non"), on, Switch(theme, "Animations")),
        row(SegmentedChoice(theme, "Apparence", modes), select),
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
    card.body.addWidget(row(*(Thumbnail(theme, name) for name in names)))
    inks = [TextLabel(theme, ink.value, Role.STRONG, ink) for ink in Ink if ink is not Ink.FLOAT]
    card.body.addWidget(row(*inks, IconLabel(theme, "check", Ink.OK)))
    roles = (Role.PAGE_TITLE, Role.ORDER, Role.MONEY, Role.COUNTER, Role.CAPTION)
    card.body.addWidget(
        row(*(TextLabel(theme, "1 024,50 €", role, tabular=True) for role in roles))
    )
    return card


def tabs(theme: Theme) -> QWidget:
    """Show tabs with counts and an action."""
    strip = TabStrip(theme, "Vues des commandes")
    views = [("all", "Toutes", 128), ("todo", "À préparer", 12), ("late", "En retard", 2)]
    strip.tabs.show_tabs([Tab(*view) for view in views])
    strip.add_action(Button(theme, "Exporter", icon="download"))
    return strip


SHEETS: dict[str, Callable[[Theme], QWidget]] = {
    "buttons": buttons,
    "chips": chips,
    "options": options,
    "cards": cards,
    "tabs": tabs,
    "heroes": gallery_large.heroes,
    "narrow_heroes": gallery_large.narrow_heroes,
    "messages": gallery_large.messages,
    "floating": gallery_large.floating,
    "sheets": gallery_large.sheets,
}


PAGES = (
    ("buttons", "chips", "options", "cards", "tabs"),
    ("heroes",),
    ("narrow_heroes", "messages"),
    ("floating", "sheets"),
)


def sheet(theme: Theme, names: Sequence[str]) -> QWidget:
    """Return these widgets on one sheet."""
    page = QWidget()
    page.setProperty("ground", "bg")
    page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    layout = QVBoxLayout(page)
    layout.setContentsMargins(24, 24, 24, 24)
    layout.setSpacing(20)
    for name in names:
        layout.addWidget(SHEETS[name](theme))
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
        for number, names in enumerate(PAGES):
            page = sheet(theme, names)
            page.resize(1000, page.sizeHint().height())
            picture(page).save(str(folder / f"gallery_{mode}_{number}.png"))


if __name__ == "__main__":
    main()
