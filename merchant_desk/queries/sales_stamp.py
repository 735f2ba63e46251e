"""What expected sales hang on beside the day: told in a moment, so that who kept them knows."""

from collections.abc import Hashable
from datetime import date, timedelta

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared
from merchant_desk.models.base import table
from merchant_desk.models.cash_aside import BankDeposit
from merchant_desk.models.order import Order
from merchant_desk.models.promotion import PromotionEvent
from merchant_desk.queries.demand_rows import midnight

_ORDERS = table(Order)
_SINCE = timedelta(weeks=60)
_STAMP = Prepared(
    select(
        select(func.max(table(PromotionEvent).c.row)).scalar_subquery().label("operations"),
        select(func.count(table(BankDeposit).c.id)).scalar_subquery().label("deposits"),
        select(func.count())
        .where(
            _ORDERS.c.placed_at >= bindparam("since", type_=_ORDERS.c.placed_at.type),
            _ORDERS.c.placed_at < bindparam("today", type_=_ORDERS.c.placed_at.type),
        )
        .scalar_subquery()
        .label("orders"),
    )
)


def sales_stamp(session: Session, today: date) -> Hashable:
    """Return another answer once a promotion is planned, money brought, or a past order came in."""
    return tuple(_STAMP.rows(session, since=midnight(today - _SINCE), today=midnight(today))[0])
