"""What ``cash recurring`` does and answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from merchant_desk.errors import RefusedError
from merchant_desk.operations.add_recurring import add_recurring
from merchant_desk.operations.confirm_recurring import (
    RecurringKept,
    confirm_recurring,
    terms_of,
)
from merchant_desk.operations.end_recurring import end_recurring
from merchant_desk.operations.refuse_recurring import refuse_recurring
from merchant_desk.queries.recurring_page import RecurringPage, RecurringRow, recurring_page
from merchant_desk.rules.cash_days.months import month_end
from merchant_desk.rules.recurring.reason import cadence_words, day_words
from merchant_desk.values.cash_categories import category_words
from merchant_desk.values.cash_words import Cadence, CashCategory
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.entries import read_amount, read_day
from merchant_desk.values.folding import folded
from merchant_desk.values.french import euros, short_date
from merchant_desk.values.ids import id_text
from merchant_desk.values.recurring import RecurringTerms
from merchant_desk.values.texts import _

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from datetime import date

    from merchant_desk.cli.command import Counter
    from merchant_desk.rules.recurring.seen import Found

_EVERY_ONE = "*"
_LAST_DAY = 31


def recurring_errand(arguments: argparse.Namespace, counter: Counter) -> int:
    """Do what is asked, then tell all that comes back."""
    today = paris_date(utc_now())
    page = counter.ask(recurring_page, counter.station_id, today)
    confirmed = _named(page.proposed, arguments.confirm)
    refused = _named(page.proposed, arguments.refuse)
    added = None if arguments.add is None else _terms(arguments)
    if arguments.end is not None:
        _end(counter, page, arguments.end, today)
    for found in confirmed:
        counter.do(confirm_recurring, counter.gesture(), terms_of(found))
    for found in refused:
        counter.do(refuse_recurring, counter.gesture(), terms_of(found))
    if added is not None:
        counter.do(add_recurring, counter.gesture(), added)
    now = counter.ask(recurring_page, counter.station_id, today)
    counter.answer(_facts(now), _told(now))
    return 0


def _named(proposed: Sequence[Found], names: Sequence[str]) -> list[Found]:
    """Return the proposals of these names; every name must be one's."""
    if _EVERY_ONE in names:
        return list(proposed)
    known = {folded(each.label): each for each in proposed}
    for name in names:
        if folded(name) not in known:
            raise RefusedError(
                _("Rien n’a changé\u00a0: «\u00a0{name}\u00a0» n’est pas proposé.").format(
                    name=name
                ),
                _("Lancez «\u00a0cash recurring\u00a0» pour lire les noms."),
            )
    return [known[folded(name)] for name in names]


def _end(counter: Counter, page: RecurringPage, name: str, today: date) -> RecurringKept:
    for row in page.confirmed:
        if folded(row.terms.label) == folded(name):
            last = row.last_on or today
            return counter.do(end_recurring, counter.gesture(), row.recurring_id, last)
    raise RefusedError(
        _("Rien n’a changé\u00a0: «\u00a0{name}\u00a0» n’est pas confirmé.").format(name=name),
        _("Lancez «\u00a0cash recurring\u00a0» pour lire les noms."),
    )


def _terms(arguments: argparse.Namespace) -> RecurringTerms:
    told = arguments.amount or ""
    amount = read_amount(told.lstrip("+-−"))
    first = read_day(arguments.first or "")
    until = read_day(arguments.until) if arguments.until else None
    if amount is None or first is None or (arguments.until and until is None):
        raise RefusedError(
            _("Le récurrent n’a pas été gardé\u00a0: son montant ou une date ne se lit pas."),
            _("Écrivez par exemple --amount 890,00 --from 05/12/2026."),
        )
    cadence = Cadence(arguments.every)
    day = _LAST_DAY if first == month_end(first) else first.day
    return RecurringTerms(
        label=arguments.add,
        category=CashCategory(arguments.category),
        cadence=cadence,
        day=first.isoweekday() if cadence is Cadence.WEEKLY else day,
        first_on=first,
        until=until,
        amount=amount if told.startswith("+") else -amount,
        pattern=arguments.label,
    )


def _told(page: RecurringPage) -> str:
    lines = [_("À confirmer\u00a0: {n}").format(n=len(page.proposed))]
    lines += [f"  {euros(e.amount):>14}  {e.label}. {e.reason}" for e in page.proposed]
    lines.append(_("Confirmés\u00a0: {n}").format(n=len(page.confirmed)))
    lines += [f"  {euros(row.terms.amount):>14}  {_row_words(row)}" for row in page.confirmed]
    lines.append(
        _("Par mois\u00a0: {out} de sorties, {back} d’entrées").format(
            out=euros(page.month_out), back=euros(page.month_in)
        )
    )
    if page.left_to_taxes:
        names = ", ".join(each.label for each in page.left_to_taxes)
        told = _("Laissés au calendrier des impôts, qui les prévoit\u00a0: {names}")
        lines.append(told.format(names=names))
    return "\n".join(lines)


def _row_words(row: RecurringRow) -> str:
    terms = row.terms
    told = [
        terms.label,
        category_words(terms.category),
        f"{cadence_words(terms.cadence)} {day_words(terms.cadence, terms.day)}",
    ]
    if row.next_on is not None:
        told.append(_("prochaine fois le {day}").format(day=short_date(row.next_on)))
    if row.gone:
        told.append(_("plus vu"))
    elif row.changed and row.last_amount is not None:
        told.append(_("vu à {amount}").format(amount=euros(row.last_amount)))
    return ", ".join(told)


def _facts(page: RecurringPage) -> dict[str, Any]:
    return {
        "proposed": [_found_facts(each) for each in page.proposed],
        "confirmed": [_row_facts(each) for each in page.confirmed],
        "ended": [_row_facts(each) for each in page.ended],
        "left_to_taxes": [_found_facts(each) for each in page.left_to_taxes],
        "month_in_cents": page.month_in.cents,
        "month_out_cents": page.month_out.cents,
    }


def _found_facts(found: Found) -> dict[str, Any]:
    return {**_terms_facts(terms_of(found)), "reason": found.reason, "times": found.times}


def _row_facts(row: RecurringRow) -> dict[str, Any]:
    return {
        "id": id_text(row.recurring_id),
        **_terms_facts(row.terms),
        "last_seen": None if row.last_on is None else row.last_on.isoformat(),
        "next": None if row.next_on is None else row.next_on.isoformat(),
        "gone": row.gone,
        "changed": row.changed,
    }


def _terms_facts(terms: RecurringTerms) -> dict[str, Any]:
    return {
        "name": terms.label,
        "category": terms.category.value,
        "every": terms.cadence.value,
        "day": terms.day,
        "amount_cents": terms.amount.cents,
        "low_cents": (terms.low or terms.amount).cents,
        "high_cents": (terms.high or terms.amount).cents,
        "until": None if terms.until is None else terms.until.isoformat(),
    }
