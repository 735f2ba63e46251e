"""Scanner: a few codes to scan, and the station knows its scanner; the prefix of our own codes."""

from typing import ClassVar

from merchant_desk.queries.settings import Settings
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.settings.kept_settings import KeptSettings
from merchant_desk.ui.settings.page import SettingsPage, caption
from merchant_desk.ui.settings.scanner_calibration import ScannerCalibration
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.select import Select
from merchant_desk.values.barcode import IN_STORE_PREFIXES, make_internal_ean13, spoken_code
from merchant_desk.values.scanner_settings import ScannerSettings
from merchant_desk.values.settings import CODE_PREFIX, SCANNER_GAP_MS, SCANNER_SUFFIX
from merchant_desk.values.texts import _


class ScannerPage(SettingsPage):
    """Keeps what the calibration learned for this station, and how our own codes begin."""

    watches: ClassVar[frozenset[str]] = frozenset({"setting"})

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell, _("Scanner"))
        self.kept = KeptSettings(desk, self)
        self.calibration = ScannerCalibration(shell.theme, shell.scanner)
        inside = self.calibration.layout()
        if inside is not None:
            inside.setContentsMargins(0, 0, 0, 0)
        self.prefix = Select(shell.theme, _("Début des codes internes"))
        self.cards.addWidget(self.calibration)
        self.cards.addWidget(self._prefix_card())
        self.calibration.chosen.connect(self._on_chosen)
        self.prefix.activated.connect(self._on_prefix)
        self.kept.read.connect(self._show_settings)

    def reload(self) -> None:
        """Ask for the prefix in use."""
        self.kept.ask()

    def _prefix_card(self) -> Card:
        card = Card(self.shell.theme, _("Codes internes"))
        for prefix in IN_STORE_PREFIXES:
            example = spoken_code(make_internal_ean13(1, prefix))
            words = _("{prefix}, par exemple {code}").format(prefix=prefix, code=example)
            self.prefix.addItem(words, prefix)
        card.body.addWidget(self.prefix)
        note = _(
            "Pour les articles sans code-barres. Les débuts de 20 à 29 sont réservés aux "
            "magasins\u00a0: changez-le si votre balance s’en sert déjà."
        )
        card.body.addWidget(caption(self.shell.theme, note))
        return card

    def _show_settings(self, stored: Settings) -> None:
        self.prefix.setCurrentIndex(max(self.prefix.findData(stored.get(CODE_PREFIX)), 0))

    def _on_prefix(self, _index: int) -> None:
        self.kept.keep(CODE_PREFIX, int(self.prefix.currentData()))

    def _on_chosen(self, settings: ScannerSettings) -> None:
        self.kept.keep(SCANNER_GAP_MS, settings.gap_ms)
        self.kept.keep(SCANNER_SUFFIX, settings.suffix.value)
        self.shell.toast(_("Scanner enregistré pour ce poste"))
