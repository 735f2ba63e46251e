"""Give the next numbers of a station's series, inside the transaction that issues."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Ahead, Prepared, insert_into
from merchant_desk.models.base import table
from merchant_desk.models.invoice import InvoiceSeries
from merchant_desk.models.seal import Closing
from merchant_desk.models.station import Station
from merchant_desk.operations.seal_records import Chain, chain_ahead
from merchant_desk.rules.invoice_numbering import SeriesPosition, invoice_number, next_position
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import SeriesId, new_id
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.signing import SealKind

_SERIES, _STATIONS, _CLOSINGS = table(InvoiceSeries), table(Station), table(Closing)
_LAST = Prepared(
    select(_SERIES)
    .where(_SERIES.c.station_id == bindparam("station"), _SERIES.c.kind == bindparam("kind"))
    .order_by(_SERIES.c.year.desc())
    .limit(1)
    .with_for_update()
)
_LETTER = Prepared(select(_STATIONS.c.letter).where(_STATIONS.c.id == bindparam("station")))
_GIVE = Prepared(
    update(_SERIES)
    .where(_SERIES.c.id == bindparam("series"))
    .values(last_counter=bindparam("counter"), last_date=bindparam("day"))
)
_CLOSED = Prepared(
    select(func.max(_CLOSINGS.c.last_day).label("day")).where(
        _CLOSINGS.c.station_id == bindparam("station")
    )
)
_LETTERS = {
    InvoiceKind.INVOICE: "F",
    InvoiceKind.CREDIT_NOTE: "AV",
    InvoiceKind.CORRECTED: "FR",
    InvoiceKind.DEPOSIT: "AC",
    InvoiceKind.TICKET: "T",
}


@dataclass(frozen=True, slots=True)
class NumberGiven:
    """A number that no other document has or will have."""

    series_id: SeriesId
    counter: int
    number: str


def series_ahead(gesture: Gesture, kind: InvoiceKind) -> tuple[Ahead, ...]:
    """Return what a series will ask when it is made."""
    station = gesture.station_id
    return (
        _LAST.ahead(station=station, kind=kind),
        _LETTER.ahead(station=station),
        _CLOSED.ahead(station=station),
        chain_ahead(gesture, SealKind.DOCUMENT),
    )


class NumberSeries:
    """The numbers that follow, given one after the other and kept in one step.

    The series is locked until the commit; a roll-back gives every number back. Raises RefusedError
    when the date is before the last one issued (CGI ann. II 242 nonies A: chronological).
    """

    def __init__(
        self, session: Session, gesture: Gesture, kind: InvoiceKind, issued_on: date
    ) -> None:
        last = _LAST.first(session, station=gesture.station_id, kind=kind)
        position = None
        if last is not None and last.last_date is not None:
            position = SeriesPosition(last.last_counter, last.last_date)
        self._first = next_position(position, issued_on)
        self._known = last is not None and last.year == issued_on.year
        self._series_id = SeriesId(last.id if self._known else new_id())
        self._kind = kind
        self._prefix = _prefix(session, gesture, kind)
        self._given = 0
        self.issued_on = self._first.issued_on
        self.fiscal_day = _fiscal_day(session, gesture, self.issued_on)
        self.closed_on = self.fiscal_day != self.issued_on
        self.chain = Chain(session, gesture, SealKind.DOCUMENT)

    def following(self) -> NumberGiven:
        """Return the number that the next document has, when it is issued."""
        first = self._first
        counter = first.counter + self._given
        number = invoice_number(self._prefix, first.issued_on.year, counter)
        return NumberGiven(self._series_id, counter, number)

    def take(self) -> None:
        """Give the number that follows: the document is issued."""
        self._given += 1

    def keep(self, session: Session, gesture: Gesture) -> None:
        """Write down how far the numbers went, before the documents that have them."""
        if not self._given:
            return
        last = self._first.counter + self._given - 1
        day = self._first.issued_on
        if self._known:
            _GIVE.write(session, {"series": self._series_id, "counter": last, "day": day})
            return
        insert_into(
            session,
            _SERIES,
            {
                "id": self._series_id,
                "station_id": gesture.station_id,
                "kind": self._kind,
                "year": day.year,
                "prefix": f"{self._prefix}{day.year}",
                "last_counter": last,
                "last_date": day,
            },
        )


def _fiscal_day(session: Session, gesture: Gesture, issued_on: date) -> date:
    """Return the day a document counts in: a day that was closed stays as it was closed."""
    closed = _CLOSED.first(session, station=gesture.station_id).day
    return issued_on if closed is None else max(issued_on, closed + timedelta(days=1))


def _prefix(session: Session, gesture: Gesture, kind: InvoiceKind) -> str:
    return f"{_LETTERS[kind]}{_LETTER.rows(session, station=gesture.station_id)[0][0]}"
