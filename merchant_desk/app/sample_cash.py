"""What she said of the sample shop's bank: what comes back, and what older movements were for."""

from collections.abc import Callable
from datetime import date, timedelta

from sqlalchemy.orm import Session

from merchant_desk.lanes import Lanes
from merchant_desk.operations.accept_match import accept_match
from merchant_desk.operations.confirm_recurring import confirm_recurring, terms_of
from merchant_desk.queries.match_lines import LinesAsked, waiting_lines
from merchant_desk.queries.recurring_history import found_in, looked_at, told_until
from merchant_desk.values.cash_categories import category_words
from merchant_desk.values.cash_match import LineFact, MatchProposal, ProposedPart
from merchant_desk.values.cash_proposal import MatchAsked
from merchant_desk.values.cash_words import CashCategory, MatchTarget, Sureness
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import MatchId, new_id
from merchant_desk.values.money import total

_LEFT_DAYS = 28
"""Movements of these last days are left for her to match."""
_CONFIRMED = frozenset(
    {
        CashCategory.SALARY,
        CashCategory.RENT,
        CashCategory.LOAN,
        CashCategory.ENERGY,
        CashCategory.INSURANCE,
        CashCategory.BANK_FEES,
        CashCategory.OWNER,
        CashCategory.OTHER,
    }
)
"""Taxes and subscriptions are left for her to decide on."""
_WORDS = (
    ("STRIPE", CashCategory.PAYOUT),
    ("SUMUP", CashCategory.PAYOUT),
    ("VERSEMENT", CashCategory.DEPOSIT),
    ("REMISE", CashCategory.DEPOSIT),
    ("LOYER", CashCategory.RENT),
    ("SALAIRE", CashCategory.SALARY),
    ("GERANCE", CashCategory.OWNER),
    ("URSSAF", CashCategory.SOCIAL),
    ("TVA", CashCategory.VAT),
    ("PRET", CashCategory.LOAN),
    ("EDF", CashCategory.ENERGY),
    ("MAAF", CashCategory.INSURANCE),
    ("ORANGE", CashCategory.SUBSCRIPTION),
    ("OVHCLOUD", CashCategory.SUBSCRIPTION),
    ("FRAIS", CashCategory.BANK_FEES),
    ("FACT", CashCategory.GOODS),
    ("TRAVAUX", CashCategory.OTHER),
)


def answer_bank(lanes: Lanes, act: Callable[[], Gesture], today: date) -> None:
    """Answer as she would have, one kind of movement at a time; never in the window's thread."""
    lanes.write(_confirm, act()).result()
    last = today - timedelta(days=_LEFT_DAYS)
    for said in lanes.read(_said, last).result():
        asked = MatchAsked(match_id=MatchId(new_id()), proposal=said)
        lanes.write(accept_match, act(), asked).result()


def _confirm(session: Session, gesture: Gesture) -> None:
    until = told_until(session)
    found = found_in(session, gesture.station_id, looked_at(session, until), until)
    for each in found.proposed:
        if each.category in _CONFIRMED:
            confirm_recurring(session, gesture, terms_of(each))


def _said(session: Session, last: date) -> list[MatchProposal]:
    """Return what the movements until a day were for, by their words."""
    kinds: dict[CashCategory, list[LineFact]] = {}
    for each in waiting_lines(session, LinesAsked(last=last)):
        words = each.fact.label
        category = next((known for word, known in _WORDS if word in words), CashCategory.SALES)
        kinds.setdefault(category, []).append(each.fact)
    return [_for(category, lines) for category, lines in kinds.items()]


def _for(category: CashCategory, lines: list[LineFact]) -> MatchProposal:
    """Return that all of these lines, of one sign, are for one thing."""
    part = ProposedPart(
        target=MatchTarget.CATEGORY,
        target_id=None,
        category=category,
        amount=total(each.amount for each in lines),
        label=category_words(category),
    )
    return MatchProposal(
        line_ids=tuple(each.line_id for each in lines),
        parts=(part,),
        sureness=Sureness.LIKELY,
        reason="",
    )
