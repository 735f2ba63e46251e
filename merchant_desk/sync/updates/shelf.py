"""The folder « mises-a-jour »: announcements, installers, copies of the way back, and the state."""

import contextlib
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from merchant_desk.database.patient_files import put_in_place, take_away
from merchant_desk.errors import RefusedError
from merchant_desk.sync.updates import refusals
from merchant_desk.sync.updates.announcement import Signed, verified
from merchant_desk.sync.updates.download import part_path
from merchant_desk.sync.updates.state import UpdateState, read_state, write_state
from merchant_desk.values.minisign import PublicKey
from merchant_desk.values.version_file import Announcement, Target, installer_name

FOLDER = "mises-a-jour"
STATE = "etat.json"
KEPT_RETURNS = 2
TRIAL = "essai-"
COPY_REASON = "avant-"
_OURS = re.compile(
    r"MerchantDesk-[\w.-]+\.(exe|dmg)|[0-9a-f]{24}\.part|annonce-[\w.-]+\.json(\.minisig)?"
    rf"|[\db_-]+_{COPY_REASON}[\w.]+\.(sqlite3|part)|{TRIAL}.*"
)


class Shelf:
    """What is kept for updates; nothing read from here is believed before it is checked again."""

    def __init__(self, data: Path) -> None:
        self.folder = data / FOLDER

    def state(self) -> UpdateState:
        """Return what is remembered; nothing when nothing can be read."""
        try:
            return read_state((self.folder / STATE).read_bytes())
        except OSError:
            return UpdateState()

    def keep(self, state: UpdateState) -> None:
        """Remember this from now on: written beside, then named; a cut leaves the one before."""
        self._write(STATE, write_state(state))

    def keep_announcement(self, signed: Signed) -> None:
        """Keep what was signed, to be verified again whenever it is used."""
        body, signature = _announcement_names(signed.announcement.version)
        self._write(body, signed.body)
        self._write(signature, signed.signature.encode())

    def announcement(self, version: str, keys: Sequence[PublicKey]) -> Announcement | None:
        """Return a kept announcement whose signature still holds; None otherwise."""
        body, signature = _announcement_names(version)
        try:
            kept = (self.folder / body).read_bytes()
            return verified(kept, (self.folder / signature).read_text("utf-8"), keys)
        except (OSError, ValueError, RefusedError):
            return None

    def tidy(self, state: UpdateState, announcement: Announcement | None, target: Target) -> None:
        """Remove what belongs neither to the offer nor to the last two ways back.

        Only files that the desk named itself are ever removed.
        """
        kept = set(_offer_names(self.folder, announcement, target))
        for each in state.returns[-KEPT_RETURNS:]:
            kept |= {each.copy, each.installer, *_announcement_names(each.announced)}
            kept.add(installer_name(each.after, target))  # the one that brought this version
        for path in self.folder.iterdir() if self.folder.is_dir() else ():
            if path.name not in kept and _OURS.fullmatch(path.name):
                _remove(path)

    def _write(self, name: str, content: bytes) -> None:
        fresh = self.folder / f"{name}.neuf"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            fresh.write_bytes(content)
            put_in_place(fresh, self.folder / name)
        except OSError as error:
            raise refusals.no_folder() from error


def _offer_names(
    folder: Path, announcement: Announcement | None, target: Target
) -> tuple[str, ...]:
    if announcement is None:
        return ()
    releases = (announcement.release, *announcement.previous)
    files = [each.files[target] for each in releases if target in each.files]
    return (
        *_announcement_names(announcement.version),
        *(each.name for each in files),
        *(part_path(folder, each).name for each in files),
    )


def _announcement_names(version: str) -> tuple[str, str]:
    name = f"annonce-{version or 'aucune'}.json"
    return name, f"{name}.minisig"


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):  # held by someone else: the next time
        if path.is_dir():
            shutil.rmtree(path)
        else:
            take_away(path)
