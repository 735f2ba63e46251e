"""From which day the desk follows cheques to the bank: those received before were brought."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.queries.unmapped.station import SETTINGS
from merchant_desk.values.settings import CASH_CHEQUES_SINCE

_ASKED = select(SETTINGS.c.value).where(
    SETTINGS.c.station == "", SETTINGS.c.key == CASH_CHEQUES_SINCE.key
)


def cheques_since(session: Session) -> date | None:
    """Return the day she said, or None: every cheque that no slip holds is to be brought."""
    told = session.execute(_ASKED).scalar()
    try:
        return date.fromisoformat(told or "")
    except ValueError:
        return None
