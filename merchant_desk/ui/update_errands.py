"""Errands about new versions of the desk, that only the app can run; all but two may wait."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from merchant_desk.errors import UnavailableError
from merchant_desk.values.texts import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from merchant_desk.values.gesture import Gesture
    from merchant_desk.values.progress import Progress
    from merchant_desk.values.update_view import ReadyToLeave, UpdateView


def _nothing() -> UnavailableError:
    return UnavailableError(
        _("Rien n’a été fait\u00a0: cette fonction est indisponible ici."),
        _("Ouvrez Merchant Desk normalement, puis recommencez."),
    )


def _no_view() -> UpdateView:
    from merchant_desk.values.update_view import (  # noqa: PLC0415 - no start waits for it
        Stage,
        UpdateView,
    )

    return UpdateView(stage=Stage.UNTRUSTING, running="")


def _no_offer() -> str:
    return ""


def _no_check() -> UpdateView:
    raise _nothing()


def _no_address(_gesture: Gesture, _url: str) -> str:
    raise _nothing()


def _no_download(_progress: Progress) -> UpdateView:
    raise _nothing()


def _no_leap(_progress: Progress) -> ReadyToLeave:
    raise _nothing()


def _no_leaving(_ready: ReadyToLeave) -> None:
    raise _nothing()


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateErrands:
    """Each raises an error of ``merchant_desk.errors`` when it could not be done."""

    view: Callable[[], UpdateView] = _no_view
    offered: Callable[[], str] = _no_offer
    check: Callable[[], UpdateView] = _no_check
    save_address: Callable[[Gesture, str], str] = _no_address
    download: Callable[[Progress], UpdateView] = _no_download
    prepare: Callable[[Progress], ReadyToLeave] = _no_leap
    prepare_return: Callable[[Progress], ReadyToLeave] = _no_leap
    leave: Callable[[ReadyToLeave], None] = _no_leaving
    """Closes the desk and starts what is ready; on the window's thread."""
