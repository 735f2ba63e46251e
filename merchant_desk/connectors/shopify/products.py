"""Understand one raw Shopify variant, or the product that several of them make up."""

import re
from datetime import UTC, datetime
from fractions import Fraction

from merchant_desk.connectors.shopify.gids import number
from merchant_desk.connectors.shopify.levels import available
from merchant_desk.connectors.shopify.pulling import instant_or_none
from merchant_desk.connectors.shopify.terms import STANDARD_BP, prices_of, rate_of
from merchant_desk.errors import RemoteDataError
from merchant_desk.sync.record_fields import (
    Body,
    UnfitError,
    exact,
    missing,
    parsed,
    row,
    rows,
    text,
)
from merchant_desk.values.money import round_half_up
from merchant_desk.values.remote import RemoteProduct
from merchant_desk.values.texts import _

_GRAMS = {
    "GRAMS": Fraction(1),
    "KILOGRAMS": Fraction(1000),
    "OUNCES": Fraction(28_349_523_125, 1_000_000_000),
    "POUNDS": Fraction(45_359_237, 100_000),
}
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_NOT_DIGITS = re.compile(r"[\s.-]")


def read_product(body: str) -> RemoteProduct:
    """Return the article, or raise ``RemoteDataError`` with the reason a merchant can read."""
    name = ""
    try:
        envelope = parsed(body)
        product = row(envelope, "product")
        name = text(product.get("title"))
        if not name or not number(product.get("id")):
            raise missing("title")
        variant = row(envelope, "variant")
        if not variant:
            return _parent(product, name)
        return _article(product, variant, name, gross=row(envelope, "desk").get("gross") is True)
    except UnfitError as unfit:
        raise RemoteDataError(
            _("Le produit «\u00a0{name}\u00a0» n’a pas été repris\u00a0: {reason}.").format(
                name=name or "?", reason=unfit.reason
            ),
            _("Corrigez-le dans la boutique puis cliquez sur Réessayer, ou écartez-le."),
        ) from unfit


def _parent(product: Body, name: str) -> RemoteProduct:
    return RemoteProduct(
        remote_id=number(product.get("id")),
        parent_remote_id="",
        sku="",
        name=name,
        option_text="",
        ean="",
        price=None,
        sale_price=None,
        rate_bp=STANDARD_BP,
        stock=None,
        sellable=False,
        modified_at=_modified(product),
        image_url=_image(product),
        categories=_categories(product),
    )


def _modified(*told: Body) -> datetime:
    """Return the last change of any of them."""
    found = [instant_or_none(each.get("updatedAt")) for each in told]
    return max((each for each in found if each), default=_LONG_AGO)


def _article(product: Body, variant: Body, name: str, *, gross: bool) -> RemoteProduct:
    remote_id = number(variant.get("id"))
    if not remote_id:
        raise missing("variant.id")
    alone = product.get("hasOnlyDefaultVariant") is True
    prices = prices_of(variant, gross=gross)
    if prices.price is None:
        raise missing("price")
    item = row(variant, "inventoryItem")
    code = text(row(variant, "code").get("value")) or text(variant.get("barcode"))
    return RemoteProduct(
        remote_id=remote_id,
        parent_remote_id="" if alone else number(product.get("id")),
        sku=text(variant.get("sku")),
        name=name,
        option_text="" if alone else _options(variant),
        ean=_NOT_DIGITS.sub("", code),
        price=prices.price,
        sale_price=prices.sale,
        rate_bp=rate_of(variant),
        stock=available(item),
        sellable=True,
        modified_at=_modified(product, variant),
        weight_g=_grams(row(row(item, "measurement"), "weight")),
        image_url=_image(product),
        categories=_categories(product),
    )


def _options(variant: Body) -> str:
    chosen = [text(each.get("value")) for each in rows(variant, "selectedOptions")]
    return ", ".join(filter(None, chosen)) or text(variant.get("title"))


def _categories(product: Body) -> tuple[str, ...]:
    """Return the type that she gave the product: collections would cost a page of their own."""
    return tuple(filter(None, (text(product.get("productType")),)))


def _image(product: Body) -> str:
    preview = row(row(product, "featuredMedia"), "preview")
    return text(row(preview, "image").get("url"), 500)


def _grams(weight: Body) -> int | None:
    unit = _GRAMS.get(text(weight.get("unit")))
    if unit is None:
        return None
    grams = round_half_up(exact(weight.get("value"), "weight") * unit)
    return grams if grams > 0 else None
