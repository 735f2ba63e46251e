"""Trésorerie: what the bank told, what it is for, and the days to come."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from merchant_desk.ui.pages_screen import PageSpec, PagesScreen
from merchant_desk.values.texts import later

if TYPE_CHECKING:
    from merchant_desk.ui.desk import Desk
    from merchant_desk.ui.screen import Screen
    from merchant_desk.ui.shell import Shell


def _forecast(desk: Desk, shell: Shell) -> Screen:
    from merchant_desk.ui.cash_forecast.screen import (  # noqa: PLC0415 - imported at the first visit
        ForecastScreen,
    )

    return ForecastScreen(desk, shell)


def _match(desk: Desk, shell: Shell) -> Screen:
    from merchant_desk.ui.cash_match.screen import (  # noqa: PLC0415 - imported at the first visit
        MatchScreen,
    )

    return MatchScreen(desk, shell)


def _bank(desk: Desk, shell: Shell) -> Screen:
    from merchant_desk.ui.cash_bank.screen import (  # noqa: PLC0415 - imported at the first visit
        BankScreen,
    )

    return BankScreen(desk, shell)


def _payouts(desk: Desk, shell: Shell) -> Screen:
    from merchant_desk.ui.cash_payouts.screen import (  # noqa: PLC0415 - imported at the first visit
        PayoutsScreen,
    )

    return PayoutsScreen(desk, shell)


def _deposits(desk: Desk, shell: Shell) -> Screen:
    from merchant_desk.ui.cash_deposits.screen import (  # noqa: PLC0415 - imported at the first visit
        DepositsScreen,
    )

    return DepositsScreen(desk, shell)


def _recurring(desk: Desk, shell: Shell) -> Screen:
    from merchant_desk.ui.cash_recurring.screen import (  # noqa: PLC0415 - imported at the first visit
        RecurringScreen,
    )

    return RecurringScreen(desk, shell)


def _scenarios(desk: Desk, shell: Shell) -> Screen:
    from merchant_desk.ui.cash_scenarios.screen import (  # noqa: PLC0415 - imported at the first visit
        ScenariosScreen,
    )

    return ScenariosScreen(desk, shell)


def _compare(desk: Desk, shell: Shell) -> Screen:
    from merchant_desk.ui.cash_compare.screen import CompareScreen  # noqa: PLC0415 - as above

    return CompareScreen(desk, shell)


class CashPages(PagesScreen):
    """The pages of this place, in the order of the work."""

    pages: ClassVar[tuple[PageSpec, ...]] = (
        PageSpec("forecast", later("Prévision"), _forecast),
        PageSpec("match", later("Rapprochement"), _match),
        PageSpec("bank", later("Banque"), _bank),
        PageSpec("payouts", later("Versements"), _payouts),
        PageSpec("deposits", later("Remises"), _deposits),
        PageSpec("scenarios", later("Scénarios"), _scenarios),
        PageSpec("compare", later("Constaté"), _compare),
        PageSpec("recurring", later("Récurrents"), _recurring),
    )
