"""What the forecast does not know or may count twice, said in sentences under it."""

from datetime import date, timedelta

from sqlalchemy import BigInteger, func, select, type_coerce
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.cash import BankLine, CashAccount, CashMatch, Recurring
from merchant_desk.queries.bank_accounts import BankBalance
from merchant_desk.queries.bank_lines import live_lines
from merchant_desk.queries.forecast_asked import ForecastAsked
from merchant_desk.values.cash_words import RecurringState
from merchant_desk.values.french import euros, number, short_date
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _, ngettext

_LINES, _MATCHES, _RECURRING, _ACCOUNTS = (
    table(BankLine),
    table(CashMatch),
    table(Recurring),
    table(CashAccount),
)
_OLD_DAYS = 7
_LOOKED_BACK = timedelta(days=60)


def forecast_notes(session: Session, asked: ForecastAsked, balance: BankBalance) -> tuple[str, ...]:
    """Return what she should know before she believes the line."""
    return (
        *_bank(asked, balance),
        *_waiting(session, asked),
        *_proposed(session),
    )


def _bank(asked: ForecastAsked, balance: BankBalance) -> list[str]:
    if balance.on is None:
        return [_("Aucun relevé de banque n’a été apporté\u00a0: le solde de départ est de zéro.")]
    told = []
    days = (asked.today - balance.on).days
    if days > _OLD_DAYS:
        words = _("La banque n’est connue que jusqu’au {day}, il y a {n} jours.")
        told.append(words.format(day=short_date(balance.on), n=number(days)))
    if balance.behind:
        words = _("Comptes connus moins loin que les autres\u00a0: {accounts}.")
        told.append(words.format(accounts=", ".join(_known(*each) for each in balance.behind)))
    return told


def _known(name: str, day: date | None) -> str:
    if day is None:
        return _("{account} (rien de connu)").format(account=name)
    return _("{account} (jusqu’au {day})").format(account=name, day=short_date(day))


def _waiting(session: Session, asked: ForecastAsked) -> list[str]:
    """Say how many recent lines were found to be nothing yet: what they pay may be counted too."""
    if asked.known_on is None:
        return []
    amount = type_coerce(_LINES.c.amount, BigInteger)
    matched = (
        select(func.coalesce(func.sum(type_coerce(_MATCHES.c.amount, BigInteger)), 0))
        .where(_MATCHES.c.line_id == _LINES.c.id)
        .correlate(_LINES)
        .scalar_subquery()
    )
    rows = session.execute(
        select(amount - matched).where(
            live_lines(),
            _LINES.c.account_id.in_(select(_ACCOUNTS.c.id).where(_ACCOUNTS.c.active)),
            _LINES.c.booked_on >= asked.known_on - _LOOKED_BACK,
            amount != matched,
        )
    )
    left = [int(row[0]) for row in rows]
    if not left:
        return []
    words = ngettext(
        "{n} ligne de banque attend d’être rapprochée ({came} entrés, {went} sortis)\u00a0: "
        "ce qu’elle règle peut être compté deux fois.",
        "{n} lignes de banque attendent d’être rapprochées ({came} entrés, {went} sortis)\u00a0: "
        "ce qu’elles règlent peut être compté deux fois.",
        len(left),
    )
    came = Money(sum(each for each in left if each > 0))
    went = Money(-sum(each for each in left if each < 0))
    return [words.format(n=number(len(left)), came=euros(came), went=euros(went))]


def _proposed(session: Session) -> list[str]:
    count = session.execute(
        select(func.count()).where(_RECURRING.c.state == RecurringState.PROPOSED)
    ).scalar_one()
    if not count:
        return []
    words = ngettext(
        "{n} récurrent attend votre confirmation\u00a0: il n’est pas compté.",
        "{n} récurrents attendent votre confirmation\u00a0: ils ne sont pas comptés.",
        count,
    )
    return [words.format(n=number(count))]
