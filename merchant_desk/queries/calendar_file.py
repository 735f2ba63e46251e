"""The calendar of operations as a file that other calendars read (iCalendar, RFC 5545)."""

from datetime import date, datetime, timedelta

from icalendar import Calendar, Event
from sqlalchemy.orm import Session

from merchant_desk.queries.promotion_calendar import CalendarBar, promotion_calendar
from merchant_desk.rules.legal.soldes_periods import Period
from merchant_desk.values.ids import id_text
from merchant_desk.values.texts import _
from merchant_desk.values.words import PromotionState

_BACK, _AHEAD, _DAY = timedelta(days=366), timedelta(days=731), timedelta(days=1)
_PRODUCT = "-//Merchant Desk//Promotions//FR"


def calendar_file(session: Session, now: datetime) -> bytes:
    """Return the operations of a year back and two ahead, the soldes, holidays and events.

    Days are whole days: an operation that ends on the 30th holds the 30th. The ids are stable, so
    that a second import changes what it brought before.
    """
    today = now.date()
    shown = promotion_calendar(session, today - _BACK, today + _AHEAD, now)
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("Promotions"))
    for bar in shown.bars:
        calendar.add_component(_operation(bar, now))
    for where, name, periods in (
        ("shop", _("Soldes en magasin"), shown.local),
        ("web", _("Soldes en ligne"), shown.online),
    ):
        for period in periods:
            calendar.add_component(_season(where, name, period, now))
    for mark in shown.marks:
        uid = f"{mark.day.isoformat()}-{'holiday' if mark.holiday else 'event'}-{mark.name}"
        calendar.add_component(_days(uid, mark.name, mark.day, mark.day, now))
    return bytes(calendar.to_ical())


def _operation(bar: CalendarBar, now: datetime) -> Event:
    event = _days(id_text(bar.row.id), bar.row.title, bar.first, bar.last or bar.first, now)
    draft = bar.row.state is PromotionState.DRAFT
    event.add("status", "TENTATIVE" if draft else "CONFIRMED")
    return event


def _season(where: str, name: str, period: Period, now: datetime) -> Event:
    first, last = period.start.date(), period.end.date()
    return _days(f"soldes-{where}-{first.isoformat()}", name, first, last, now)


def _days(uid: str, name: str, first: date, last: date, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{uid}@merchant-desk")
    event.add("dtstamp", now)
    event.add("summary", name)
    event.add("dtstart", first)
    event.add("dtend", last + _DAY)  # the first day after it, as the standard counts
    event.add("transp", "TRANSPARENT")
    return event
