"""Retours: the desk where goods come back, and what returns teach."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from merchant_desk.ui.pages_screen import PageSpec, PagesScreen
from merchant_desk.values.texts import later

if TYPE_CHECKING:
    from merchant_desk.ui.desk import Desk
    from merchant_desk.ui.screen import Screen
    from merchant_desk.ui.shell import Shell


def _desk(desk: Desk, shell: Shell) -> Screen:
    from merchant_desk.ui.returns.screen import (  # noqa: PLC0415 - imported at the first visit
        ReturnsScreen,
    )

    return ReturnsScreen(desk, shell)


def _lessons(desk: Desk, shell: Shell) -> Screen:
    from merchant_desk.ui.returns.lessons import (  # noqa: PLC0415 - imported at the first visit
        LessonsScreen,
    )

    return LessonsScreen(desk, shell)


class ReturnPages(PagesScreen):
    """The pages of this place, in the order of the work."""

    pages: ClassVar[tuple[PageSpec, ...]] = (
        PageSpec("desk", later("Retours"), _desk),
        PageSpec("lessons", later("Enseignements"), _lessons),
    )
