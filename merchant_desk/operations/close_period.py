"""Close a day, a month or a financial year: its totals are frozen, sealed, and never set back."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import insert_into
from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.seal import Closing, DrawerMove
from merchant_desk.operations.note_event import note_event
from merchant_desk.operations.write_closing import Closed, write_closing
from merchant_desk.queries.days_to_close import (
    expected_in_drawer,
    last_closed_day,
    last_closed_period,
    open_days,
)
from merchant_desk.queries.period_sums import (
    Span,
    day_span,
    period_sums,
    perpetual_before,
)
from merchant_desk.queries.settings import settings
from merchant_desk.rules.closing_totals import (
    EURO_PIECES,
    ClosingTotals,
    DrawerCount,
    Perpetual,
    closing_totals,
)
from merchant_desk.values import settings as declared
from merchant_desk.values.anchor import Anchor
from merchant_desk.values.clock import paris_date
from merchant_desk.values.closings import ClosingLevel, DrawerKind
from merchant_desk.values.fiscal_events import EventCode
from merchant_desk.values.fiscal_periods import FiscalPeriod, period_of
from merchant_desk.values.french import euros, moment, number, short_date
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ClosingId, RecordId, StationId, new_id
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _

_CLOSINGS, _MOVES = table(Closing), table(DrawerMove)
Pieces = tuple[tuple[int, int], ...]
_MOST_PIECES = 99_999


@dataclass(frozen=True, slots=True)
class CloseAsked:
    """Which period to close; ``pieces`` when the drawer was counted (cents, how many)."""

    level: ClosingLevel
    day: date
    pieces: Pieces | None = None


@dataclass(frozen=True, slots=True)
class PeriodClosed:
    """A closing as it was sealed; ``anchor`` is to be kept outside: it proves nothing was cut."""

    closing_id: ClosingId
    period: FiscalPeriod
    totals: ClosingTotals
    drawer: DrawerCount | None
    anchor: str


def close_period(session: Session, gesture: Gesture, asked: CloseAsked) -> PeriodClosed:
    """Freeze the totals of a period; a period is closed once.

    Raises RefusedError for a period closed before, not over, out of its order, or whose days are
    not all closed; for coins that do not exist.
    """
    first_month = settings(session, gesture.station_id).get(declared.FISCAL_FIRST_MONTH)
    period = period_of(asked.level, asked.day, first_month)
    _check_pieces(asked.pieces or ())
    _check_new(session, gesture, period)
    _check_order(session, gesture, period)
    span = _span(session, gesture, period)
    sums = period_sums(session, gesture.station_id, span)
    totals = closing_totals(sums.documents, _before(session, gesture.station_id, period))
    drawer = _count_drawer(session, gesture, asked)
    closing_id, digest = write_closing(session, gesture, Closed(period, sums, totals, drawer))
    _note(session, gesture, period, drawer)
    anchor = Anchor(gesture.station_id, period.level, period.name, digest).text
    return PeriodClosed(closing_id, period, totals, drawer, anchor)


def _check_new(session: Session, gesture: Gesture, period: FiscalPeriod) -> None:
    known = session.scalar(
        select(_CLOSINGS.c.at).where(
            _CLOSINGS.c.station_id == gesture.station_id,
            _CLOSINGS.c.level == period.level,
            _CLOSINGS.c.period == period.name,
        )
    )
    if known is not None:
        raise RefusedError(
            _("Rien n’a été clôturé\u00a0: {period}, c’est déjà fait.").format(period=period.words),
            _("La clôture date du {at}. Elle ne se refait pas.").format(at=moment(known)),
        )
    last = session.scalar(
        select(func.max(_CLOSINGS.c.at)).where(_CLOSINGS.c.station_id == gesture.station_id)
    )
    if last is not None and gesture.at < last:
        raise RefusedError(
            _("Rien n’a été clôturé\u00a0: l’horloge de cet ordinateur retarde."),
            _("La dernière clôture est du {at}. Réglez l’heure, puis recommencez.").format(
                at=moment(last)
            ),
        )


def _check_pieces(pieces: Pieces) -> None:
    for cents, count in pieces:
        if cents not in EURO_PIECES:
            raise RefusedError(
                _("Rien n’a été clôturé\u00a0: il n’y a ni pièce ni billet de {amount}.").format(
                    amount=euros(Money(cents))
                ),
                _("Comptez les pièces et les billets un par un, de 1 centime à 500\u00a0€."),
            )
        if not 0 <= count <= _MOST_PIECES:
            raise RefusedError(
                _("Rien n’a été clôturé\u00a0: {n} × {amount} ne se compte pas.").format(
                    n=number(count), amount=euros(Money(cents))
                ),
                _("Vérifiez ce nombre."),
            )


def _check_order(session: Session, gesture: Gesture, period: FiscalPeriod) -> None:
    if period.first > paris_date(gesture.at):
        raise RefusedError(
            _("Rien n’a été clôturé\u00a0: {period} n’a pas commencé.").format(period=period.words),
            _("Vérifiez la date demandée."),
        )
    waiting = [day for day in open_days(session, gesture.station_id) if day <= period.last]
    if period.level is ClosingLevel.DAY:
        waiting = [day for day in waiting if day < period.first]
    if waiting:
        raise RefusedError(
            _("Rien n’a été clôturé\u00a0: une journée d’avant ne l’est pas."),
            _("Clôturez d’abord la journée du {day}.").format(day=short_date(waiting[0])),
        )
    if period.level is ClosingLevel.DAY:
        _check_day(session, gesture, period)
    else:
        _check_over(session, gesture, period)


def _check_day(session: Session, gesture: Gesture, period: FiscalPeriod) -> None:
    """A day comes after the last one closed, and after the months and years closed."""
    last = last_closed_day(session, gesture.station_id)
    if last is not None and period.first <= last:
        raise RefusedError(
            _("Rien n’a été clôturé\u00a0: une journée plus récente l’est déjà."),
            _("La dernière journée clôturée est celle du {day}.").format(day=short_date(last)),
        )
    over = last_closed_period(session, gesture.station_id)
    if over is not None and period.first <= over:
        raise RefusedError(
            _("Rien n’a été clôturé\u00a0: cette journée est d’un mois ou d’un exercice clos."),
            _("Tout est clôturé jusqu’au {day}.").format(day=short_date(over)),
        )


def _check_over(session: Session, gesture: Gesture, period: FiscalPeriod) -> None:
    """A month or a year is over, holds closed days, and comes after the last one closed.

    The evening of its last day will do once that day is closed: nothing can count in it any more.
    """
    today = paris_date(gesture.at)
    closed = _last_closed(session, gesture.station_id, ClosingLevel.DAY, period.last)
    if period.last > today or (period.last == today and closed != today):
        raise RefusedError(
            _("Rien n’a été clôturé\u00a0: {period} n’a pas pris fin.").format(period=period.words),
            _("Clôturez chaque journée, et cette période à partir du {day}.").format(
                day=short_date(period.last + timedelta(days=1))
            ),
        )
    newer = _last_closed(session, gesture.station_id, period.level, date.max)
    if newer is not None and period.first <= newer:
        raise RefusedError(
            _("Rien n’a été clôturé\u00a0: une période plus récente l’est déjà."),
            _("Tout est clôturé jusqu’au {day}.").format(day=short_date(newer)),
        )
    if closed is None or closed < period.first:
        raise RefusedError(
            _("Rien n’a été clôturé\u00a0: {period} ne contient aucune journée clôturée.").format(
                period=period.words
            ),
            _("Une période où rien ne s’est vendu ne se clôture pas."),
        )


def _last_closed(
    session: Session, station_id: StationId, level: ClosingLevel, until: date
) -> date | None:
    """Return the last day of this level's closings, up to a day."""
    found: date | None = session.scalar(
        select(func.max(_CLOSINGS.c.last_day)).where(
            _CLOSINGS.c.station_id == station_id,
            _CLOSINGS.c.level == level,
            _CLOSINGS.c.last_day <= until,
        )
    )
    return found


def _span(session: Session, gesture: Gesture, period: FiscalPeriod) -> Span:
    """Return the span of a period: money counts where the closings of its days counted it."""
    if period.level is ClosingLevel.DAY:
        return day_span(session, gesture.station_id, period.first, gesture.at)
    first = day_span(session, gesture.station_id, period.first, gesture.at)
    after_it = day_span(session, gesture.station_id, period.last + timedelta(days=1), gesture.at)
    return Span(period.first, period.last, first.after, after_it.after or first.until)


def _before(session: Session, station_id: StationId, period: FiscalPeriod) -> Perpetual:
    """Return the totals for ever as the last closing before this period left them."""
    row = session.execute(
        select(_CLOSINGS.c.perpetual, _CLOSINGS.c.perpetual_absolute)
        .where(
            _CLOSINGS.c.station_id == station_id,
            _CLOSINGS.c.level == ClosingLevel.DAY,
            _CLOSINGS.c.last_day < period.first,
        )
        .order_by(_CLOSINGS.c.last_day.desc())
        .limit(1)
    ).first()
    if row is None:
        return perpetual_before(session, station_id, period.first)
    return Perpetual(row.perpetual, row.perpetual_absolute)


def _count_drawer(session: Session, gesture: Gesture, asked: CloseAsked) -> DrawerCount | None:
    """Take what was counted, and note what is too much or too little."""
    if asked.pieces is None:
        return None
    expected = expected_in_drawer(session, gesture.station_id, asked.day, gesture.at)
    drawer = DrawerCount(expected, asked.pieces)
    if drawer.difference:
        insert_into(
            session,
            _MOVES,
            {
                "id": RecordId(new_id()),
                "station_id": gesture.station_id,
                "kind": DrawerKind.DIFFERENCE,
                "amount": drawer.difference,
                "day": asked.day,
                "note": "",
                "at": gesture.at,
                "by": gesture.person,
            },
        )
    return drawer


def _note(
    session: Session, gesture: Gesture, period: FiscalPeriod, drawer: DrawerCount | None
) -> None:
    """Write the closing, and the count of the drawer, in the event journal."""
    yearly = period.level is ClosingLevel.YEAR
    code = EventCode.YEAR_CLOSED if yearly else EventCode.CLOSED
    note_event(session, gesture, code, f"{period.level} {period.name}")
    if drawer is not None:
        detail = f"{drawer.expected.cents} {drawer.counted.cents} {drawer.difference.cents}"
        note_event(session, gesture, EventCode.DRAWER_COUNTED, detail)
