"""A scenario beside the forecast: the account under it, and what it changes."""

from dataclasses import dataclass

from merchant_desk.rules.cash_forecast.assemble import assemble
from merchant_desk.rules.cash_scenario.apply import Window, tried
from merchant_desk.values.cash_flow import Forecast, Reading
from merchant_desk.values.cash_plan import Scenario
from merchant_desk.values.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """The account under a scenario."""

    scenario: Scenario
    forecast: Forecast
    notes: tuple[str, ...]
    """What of the scenario could not be done."""

    def low_change(self, base: Forecast, reading: Reading) -> Money:
        """Return by how much the lowest evening is higher (above zero) than without it."""
        return self.forecast.low(reading).balance - base.low(reading).balance


def trial(base: Forecast, scenario: Scenario) -> Trial:
    """Return the account of a forecast under a scenario; the forecast itself stays as it is."""
    made = tried(base.flows, scenario, window_of(base))
    forecast = assemble(
        base.made_on,
        base.opening,
        base.opening_on,
        base.floor,
        made.flows,
        len(base.days) // 7,  # this week counts what is left of it besides
        notes=base.notes,
    )
    return Trial(scenario=scenario, forecast=forecast, notes=made.notes)


def window_of(forecast: Forecast) -> Window:
    """Return the days that a forecast looks at."""
    return Window(forecast.made_on, forecast.days[-1].day)
