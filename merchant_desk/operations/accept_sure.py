"""Accept all that is sure, in pieces: each one is whole, and what changed meanwhile is left."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.operations.accept_match import accept_match
from merchant_desk.values.cash_proposal import MatchAsked, ProposedLine, SureAccepted
from merchant_desk.values.cash_words import Sureness
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import MatchId, new_id

CHUNK = 20
"""How many a transaction takes: scans and sales get their turn in between."""


def sure_of(lines: Sequence[ProposedLine]) -> tuple[MatchAsked, ...]:
    """Return what is sure of these lines, each proposal once."""
    sure = (each.best for each in lines if each.best is not None)
    once = {each.line_ids: each for each in sure if each.sureness is Sureness.SURE}
    return tuple(MatchAsked(match_id=MatchId(new_id()), proposal=each) for each in once.values())


def accept_sure(session: Session, gesture: Gesture, asked: Sequence[MatchAsked]) -> SureAccepted:
    """Accept each of these, as ``accept_match`` does; one that is refused keeps no other back."""
    done: list[MatchId] = []
    refused: list[str] = []
    lines = 0
    for each in asked:
        try:
            with session.begin_nested():
                made = accept_match(session, gesture, each)
            done += made.match_ids
            lines += len(made.line_ids)
        except RefusedError as refusal:
            refused.append(refusal.title)
    return SureAccepted(accepted=tuple(done), refused=tuple(refused), lines=lines)
