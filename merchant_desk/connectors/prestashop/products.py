"""Understand one raw PrestaShop product or combination, with what the pull put beside it."""

import re
from dataclasses import dataclass

from merchant_desk.connectors.prestashop.amounts import MILLION, millionths, price_with_tax
from merchant_desk.connectors.prestashop.fields import optional_id, remote_id, row, spoken
from merchant_desk.connectors.prestashop.local_time import instant, optional_instant, zone_named
from merchant_desk.connectors.prestashop.sales import sale_price
from merchant_desk.errors import RemoteDataError
from merchant_desk.sync.record_fields import Body, UnfitError, missing, parsed, text, whole
from merchant_desk.values.money import Money
from merchant_desk.values.remote import RemoteProduct
from merchant_desk.values.texts import _

_GRAMS = {"kg": 1000, "g": 1}
_NOT_DIGITS = re.compile(r"[\s.-]")


def read_product(body: str) -> RemoteProduct:
    """Return the product, or raise ``RemoteDataError`` with the reason a merchant can read."""
    name = ""
    try:
        data = parsed(body)
        product, desk = row(data, "product"), row(data, "desk")
        name = spoken(product.get("name"), text(desk.get("language")))
        return _read(data, product, desk, name)
    except UnfitError as unfit:
        raise RemoteDataError(
            _("Le produit «\u00a0{name}\u00a0» n’a pas été repris\u00a0: {reason}.").format(
                name=name or "?", reason=unfit.reason
            ),
            _("Corrigez-le dans la boutique puis cliquez sur Réessayer, ou écartez-le."),
        ) from unfit


@dataclass(frozen=True, slots=True)
class _Prices:
    price: Money | None
    sale: Money | None


def _read(data: Body, product: Body, desk: Body, name: str) -> RemoteProduct:
    if not name:
        raise missing("name")
    combination = row(data, "combination")
    product_id = remote_id(product.get("id"), "id")
    number = f"{product_id}-{remote_id(combination.get('id'), 'id')}" if combination else product_id
    sold = desk.get("parent") is not True
    own = combination or product
    zone = zone_named(text(desk.get("zone")))
    sale = row(desk, "sale")
    prices = _prices(product, combination, desk) if sold else _Prices(None, None)
    return RemoteProduct(
        remote_id=number,
        parent_remote_id=product_id if combination else "",
        sku=text(own.get("reference")),
        name=name,
        option_text=text(desk.get("options")),
        ean=_ean(own, desk),
        price=prices.price,
        sale_price=prices.sale,
        rate_bp=whole(desk.get("rate_bp"), "rate_bp"),
        stock=_stock(data, desk) if sold else None,
        sellable=sold,
        modified_at=optional_instant(product.get("date_upd"), zone)
        or instant(product.get("date_add"), "date_add", zone),
        weight_g=_weight(product, combination, text(desk.get("weight_unit"))),
        image_url=_image(product, desk),
        bin_hint=text(row(data, "stock").get("location")) or text(product.get("location")),
        categories=(text(desk.get("category")),) if text(desk.get("category")) else (),
        sale_from=optional_instant(sale.get("from"), zone) if prices.sale else None,
        sale_to=optional_instant(sale.get("to"), zone) if prices.sale else None,
    )


def _prices(product: Body, combination: Body, desk: Body) -> _Prices:
    """Return the price with tax, the impact of a combination added, and the sale of it."""
    base = millionths(product.get("price"), "price")
    impact = millionths(combination.get("price", ""), "combination.price")
    rate_bp = whole(desk.get("rate_bp"), "rate_bp")
    price = price_with_tax(base + impact, rate_bp) + ecotax(product, combination)
    sale = row(desk, "sale")
    if not sale:
        return _Prices(price, None)
    lowered = sale_price(sale, base, impact, rate_bp) + ecotax(product, combination)
    return _Prices(price, lowered if lowered < price else None)


def ecotax(product: Body, combination: Body) -> Money:
    """Return the ecotax that PrestaShop adds to the price; a combination may have its own."""
    own = millionths(combination.get("ecotax", ""), "ecotax")
    return price_with_tax(own or millionths(product.get("ecotax", ""), "ecotax"), 0)


def _ean(own: Body, desk: Body) -> str:
    return _NOT_DIGITS.sub("", text(own.get(text(desk.get("ean")) or "ean13")))


def _stock(data: Body, desk: Body) -> int | None:
    """Return what the shop can sell; None when it does not count this very product."""
    quantity = row(data, "stock").get("quantity")
    if desk.get("counted") is not True or quantity is None or quantity == "":
        return None
    return whole(quantity, "quantity")


def _weight(product: Body, combination: Body, unit: str) -> int | None:
    told = millionths(product.get("weight", ""), "weight") + millionths(
        combination.get("weight", ""), "weight"
    )
    if told <= 0 or unit not in _GRAMS:
        return None
    return told * _GRAMS[unit] // MILLION


def _image(product: Body, desk: Body) -> str:
    """Return the address of the picture: its number, a folder for each digit."""
    image = optional_id(product.get("id_default_image"))
    address = text(desk.get("address"))
    return f"{address}/img/p/{'/'.join(image)}/{image}.jpg" if image and address else ""
