"""One line of an order as it stands in the form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from merchant_desk.queries.orderable import Orderable
from merchant_desk.queries.purchase_card import PurchaseCardLine
from merchant_desk.rules.line_entry import read_discount
from merchant_desk.rules.purchasing.prices import is_possible_cost, next_break, price_for
from merchant_desk.rules.purchasing.quantities import Rounded, rounded_up
from merchant_desk.rules.purchasing.totals import PricedLine
from merchant_desk.ui.products.field_checks import cost_tenthousandths, written_cost
from merchant_desk.values.entries import read_whole
from merchant_desk.values.french import number, rate
from merchant_desk.values.ids import ProductId
from merchant_desk.values.purchase_words import unit_cost
from merchant_desk.values.purchases import MOST_UNITS, PurchaseWish
from merchant_desk.values.texts import _


class Cell(StrEnum):
    """What can be typed of a line."""

    QUANTITY = "quantity"
    PRICE = "price"
    REBATE = "rebate"


@dataclass(frozen=True, slots=True)
class TypedLine:
    """An article and what was typed beside it; no price typed is that of its supplier."""

    article: Orderable
    quantity: str
    price: str = ""
    rebate: str = ""
    reason: str = ""

    @property
    def units(self) -> int:
        """Return the units as far as they can be read."""
        found = read_whole(self.quantity)
        return found if found is not None and 0 < found <= MOST_UNITS else 0

    @property
    def cost(self) -> int | None:
        """Return the unit cost: as typed, else what the supplier asks for so many."""
        if self.price:
            return cost_tenthousandths(self.price)
        return price_for(self.article.terms, self.units)

    @property
    def rebate_bp(self) -> int:
        """Return the rebate as far as it can be read."""
        found = read_rebate(self.rebate)
        return 0 if found is None else found

    @property
    def priced(self) -> PricedLine:
        """Return the line for the total."""
        return PricedLine(self.units, self.cost, self.rebate_bp)

    @property
    def rounded(self) -> Rounded:
        """Return what the supplier would send for so many."""
        terms = self.article.terms
        return rounded_up(self.units, terms.pack_units, terms.minimum_units)

    @property
    def wish(self) -> PurchaseWish:
        """Return the line as it is ordered."""
        return PurchaseWish(
            self.article.product_id, self.units, self.cost, self.rebate_bp, self.reason
        )

    @property
    def shown_price(self) -> str:
        """Return what the cell of the price says."""
        return self.price or written_cost(self.cost)


def read_rebate(text: str) -> int | None:
    """Return a rebate in basis points, or None when it is none; nothing typed is no rebate."""
    plain = text.strip()
    found = read_discount(plain if not plain or plain.endswith("%") else f"{plain}\u00a0%")
    return None if found is None else found[1]


def wrong_cells(line: TypedLine) -> Mapping[Cell, str]:
    """Return what is wrong with a line, cell by cell."""
    cost = cost_tenthousandths(line.price) if line.price else 0
    found = {
        Cell.QUANTITY: "" if line.units else _("Un nombre entier, 1 au moins."),
        Cell.PRICE: ""
        if cost is not None and is_possible_cost(cost)
        else _("Un prix, comme 4,1250."),
        Cell.REBATE: ""
        if read_rebate(line.rebate) is not None
        else _("Un pourcentage, comme 5\u00a0%."),
    }
    return {cell: words for cell, words in found.items() if words}


def changed(line: TypedLine, cell: Cell, text: str) -> TypedLine:
    """Return the line with another text in a cell."""
    match cell:
        case Cell.QUANTITY:
            return replace(line, quantity=text)
        case Cell.PRICE:
            same = text == written_cost(price_for(line.article.terms, line.units))
            return replace(line, price="" if same else text)
        case Cell.REBATE:
            found = read_rebate(text)
            return replace(line, rebate=rate(found) if found else ("" if found == 0 else text))


def hint(line: TypedLine) -> str:
    """Return what would make the line better: a cheaper unit from a few more on."""
    ahead = next_break(line.article.terms, line.units)
    if ahead is None or line.price or not line.units or ahead.from_units > 2 * line.units:
        return ""
    words = _("À partir de {units}, l’unité coûte {price}.")
    return words.format(units=number(ahead.from_units), price=unit_cost(ahead.cost_tenthousandths))


def kept_lines(
    kept: Sequence[PurchaseCardLine], found: Sequence[Orderable]
) -> tuple[TypedLine, ...]:
    """Return the lines of an order as one would type them."""
    known = {each.product_id: each for each in found}
    return tuple(
        TypedLine(
            known[each.product_id],
            str(each.quantity),
            written_cost(each.cost_tenthousandths),
            rate(each.rebate_bp) if each.rebate_bp else "",
            each.reason,
        )
        for each in kept
        if each.product_id in known
    )


def figures(
    lines: Sequence[PurchaseCardLine] | Sequence[PurchaseWish],
) -> list[tuple[ProductId, int, int | None, int]]:
    """Return what a change of lines is told by."""
    return [
        (each.product_id, each.quantity, each.cost_tenthousandths, each.rebate_bp) for each in lines
    ]
