"""What the desk writes of itself in the event journal, and the check it makes at its start."""

from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from merchant_desk.app.folder import FILE_NAME
from merchant_desk.app.home import Home
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.shell import Shell
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.signing import fingerprint_of
from merchant_desk.values.texts import _

if TYPE_CHECKING:
    from merchant_desk.operations.begin_sealing import SealingBegun
    from merchant_desk.operations.note_start import StartFacts
    from merchant_desk.values.chain_report import ChainReport

OWN_TABLES = frozenset({"fiscal_event", "seal", "signing_key"})
"""What the journal itself touches: a day on which nothing else happened needs no copy."""


class Journal(QObject):
    """Begins sealing, notes start and stop, checks what was sealed since the last closings."""

    def __init__(self, desk: Desk, shell: Shell, home: Home, act: Callable[[], Gesture]) -> None:
        super().__init__()
        self._desk, self._shell, self._home, self._act = desk, shell, home, act
        self._noted = False
        self._closed = False

    def begin(self) -> None:
        """Make the station's key known on the writer lane, then note the start."""
        if self._closed:
            return
        from merchant_desk.operations.begin_sealing import (  # noqa: PLC0415 - no start waits for it
            begin_sealing,
        )

        self._desk.write(self._on_sealed, begin_sealing, self._act())

    def check(self) -> None:
        """Check what came after the last closings, off the window and off the writer."""
        if not self._closed:
            self._desk.network(self._show_defect, check_tail, self._home, self._act())

    def close(self) -> None:
        """Note that the desk stops, and wait for it: the file is closed next."""
        self._closed = True
        if self._noted:
            from merchant_desk.operations.note_start import note_stop  # noqa: PLC0415 - as above

            self._home.lanes.write(note_stop, self._act()).result()

    def _on_sealed(self, begun: "SealingBegun") -> None:
        if begun.more:
            self.begin()
            return
        if self._closed:
            return
        from merchant_desk.operations.note_start import note_start  # noqa: PLC0415 - as above

        self._noted = True
        self._desk.write(None, note_start, self._act(), start_facts(self._home.folder))

    def _show_defect(self, report: "ChainReport") -> None:
        if report.problems and not self._closed:
            self._shell.banner(
                _("Ce qui est scellé a été modifié. {first}").format(
                    first=report.problems[0].sentence
                ),
                _("Le journal le garde. Ouvrez «\u00a0Clôtures\u00a0» et vérifiez tout."),
            )


def start_facts(folder: Path) -> "StartFacts":
    """Return what the computer knows: the version, and files that restored copies replaced."""
    from merchant_desk.operations.note_start import StartFacts  # noqa: PLC0415 - as above

    replaced = folder.glob(f"{Path(FILE_NAME).stem}_remplacé_*{Path(FILE_NAME).suffix}")
    return StartFacts(metadata.version("merchant-desk"), sorted(each.name for each in replaced))


def check_tail(home: Home, gesture: Gesture) -> "ChainReport":
    """Check what was sealed since the last closings; a defect goes into the journal."""
    from merchant_desk.operations.note_start import note_defect  # noqa: PLC0415 - as above
    from merchant_desk.queries.chain_check import verify_chains  # noqa: PLC0415 - as above

    key = fingerprint_of(gesture.signer)
    asked = home.lanes.read(verify_chains, tail_only=True, expected_fingerprint=key)
    report = asked.result()
    if report.problems:
        found = [f"{each.trouble}:{each.what}" for each in report.problems[:20]]
        home.lanes.write(note_defect, gesture, found).result()
    return report
