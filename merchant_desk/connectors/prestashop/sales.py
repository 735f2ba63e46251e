"""Sale prices of PrestaShop: dated rows beside a product, of which a shop may have many.

Only rows for everybody count: no customer, no group, no cart, from the first unit on.
"""

from collections.abc import Sequence
from fractions import Fraction

from merchant_desk.connectors.prestashop.amounts import MILLION, millionths
from merchant_desk.sync.record_fields import Body
from merchant_desk.values.money import Money, round_half_up

_FOR_EVERYBODY = ("id_cart", "id_customer", "id_group", "id_specific_price_rule")
_MICRO_PER_CENT = 10_000
_WHOLE_RATE = 10_000


def is_open(wall: object) -> bool:
    """Tell whether a row has no such date: it began long ago, or never ends."""
    return not isinstance(wall, str) or not wall or wall.startswith("0000")


def for_everybody(row: Body, home: str) -> bool:
    """Tell whether a row concerns whoever buys one piece at home."""
    if any(str(row.get(name) or "0") != "0" for name in _FOR_EVERYBODY):
        return False
    at_home = str(row.get("id_country") or "0") in {"0", home}
    return at_home and str(row.get("from_quantity") or "1") in {"0", "1"}


def of_article(rows: Sequence[Body], product: str, combination: str, home: str) -> list[Body]:
    """Return the rows that concern an article, its own before those of its whole product."""
    wanted = {"0", combination or "0"}
    found = [
        row
        for row in rows
        if str(row.get("id_product")) == product
        and str(row.get("id_product_attribute") or "0") in wanted
        and for_everybody(row, home)
    ]
    return sorted(found, key=lambda row: (_is_whole(row), int(str(row.get("id") or "0"))))


def _is_whole(row: Body) -> bool:
    return str(row.get("id_product_attribute") or "0") == "0"


def runs(row: Body, wall: str) -> bool:
    """Tell whether a sale runs at this local time."""
    begun = is_open(row.get("from")) or str(row["from"]) <= wall
    return begun and (is_open(row.get("to")) or str(row["to"]) >= wall)


def now_or_next(rows: Sequence[Body], wall: str) -> Body | None:
    """Return the sale that runs, else the next to begin, else none."""
    running = next((row for row in rows if runs(row, wall)), None)
    if running is not None:
        return running
    coming = [row for row in rows if not is_open(row.get("from")) and str(row["from"]) > wall]
    return min(coming, key=lambda row: str(row["from"]), default=None)


def sale_price(row: Body, base: int, impact: int, rate_bp: int) -> Money:
    """Return what is paid under a row: ``base`` and ``impact`` are net millionths."""
    told = millionths(row.get("price", "-1"), "specific_prices.price")
    net = Fraction(base + impact)
    if told >= 0:
        net = Fraction(told + (impact if _is_whole(row) else 0))
    taxed = Fraction(_WHOLE_RATE + rate_bp, _WHOLE_RATE)
    reduction = millionths(row.get("reduction", ""), "specific_prices.reduction")
    if row.get("reduction_type") == "percentage":
        gross = net * taxed * (MILLION - reduction) / MILLION
    elif str(row.get("reduction_tax", "1")) == "0":
        gross = (net - reduction) * taxed
    else:
        gross = net * taxed - reduction
    return Money(max(0, round_half_up(gross / _MICRO_PER_CENT)))
