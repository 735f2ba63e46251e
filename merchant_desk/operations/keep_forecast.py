"""Keep a forecast as it was on its day, once a day, to be compared with what happens."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared, insert_into
from merchant_desk.models.base import table
from merchant_desk.models.cash_aside import KeptForecast
from merchant_desk.queries.bank_accounts import bank_balance
from merchant_desk.queries.cash_forecast import cash_forecast
from merchant_desk.values.cash_flow import Forecast
from merchant_desk.values.cash_flow_json import kept_body
from merchant_desk.values.clock import paris_date
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import KeptForecastId, new_id

_KEPT = table(KeptForecast)
_OF_DAY = Prepared(select(_KEPT.c.id).where(_KEPT.c.made_on == bindparam("day")).limit(1))


@dataclass(frozen=True, slots=True)
class ForecastKept:
    """Which forecast is that of the day; None while no bank told of anything."""

    forecast_id: KeptForecastId | None
    fresh: bool


def keep_forecast(
    session: Session, gesture: Gesture, shown: Forecast | None = None
) -> ForecastKept:
    """Keep the forecast of today, unless it was kept or no statement was brought yet.

    ``shown`` is the one she looks at, so that nothing is read twice; without one it is made here.
    """
    today = paris_date(gesture.at)
    known = _OF_DAY.rows(session, day=today)
    if known:
        return ForecastKept(KeptForecastId(known[0][0]), fresh=False)
    if bank_balance(session).on is None:
        return ForecastKept(None, fresh=False)
    forecast = shown if shown is not None and shown.made_on == today else None
    if forecast is None:
        forecast = cash_forecast(session, gesture.station_id, today)
    return ForecastKept(write_forecast(session, gesture, forecast), fresh=True)


def write_forecast(session: Session, gesture: Gesture, forecast: Forecast) -> KeptForecastId:
    """Keep a forecast under the day of the gesture."""
    last = forecast.days[-1].day
    forecast_id = KeptForecastId(new_id())
    insert_into(
        session,
        _KEPT,
        {
            "id": forecast_id,
            "made_on": paris_date(gesture.at),
            "last_day": last,
            "opening": forecast.opening,
            "body": kept_body(
                forecast.opening_on, [each for each in forecast.flows if each.day <= last]
            ),
            "at": gesture.at,
            "by": gesture.person,
            "station_id": gesture.station_id,
        },
    )
    return forecast_id
