"""Understand one raw WooCommerce product or variation, with what the pull put beside it."""

import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from merchant_desk.connectors.woocommerce.fields import first_meta, metadata
from merchant_desk.errors import RemoteDataError
from merchant_desk.sync.connector import MetaKeys
from merchant_desk.sync.record_fields import (
    Body,
    UnfitError,
    hundredths,
    instant,
    missing,
    optional_id,
    optional_instant,
    parsed,
    remote_id,
    row,
    rows,
    text,
    whole,
)
from merchant_desk.values.money import Money, round_half_up
from merchant_desk.values.remote import RemoteProduct
from merchant_desk.values.texts import _

NOT_SOLD = frozenset({"variable", "grouped", "external", "variable-subscription"})
_GRAMS = {"kg": 1000, "g": 1}
_NOT_DIGITS = re.compile(r"[\s.-]")
_WHOLE_RATE = 10_000


@dataclass(frozen=True, slots=True)
class _Codes:
    """Where this shop keeps what WooCommerce has no field for, and the code of an article."""

    keys: MetaKeys
    ean_field: str


def read_product(body: str, keys: MetaKeys, ean_field: str = "") -> RemoteProduct:
    """Return the product, or raise ``RemoteDataError`` with the reason a merchant can read.

    ``ean_field`` names the meta that she said holds the code: it goes before all others.
    """
    name = ""
    try:
        envelope = parsed(body)
        data = row(envelope, "product")
        name = text(data.get("name"))
        return _read(data, row(envelope, "parent"), row(envelope, "desk"), _Codes(keys, ean_field))
    except UnfitError as unfit:
        raise RemoteDataError(
            _("Le produit «\u00a0{name}\u00a0» n’a pas été repris\u00a0: {reason}.").format(
                name=name or "?", reason=unfit.reason
            ),
            _("Corrigez-le dans la boutique puis cliquez sur Réessayer, ou écartez-le."),
        ) from unfit


def _read(data: Body, parent: Body, desk: Body, codes: _Codes) -> RemoteProduct:
    meta = metadata(data)
    kind = text(data.get("type")) or "simple"
    status = text(data.get("status"))
    sold = kind not in NOT_SOLD
    rate_bp = whole(desk.get("rate_bp"), "rate_bp")
    taxed = desk.get("prices_include_tax") is not False
    described = parent or data
    if not text(described.get("name")):
        raise missing("name")
    return RemoteProduct(
        remote_id=remote_id(data.get("id"), "id"),
        parent_remote_id=optional_id(parent.get("id")),
        sku=text(data.get("sku")),
        name=text(described.get("name")),
        option_text=_options(data) if parent else "",
        ean=_ean(data, meta, codes),
        price=price_with_tax(data.get("regular_price"), "regular_price", rate_bp, taxed=taxed)
        if sold
        else None,
        sale_price=price_with_tax(data.get("sale_price"), "sale_price", rate_bp, taxed=taxed)
        if sold and data.get("on_sale") is True
        else None,
        rate_bp=rate_bp,
        stock=counted_stock(data) if sold else None,
        sellable=sold,
        modified_at=optional_instant(data.get("date_modified_gmt"), "date_modified_gmt")
        or instant(data.get("date_created_gmt"), "date_created_gmt"),
        weight_g=_weight(data, parent, text(desk.get("weight_unit"))),
        image_url=_image(data) or _image(parent),
        bin_hint=first_meta(meta, codes.keys.bin),
        categories=tuple(text(each.get("name")) for each in rows(described, "categories")),
        deleted=status == "trash",
        sale_from=_sale_date(data, "date_on_sale_from_gmt", sold=sold),
        sale_to=_sale_date(data, "date_on_sale_to_gmt", sold=sold),
    )


def _sale_date(data: Body, name: str, *, sold: bool) -> datetime | None:
    """Return an end of the sale; WooCommerce keeps the dates of a sale that was ended."""
    return optional_instant(data.get(name), name) if sold and data.get("sale_price") else None


def _options(data: Body) -> str:
    return ", ".join(text(each.get("option")) for each in rows(data, "attributes"))


def _ean(data: Body, meta: dict[str, object], codes: _Codes) -> str:
    named = first_meta(meta, (codes.ean_field,)) if codes.ean_field else ""
    told = named or text(data.get("global_unique_id")) or first_meta(meta, codes.keys.ean)
    return _NOT_DIGITS.sub("", told)


def price_with_tax(value: object, name: str, rate_bp: int, *, taxed: bool) -> Money | None:
    """Return a price with tax; a shop that types them without gets the tax added."""
    if value is None or value == "":
        return None
    price = Money(hundredths(value, name))
    if price.cents < 0:
        raise UnfitError(_("son prix est négatif"))
    if taxed:
        return price
    # four decimals without tax make the cent with tax: none of them may be lost on the way
    exact = Fraction(str(value)) * 100 * (_WHOLE_RATE + rate_bp) / _WHOLE_RATE
    return Money(round_half_up(exact))


def counted_stock(data: Body) -> int | None:
    """Return what the shop can sell; None when it does not count this very product."""
    if data.get("manage_stock") is not True or data.get("stock_quantity") is None:
        return None
    return whole(data.get("stock_quantity"), "stock_quantity")


def _weight(data: Body, parent: Body, unit: str) -> int | None:
    told = data.get("weight") or parent.get("weight")
    if not told or unit not in _GRAMS:
        return None
    hundredths(told, "weight")  # refuses what is not a number
    return int(Decimal(str(told)) * _GRAMS[unit])


def _image(data: Body) -> str:
    images = rows(data, "images") or (row(data, "image"),)
    address = text(images[0].get("src"), 500)
    return address if address.startswith(("https://", "http://")) else ""
