"""The filters of each view, as they were left on this computer."""

from dataclasses import fields, replace
from datetime import datetime

from merchant_desk.queries.orders import OrdersQuery
from merchant_desk.ui.remembered import remembered
from merchant_desk.values.order_views import OrderTab, Period

_ARCHIVES = frozenset({OrderTab.ALL, OrderTab.SHIPPED, OrderTab.CANCELLED})
_OWN = frozenset({"tab", "text", "now", "sort", "descending", "new_since"})


class ViewMemory:
    """Each view keeps its own filters; the period is remembered, the rest lasts until closing.

    Work is never hidden by a date: only the views that hold the past begin with the last week.
    """

    def __init__(self) -> None:
        self._kept: dict[OrderTab, OrdersQuery] = {}

    def query(self, tab: OrderTab, now: datetime) -> OrdersQuery:
        """Return the question of a view as it was left."""
        known = self._kept.get(tab)
        if known is not None:
            return replace(known, now=now)
        return OrdersQuery(now, tab, period=self._period(tab))

    def keep(self, query: OrdersQuery) -> None:
        """Keep the filters of a view."""
        own = {
            each.name: getattr(query, each.name) for each in fields(query) if each.name not in _OWN
        }
        self._kept[query.tab] = replace(OrdersQuery(query.now, query.tab), **own)
        remembered().setValue(f"orders/{query.tab}/period", query.period.value)

    def _period(self, tab: OrderTab) -> Period:
        usual = Period.WEEK if tab in _ARCHIVES else Period.ANY
        kept = str(remembered().value(f"orders/{tab}/period", usual.value))
        return Period(kept) if kept in set(Period) else usual
