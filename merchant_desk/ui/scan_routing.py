"""Where a scan goes: to the screen she sees, else to whatever the code belongs to."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from merchant_desk.ui.desk import Desk
from merchant_desk.ui.scanner import Scan
from merchant_desk.ui.screen_stack import ScreenStack
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.sounds import Sound
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.window_facts import Found
from merchant_desk.values.texts import _


class ScanRouting(QObject):
    """Scan anywhere: nothing has to be clicked first."""

    def __init__(
        self, desk: Desk, shell: Shell, stack: ScreenStack, close_palette: Callable[[], None]
    ) -> None:
        super().__init__(stack)
        self._desk = desk
        self._shell = shell
        self._stack = stack
        self._close_palette = close_palette
        shell.scanner.scanned.connect(self._on_scanned)

    def _on_scanned(self, scan: Scan) -> None:
        self._close_palette()
        screen = self._stack.visible_screen()
        if screen is not None and screen.on_scan(scan):
            return
        self._desk.read(self._show_found, self._shell.services.find_scan, scan)

    def _show_found(self, found: Found | None) -> None:
        if found is not None:
            self._shell.sounds.play(Sound.OPENED)
            self._shell.navigate(found.screen, **dict(found.argument))
            return
        self._shell.sounds.play(Sound.UNKNOWN)
        self._shell.banner(
            _("Ce code n’appartient à aucun produit ni à aucune commande."),
            _("Scannez-le sur la fiche du produit pour l’y ajouter."),
            Tone.WARN,
        )
