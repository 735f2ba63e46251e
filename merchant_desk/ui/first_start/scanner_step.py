"""Step 3: two scans, and the station knows its scanner."""

from merchant_desk.ui.desk import Desk
from merchant_desk.ui.first_start.step_page import StepPage
from merchant_desk.ui.settings.kept_settings import KeptSettings
from merchant_desk.ui.settings.scanner_calibration import ScannerCalibration
from merchant_desk.ui.shell import Shell
from merchant_desk.values.scanner_settings import ScannerSettings
from merchant_desk.values.settings import SCANNER_GAP_MS, SCANNER_SUFFIX
from merchant_desk.values.texts import _


class ScannerStep(StepPage):
    """While it is shown, every scan comes to the calibration."""

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(
            desk,
            shell,
            _("Votre scanner"),
            _("Sans scanner, passez\u00a0: tout se tape aussi au clavier."),
        )
        self.kept = KeptSettings(desk, self)
        self.calibration = ScannerCalibration(shell.theme, shell.scanner, saves=False)
        inside = self.calibration.layout()
        if inside is not None:
            inside.setContentsMargins(0, 0, 0, 0)
        self.cards.addWidget(self.calibration)
        self.calibration.chosen.connect(self._on_chosen)

    def keep(self) -> None:
        """Keep what was learned of the scanner, if enough was scanned."""
        if self.calibration.complete:
            self.calibration.save()
        else:
            self.done.emit()

    def _on_chosen(self, settings: ScannerSettings) -> None:
        self.kept.keep(SCANNER_GAP_MS, settings.gap_ms)
        self.kept.keep(SCANNER_SUFFIX, settings.suffix.value)
        self.shell.toast(_("Scanner enregistré pour ce poste"))
        self.done.emit()
