"""Where she wants the shop to lie: judged, made ready there, then remembered."""

import json
import os
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from merchant_desk.app.folder import (
    FILE_NAME,
    FOLDER_NAME,
    POINTER,
    common_folder,
    holds_shop,
    usual_folder,
)
from merchant_desk.database.backup import check_file
from merchant_desk.database.patient_files import put_in_place, take_away
from merchant_desk.errors import RefusedError, UnavailableError
from merchant_desk.rules.folder_choice import folder_words, judge_folder
from merchant_desk.values.data_place import JudgedFolder, PlaceFacts
from merchant_desk.values.folder_facts import FolderTrouble
from merchant_desk.values.texts import _

_BEGUN = """
    SELECT EXISTS (SELECT 1 FROM shop_profile) OR EXISTS (SELECT 1 FROM product)
        OR EXISTS (SELECT 1 FROM sales_order) OR EXISTS (SELECT 1 FROM shop)
"""


class DataPlace:
    """The folder of this desk and those it could have; errands of the network lane."""

    def __init__(
        self,
        folder: Path,
        environment: Mapping[str, str] = os.environ,
        usual: Path | None = None,
        *,
        lost: bool = False,
    ) -> None:
        self._environment = environment
        self.facts = PlaceFacts(
            folder=folder,
            usual=usual or usual_folder(),
            common=common_folder(environment),
            lost=lost,
        )

    def judge(self, folder: Path) -> JudgedFolder:
        """Return what is thought of a folder; among other files the shop gets one of its own."""
        wanted = folder
        if folder.name != FOLDER_NAME and _holds_other_things(folder):
            wanted = folder / FOLDER_NAME
        return self.judge_itself(wanted)

    def judge_itself(self, folder: Path) -> JudgedFolder:
        """Return what is thought of this very folder."""
        from merchant_desk.app.folder_facts import look_at  # noqa: PLC0415 - no start looks

        verdict = judge_folder(look_at(folder, self._environment))
        title, advice = folder_words(verdict)
        of_all = self.facts.common
        if verdict.trouble is FolderTrouble.NOT_WRITABLE and folder == of_all:
            advice = _(
                "Demandez à qui administre cet ordinateur de donner à tous le droit d’y écrire."
            )
        return JudgedFolder(folder, verdict, title, advice)

    def use(self, folder: Path) -> None:
        """Make a shop there, or check the one it holds, then remember the folder.

        Raises RefusedError for a folder that may not hold a shop: nothing is changed then.
        """
        judged = self.judge_itself(folder)
        if judged.verdict.refused:
            raise RefusedError(judged.title, judged.advice)
        if judged.verdict.holds_shop:
            check_file(folder / FILE_NAME)
        else:
            self._leave_nothing_behind(folder)
            from merchant_desk.app.home import open_home  # noqa: PLC0415 - a window has it already

            open_home(folder, {}).close()
        point_to(folder, self.facts.usual)
        self.facts = replace(self.facts, folder=folder, lost=False)

    def _leave_nothing_behind(self, wanted: Path) -> None:
        """Refuse to begin an empty shop elsewhere while hers lies here."""
        here = self.facts.folder
        if not is_begun(here / FILE_NAME):
            return
        raise RefusedError(
            _("Rien n’a changé\u00a0: votre boutique est déjà dans {folder}.").format(folder=here),
            _(
                "Pour la déplacer\u00a0: «\u00a0backup\u00a0», puis "
                "«\u00a0--data {wanted} restore\u00a0» avec la copie, puis "
                "«\u00a0folder set {wanted} --open-existing\u00a0»."
            ).format(wanted=wanted),
        )


def is_begun(file: Path) -> bool:
    """Tell whether a shop holds anything of hers; a file that cannot be read is taken to."""
    if not holds_shop(file.parent):
        return False
    try:
        uri = f"{file.resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True)) as opened:
            return bool(opened.execute(_BEGUN).fetchone()[0])
    except sqlite3.Error:
        return True


def point_to(folder: Path, usual: Path) -> None:
    """Remember the folder; the usual place itself needs no remembering."""
    pointer = usual / POINTER
    try:
        if folder == usual:
            take_away(pointer)
            return
        usual.mkdir(parents=True, exist_ok=True)
        fresh = pointer.with_suffix(".part")
        with fresh.open("w", encoding="utf-8") as file:
            json.dump({"folder": str(folder)}, file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        put_in_place(fresh, pointer)
    except OSError as error:
        raise UnavailableError(
            _("Le dossier n’a pas été retenu\u00a0: {place} ne se laisse pas écrire.").format(
                place=usual
            ),
            _("Rien n’a changé. Vérifiez vos droits sur ce dossier."),
        ) from error


def _holds_other_things(folder: Path) -> bool:
    try:
        return folder.is_dir() and any(folder.iterdir()) and not holds_shop(folder)
    except OSError:
        return False
