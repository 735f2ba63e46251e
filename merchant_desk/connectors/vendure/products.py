"""Understand one raw article of a Vendure shop: a variant, with the words of its product."""

from merchant_desk.connectors.vendure.orders import instant
from merchant_desk.errors import RemoteDataError
from merchant_desk.sync.record_fields import (
    Body,
    UnfitError,
    hundredths,
    missing,
    parsed,
    row,
    rows,
    text,
    whole,
)
from merchant_desk.values.money import Money
from merchant_desk.values.remote import RemoteLevel, RemoteProduct
from merchant_desk.values.texts import _

_CENTS = 2
_COUNTED = {"TRUE": True, "FALSE": False}


def read_product(body: str) -> RemoteProduct:
    """Return the article, or raise ``RemoteDataError`` with the reason a merchant can read."""
    name = ""
    try:
        kept = parsed(body)
        data, desk = row(kept, "product"), row(kept, "desk")
        name = text(data.get("sku")) or text(data.get("name"))
        if desk.get("decimals", _CENTS) != _CENTS:
            raise UnfitError(_("la boutique ne compte pas en centimes"))  # noqa: TRY301 - as below
        return _read(data, desk)
    except UnfitError as unfit:
        raise RemoteDataError(
            _("Le produit {name} n’a pas été repris\u00a0: {reason}.").format(
                name=name or "?", reason=unfit.reason
            ),
            _("Corrigez-le dans la boutique puis cliquez sur Réessayer, ou écartez-le."),
        ) from unfit


def _read(data: Body, desk: Body) -> RemoteProduct:
    product = row(data, "product")
    options = [text(each.get("name")) for each in rows(data, "options")]
    own, ean = row(data, "customFields"), text(desk.get("ean"))
    level = read_level(data, text(desk.get("location")), counted=desk.get("counted") is not False)
    return RemoteProduct(
        remote_id=level.remote_id,
        parent_remote_id=level.parent_remote_id,
        sku=level.sku,
        name=text(product.get("name")) if options else text(data.get("name")),
        option_text=", ".join(options),
        ean=text(own.get(ean)) if ean else "",
        price=level.price,
        sale_price=None,
        rate_bp=hundredths(row(data, "taxRateApplied").get("value"), "taxRateApplied"),
        stock=level.stock,
        sellable=True,
        modified_at=instant(data.get("updatedAt"), "updatedAt"),
        image_url=_image(data) or _image(product),
        categories=tuple(text(each.get("name")) for each in rows(product, "collections")),
    )


def read_level(data: Body, location: str, *, counted: bool) -> RemoteLevel:
    """Return what is shown of an article: what lies at the place that was chosen, and its price."""
    number = text(data.get("id"))
    if not number:
        raise missing("id")
    held = level_at(data, location)
    tracked = _COUNTED.get(text(data.get("trackInventory")), counted)
    euros = data.get("currencyCode") == "EUR"
    return RemoteLevel(
        remote_id=number,
        parent_remote_id=text(row(data, "product").get("id")),
        sku=text(data.get("sku")),
        stock=stock_on_hand(held) if tracked else None,
        reserved=whole(held.get("stockAllocated") or 0, "stockAllocated") if tracked else None,
        price=Money(whole(data.get("priceWithTax"), "priceWithTax")) if euros else None,
    )


def level_at(data: Body, location: str) -> Body:
    """Return the stock of an article at a place; nothing where it never lay."""
    for each in rows(data, "stockLevels"):
        if each.get("stockLocationId") == location:
            return each
    return {}


def stock_on_hand(level: Body) -> int:
    """Return what lies there, sold but not shipped included."""
    return whole(level.get("stockOnHand") or 0, "stockOnHand")


def _image(data: Body) -> str:
    return text(row(data, "featuredAsset").get("preview"), 2000)
