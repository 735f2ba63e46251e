"""The way back: the version before, with the data it left, as long as the law allows it."""

from dataclasses import replace
from pathlib import Path

from sqlalchemy.exc import OperationalError

from merchant_desk.app.folder import FILE_NAME
from merchant_desk.app.home import Home
from merchant_desk.app.running_program import RunningProgram
from merchant_desk.app.update_copy import recorded_in
from merchant_desk.app.update_words import (
    no_earlier_copy,
    no_earlier_installer,
    no_return,
    put_back_alone,
    unfinished,
)
from merchant_desk.database.backup import check_file, replaced_since
from merchant_desk.errors import DeskError, UnavailableError
from merchant_desk.queries.recorded import recorded
from merchant_desk.rules.update_moment import Recorded, check_nothing_sealed, lost_words
from merchant_desk.sync.updates.download import is_whole
from merchant_desk.sync.updates.shelf import Shelf
from merchant_desk.sync.updates.state import Leap, Return, UpdateState
from merchant_desk.values.texts import _
from merchant_desk.values.update_view import ReadyToLeave, WayBack

RETURN = ("/S", "/DOWNGRADE", "/UPDATE")


def settled(shelf: Shelf, state: UpdateState, running: RunningProgram) -> UpdateState:
    """Return the state once it is known how the last installation ended.

    The program that was started says nothing when it is done: the version that runs now does.
    """
    leap = state.leap
    if leap is None:
        return state
    done = running.version == leap.after
    returns = state.returns
    if done and leap.back:
        returns = _without(state, before=leap.after, after=leap.before)
    if not done and not leap.back:
        returns = _without(state, before=leap.before, after=leap.after)
    trouble = None if done else why_not(shelf, leap, running)
    left = leap.before if done and leap.back else state.left
    state = replace(state, leap=None, trouble=trouble, returns=returns, left=left)
    shelf.keep(state)
    return state


def why_not(shelf: Shelf, leap: Leap, running: RunningProgram) -> tuple[str, str]:
    """Say what an installation that came to nothing leaves: whose data is in place, too."""
    title, advice = unfinished(leap.after, running.version)
    file = shelf.folder.parent / FILE_NAME
    kept = replaced_since(file, leap.at) if leap.back else None
    return title, advice if kept is None else put_back_alone(kept.name)


def way_back(
    home: Home, shelf: Shelf, state: UpdateState, running: RunningProgram
) -> WayBack | None:
    """Return what going back would do now; None when this version was not installed over one."""
    kept = _kept(state, running)
    if kept is None or not home.database.is_sqlite:
        return None
    since, refused = None, None
    try:
        since = _judged(home, shelf, kept, running)
    except DeskError as trouble:
        refused = (trouble.title, trouble.advice)
    keeps = _keeps_data(kept, running)
    words = _("Vos données restent comme elles sont\u00a0: cette version-là sait les lire.")
    return WayBack(
        version=kept.before,
        at=kept.at,
        keeps_data=keeps,
        lost=words if keeps or since is None else lost_words(since),
        refused=refused,
    )


def ready_to_return(
    home: Home, shelf: Shelf, state: UpdateState, running: RunningProgram
) -> ReadyToLeave:
    """Return what to start and what to put back, everything checked; else RefusedError."""
    kept = _kept(state, running)
    if kept is None:
        raise no_return()
    _judged(home, shelf, kept, running)
    installer = _installer(shelf, kept, running)
    copy = shelf.folder / kept.copy
    if _keeps_data(kept, running):
        return ReadyToLeave(installer, _words(running), kept.before)
    try:
        check_file(copy)
    except UnavailableError as error:
        raise no_earlier_copy() from error
    return ReadyToLeave(installer, _words(running), kept.before, restore=copy)


def _judged(home: Home, shelf: Shelf, kept: Return, running: RunningProgram) -> Recorded | None:
    """Return what would be lost; raises RefusedError when it may not be."""
    since: Recorded | None = None
    copy = shelf.folder / kept.copy
    if not _keeps_data(kept, running):
        if not copy.is_file():
            raise no_earlier_copy()
        since = home.lanes.read(recorded).result().since(_recorded_in(copy))
        check_nothing_sealed(since)
    if not kept.installer or not (shelf.folder / kept.installer).is_file():
        raise no_earlier_installer(kept.before)
    return since


def _recorded_in(copy: Path) -> Recorded:
    """Return what the copy holds; what is wrong with it is said of the copy, not of the shop."""
    try:
        return recorded_in(copy)
    except (UnavailableError, OperationalError) as error:  # a file without any table
        raise no_earlier_copy() from error


def _installer(shelf: Shelf, kept: Return, running: RunningProgram) -> Path:
    """Return the installer of before, once a signed announcement vouched for it again."""
    announcement = shelf.announcement(kept.announced, running.keys)
    release = None if announcement is None else announcement.release_of(kept.before)
    file = None if release is None else release.files.get(running.target)
    if file is None or not is_whole(shelf.folder / file.name, file):
        raise no_earlier_installer(kept.before)
    return shelf.folder / file.name


def _kept(state: UpdateState, running: RunningProgram) -> Return | None:
    found = [each for each in state.returns if each.after == running.version]
    return found[-1] if found else None


def _keeps_data(kept: Return, running: RunningProgram) -> bool:
    return kept.schema_before == running.schema


def _words(running: RunningProgram) -> tuple[str, ...]:
    return RETURN if running.target.on_windows else ()


def _without(state: UpdateState, before: str, after: str) -> tuple[Return, ...]:
    """Return the ways back without the one that is used up, or that led nowhere."""
    return tuple(each for each in state.returns if (each.before, each.after) != (before, after))
