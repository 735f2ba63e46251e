"""Stock: what lies where, what it is worth, what was counted, which lots."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from merchant_desk.ui.pages_screen import PageSpec, PagesScreen
from merchant_desk.values.texts import later

if TYPE_CHECKING:
    from merchant_desk.ui.desk import Desk
    from merchant_desk.ui.screen import Screen
    from merchant_desk.ui.shell import Shell


def _stock(desk: Desk, shell: Shell) -> Screen:
    from merchant_desk.ui.stock.screen import (  # noqa: PLC0415 - imported at the first visit
        StockScreen,
    )

    return StockScreen(desk, shell)


def _value(desk: Desk, shell: Shell) -> Screen:
    from merchant_desk.ui.stock_value.screen import (  # noqa: PLC0415 - as above
        ValueScreen,
    )

    return ValueScreen(desk, shell)


def _counts(desk: Desk, shell: Shell) -> Screen:
    from merchant_desk.ui.counts.page import (  # noqa: PLC0415 - as above
        CountsScreen,
    )

    return CountsScreen(desk, shell)


def _lots(desk: Desk, shell: Shell) -> Screen:
    from merchant_desk.ui.lots.lots_page import (  # noqa: PLC0415 - as above
        LotsScreen,
    )

    return LotsScreen(desk, shell)


def _levels(desk: Desk, shell: Shell) -> Screen:
    from merchant_desk.ui.levels.page import LevelsScreen  # noqa: PLC0415 - as above

    return LevelsScreen(desk, shell)


class StockPages(PagesScreen):
    """The pages of this place, in the order of the work."""

    pages: ClassVar[tuple[PageSpec, ...]] = (
        PageSpec("stock", later("Stock"), _stock),
        PageSpec("levels", later("Minimums"), _levels),
        PageSpec("counts", later("Comptages"), _counts),
        PageSpec("lots", later("Lots"), _lots),
        PageSpec("value", later("Valeur"), _value),
    )
