"""Another folder for the shop: each is judged before it is taken, and nothing moves silently."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from merchant_desk.errors import DeskError
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.settings.page import buttons_row
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.data_place import JudgedFolder, Place
from merchant_desk.values.texts import _


class FolderSheet(QObject):
    """« Ranger ici » makes the shop in the folder and opens the desk anew on it."""

    def __init__(self, desk: Desk, shell: Shell, screen: QWidget, place: Place) -> None:
        super().__init__(screen)
        theme = shell.theme
        self._desk = desk
        self._shell = shell
        self._screen = screen
        self._place = place
        self._judged: JudgedFolder | None = None
        self.sheet = shell.new_sheet(screen, _("Où ranger les données"))
        self.folder = TextLabel(theme, "", Role.STRONG, wraps=True)
        self.verdict = Banner(theme)
        self.other = Button(theme, _("Choisir un dossier"), icon="package-open")
        self.common = Button(theme, _("Commun aux comptes Windows"))
        self.usual = Button(theme, _("Le dossier habituel"))
        self.cancel = Button(theme, _("Ne rien changer"))
        self.go = Button(theme, "", kind=Kind.PRIMARY)
        self._build()
        self.other.clicked.connect(self._on_other)
        self.common.clicked.connect(self._on_common)
        self.usual.clicked.connect(self._on_usual)
        self.cancel.clicked.connect(self.sheet.close_sheet)
        self.go.clicked.connect(self._on_go)

    def _build(self) -> None:
        theme, body = self._shell.theme, self.sheet.body
        words = _(
            "Le dossier habituel convient presque toujours\u00a0: rien ne le synchronise, et une "
            "mise à jour n’y touche pas. Un dossier OneDrive, Dropbox, Google Drive, iCloud ou un "
            "disque réseau est refusé\u00a0: il abîmerait le fichier de la boutique."
        )
        body.addWidget(TextLabel(theme, words, Role.BODY, Ink.TEXT2, wraps=True))
        body.addLayout(buttons_row(self.usual, self.other))
        shared = _(
            "Si chacun ouvre Windows avec son propre compte, le dossier commun montre à tous la "
            "même boutique. Qui administre l’ordinateur doit y donner à tous le droit d’écrire."
        )
        note = TextLabel(theme, shared, Role.BODY, Ink.TEXT2, wraps=True)
        body.addWidget(note)
        body.addLayout(buttons_row(self.common))
        for widget in (note, self.common):
            widget.setVisible(self._place.facts.common is not None)
        body.addWidget(self.folder)
        body.addWidget(self.verdict)
        body.addStretch(1)
        self.sheet.footer.addWidget(self.cancel)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(self.go)

    def open_sheet(self) -> None:
        """Show the folder in use, with nothing to change yet."""
        self._judged = None
        self.folder.setText(str(self._place.facts.folder))
        self.verdict.hide()
        self.go.say(_("Ranger ici"))
        self.go.setEnabled(False)
        self.sheet.open_sheet(self.other)

    def look_at(self, folder: Path) -> None:
        """Have a folder judged, off the window: its disk may be slow."""
        self.go.setEnabled(False)
        self.folder.setText(str(folder))
        self._desk.network(self._show, self._place.judge, folder).or_else(self._on_refused)

    def _show(self, judged: JudgedFolder) -> None:
        self._judged = judged
        self.folder.setText(str(judged.folder))
        same = judged.folder == self._place.facts.folder
        holds, refused = judged.verdict.holds_shop, judged.verdict.refused
        self.go.setEnabled(not (refused or same))
        self.go.say(_("Ouvrir cette boutique") if holds and not same else _("Ranger ici"))
        self.verdict.show_message(_told(judged, same=same))

    def _on_go(self) -> None:
        if self._judged is None:
            return
        self.go.setEnabled(False)
        ticket = self._desk.network(self._on_used, self._place.use, self._judged.folder)
        ticket.or_else(self._on_refused)

    def _on_used(self, _nothing: None) -> None:
        restart = self._shell.services.restart_on
        if self._judged is not None and restart is not None:
            restart(self._judged.folder)

    def _on_refused(self, trouble: DeskError) -> None:
        self.go.setEnabled(False)
        self.verdict.show_message(BannerText(Tone.BAD, trouble.title, trouble.advice))

    def _on_other(self) -> None:
        dialog = QFileDialog(self._screen, _("Où ranger les données"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._on_selected)
        dialog.open()

    def _on_selected(self, path: str) -> None:
        self.look_at(Path(path))

    def _on_common(self) -> None:
        if self._place.facts.common is not None:
            self.look_at(self._place.facts.common)

    def _on_usual(self) -> None:
        self.look_at(self._place.facts.usual)


def _told(judged: JudgedFolder, *, same: bool) -> BannerText:
    if judged.verdict.refused:
        return BannerText(Tone.BAD, judged.title, judged.advice)
    if same:
        return BannerText(Tone.INFO, _("C’est le dossier où elles sont."))
    if judged.verdict.holds_shop:
        return BannerText(
            Tone.WARN,
            _("Ce dossier contient déjà une boutique."),
            _("C’est elle qui s’ouvrira désormais, avec tout ce qu’elle contient."),
        )
    if judged.title:
        return BannerText(Tone.WARN, judged.title, judged.advice)
    words = _("La fenêtre se ferme, puis se rouvre sur ce dossier.")
    return BannerText(Tone.OK, _("Ce dossier convient."), words)
