"""A forecast that was kept, against what the bank told since."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import accumulate
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.cash import BankLine, CashAccount, CashMatch
from merchant_desk.models.cash_aside import KeptForecast
from merchant_desk.queries.bank_accounts import bank_balance
from merchant_desk.queries.bank_lines import live_lines, live_matches
from merchant_desk.rules.cash_compare.differences import differences, of_opening, shares
from merchant_desk.values.cash_compare import (
    ComparedDay,
    Comparison,
    Foreseen,
    Happened,
    KeptRow,
)
from merchant_desk.values.cash_flow import Flow
from merchant_desk.values.cash_flow_json import read_kept
from merchant_desk.values.ids import KeptForecastId
from merchant_desk.values.money import Money, total
from merchant_desk.values.texts import _

_KEPT, _LINES, _MATCHES, _ACCOUNTS = (
    table(KeptForecast),
    table(BankLine),
    table(CashMatch),
    table(CashAccount),
)
_ONE = timedelta(days=1)


def kept_forecasts(session: Session) -> tuple[KeptRow, ...]:
    """Return the forecasts that were kept, the newest first."""
    rows = session.execute(
        select(_KEPT.c.id, _KEPT.c.made_on, _KEPT.c.last_day).order_by(
            _KEPT.c.made_on.desc(), _KEPT.c.at.desc()
        )
    )
    return tuple(
        KeptRow(forecast_id=KeptForecastId(row.id), made_on=row.made_on, last_day=row.last_day)
        for row in rows
    )


def compare(session: Session, today: date, asked: KeptForecastId | int = 4) -> Comparison:
    """Return what became of a kept forecast: this one, or the last one kept so many weeks ago.

    Raises RefusedError when none is that old, or when the bank told of nothing since.
    """
    row = _kept(session, today, asked)
    opening_on, flows = read_kept(row.body)
    known = bank_balance(session)
    known_on = known.on
    until = min(each for each in (known_on, row.last_day, today) if each is not None)
    if known_on is None or opening_on is None or until <= max(opening_on, row.made_on):
        raise RefusedError(
            _("La prévision n’a pas été comparée\u00a0: la banque n’a rien dit depuis."),
            _("Apportez d’abord un relevé plus récent."),
        )
    foreseen = [_foreseen(each) for each in flows]
    happened = _happened(session, opening_on)
    inside = [each for each in happened if each.day <= until]
    wanted = total(each.amount for each in foreseen if each.day <= until)
    held = known.amount - total(each.amount for each in happened)
    found = (*of_opening(row.opening, held), *differences(foreseen, happened, until))
    return Comparison(
        forecast_id=KeptForecastId(row.id),
        made_on=row.made_on,
        since=opening_on,
        until=until,
        opening=row.opening,
        held=held,
        foreseen=row.opening + wanted,
        happened=held + total(each.amount for each in inside),
        causes=shares(found),
        days=_days((row.opening, held), foreseen, inside, (opening_on, until)),
    )


def _kept(session: Session, today: date, asked: KeptForecastId | int) -> Any:
    wanted = select(_KEPT)
    if isinstance(asked, int):
        wanted = wanted.where(_KEPT.c.made_on <= today - timedelta(weeks=asked))
    else:
        wanted = wanted.where(_KEPT.c.id == asked)
    row = session.execute(wanted.order_by(_KEPT.c.made_on.desc(), _KEPT.c.at.desc())).first()
    if row is None:
        raise RefusedError(
            _("Aucune prévision n’a été comparée\u00a0: aucune n’est gardée d’aussi loin."),
            _("Une est gardée chaque jour où la trésorerie est ouverte\u00a0: revenez plus tard."),
        )
    return row


def _foreseen(flow: Flow) -> Foreseen:
    return Foreseen(
        key=flow.key,
        source=flow.source,
        category=flow.category,
        label=flow.label,
        party=flow.party,
        day=flow.day,
        amount=flow.amount,
        document_id=flow.document_id,
    )


def _happened(session: Session, since: date) -> list[Happened]:
    """Return every line after a day, in the parts it was matched in; the rest waits."""
    lines = session.execute(
        select(_LINES.c.id, _LINES.c.booked_on, _LINES.c.amount, _LINES.c.label)
        .join(_ACCOUNTS, _ACCOUNTS.c.id == _LINES.c.account_id)
        .where(live_lines(), _LINES.c.booked_on > since, _ACCOUNTS.c.active)
        .order_by(_LINES.c.booked_on, _LINES.c.row)
    ).all()
    matches: dict[bytes, list[Any]] = {}
    if lines:
        asked = (
            select(_MATCHES)
            .join_from(_MATCHES, _LINES, _LINES.c.id == _MATCHES.c.line_id)
            .where(live_matches(), _LINES.c.booked_on > since)
            .order_by(_MATCHES.c.row)
        )
        for match in session.execute(asked):
            matches.setdefault(match.line_id, []).append(match)
    found: list[Happened] = []
    for line in lines:
        left = line.amount
        for match in matches.get(line.id, ()):
            left -= match.amount
            found.append(
                Happened(
                    day=line.booked_on,
                    amount=match.amount,
                    label=line.label,
                    category=match.category,
                    target=match.target,
                    target_id=match.target_id,
                )
            )
        if left:
            found.append(Happened(day=line.booked_on, amount=left, label=line.label))
    return found


def _days(
    openings: tuple[Money, Money],
    foreseen: Sequence[Foreseen],
    happened: Sequence[Happened],
    days: tuple[date, date],
) -> tuple[ComparedDay, ...]:
    since, until = days
    length = (until - since).days
    told, came = [0] * length, [0] * length
    for each in foreseen:
        if each.day <= until:
            told[max(0, (each.day - since).days - 1)] += each.amount.cents
    for line in happened:
        came[(line.day - since).days - 1] += line.amount.cents
    evenings = zip(accumulate(told), accumulate(came), strict=True)
    return tuple(
        ComparedDay(
            since + _ONE * (place + 1), openings[0] + Money(one), openings[1] + Money(other)
        )
        for place, (one, other) in enumerate(evenings)
    )
