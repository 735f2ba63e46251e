"""Say from which day cheques are brought with the desk: those of before are at the bank already."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.operations.save_settings import save_setting
from merchant_desk.queries.cheques_since import cheques_since
from merchant_desk.queries.deposit_candidates import cheques_to_bring
from merchant_desk.values.clock import paris_date
from merchant_desk.values.french import short_date
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.money import Money, total
from merchant_desk.values.settings import CASH_CHEQUES_SINCE
from merchant_desk.values.texts import _


@dataclass(frozen=True, slots=True)
class ChequesBegun:
    """What is left to bring, and what was said before, to be said again if it was wrong."""

    since: date | None
    before: date | None
    count: int
    amount: Money


def begin_cheques(session: Session, gesture: Gesture, since: date | None) -> ChequesBegun:
    """Count cheques received before a day as brought; None: none is, as at first.

    Nothing is written of the cheques themselves. Raises RefusedError for a day to come.
    """
    today = paris_date(gesture.at)
    if since is not None and since > today:
        raise RefusedError(
            _("Rien n’a changé\u00a0: le {day} n’est pas encore là.").format(day=short_date(since)),
            _("Écrivez le premier jour dont les chèques sont encore à remettre."),
        )
    before = cheques_since(session)
    save_setting(session, gesture, CASH_CHEQUES_SINCE, since.isoformat() if since else "")
    left = cheques_to_bring(session, today)
    return ChequesBegun(since, before, len(left), total(each.amount for each in left))
