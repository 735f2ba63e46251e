"""Check what she says of something that comes back, and write it."""

from collections.abc import Iterator
from datetime import date
from itertools import chain

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.cash import CashAccount, Recurring
from merchant_desk.rules.recurring.amounts import near
from merchant_desk.values.cash_words import Cadence, RecurringState
from merchant_desk.values.folding import folded
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import RecurringId, new_id
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.recurring import RecurringTerms
from merchant_desk.values.texts import _

_LAST_DAY = 31
_WEEK = 7
_FIRST_YEAR = 2000
_LAST_YEAR = 2100
_HALF = 2
_MOST = Money(10**11)
"""A billion euros: more is a slip of the finger."""


def find_recurring(session: Session, recurring_id: RecurringId) -> Recurring:
    """Return what comes back, or refuse."""
    found = session.get(Recurring, recurring_id)
    if found is None:
        raise RefusedError(
            _("Rien n’a changé\u00a0: ce récurrent n’existe pas ou plus."),
            _("Choisissez-en un de la liste."),
        )
    return found


def new_recurring(
    session: Session, gesture: Gesture, terms: RecurringTerms, state: RecurringState
) -> Recurring:
    """Write one that was not known."""
    check_terms(session, terms)
    made = Recurring(
        id=RecurringId(new_id()),
        label=terms.label.strip(),
        category=terms.category,
        cadence=terms.cadence,
        amount=terms.amount,
        low=terms.amount,
        high=terms.amount,
        day=terms.day,
        first_on=terms.first_on,
        state=state,
        changed_at=gesture.at,
        by=gesture.person,
    )
    write_terms(made, gesture, terms)
    session.add(made)
    session.flush()
    return made


def write_terms(kept: Recurring, gesture: Gesture, terms: RecurringTerms) -> None:
    """Give it what was checked."""
    kept.label, kept.category = terms.label.strip(), terms.category
    kept.cadence, kept.day, kept.first_on = terms.cadence, terms.day, terms.first_on
    kept.amount = terms.amount
    kept.low = terms.amount if terms.low is None else terms.low
    kept.high = terms.amount if terms.high is None else terms.high
    kept.until, kept.account_id = terms.until, terms.account_id
    kept.pattern, kept.reason = terms.pattern.strip(), terms.reason
    kept.changed_at, kept.by = gesture.at, gesture.person


def check_terms(session: Session, terms: RecurringTerms) -> None:
    """Refuse what cannot be: a name, an amount, a day or an account that is none."""
    wrong = next(chain(_wrong_amounts(terms), _wrong_days(terms)), None)
    if wrong is None and terms.account_id and session.get(CashAccount, terms.account_id) is None:
        wrong = _("ce compte n’existe pas ou plus"), _("Choisissez un compte de la liste.")
    if wrong is not None:
        what, advice = wrong
        told = _("Le récurrent n’a pas été gardé\u00a0: {what}.").format(what=what)
        raise RefusedError(told, advice)


def _wrong_amounts(terms: RecurringTerms) -> Iterator[tuple[str, str]]:
    if not terms.label.strip():
        yield _("le nom manque"), _("Dites ce qui revient, comme «\u00a0Loyer\u00a0».")
    if terms.amount == ZERO or abs(terms.amount.cents) > _MOST.cents:
        yield _("le montant n’est pas possible"), _("Écrivez un montant comme 890,00.")
    low, high = terms.low or terms.amount, terms.high or terms.amount
    if not low <= terms.amount <= high or (low > ZERO) != (high > ZERO):
        yield (
            _("le montant n’est pas entre le plus bas et le plus haut"),
            _("Corrigez l’un des trois, tous du même sens."),
        )


def _wrong_days(terms: RecurringTerms) -> Iterator[tuple[str, str]]:
    if not 1 <= terms.day <= (_WEEK if terms.cadence is Cadence.WEEKLY else _LAST_DAY):
        yield (
            _("le jour n’est pas possible"),
            _("Écrivez un jour de 1 à 31, ou de 1 à 7 pour chaque semaine."),
        )
    if not all(_possible(each) for each in (terms.first_on, terms.until)):
        yield _("la date n’est pas possible"), _("Écrivez une date comme 05/12/2026.")
    if terms.until is not None and terms.until < terms.first_on:
        yield (
            _("la fin est avant le début"),
            _("Corrigez l’une des deux dates, ou laissez la fin vide."),
        )


def refuse_known(session: Session, terms: RecurringTerms) -> None:
    """Refuse what she confirmed already: it would be foreseen twice."""
    wanted = select(Recurring).where(Recurring.state == RecurringState.CONFIRMED)
    for each in session.scalars(wanted):
        over = each.until is not None and each.until < terms.first_on
        if not over and (_reads_alike(each, terms) or _is_called_alike(each, terms)):
            raise RefusedError(
                _(
                    "Le récurrent n’a pas été gardé\u00a0: «\u00a0{name}\u00a0» est déjà confirmé."
                ).format(name=each.label),
                _("Modifiez celui qui existe\u00a0: deux seraient prévus deux fois."),
            )


def _reads_alike(kept: Recurring, terms: RecurringTerms) -> bool:
    """Tell whether both are the same lines of the bank."""
    if not terms.pattern or kept.pattern != terms.pattern:
        return False
    same_account = None in (kept.account_id, terms.account_id)
    return (same_account or kept.account_id == terms.account_id) and near(
        kept.amount, terms.amount, _HALF
    )


def _is_called_alike(kept: Recurring, terms: RecurringTerms) -> bool:
    """Tell whether both are one thing by name, amount and rhythm: she added it twice."""
    mine = (folded(kept.label), kept.amount, kept.cadence, kept.day)
    return mine == (folded(terms.label.strip()), terms.amount, terms.cadence, terms.day)


def _possible(day: date | None) -> bool:
    return day is None or _FIRST_YEAR <= day.year <= _LAST_YEAR
