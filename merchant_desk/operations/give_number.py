"""Give the next number of a station's series, inside the transaction that issues."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared
from merchant_desk.models.base import table
from merchant_desk.models.invoice import InvoiceSeries
from merchant_desk.models.station import Station
from merchant_desk.rules.invoice_numbering import SeriesPosition, invoice_number, next_position
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import SeriesId, new_id
from merchant_desk.values.invoice_page import InvoiceKind

_SERIES, _STATIONS = table(InvoiceSeries), table(Station)
_LETTER = Prepared(select(_STATIONS.c.letter).where(_STATIONS.c.id == bindparam("station")))
_LAST = Prepared(
    select(_SERIES)
    .where(_SERIES.c.station_id == bindparam("station"), _SERIES.c.kind == bindparam("kind"))
    .order_by(_SERIES.c.year.desc())
    .limit(1)
    .with_for_update()
)
_GIVE = Prepared(
    update(_SERIES)
    .where(_SERIES.c.id == bindparam("series"))
    .values(last_counter=bindparam("counter"), last_date=bindparam("day"))
)
_LETTERS = {
    InvoiceKind.INVOICE: "F",
    InvoiceKind.CREDIT_NOTE: "AV",
    InvoiceKind.CORRECTED: "FR",
}


@dataclass(frozen=True, slots=True)
class NumberGiven:
    """A number that no other document has or will have."""

    series_id: SeriesId
    counter: int
    number: str


def give_number(
    session: Session, gesture: Gesture, kind: InvoiceKind, issued_on: date
) -> NumberGiven:
    """Return the next number of this station's series for this kind: ``FA2026-000123``.

    The series is locked until the commit; a roll-back gives the number back. Raises RefusedError
    when the date is before the last one issued (CGI ann. II 242 nonies A: chronological).
    """
    last = _LAST.first(session, station=gesture.station_id, kind=kind)
    position = None
    if last is not None and last.last_date is not None:
        position = SeriesPosition(last.last_counter, last.last_date)
    following = next_position(position, issued_on)
    prefix = _prefix(session, gesture, kind)
    if last is None or last.year != issued_on.year:
        series_id = _insert_series(session, gesture, kind, prefix, following)
    else:
        series_id = SeriesId(last.id)
        _GIVE.write(session, {"series": series_id, "counter": following.counter, "day": issued_on})
    number = invoice_number(prefix, issued_on.year, following.counter)
    return NumberGiven(series_id, following.counter, number)


def _prefix(session: Session, gesture: Gesture, kind: InvoiceKind) -> str:
    return f"{_LETTERS[kind]}{_LETTER.rows(session, station=gesture.station_id)[0][0]}"


def _insert_series(
    session: Session, gesture: Gesture, kind: InvoiceKind, prefix: str, first: SeriesPosition
) -> SeriesId:
    series_id = SeriesId(new_id())
    year = first.issued_on.year
    session.execute(
        insert(_SERIES),
        {
            "id": series_id,
            "station_id": gesture.station_id,
            "kind": kind,
            "year": year,
            "prefix": f"{prefix}{year}",
            "last_counter": first.counter,
            "last_date": first.issued_on,
        },
    )
    return series_id
