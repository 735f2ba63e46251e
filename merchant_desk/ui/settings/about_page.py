"""À propos: version, where the data is, the licences, and the help."""

import platform
from functools import partial
from importlib import metadata

from PySide6.QtCore import Qt, QUrl, qVersion
from PySide6.QtGui import QDesktopServices

from merchant_desk.ui.desk import Desk
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.settings.page import SettingsPage, buttons_row, caption
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.texts import _

_PARTS = (
    ("Qt, PySide6", "LGPL-3.0"),
    ("SQLAlchemy, Alembic", "MIT"),
    ("psycopg", "LGPL-3.0"),
    ("ReportLab", "BSD-3-Clause"),
    ("requests, truststore", "Apache-2.0, MIT"),
    ("keyring, platformdirs", "MIT"),
    ("python-calamine, miniaudio", "MIT"),
    ("pypdfium2", "Apache-2.0, BSD-3-Clause"),
    ("biip", "Apache-2.0"),
    ("factur-x, lxml, pypdf, segno", "BSD"),
    ("python-stdnum", "LGPL-2.1"),
    ("Pillow", "MIT-CMU"),
    ("cryptography", "Apache-2.0, BSD-3-Clause"),
    ("icalendar", "BSD-2-Clause"),
    ("Inter", "SIL OFL 1.1"),
    ("Lucide", "ISC"),
)


class AboutPage(SettingsPage):
    """Says what runs here; the folder and the help open from it."""

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell, _("À propos"))
        self.help = Button(shell.theme, _("Ouvrir l’aide (F1)"), icon="circle-question-mark")
        self.folder = Button(shell.theme, _("Ouvrir le dossier"))
        self.help.clicked.connect(partial(shell.help, "index"))
        self.folder.clicked.connect(self._on_folder)
        self._add_version()
        self._add_data()
        self._add_licences()

    def _add_version(self) -> None:
        card = self.add_card("Merchant Desk")
        card.body.addWidget(TextLabel(self.shell.theme, version_line(), Role.BODY, tabular=True))
        words = _("Logiciel libre, licence MIT. Il marche sans Internet et sans compte.")
        card.body.addWidget(caption(self.shell.theme, words))
        card.body.addLayout(buttons_row(self.help))

    def _add_data(self) -> None:
        place = self.shell.services.data_folder
        card = self.add_card(_("Vos données"))
        shown = TextLabel(
            self.shell.theme, _("inconnu") if place is None else str(place), wraps=True
        )
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        card.body.addWidget(shown)
        words = _(
            "Tout reste sur cet ordinateur, ou sur votre serveur. Les clés de la boutique sont "
            "dans le trousseau du système, jamais dans ce dossier."
        )
        card.body.addWidget(caption(self.shell.theme, words))
        card.body.addLayout(buttons_row(self.folder))
        self.folder.setVisible(place is not None)

    def _add_licences(self) -> None:
        theme = self.shell.theme
        card = self.add_card(_("Composants libres"))
        words = _(
            "L’interface utilise Qt sous licence LGPL version 3\u00a0: vous pouvez remplacer ses "
            "bibliothèques par une autre version compatible, et étudier comment elles "
            "fonctionnent avec ce programme. Leur code source est sur qt.io."
        )
        card.body.addWidget(caption(theme, words))
        for name, licence in _PARTS:
            row = buttons_row(TextLabel(theme, name, Role.STRONG))
            row.addWidget(TextLabel(theme, licence, ink=Ink.TEXT2))
            card.body.addLayout(row)

    def _on_folder(self) -> None:
        place = self.shell.services.data_folder
        if place is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(place)))


def version_line() -> str:
    """Return what to quote in a message to whoever helps."""
    return _("Version {version} · Python {python} · Qt {qt} · {system}").format(
        version=metadata.version("merchant-desk"),
        python=platform.python_version(),
        qt=qVersion(),
        system=f"{platform.system()} {platform.release()}",
    )
