"""À propos: version, where the data is, the licences, and the help."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from merchant_desk.ui.desk import Desk
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.settings.about_facts import (
    AboutFacts,
    BuildStamp,
    about_facts,
    build_line,
    qt_folder,
    support_text,
    version_line,
)
from merchant_desk.ui.settings.components_table import ComponentsTable
from merchant_desk.ui.settings.page import SettingsPage, buttons_row, caption
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.text_label import TextLabel
from merchant_desk.values.log_folder import LOG_FOLDER
from merchant_desk.values.texts import _


class AboutPage(SettingsPage):
    """Says what runs here; folders, licences and the help open from it."""

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell, _("À propos"))
        theme = shell.theme
        self._stamp = BuildStamp()
        self._asked = False
        self.help = Button(theme, _("Ouvrir l’aide (F1)"), icon="circle-question-mark")
        self.copy = Button(theme, _("Copier ces informations"), icon="copy")
        self.folder = Button(theme, _("Ouvrir le dossier"))
        self.logs = Button(theme, _("Ouvrir les journaux"))
        self.qt = Button(theme, _("Ouvrir le dossier de Qt"))
        self.built = caption(theme, "")
        self.table = ComponentsTable(desk, theme, self)
        self.help.clicked.connect(partial(shell.help, "index"))
        self.copy.clicked.connect(self._on_copy)
        self.folder.clicked.connect(partial(self._open, shell.services.data_folder))
        self.logs.clicked.connect(partial(self._open, self._logs_folder()))
        self.qt.clicked.connect(partial(self._open, qt_folder()))
        self._add_version()
        self._add_data()
        self._add_licences()

    def _add_version(self) -> None:
        card = self.add_card("Merchant Desk")
        card.body.addWidget(TextLabel(self.shell.theme, version_line(), Role.BODY, tabular=True))
        card.body.addWidget(self.built)
        self.built.hide()
        words = _("Logiciel libre, licence MIT. Il marche sans Internet et sans compte.")
        card.body.addWidget(caption(self.shell.theme, words))
        card.body.addLayout(buttons_row(self.help, self.copy))

    def _add_data(self) -> None:
        place = self.shell.services.data_folder
        card = self.add_card(_("Vos données"))
        card.body.addWidget(self._path(_("inconnu") if place is None else str(place)))
        words = _(
            "Tout reste sur cet ordinateur, ou sur votre serveur. Les clés de la boutique sont "
            "dans le trousseau du système, jamais dans ce dossier. Les journaux du programme y "
            "sont aussi\u00a0: ni noms, ni adresses, ni montants."
        )
        card.body.addWidget(caption(self.shell.theme, words))
        card.body.addLayout(buttons_row(self.folder, self.logs))
        self.folder.setVisible(place is not None)
        self.logs.setVisible(place is not None)

    def _add_licences(self) -> None:
        card = self.add_card(_("Composants libres"))
        words = _(
            "L’interface utilise Qt et PySide6 sous licence LGPL version 3, sans les modifier. "
            "Vous pouvez remplacer leurs bibliothèques, dans le dossier ci-dessous, par une autre "
            "version compatible, et étudier comment elles fonctionnent avec ce programme. "
            "Entrée sur une ligne de la liste ouvre la licence entière, et dit où est le code "
            "source du composant."
        )
        card.body.addWidget(caption(self.shell.theme, words))
        card.body.addWidget(self._path(str(qt_folder())))
        card.body.addLayout(buttons_row(self.qt))
        self.cards.addWidget(self.table)

    def _path(self, words: str) -> TextLabel:
        shown = TextLabel(self.shell.theme, words, wraps=True)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return shown

    def reload(self) -> None:
        """Read what the program is made of, once: it does not change while it runs."""
        if not self._asked:
            self._asked = True
            self.desk.network(self._show_facts, about_facts)

    def _show_facts(self, facts: AboutFacts) -> None:
        self._stamp = facts.stamp
        self.built.setText(build_line(facts.stamp))
        self.built.setVisible(bool(facts.stamp.commit))
        self.table.show_components(facts.components)

    def _logs_folder(self) -> Path | None:
        place = self.shell.services.data_folder
        return None if place is None else place / LOG_FOLDER

    def _on_copy(self) -> None:
        on_server = self.shell.services.on_server
        text = support_text(self._stamp, on_server=on_server, scale=self.devicePixelRatioF())
        QGuiApplication.clipboard().setText(text)
        self.shell.toast(_("Informations copiées\u00a0: ni noms, ni dossiers, ni chiffres."))

    def _open(self, place: Path | None, _checked: bool = False) -> None:
        if place is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(place)))
