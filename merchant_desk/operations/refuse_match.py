"""Say that a proposal is wrong: lines that read alike are not proposed so any more."""

from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.operations.teach_match import unteach
from merchant_desk.queries.match_lines import lines_of
from merchant_desk.values.cash_match import MatchProposal
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import MatchRuleId
from merchant_desk.values.texts import _


def refuse_match(
    session: Session, gesture: Gesture, proposal: MatchProposal
) -> tuple[MatchRuleId, ...]:
    """Note what she refused for these lines; nothing is matched. Return the rules that know it."""
    lines = lines_of(session, proposal.line_ids)
    if not lines or not proposal.parts:
        raise RefusedError(
            _("Le refus n’a pas été noté\u00a0: cette opération n’est plus là."),
            _("Rouvrez la page\u00a0: un import a pu être annulé."),
        )
    found = (unteach(session, gesture, each.fact, proposal.parts[0]) for each in lines)
    return tuple(each for each in found if each is not None)
