"""Close the desk for what takes its place: a copy put back, another version installed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from merchant_desk.errors import DeskError

if TYPE_CHECKING:
    from merchant_desk.app.program import Program
    from merchant_desk.values.update_view import ReadyToLeave


class Leaving:
    """What is done between the last gesture of this program and the start of the next one."""

    def __init__(self, program: Program) -> None:
        self._program = program

    def restore(self, copy: Path) -> None:
        """Close the desk, put the copy in place, and start again; a bad copy changes nothing."""
        from merchant_desk.app.reopen import (  # noqa: PLC0415 - rare
            restore_file,
            start_again,
        )
        from merchant_desk.database.backup import check_file  # noqa: PLC0415 - as its neighbour

        check_file(copy)
        self._program.close()
        restore_file(self._program.home.folder, copy)
        start_again(self._program.home.folder)
        self._program.window.window().close()

    def install(self, ready: ReadyToLeave) -> None:
        """Close the desk, put back the data of before if need be, and start the installer.

        Its shop is closed by then: whatever is refused now is told by the desk that starts again.
        """
        from merchant_desk.app.reopen import (  # noqa: PLC0415 - rare
            restore_file,
            start_again,
            start_installer,
            take_back,
        )

        folder = self._program.home.folder
        self._program.close()
        kept: Path | None = None
        try:
            if ready.restore is not None:
                kept = restore_file(folder, ready.restore)
            started = start_installer(ready)
        except DeskError:
            started = False
        if not started:
            if kept is not None:  # this version goes on: with its own data
                take_back(folder, kept)
            start_again(folder)
        self._program.window.window().close()
