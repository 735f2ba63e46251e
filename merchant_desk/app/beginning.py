"""What a desk that has just opened knows of its own folder, and the way to another one."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from merchant_desk.app.folder import data_folder, is_shared, named_folder
from merchant_desk.errors import DeskError
from merchant_desk.ui.tokens import Tone

if TYPE_CHECKING:  # no start waits for what judges folders
    from merchant_desk.app.data_place import DataPlace
    from merchant_desk.app.program import Program
    from merchant_desk.values.data_place import JudgedFolder

_LOOK_MS = 8_000


class Beginning(QObject):
    """Offers another folder where she may choose, and warns of one that may break her shop."""

    def __init__(
        self, program: Program, folder: Path, environment: Mapping[str, str] = os.environ
    ) -> None:
        super().__init__()
        self._program = program
        self._folder = folder
        self._environment = environment
        self._soon = QTimer(self, singleShot=True, interval=_LOOK_MS)
        self._soon.timeout.connect(self.look)

    def start(self) -> None:
        """Look at the folder a little later: no start waits for a disk."""
        self._soon.start()

    def stop(self) -> None:
        """Look at nothing any more."""
        self._soon.stop()

    def offer(self) -> None:
        """Let the first steps offer another folder, where a start without a word finds this one."""
        if _is_hers_to_choose(self._folder, self._environment):
            shell = self._program.shell
            shell.services = replace(
                shell.services, data_place=self._place(), restart_on=self.restart_on
            )

    def look(self) -> None:
        """Judge the folder the shop lies in; off the window."""
        if not is_shared(self._environment) and self._program.window.isVisible():
            self._program.desk.network(self._show, self._judged)

    def restart_on(self, folder: Path) -> None:
        """Close this desk and open the shop of that folder."""
        from merchant_desk.app.reopen import start_again  # noqa: PLC0415 - rare

        self.stop()
        self._program.close()
        start_again(folder)
        self._program.window.window().close()

    def _judged(self) -> JudgedFolder:
        return self._place().judge_itself(self._folder)

    def _place(self) -> DataPlace:
        from merchant_desk.app.data_place import DataPlace  # noqa: PLC0415 - no start waits for it

        return DataPlace(self._folder, self._environment)

    def _show(self, judged: JudgedFolder) -> None:
        from merchant_desk.rules.folder_choice import standing_words  # noqa: PLC0415 - rare

        if judged.verdict.risky:
            title, advice = standing_words(judged.verdict)
            self._program.shell.banner(title, advice, Tone.WARN)


def _is_hers_to_choose(folder: Path, environment: Mapping[str, str]) -> bool:
    """Tell whether the desk lies where a start without any word finds it."""
    if is_shared(environment) or named_folder(None, environment) is not None:
        return False
    try:
        return folder == data_folder(None, environment)
    except DeskError:  # opened by a word of hers while what she had chosen is away
        return False
