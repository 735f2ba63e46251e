"""A day of matching the bank that can be begun again anywhere."""

from dataclasses import replace
from datetime import date

from sqlalchemy import func, select

from merchant_desk.database.database import Database
from merchant_desk.models.cash import CashMatch
from merchant_desk.operations.accept_match import accept_match
from merchant_desk.operations.undo_match import undo_line
from merchant_desk.queries.match_lines import LinesAsked, matched_lines
from merchant_desk.queries.match_proposals import match_proposals
from merchant_desk.values.cash_proposal import MatchAsked, ProposedLine
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import MatchId, new_id
from tests.kill.day import act

TODAY = date(2026, 11, 21)


def unsigned() -> Gesture:
    """Return who acts at a station without a keyring."""
    return replace(act(), signer=None)


def live_match(database: Database) -> None:
    """Accept every first proposal, take one line back, and accept it again."""
    with database.read() as session:
        undone = session.scalar(
            select(func.count(CashMatch.id)).where(CashMatch.undoes_id.is_not(None))
        )
    _accept_all(database)
    if not undone:
        with database.read() as session:
            done = matched_lines(session, LinesAsked())
        largest = max(done, key=lambda each: each.line.whole)
        database.gesture(undo_line, unsigned(), largest.line.fact.line_id)
        _accept_all(database)


def _accept_all(database: Database) -> None:
    for line in _waiting(database):
        if line.best is not None:
            asked = MatchAsked(match_id=MatchId(new_id()), proposal=line.best)
            database.gesture(accept_match, unsigned(), asked)


def _waiting(database: Database) -> tuple[ProposedLine, ...]:
    with database.read() as session:
        return match_proposals(session, act().station_id, TODAY)
