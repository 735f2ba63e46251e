"""What lies on the returns desk before it is finished: the order, and what was scanned."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from merchant_desk.queries.return_card import ReturnedLine
from merchant_desk.queries.return_order import ReturnOrder
from merchant_desk.queries.return_units import OrderLineBack
from merchant_desk.rules.returns.carriage import seller_pays_way_back
from merchant_desk.values.goods_words import Grade, ReturnKind
from merchant_desk.values.ids import LotId, ProductId, RecordId, ReturnId
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.return_reasons import ReturnReason
from merchant_desk.values.taken_return import PayBack, ReturnTaken, TakenItem


@dataclass(frozen=True, slots=True)
class Scanned:
    """Units of an article on the desk, by its name."""

    name: str
    item: TakenItem
    odd: bool = False


@dataclass(frozen=True, slots=True)
class Taking:
    """A return being taken; every change is a new one."""

    taking_id: RecordId
    order: ReturnOrder
    begun_at: datetime
    items: tuple[Scanned, ...] = ()
    kind: ReturnKind = ReturnKind.WITHDRAWAL
    pay_back: PayBack = PayBack.LATER
    means: str = ""
    return_id: ReturnId | None = None
    usual_back: Money = ZERO
    """What a way back usually costs the shop."""
    typed_back: Money | None = None

    @property
    def seller_pays(self) -> bool:
        """Tell whether the shop pays for the way back of anything on the desk."""
        informed = self.order.waiting is None or self.order.waiting.informed
        reasons = [each.item.reason.value for each in self.items] or [""]
        return any(
            seller_pays_way_back(self.kind, reason, notice_given=informed) for reason in reasons
        )

    @property
    def carriage_back(self) -> Money:
        """Return what the way back costs the shop: what was typed, else what is usual."""
        if self.typed_back is not None:
            return self.typed_back
        return self.usual_back if self.seller_pays else ZERO

    @property
    def units(self) -> int:
        """Return how many units lie on the desk."""
        return sum(each.item.units for each in self.items)

    @property
    def refund(self) -> Money:
        """Return about what goes back: the shares of the lines, carriage aside."""
        left = {line.line_id: line.units.back for line in self.order.lines}
        amounts = []
        for each in self.items:
            units = each.item.units
            for line in self.lines_of(each.item.product_id):
                before = left[line.line_id]
                part = min(units, line.units.shipped - before)
                if part > 0:
                    amounts.append(line.total.slice(before, before + part, line.units.ordered))
                    left[line.line_id] += part
                    units -= part
        return total(amounts) if amounts else ZERO

    def lines_of(self, product_id: ProductId) -> tuple[OrderLineBack, ...]:
        """Return the lines of the order that sell an article."""
        return tuple(each for each in self.order.lines if each.product_id == product_id)

    def room(self, product_id: ProductId) -> int:
        """Return how many more units of an article may still be scanned."""
        there = sum(each.item.units for each in self.items if each.item.product_id == product_id)
        return sum(line.units.most for line in self.lines_of(product_id)) - there

    def with_scan(
        self, product_id: ProductId, name: str, units: int, lot_id: LotId | None = None
    ) -> "Taking":
        """Return the desk with these units on it, last."""
        odd = not self.lines_of(product_id)
        reason = self._reason(product_id)
        item = TakenItem(product_id=product_id, units=units, reason=reason, lot_id=lot_id)
        last = self.items[-1] if self.items else None
        if last and last.item == replace(item, units=last.item.units):
            more = replace(last, item=replace(item, units=last.item.units + units))
            return replace(self, items=(*self.items[:-1], more))
        return replace(self, items=(*self.items, Scanned(name, item, odd)))

    def graded(self, place: int, grade: Grade) -> "Taking":
        """Return the desk with one item graded."""
        return self._changed(place, replace(self.items[place].item, grade=grade))

    def reasoned(self, place: int, reason: ReturnReason) -> "Taking":
        """Return the desk with the reason of one item."""
        return self._changed(place, replace(self.items[place].item, reason=reason))

    def priced(self, place: int, price: Money | None) -> "Taking":
        """Return the desk with the price at which second choice is sold."""
        return self._changed(place, replace(self.items[place].item, twin_price=price))

    def identified(self, return_id: ReturnId, found: Sequence[ReturnedLine]) -> "Taking":
        """Return the desk with what was found before its order was known; the rest still waits."""
        desk = replace(self, return_id=return_id)
        for line in found:
            units = min(line.received, desk.room(line.product_id))
            if line.odd and units > 0:
                desk = desk.with_scan(line.product_id, line.name, units)
        return desk

    def without(self, place: int) -> "Taking":
        """Return the desk with one unit of an item taken off."""
        each = self.items[place]
        if each.item.units > 1:
            return self._changed(place, replace(each.item, units=each.item.units - 1))
        return replace(self, items=self.items[:place] + self.items[place + 1 :])

    def everything(self) -> "Taking":
        """Return the desk with all that may still come: a parcel that nobody took."""
        items = tuple(
            Scanned(
                line.name,
                TakenItem(
                    product_id=line.product_id,
                    units=line.units.most,
                    reason=ReturnReason.NPAI,
                ),
            )
            for line in self.order.lines
            if line.product_id is not None and line.units.most and not line.is_kit
        )
        return replace(self, items=items, kind=ReturnKind.REFUSED)

    def finished(self, minutes: int) -> ReturnTaken:
        """Return what is asked of the desk."""
        return ReturnTaken(
            taking_id=self.taking_id,
            order_id=self.order.order_id,
            items=tuple(each.item for each in self.items),
            return_id=self.return_id,
            kind=self.kind,
            pay_back=self.pay_back,
            means=self.means,
            minutes=minutes,
            carriage_back=self.carriage_back,
        )

    def _changed(self, place: int, item: TakenItem) -> "Taking":
        each = replace(self.items[place], item=item)
        return replace(self, items=(*self.items[:place], each, *self.items[place + 1 :]))

    def _reason(self, product_id: ProductId) -> ReturnReason:
        """Return what was declared of an article, else the reason of the last one."""
        if self.order.waiting is not None:
            for product, _units, reason in self.order.waiting.expected:
                if product == product_id and reason in set(ReturnReason):
                    return ReturnReason(reason)
        return self.items[-1].item.reason if self.items else ReturnReason.CHANGED_MIND
