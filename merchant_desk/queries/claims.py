"""What is asked of suppliers: each claim with its lines, and the letter it makes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.delivery import Claim, ClaimLine, Delivery
from merchant_desk.models.product import Product
from merchant_desk.models.purchasing import Purchase, PurchaseLine, Supplier
from merchant_desk.models.station import ShopProfile
from merchant_desk.values.article_name import full_name
from merchant_desk.values.claim_letter import ClaimLetter, LetterLine
from merchant_desk.values.clock import paris_date
from merchant_desk.values.goods_words import ClaimKind, ClaimState
from merchant_desk.values.ids import ClaimId, DeliveryId, ProductId, RecordId
from merchant_desk.values.money import Money, total
from merchant_desk.values.snapshots import read_address, read_seller
from merchant_desk.values.texts import _

_CLAIMS, _LINES, _PRODUCTS, _DELIVERIES, _PURCHASES, _ORDERED, _SUPPLIERS = (
    table(Claim), table(ClaimLine), table(Product), table(Delivery), table(Purchase),
    table(PurchaseLine), table(Supplier),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLineRow:
    """One thing that is wrong."""

    line_id: RecordId
    product_id: ProductId
    name: str
    sku: str
    supplier_sku: str
    kind: ClaimKind
    quantity: int
    amount: Money
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCard:
    """A claim and its lines."""

    claim_id: ClaimId
    number: str
    state: ClaimState
    supplier: str
    delivery_id: DeliveryId | None
    made_at: datetime
    sent_at: datetime | None
    settled_at: datetime | None
    settled_note: str
    credited: Money | None
    note: str
    lines: tuple[ClaimLineRow, ...]

    @property
    def amount(self) -> Money:
        """Return what is asked back: a surplus is told, not asked."""
        return total(each.amount for each in self.lines if each.kind is not ClaimKind.OVER)


def claims(session: Session) -> tuple[ClaimCard, ...]:
    """Return every claim, the newest first."""
    return _cards(session, _wanted().order_by(_CLAIMS.c.row.desc()))


def claims_of(session: Session, delivery_id: DeliveryId) -> tuple[ClaimCard, ...]:
    """Return the claims about one delivery."""
    wanted = _wanted().where(_CLAIMS.c.delivery_id == delivery_id).order_by(_CLAIMS.c.row)
    return _cards(session, wanted)


def claim_card(session: Session, claim_id: ClaimId) -> ClaimCard | None:
    """Return one claim, or None when there is none."""
    return next(iter(_cards(session, _wanted().where(_CLAIMS.c.id == claim_id))), None)


def claim_letter(session: Session, claim_id: ClaimId, now: datetime) -> ClaimLetter:
    """Return a claim as the supplier reads it; raises RefusedError for one that is empty."""
    cards = _cards(session, _wanted().where(_CLAIMS.c.id == claim_id))
    seller = session.execute(select(table(ShopProfile).c.seller)).scalar()
    if not cards or not cards[0].lines or seller is None:
        raise RefusedError(
            _(
                "La lettre n’a pas été faite\u00a0: la réclamation est vide, ou la boutique "
                "inconnue."
            ),
            _("Ajoutez une ligne, et remplissez Réglages, Boutique."),
        )
    card = cards[0]
    about = _about(session, card.delivery_id)
    supplier = session.execute(
        select(_SUPPLIERS)
        .join(_CLAIMS, _CLAIMS.c.supplier_id == _SUPPLIERS.c.id)
        .where(_CLAIMS.c.id == claim_id)
    ).one()
    return ClaimLetter(
        number=card.number,
        written_on=paris_date(card.sent_at or now),
        seller=read_seller(seller),
        supplier=supplier.name,
        address=read_address(supplier.address),
        customer_number=supplier.customer_number,
        delivery_number="" if about is None else about.number,
        delivered_on=None if about is None else paris_date(about.opened_at),
        slip_number="" if about is None else about.slip_number,
        purchase_number="" if about is None else about.purchase or "",
        supplier_reference="" if about is None else about.supplier_reference or "",
        lines=tuple(_letter_line(each) for each in card.lines),
        amount=card.amount,
        note=card.note,
    )


def _about(session: Session, delivery_id: DeliveryId | None) -> Row[*tuple[Any, ...]] | None:
    """Return the delivery a claim is about, and its order."""
    return session.execute(
        select(
            _DELIVERIES.c.number, _DELIVERIES.c.slip_number, _DELIVERIES.c.opened_at,
            _PURCHASES.c.number.label("purchase"), _PURCHASES.c.supplier_reference,
        )
        .outerjoin(_PURCHASES, _PURCHASES.c.id == _DELIVERIES.c.purchase_id)
        .where(_DELIVERIES.c.id == delivery_id)
    ).first()  # fmt: skip


def _letter_line(line: ClaimLineRow) -> LetterLine:
    return LetterLine(
        kind=line.kind,
        name=line.name,
        sku=line.supplier_sku or line.sku,
        quantity=line.quantity,
        amount=line.amount,
        note=line.note,
    )


def _wanted() -> Select[Any]:
    return select(_CLAIMS, _SUPPLIERS.c.name.label("supplier")).join(
        _SUPPLIERS, _SUPPLIERS.c.id == _CLAIMS.c.supplier_id
    )


def _cards(session: Session, wanted: Select[Any]) -> tuple[ClaimCard, ...]:
    rows = session.execute(wanted).all()
    lines = _lines(session, [row.id for row in rows])
    return tuple(
        ClaimCard(
            claim_id=ClaimId(row.id),
            number=row.number,
            state=row.state,
            supplier=row.supplier,
            delivery_id=row.delivery_id,
            made_at=row.made_at,
            sent_at=row.sent_at,
            settled_at=row.settled_at,
            settled_note=row.settled_note,
            credited=row.credited,
            note=row.note,
            lines=tuple(lines.get(row.id, ())),
        )
        for row in rows
    )


def _lines(session: Session, claim_ids: Sequence[bytes]) -> dict[bytes, list[ClaimLineRow]]:
    rows = session.execute(
        select(
            _LINES, _PRODUCTS.c.name, _PRODUCTS.c.option_text, _PRODUCTS.c.sku,
            _ORDERED.c.supplier_sku,
        )
        .join(_PRODUCTS, _PRODUCTS.c.id == _LINES.c.product_id)
        .outerjoin(_ORDERED, _ORDERED.c.id == _LINES.c.purchase_line_id)
        .where(_LINES.c.claim_id.in_(claim_ids))
        .order_by(_LINES.c.id)
    )  # fmt: skip
    found: dict[bytes, list[ClaimLineRow]] = {}
    for row in rows:
        line = ClaimLineRow(
            line_id=row.id,
            product_id=row.product_id,
            name=full_name(row.name, row.option_text),
            sku=row.sku,
            supplier_sku=row.supplier_sku or "",
            kind=row.kind,
            quantity=row.quantity,
            amount=row.amount,
            note=row.note,
        )
        found.setdefault(row.claim_id, []).append(line)
    return found
