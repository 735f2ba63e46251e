"""An amount of the plan opens the scenario that it belongs to."""

from collections.abc import Sequence

import shiboken6
from pytestqt.qtbot import QtBot

from merchant_desk.ui.cash_forecast.opening import open_flow
from merchant_desk.ui.cash_scenarios.screen import ScenariosScreen
from merchant_desk.values.cash_flow import Flow, FlowSource
from merchant_desk.values.cash_plan import AddFlow
from merchant_desk.values.cash_words import CashCategory
from merchant_desk.values.money import Money
from tests.ui.cash_scenarios.conftest import TODAY


def test_an_amount_of_the_plan_opens_its_scenario(qtbot: QtBot, screen: ScenariosScreen) -> None:
    for name in ("Printemps", "Automne"):
        screen.trying.add(
            AddFlow(label=name, amount=Money(-50_000), on=TODAY, category=CashCategory.OTHER)
        )
        qtbot.waitUntil(lambda: bool(screen.trying.changes))
        screen.changes.name.setText(name)
        screen._on_accept(name)
        qtbot.waitUntil(lambda: not screen.trying.changes)
    qtbot.waitUntil(lambda: screen.table.row_count() == 2)
    assert screen.page is not None
    qtbot.waitUntil(lambda: screen.page is not None and _planned(screen.page.base.flows) != [])
    other = ScenariosScreen(screen.desk, screen.shell)
    went: list[dict[str, object]] = []
    screen.shell.navigated.connect(lambda _key, argument: went.append(argument))
    flow = _planned(screen.page.base.flows)[0]

    open_flow(screen.shell, flow)
    other.show()
    other.arrive(**{key: each for key, each in went[0].items() if key != "page"})

    qtbot.waitUntil(lambda: other.table.current() is not None)
    qtbot.waitUntil(lambda: getattr(other.table.current(), "row_id", b"").hex() in flow.key)
    shiboken6.delete(other)


def _planned(flows: Sequence[Flow]) -> list[Flow]:
    found = [each for each in flows if each.source is FlowSource.PLAN]
    return found if len(found) == 2 else []
