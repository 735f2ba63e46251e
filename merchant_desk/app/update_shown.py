"""What of an announcement is offered here, and how far it has come."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from merchant_desk.app.running_program import RunningProgram
from merchant_desk.app.update_words import not_offered
from merchant_desk.errors import RefusedError
from merchant_desk.rules.update_offer import Here, Standing, file_for, standing
from merchant_desk.sync.updates.download import part_path
from merchant_desk.sync.updates.shelf import Shelf
from merchant_desk.sync.updates.state import UpdateState
from merchant_desk.values.update_view import Stage, UpdateView
from merchant_desk.values.version_file import Announcement, InstallerFile


def here(running: RunningProgram, state: UpdateState) -> Here:
    """Return what an announcement is judged against."""
    return Here(
        version=running.version,
        schema=running.schema,
        target=running.target,
        system_version=running.system_version,
        seen_until=state.seen_until,
    )


def offer(
    shelf: Shelf, state: UpdateState, running: RunningProgram, now: datetime
) -> tuple[Announcement, InstallerFile | None]:
    """Return what is offered, its signature and its dates judged again; else RefusedError."""
    announcement = shelf.announcement(state.announced, running.keys)
    if announcement is None:
        raise not_offered()
    if standing(announcement, here(running, state), now) is not Standing.OFFERED:
        raise not_offered()
    return announcement, file_for(announcement, running.target)


def earlier_file(announcement: Announcement, running: RunningProgram) -> InstallerFile | None:
    """Return the installer of the version that runs, as this announcement vouches for it."""
    release = announcement.release_of(running.version)
    return None if release is None else release.files.get(running.target)


def with_offer(
    shown: UpdateView,
    shelf: Shelf,
    state: UpdateState,
    running: RunningProgram,
    now: datetime,
    obstacles: Callable[[], tuple[str, ...]],
) -> UpdateView:
    """Add the version that is offered, or why it is not."""
    announcement = shelf.announcement(state.announced, running.keys)
    if announcement is None:
        return shown
    try:
        found = standing(announcement, here(running, state), now)
    except RefusedError as trouble:
        return replace(shown, trouble=shown.trouble or (trouble.title, trouble.advice))
    if found is Standing.UP_TO_DATE:
        return replace(shown, stage=Stage.UP_TO_DATE)
    shown = replace(
        shown,
        stage=Stage.OFFERED,
        version=announcement.version,
        released_at=announcement.released_at,
        notes=announcement.notes,
    )
    file = file_for(announcement, running.target)
    if file is None:
        return shown
    earlier = earlier_file(announcement, running)
    kept = earlier is not None and (shelf.folder / earlier.name).is_file()
    return _with_file(replace(shown, size=file.size, earlier_kept=kept), shelf, file, obstacles)


def _with_file(
    shown: UpdateView, shelf: Shelf, file: InstallerFile, obstacles: Callable[[], tuple[str, ...]]
) -> UpdateView:
    """Tell how much of the installer is here; its digest is judged when it is to be started."""
    installer, part = shelf.folder / file.name, part_path(shelf.folder, file)
    if installer.is_file() and installer.stat().st_size == file.size:
        return replace(shown, stage=Stage.READY, installer=installer, obstacles=obstacles())
    if part.is_file():
        return replace(shown, stage=Stage.PARTLY, received=part.stat().st_size)
    return shown
