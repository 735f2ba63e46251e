"""Each thing that waits for a person, in words, with what it is about."""

from collections.abc import Callable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.order import Order, OrderLine
from merchant_desk.models.parcel import Shortage
from merchant_desk.models.product import Product
from merchant_desk.models.shop import Conflict, RemoteRecord, Shop
from merchant_desk.models.station import PrintJob
from merchant_desk.models.stock import Place, StockLevel
from merchant_desk.queries.check_item import CheckItem
from merchant_desk.queries.check_words import missing_words, named, order_title, record_title
from merchant_desk.queries.match_questions import count_match_questions, match_questions
from merchant_desk.queries.messages import messages_in
from merchant_desk.queries.parities import unsettled_shops
from merchant_desk.queries.platform_checks import platform_checks
from merchant_desk.queries.shops import shops
from merchant_desk.queries.to_check import (
    CheckKind,
    blocked_condition,
    failed_print_condition,
    negative_condition,
    question_condition,
)
from merchant_desk.values.disagreements import field_key, field_words, value_words
from merchant_desk.values.french import number
from merchant_desk.values.texts import _, ngettext
from merchant_desk.values.words import ConflictState, MessageState, OrderState, RecordState

MOST = 100


def check_items(session: Session, kinds: Sequence[CheckKind] = ()) -> tuple[CheckItem, ...]:
    """Return what waits, group by group, at most a hundred of each."""
    wanted = kinds or tuple(CheckKind)
    return tuple(item for kind in CheckKind if kind in wanted for item in _LISTS[kind](session))


def _shops(session: Session) -> list[CheckItem]:
    return [
        CheckItem(
            kind=CheckKind.SHOP,
            key=row.shop_id,
            title=row.name,
            reason=row.problem,
            advice=row.advice,
            at=row.last_pull_at,
            many_cancellations=row.asks_about_cancellations,
        )
        for row in shops(session)
        if row.problem
    ]


def _conflicts(session: Session) -> list[CheckItem]:
    conflicts, orders = table(Conflict), table(Order)
    rows = session.execute(
        select(conflicts, orders.c.number, orders.c.customer_name)
        .outerjoin(orders, orders.c.id == conflicts.c.order_id)
        .where(conflicts.c.state == ConflictState.OPEN)
        .order_by(conflicts.c.at, conflicts.c.id)
        .limit(MOST)
    )
    return [
        CheckItem(
            kind=CheckKind.CONFLICT,
            key=row.id,
            title=order_title(row.number, row.customer_name),
            reason=_(
                "{field}\u00a0: la boutique et Merchant Desk ne disent pas la même chose."
            ).format(field=field_words(row.field)),
            at=row.at,
            order_id=row.order_id,
            product_id=row.product_id,
            field=field_key(row.field),
            desk_value=value_words(row.field, row.desk_value),
            shop_value=value_words(row.field, row.shop_value),
        )
        for row in rows
    ]


def _blocked(session: Session) -> list[CheckItem]:
    orders = table(Order)
    rows = session.execute(
        select(
            orders.c.id,
            orders.c.number,
            orders.c.customer_name,
            orders.c.blocked_reason,
            orders.c.state,
            orders.c.placed_at,
        )
        .where(blocked_condition())
        .order_by(orders.c.ship_by_at, orders.c.id)
        .limit(MOST)
    )
    return [
        CheckItem(
            kind=CheckKind.BLOCKED,
            key=row.id,
            title=order_title(row.number, row.customer_name),
            reason=row.blocked_reason or _("Mise en attente dans la boutique en ligne."),
            advice=_("Le stock reste réservé.") if row.state == OrderState.HELD else "",
            at=row.placed_at,
            order_id=row.id,
        )
        for row in rows
    ]


def _shortages(session: Session) -> list[CheckItem]:
    shortages, lines, orders, products = (
        table(Shortage),
        table(OrderLine),
        table(Order),
        table(Product),
    )
    rows = session.execute(
        select(
            shortages,
            products.c.name,
            products.c.option_text,
            orders.c.number,
            orders.c.id.label("order_id"),
        )
        .join(products, products.c.id == shortages.c.product_id)
        .join(lines, lines.c.id == shortages.c.order_line_id)
        .join(orders, orders.c.id == lines.c.order_id)
        .where(shortages.c.settled_at.is_(None))
        .order_by(shortages.c.at, shortages.c.id)
        .limit(MOST)
    )
    return [
        CheckItem(
            kind=CheckKind.SHORTAGE,
            key=row.id,
            title=named(row.name, row.option_text),
            reason=missing_words(row.quantity, row.number, row.by),
            at=row.at,
            order_id=row.order_id,
            product_id=row.product_id,
            units=row.quantity,
        )
        for row in rows
    ]


def _questions(session: Session) -> list[CheckItem]:
    """Return one line for all of them: they are answered on a page of their own."""
    count = count_match_questions(session)
    if not count:
        return []
    first = match_questions(session, limit=1)[0]
    title = ngettext("{n} article à rapprocher", "{n} articles à rapprocher", count)
    return [
        CheckItem(
            kind=CheckKind.MATCH,
            key=first.record_id,
            title=title.format(n=number(count)),
            reason=_("Plusieurs produits d’ici peuvent être l’article vendu par {shop}.").format(
                shop=first.shop
            ),
            advice=_("Dites lequel : son stock et son prix suivront."),
            at=first.received_at,
            units=count,
        )
    ]


def _parities(session: Session) -> list[CheckItem]:
    """Return the storefronts that the last comparison found different from here."""
    return [
        CheckItem(
            kind=CheckKind.PARITY,
            key=row.shop_id,
            title=row.name,
            reason=_("La dernière comparaison a trouvé des différences qui ne sont pas en route."),
            advice=_("Ouvrez-la\u00a0: chaque ligne mène au produit ou à la commande."),
        )
        for row in shops(session)
        if row.shop_id in set(session.scalars(unsettled_shops()))
    ]


def _parked(session: Session) -> list[CheckItem]:
    records, accounts = table(RemoteRecord), table(Shop)
    rows = session.execute(
        select(
            records.c.id,
            records.c.kind,
            records.c.remote_id,
            records.c.reason,
            records.c.advice,
            records.c.received_at,
            accounts.c.name,
        )
        .join(accounts, accounts.c.id == records.c.shop_id)
        .where(records.c.state == RecordState.PARKED, ~question_condition())
        .order_by(records.c.row)
        .limit(MOST)
    )
    return [
        CheckItem(
            kind=CheckKind.PARKED,
            key=row.id,
            title=record_title(row.kind, row.remote_id, row.name),
            reason=row.reason,
            advice=row.advice,
            at=row.received_at,
        )
        for row in rows
    ]


def _messages(session: Session) -> list[CheckItem]:
    return [
        CheckItem(
            kind=CheckKind.MESSAGE,
            key=message.message_id,
            title=message.what,
            reason=message.problem,
            advice=message.advice,
            at=message.created_at,
            order_id=message.order_id,
            product_id=message.product_id,
        )
        for message in messages_in(session, MessageState.PARKED, limit=MOST)
    ]


def _negatives(session: Session) -> list[CheckItem]:
    levels, places, products = table(StockLevel), table(Place), table(Product)
    rows = session.execute(
        select(
            levels.c.product_id,
            levels.c.quantity,
            places.c.code,
            products.c.name,
            products.c.option_text,
        )
        .join(places, places.c.id == levels.c.place_id)
        .join(products, products.c.id == levels.c.product_id)
        .where(negative_condition())
        .order_by(levels.c.quantity, levels.c.product_id)
        .limit(MOST)
    )
    return [
        CheckItem(
            kind=CheckKind.NEGATIVE,
            key=row.product_id,
            title=named(row.name, row.option_text),
            reason=_("Emplacement {code}\u00a0: {n}. Plus d’unités sont parties que prévu.").format(
                code=row.code, n=number(row.quantity)
            ),
            advice=_("Comptez ce qui s’y trouve et saisissez-le dans Stock."),
            product_id=row.product_id,
            units=row.quantity,
        )
        for row in rows
    ]


def _prints(session: Session) -> list[CheckItem]:
    jobs = table(PrintJob)
    rows = session.execute(
        select(jobs).where(failed_print_condition()).order_by(jobs.c.at, jobs.c.id).limit(MOST)
    )
    return [
        CheckItem(
            kind=CheckKind.PRINT,
            key=row.id,
            title=row.title,
            reason=row.problem,
            advice=_("Le document attend\u00a0: il sortira dès que l’imprimante répondra."),
            at=row.at,
        )
        for row in rows
    ]


_LISTS: dict[CheckKind, Callable[[Session], list[CheckItem]]] = {
    CheckKind.SHOP: _shops,
    CheckKind.CONFLICT: _conflicts,
    CheckKind.BLOCKED: _blocked,
    CheckKind.SHORTAGE: _shortages,
    CheckKind.MATCH: _questions,
    CheckKind.PARITY: _parities,
    CheckKind.PARKED: _parked,
    CheckKind.MESSAGE: _messages,
    CheckKind.NEGATIVE: _negatives,
    CheckKind.PRINT: _prints,
    CheckKind.PLATFORM: platform_checks,
}
