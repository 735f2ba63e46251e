"""The evening in one gesture: the drawer counted, the day closed, no gap passed over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.operations.close_period import CloseAsked, PeriodClosed, Pieces, close_period
from merchant_desk.queries.days_to_close import expected_in_drawer, last_closed_day, open_days
from merchant_desk.values.closings import ClosingLevel
from merchant_desk.values.french import euros, short_date
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _

_EURO, _CENT = 100, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class EveningAsked:
    """Which day, what the drawer holds, and whether a gap is accepted as it is."""

    day: date
    pieces: Pieces | None = None
    accept_difference: bool = False


@dataclass(frozen=True, slots=True)
class EveningClosed:
    """What was closed; None: the day was closed before, or held nothing to close."""

    closed: PeriodClosed | None
    expected: Money
    """What the drawer should have held."""
    before: bool = False
    """The day was closed before."""


def as_pieces(counted: Money) -> Pieces:
    """Return an amount that was told whole as pieces: euros, then cents."""
    whole, cents = divmod(counted.cents, _EURO)
    return ((_EURO, whole), (_CENT, cents))


def close_evening(session: Session, gesture: Gesture, asked: EveningAsked) -> EveningClosed:
    """Count the drawer and close the day, once.

    Raises RefusedError when the count differs and that is not accepted, for a drawer counted again
    after its closing, while a day before is open, and for whatever forbids closing the day.
    """
    station = gesture.station_id
    last = last_closed_day(session, station)
    expected = expected_in_drawer(session, station, asked.day, gesture.at)
    done = last is not None and last >= asked.day
    if done and asked.pieces is not None:
        raise RefusedError(
            _("Rien n’a été compté\u00a0: la journée est déjà clôturée."),
            _("Le tiroir se compte à la clôture. Ce qui bouge depuis compte pour demain."),
        )
    waiting = [each for each in open_days(session, station) if each <= asked.day]
    if done or (asked.pieces is None and not waiting):
        return EveningClosed(None, expected, done)
    _check_before(asked.day, waiting)
    if asked.pieces is not None:
        _check(asked, expected)
    wanted = CloseAsked(ClosingLevel.DAY, asked.day, asked.pieces)
    return EveningClosed(close_period(session, gesture, wanted), expected)


def _check_before(day: date, waiting: Sequence[date]) -> None:
    """Refuse while a day before is open: what the drawer should hold would be of two days."""
    before = [each for each in waiting if each < day]
    if before:
        raise RefusedError(
            _("La journée n’a pas été clôturée\u00a0: celle du {day} ne l’est pas encore.").format(
                day=short_date(before[0])
            ),
            _(
                "Clôturez-la d’abord, dans Clôtures ou par "
                "«\u00a0fiscal close day --on {day}\u00a0»."
            ).format(day=before[0].isoformat()),
        )


def _check(asked: EveningAsked, expected: Money) -> None:
    counted = Money(sum(cents * count for cents, count in asked.pieces or ()))
    if counted == expected or asked.accept_difference:
        return
    raise RefusedError(
        _("La journée n’a pas été clôturée\u00a0: {counted} comptés, {expected} attendus.").format(
            counted=euros(counted), expected=euros(expected)
        ),
        _(
            "Recomptez\u00a0: l’écart est de {difference}. S’il est bien là, acceptez-le\u00a0: "
            "il sera noté avec la clôture (--accept-difference)."
        ).format(difference=euros(counted - expected)),
    )
