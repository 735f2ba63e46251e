"""Amounts and days of a settlement, and its lines gathered into transfers that are proved."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo

from merchant_desk.documents.payouts.amounts import decimal_sign, read_cents
from merchant_desk.documents.payouts.days import DayOrder, day_order, read_moment
from merchant_desk.documents.payouts.refusals import (
    line_not_proved,
    no_amount,
    no_day,
    not_proved,
    nothing_paid,
    other_currency,
    refused,
    turned_round,
)
from merchant_desk.documents.payouts.sheet import Cells, Sheet
from merchant_desk.values.cash_words import PayoutKind
from merchant_desk.values.clock import paris_date
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.payout_file import ToldPayout, ToldPayoutLine
from merchant_desk.values.texts import _, ngettext

_EURO = frozenset({"", "EUR", "€", "EURO", "EUROS"})


@dataclass(frozen=True, slots=True)
class Written:
    """How a file writes its amounts and its days, judged over the whole of it."""

    decimal: str
    order: DayOrder

    def money(self, row: Cells, *names: str) -> Money:
        """Return the amount of the first of these cells that has one, zero when none has."""
        text = row.raw(*names)
        if not text:
            return ZERO
        cents = read_cents(text, self.decimal)
        if cents is None:
            raise no_amount(row.line, text)
        return Money(cents)

    def needed(self, row: Cells, *names: str) -> Money:
        """Return an amount that must be there."""
        if not row.raw(*names):
            raise no_amount(row.line, "")
        return self.money(row, *names)

    def moment(self, row: Cells, *names: str, zone: tzinfo | None = None) -> datetime:
        """Return the instant of the first of these cells that has something.

        A heading that ends in « utc » is in that zone.
        """
        name = next((each for each in names if row.raw(each)), "")
        text = row.raw(name)
        told = read_moment(text, self.order, UTC if name.endswith(" utc") else zone)
        if told is None:
            raise no_day(row.line, text)
        return told

    def day(self, row: Cells, *names: str, zone: tzinfo | None = None) -> date:
        """Return the day in Paris of the first of these cells that has something."""
        return paris_date(self.moment(row, *names, zone=zone))


def written(sheet: Sheet, amounts: Sequence[str], days: Sequence[str]) -> Written:
    """Return how a file writes; refuses days that no order of day and month explains."""
    order = day_order(sheet.cells(days))
    if order is None:
        raise refused(
            _("ses dates mélangent jour/mois et mois/jour"),
            _("Téléchargez le fichier de nouveau, sans l’ouvrir dans un tableur."),
        )
    return Written(decimal_sign(sheet.cells(amounts)), order)


def in_euros(row: Cells, *names: str) -> None:
    """Refuse a row whose settled money is not the euro."""
    currency = row.raw(*names).upper()
    if currency not in _EURO:
        raise other_currency(row.line, currency)


def is_euro(row: Cells, *names: str) -> bool:
    """Tell whether the money of a row is the euro."""
    return row.raw(*names).upper() in _EURO


def parted(row: Cells, amount: Money, fee: Money, net: Money, vat: Money = ZERO) -> Money:
    """Return the fee, zero or below, whatever its sign in the file: the net decides.

    The VAT of the fee may be inside it or beside it. Raises RefusedError when neither gives the
    net of the line.
    """
    kept = net - amount
    if abs(kept.cents) not in (abs(fee.cents), abs((fee + vat).cents), abs((fee - vat).cents)):
        raise line_not_proved(row.line)
    return kept


def gathered(
    provider: str,
    lines: Mapping[str, Sequence[ToldPayoutLine]],
    told: Mapping[str, tuple[date, Money]],
) -> tuple[ToldPayout, ...]:
    """Return the transfers by day, each proved to the cent; refuses one that is not.

    ``told`` is what the file says of each: its day and what was transferred.
    """
    if not told:
        raise nothing_paid(provider)
    made = [
        ToldPayout(
            provider=provider, reference=key, paid_on=day, net=net, lines=tuple(lines.get(key, ()))
        )
        for key, (day, net) in told.items()
    ]
    for each in made:
        if any(line.kind is PayoutKind.SALE and line.amount < ZERO for line in each.lines):
            raise turned_round()
        if each.difference:
            raise not_proved(each)
    return tuple(sorted(made, key=lambda each: (each.paid_on, each.reference)))


def left_out(count: int) -> tuple[str, ...]:
    """Return the note about lines that are in no transfer yet."""
    if not count:
        return ()
    words = ngettext(
        "{n} ligne n’est dans aucun versement\u00a0: elle viendra avec un prochain relevé.",
        "{n} lignes ne sont dans aucun versement\u00a0: elles viendront avec un prochain relevé.",
        count,
    )
    return (words.format(n=count),)


def last_day(days: Iterable[date]) -> date:
    """Return the last of some days."""
    return max(days)
