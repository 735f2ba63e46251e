"""Each thing that waits for a person, in words, with what it is about."""

from collections.abc import Callable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

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
from merchant_desk.queries.unmapped.goods import LEVELS, PLACES, PRODUCTS
from merchant_desk.queries.unmapped.sales import ORDER_LINES, ORDERS, SHORTAGES
from merchant_desk.queries.unmapped.shop import CONFLICTS, RECORDS, SHOPS
from merchant_desk.queries.unmapped.station import PRINT_JOBS
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
    rows = session.execute(
        select(CONFLICTS, ORDERS.c.number, ORDERS.c.customer_name)
        .outerjoin(ORDERS, ORDERS.c.id == CONFLICTS.c.order_id)
        .where(CONFLICTS.c.state == ConflictState.OPEN)
        .order_by(CONFLICTS.c.at, CONFLICTS.c.id)
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
    rows = session.execute(
        select(
            ORDERS.c.id,
            ORDERS.c.number,
            ORDERS.c.customer_name,
            ORDERS.c.blocked_reason,
            ORDERS.c.state,
            ORDERS.c.placed_at,
        )
        .where(blocked_condition())
        .order_by(ORDERS.c.ship_by_at, ORDERS.c.id)
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
    rows = session.execute(
        select(
            SHORTAGES,
            PRODUCTS.c.name,
            PRODUCTS.c.option_text,
            ORDERS.c.number,
            ORDERS.c.id.label("order_id"),
        )
        .join(PRODUCTS, PRODUCTS.c.id == SHORTAGES.c.product_id)
        .join(ORDER_LINES, ORDER_LINES.c.id == SHORTAGES.c.order_line_id)
        .join(ORDERS, ORDERS.c.id == ORDER_LINES.c.order_id)
        .where(SHORTAGES.c.settled_at.is_(None))
        .order_by(SHORTAGES.c.at, SHORTAGES.c.id)
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
    rows = session.execute(
        select(
            RECORDS.c.id,
            RECORDS.c.kind,
            RECORDS.c.remote_id,
            RECORDS.c.reason,
            RECORDS.c.advice,
            RECORDS.c.received_at,
            SHOPS.c.name,
        )
        .join(SHOPS, SHOPS.c.id == RECORDS.c.shop_id)
        .where(RECORDS.c.state == RecordState.PARKED, ~question_condition())
        .order_by(RECORDS.c.row)
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
    rows = session.execute(
        select(
            LEVELS.c.product_id,
            LEVELS.c.quantity,
            PLACES.c.code,
            PRODUCTS.c.name,
            PRODUCTS.c.option_text,
        )
        .join(PLACES, PLACES.c.id == LEVELS.c.place_id)
        .join(PRODUCTS, PRODUCTS.c.id == LEVELS.c.product_id)
        .where(negative_condition())
        .order_by(LEVELS.c.quantity, LEVELS.c.product_id)
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
    rows = session.execute(
        select(PRINT_JOBS)
        .where(failed_print_condition())
        .order_by(PRINT_JOBS.c.at, PRINT_JOBS.c.id)
        .limit(MOST)
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
