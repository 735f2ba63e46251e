"""What the tag, the site and the invoice said of an article at an instant."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice, InvoiceLine
from merchant_desk.models.order import OrderLine
from merchant_desk.models.promotion import PriceShown
from merchant_desk.models.shop import Shop
from merchant_desk.queries.price_history import ledger_lines
from merchant_desk.rules.price_ledger import PriceLine, price_at
from merchant_desk.values.ids import ProductId
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.money import Money
from merchant_desk.values.words import ShownWhere

_SHOWN, _SHOPS, _INVOICES, _LINES, _ORDERED = (
    table(PriceShown),
    table(Shop),
    table(Invoice),
    table(InvoiceLine),
    table(OrderLine),
)
_CHANNELS = ("shop", "web")


@dataclass(frozen=True, slots=True)
class ChannelPrice:
    """The price of a channel: as it was known at the instant, and as it is known now."""

    channel: str
    known_then: PriceLine | None
    known_now: PriceLine | None

    @property
    def corrected(self) -> bool:
        """Tell whether something learnt later says otherwise."""
        then = self.known_then.price if self.known_then else None
        return then != (self.known_now.price if self.known_now else None)


@dataclass(frozen=True, slots=True)
class ShownPrice:
    """What a tag or a site showed last before the instant."""

    where: ShownWhere
    site: str
    at: datetime
    price: Money
    prior_price: Money | None
    sale_price: Money | None
    sale_from: datetime | None
    sale_to: datetime | None
    text: str

    def says(self, at: datetime) -> Money:
        """Return the price that it asked for at an instant: the sale's while its window lasts."""
        begun = self.sale_from is None or self.sale_from <= at
        lasts = self.sale_to is None or at < self.sale_to
        return self.sale_price if self.sale_price is not None and begun and lasts else self.price


@dataclass(frozen=True, slots=True)
class InvoicedPrice:
    """A line of an invoice: what the units cost in all, VAT included."""

    number: str
    issued_at: datetime
    quantity: int
    total: Money


@dataclass(frozen=True, slots=True)
class PriceSaid:
    """All that was said of one article at an instant."""

    at: datetime
    practised: tuple[ChannelPrice, ...]
    tag: ShownPrice | None
    sites: tuple[ShownPrice, ...]
    before: InvoicedPrice | None
    """The last invoice up to the instant, and the first one after it."""
    after: InvoicedPrice | None


def price_said(session: Session, product_id: ProductId, at: datetime) -> PriceSaid:
    """Return the price by each channel, the last tag, each site, and the nearest invoices."""
    lines = ledger_lines(session, [product_id])[product_id]
    named = sorted({channel for channel, _line in lines if channel} - set(_CHANNELS))
    return PriceSaid(
        at=at,
        practised=tuple(_practised(lines, each, at) for each in (*_CHANNELS, *named)),
        tag=_tag(session, product_id, at),
        sites=_sites(session, product_id, at),
        before=_invoice(session, product_id, at, later=False),
        after=_invoice(session, product_id, at, later=True),
    )


def _practised(lines: Sequence[tuple[str, PriceLine]], channel: str, at: datetime) -> ChannelPrice:
    mine = [line for named, line in lines if named in ("", channel) and line.audience == "all"]
    return ChannelPrice(channel, price_at(mine, at, known_at=at), price_at(mine, at))


def _tag(session: Session, product_id: ProductId, at: datetime) -> ShownPrice | None:
    """Return the last tag whose price held already: one printed ahead says nothing yet."""
    row = session.execute(
        select(_SHOWN)
        .where(
            _SHOWN.c.product_id == product_id,
            _SHOWN.c.where == ShownWhere.TAG,
            _SHOWN.c.at <= at,
            (_SHOWN.c.sale_from.is_(None)) | (_SHOWN.c.sale_from <= at),
        )
        .order_by(_SHOWN.c.at.desc(), _SHOWN.c.id.desc())
        .limit(1)
    ).first()
    return None if row is None else _shown(row, "")


def _sites(session: Session, product_id: ProductId, at: datetime) -> tuple[ShownPrice, ...]:
    rows = session.execute(
        select(_SHOWN, _SHOPS.c.name)
        .join(_SHOPS, _SHOPS.c.id == _SHOWN.c.shop_id)
        .where(
            _SHOWN.c.product_id == product_id,
            _SHOWN.c.where == ShownWhere.SITE,
            _SHOWN.c.at <= at,
        )
        .order_by(_SHOWN.c.at, _SHOWN.c.id)
    )
    last = {row.shop_id: _shown(row, row.name) for row in rows}
    return tuple(sorted(last.values(), key=lambda each: each.site))


def _shown(row: Any, site: str) -> ShownPrice:
    return ShownPrice(
        row.where, site, row.at, row.price, row.prior_price,
        row.sale_price, row.sale_from, row.sale_to, row.text,
    )  # fmt: skip


def _invoice(
    session: Session, product_id: ProductId, at: datetime, *, later: bool
) -> InvoicedPrice | None:
    when = _INVOICES.c.issued_at
    row = session.execute(
        select(_INVOICES.c.number, when, _LINES.c.quantity, _LINES.c.total)
        .join(_LINES, _LINES.c.invoice_id == _INVOICES.c.id)
        .join(_ORDERED, _ORDERED.c.id == _LINES.c.order_line_id)
        .where(
            _ORDERED.c.product_id == product_id,
            _INVOICES.c.kind == InvoiceKind.INVOICE,
            when > at if later else when <= at,
        )
        .order_by(when if later else when.desc(), _LINES.c.position)
        .limit(1)
    ).first()
    return None if row is None else InvoicedPrice(*row)
