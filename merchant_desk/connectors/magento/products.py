"""Understand one raw Magento product, with what the pull put beside it."""

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from merchant_desk.connectors.magento.levels import SOLD_TYPES, attributes, prices_of
from merchant_desk.connectors.magento.terms import PriceTerms, zone_named
from merchant_desk.errors import RemoteDataError
from merchant_desk.sync.record_fields import (
    Body,
    UnfitError,
    exact,
    instant,
    missing,
    parsed,
    remote_id,
    row,
    text,
    whole,
)
from merchant_desk.values.money import Money, round_half_up
from merchant_desk.values.remote import RemoteProduct
from merchant_desk.values.texts import _

EAN_CODES = ("ean", "gtin", "barcode", "ean13", "ean_code", "upc", "code_barre")
GRAMS = {"kgs": Fraction(1000), "lbs": Fraction(45_359_237, 100_000)}
_PAIR = 2
_NOT_DIGITS = re.compile(r"[\s.-]")


def read_product(body: str, ean: Sequence[str], bins: Sequence[str]) -> RemoteProduct:
    """Return the product, or raise ``RemoteDataError`` with the reason a merchant can read."""
    name = ""
    try:
        envelope = parsed(body)
        data = row(envelope, "product")
        name = text(data.get("name"))
        return _read(data, row(envelope, "desk"), ean, bins)
    except UnfitError as unfit:
        raise RemoteDataError(
            _("Le produit «\u00a0{name}\u00a0» n’a pas été repris\u00a0: {reason}.").format(
                name=name or "?", reason=unfit.reason
            ),
            _("Corrigez-le dans la boutique puis cliquez sur Réessayer, ou écartez-le."),
        ) from unfit


def _read(data: Body, desk: Body, ean: Sequence[str], bins: Sequence[str]) -> RemoteProduct:
    told = attributes(data)
    parent = row(desk, "parent")
    terms = PriceTerms(desk.get("gross") is not False, zone_named(text(desk.get("zone"))))
    rate_bp = whole(desk.get("rate_bp"), "rate_bp")
    sold = data.get("type_id") in SOLD_TYPES
    name = text(parent.get("name")) or text(data.get("name"))
    if not name:
        raise missing("name")
    prices = prices_of(data, told)
    sale = prices.sale if sold and desk.get("on_sale") is True else None
    return RemoteProduct(
        remote_id=remote_id(data.get("id"), "id"),
        parent_remote_id=text(parent.get("id")),
        sku=text(data.get("sku")),
        name=name,
        option_text=_options(data, parent),
        ean=_NOT_DIGITS.sub("", _first(told, ean)),
        price=_price(data.get("price"), terms, rate_bp) if sold else None,
        sale_price=None if sale is None else terms.with_tax(sale, rate_bp),
        rate_bp=rate_bp,
        stock=_stock(desk) if sold else None,
        sellable=sold,
        modified_at=instant(data.get("updated_at") or data.get("created_at"), "updated_at"),
        weight_g=_weight(data.get("weight"), text(desk.get("weight_unit"))),
        image_url=_image(text(told.get("image"), 500), text(desk.get("media"), 500)),
        bin_hint=_first(told, bins),
        categories=tuple(text(each) for each in desk.get("categories") or ()),
        sale_from=None if sale is None else terms.begin(prices.begin),
        sale_to=None if sale is None else terms.end(prices.end),
    )


def _options(data: Body, parent: Body) -> str:
    """Return what was chosen; a variation without known options is told apart by its own name."""
    if not parent:
        return ""
    told = parent.get("options")
    pairs = [each for each in told or () if type(each) is list and len(each) == _PAIR]
    shown = [(text(label), text(word)) for label, word in pairs]
    words = [f"{label}\u00a0: {word}" if label else word for label, word in shown]
    return ", ".join(words) or text(data.get("name"))


def _first(told: Mapping[str, Any], codes: Sequence[str]) -> str:
    return next((found for found in (text(told.get(each)) for each in codes) if found), "")


def _price(value: object, terms: PriceTerms, rate_bp: int) -> Money | None:
    if value is None or value == "":
        return None
    price = exact(value, "price")
    if price < 0:
        raise UnfitError(_("son prix est négatif"))
    return terms.with_tax(price, rate_bp)


def _stock(desk: Body) -> int | None:
    """Return what lies in the source; None when no source counts this product."""
    stock = desk.get("stock")
    return None if stock is None else whole(stock, "quantity")


def _weight(value: object, unit: str) -> int | None:
    if not value or unit not in GRAMS:
        return None
    return round_half_up(exact(value, "weight") * GRAMS[unit]) or None


def _image(path: str, media: str) -> str:
    if not path.startswith("/") or not media.startswith(("https://", "http://")):
        return ""
    return f"{media.rstrip('/')}/catalog/product{path}"
