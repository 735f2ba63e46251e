"""A scan at the counter: an article on the counter or back from it, or a ticket to return from."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.operations.choose_regime import profile_of
from merchant_desk.operations.counter_lots import lot_fault, unread_fault
from merchant_desk.operations.keep_baskets import begin_return, current_baskets, keep_baskets
from merchant_desk.queries.barcodes import CodeMatch
from merchant_desk.queries.counter_article import (
    CounterArticle,
    Named,
    articles_of_scan,
    counter_article,
)
from merchant_desk.queries.counter_tickets import Ticket, ticket, ticket_by_number
from merchant_desk.queries.lot_shelves import LotInBin
from merchant_desk.rules.basket_changes import with_article, with_back
from merchant_desk.values.basket import BackLine, Basket, BasketLine, Baskets
from merchant_desk.values.clock import paris_date
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId, RecordId, new_id
from merchant_desk.values.money import Money
from merchant_desk.values.scan import Scan
from merchant_desk.values.search_text import printed_code
from merchant_desk.values.texts import _
from merchant_desk.values.vat import VatTreatment
from merchant_desk.values.words import CodeKind

_USE_BY = "17"


class CounterOutcome(StrEnum):
    """What a scan did."""

    ADDED = "added"
    BACK = "back"
    TICKET = "ticket"  # a ticket: what comes back is scanned next
    UNKNOWN = "unknown"
    AMBIGUOUS = "ambiguous"  # several articles have this code
    NO_PRICE = "no_price"
    NOT_SOLD = "not_sold"  # taken out of the catalogue
    EXPIRED = "expired"  # its use-by date is over
    RECALLED = "recalled"  # its lot is
    UNREAD_LOT = "unread_lot"  # nobody read it, and those on the shelf may not be sold
    NOT_ON_TICKET = "not_on_ticket"


@dataclass(frozen=True, slots=True)
class CounterScanned:
    """What the scan did, and what lies on the counter now; nothing was counted unless it says."""

    outcome: CounterOutcome
    baskets: Baskets
    code: str
    article: CounterArticle | None = None
    line_id: RecordId | None = None
    units: int = 1
    choices: tuple[CodeMatch, ...] = ()
    ticket: Ticket | None = None
    expiry: date | None = None
    lot: str = ""


def scan_at_counter(
    session: Session, gesture: Gesture, scan: Scan, chosen: ProductId | None = None
) -> CounterScanned:
    """Take a scan in; ``chosen`` settles a code that stands for several articles."""
    baskets = current_baskets(session, gesture)
    named = articles_of_scan(session, scan)
    matches = named.matches
    if chosen is not None:
        matches = tuple(each for each in matches if each.product_id == chosen)
    if not matches:
        return _other(session, gesture, baskets, scan)
    if len(matches) > 1:
        return CounterScanned(CounterOutcome.AMBIGUOUS, baskets, scan.text, choices=matches)
    match = matches[0]
    article = counter_article(session, match.product_id, gesture.at)
    if article is None:
        return CounterScanned(CounterOutcome.UNKNOWN, baskets, scan.text)
    units = match.units * _told(named)
    seen = CounterScanned(
        CounterOutcome.ADDED, baskets, match.code, article, units=units,
        expiry=None if named.reading is None else named.reading.expiry,
        lot="" if named.reading is None else named.reading.lot or "",
    )  # fmt: skip
    if baskets.running.returning:
        return _bring_back(session, gesture, seen, match)
    unfit = _unread_fault(session, gesture, seen)
    if unfit is not None:
        return replace(seen, outcome=CounterOutcome.UNREAD_LOT, lot=unfit.number)
    return _sell(session, gesture, seen, match, use_by=_is_use_by(named))


def put_on_counter(
    session: Session, gesture: Gesture, product_id: ProductId, units: int = 1
) -> CounterScanned:
    """Take an article that was found by its name, as if it had been scanned.

    She looked at it: where a scan would ask about its lot, this is her word.
    """
    baskets = current_baskets(session, gesture)
    article = counter_article(session, product_id, gesture.at)
    if article is None:
        raise RefusedError(
            _("L’article n’a pas été ajouté\u00a0: il n’existe plus."),
            _("Cherchez-le de nouveau."),
        )
    seen = CounterScanned(CounterOutcome.ADDED, baskets, article.sku, article, units=units)
    match = CodeMatch(
        product_id, article.sku, article.name, article.option, 0, 1, CodeKind.SKU.value,
        article.sku, article.on_hand, article.reserved,
    )  # fmt: skip
    if baskets.running.returning:
        return _bring_back(session, gesture, seen, match)
    return _sell(session, gesture, seen, match, use_by=False)


def put_at_price(
    session: Session, gesture: Gesture, product_id: ProductId, price: Money
) -> CounterScanned:
    """Sell an article that nobody told a price of, at the price typed."""
    baskets = current_baskets(session, gesture)
    article = counter_article(session, product_id, gesture.at)
    if article is None or not price.cents > 0:
        raise RefusedError(
            _("L’article n’a pas été ajouté\u00a0: il n’a pas de prix."),
            _("Écrivez un prix comme 12,50."),
        )
    seen = CounterScanned(CounterOutcome.ADDED, baskets, article.sku, article)
    return _added(session, gesture, seen, _line(session, seen, "", price))


def _unread_fault(session: Session, gesture: Gesture, seen: CounterScanned) -> LotInBin | None:
    """Return a lot that hers must be of, which she did not read, and that may not be sold."""
    article = seen.article
    if article is None or seen.lot or not article.blocked:
        return None
    wanted = {article.product_id: seen.units}
    return unread_fault(session, wanted, seen.baskets.running, paris_date(gesture.at))


def _sell(
    session: Session, gesture: Gesture, seen: CounterScanned, match: CodeMatch, *, use_by: bool
) -> CounterScanned:
    article = seen.article
    assert article is not None  # noqa: S101 - said by the caller: only known articles are sold
    if not article.active:
        return replace(seen, outcome=CounterOutcome.NOT_SOLD)
    if use_by and seen.expiry is not None and seen.expiry < paris_date(gesture.at):
        return replace(seen, outcome=CounterOutcome.EXPIRED)
    fault = lot_fault(session, article.product_id, seen.lot, paris_date(gesture.at))
    if fault is not None:
        outcome = CounterOutcome.RECALLED if fault.recalled else CounterOutcome.EXPIRED
        return replace(seen, outcome=outcome, expiry=fault.expires_on)
    if article.price is None:
        return replace(seen, outcome=CounterOutcome.NO_PRICE)
    line = _line(session, seen, _ean(match), article.price)
    return _added(session, gesture, seen, line)


def _line(session: Session, seen: CounterScanned, ean: str, price: Money) -> BasketLine:
    article = seen.article
    assert article is not None  # noqa: S101 - said by the caller: only known articles are sold
    return BasketLine(
        line_id=RecordId(new_id()),
        name=article.name,
        quantity=seen.units,
        price=price,
        rate_bp=rate_here(session, article.rate_bp),
        product_id=article.product_id,
        sku=article.sku,
        option=article.option,
        ean=ean,
        ledger=article.price,
        promotion=article.promotion,
        lot=seen.lot,
    )


def rate_here(session: Session, rate_bp: int) -> int:
    """Return the rate an article is sold at: none by a shop that charges no VAT (CGI 293 B)."""
    profile = profile_of(session)
    franchise = profile is not None and profile.treatment is VatTreatment.FRANCHISE
    return 0 if franchise else rate_bp


def _added(
    session: Session, gesture: Gesture, seen: CounterScanned, line: BasketLine
) -> CounterScanned:
    running = with_article(seen.baskets.running, line)
    baskets = keep_baskets(session, gesture, replace(seen.baskets, running=running))
    return replace(seen, outcome=CounterOutcome.ADDED, baskets=baskets, line_id=running.latest)


def _bring_back(
    session: Session, gesture: Gesture, seen: CounterScanned, match: CodeMatch
) -> CounterScanned:
    running = seen.baskets.running
    line = _from_ticket(session, running, seen) or _without_ticket(session, seen, match)
    if line is None:
        outcome = CounterOutcome.NO_PRICE
        if running.ticket_id is not None:
            outcome = CounterOutcome.NOT_ON_TICKET
        return replace(seen, outcome=outcome)
    changed = with_back(running, line)
    baskets = keep_baskets(session, gesture, replace(seen.baskets, running=changed))
    return replace(seen, outcome=CounterOutcome.BACK, baskets=baskets, line_id=changed.latest)


def _from_ticket(session: Session, basket: Basket, seen: CounterScanned) -> BackLine | None:
    if basket.ticket_id is None or seen.article is None:
        return None
    found = ticket(session, basket.ticket_id)
    sold = None if found is None else found.line_with(seen.article.product_id)
    if found is None or sold is None:
        return None
    return BackLine(
        line_id=RecordId(new_id()),
        name=sold.name,
        quantity=seen.units,
        rate_bp=sold.rate_bp,
        paid=sold.paid,
        sold=sold.quantity,
        before=sold.back,
        product_id=sold.product_id,
        sku=sold.sku,
        option=sold.option,
        ean=sold.ean,
        ticket_id=found.ticket_id,
        ticket=found.number,
        ticket_line_id=sold.line_id,
        lot=seen.lot,
    )


def _without_ticket(session: Session, seen: CounterScanned, match: CodeMatch) -> BackLine | None:
    article = seen.article
    if seen.baskets.running.ticket_id is not None or article is None or article.price is None:
        return None
    return BackLine(
        line_id=RecordId(new_id()),
        name=article.name,
        quantity=seen.units,
        rate_bp=rate_here(session, article.rate_bp),
        paid=article.price,
        product_id=article.product_id,
        sku=article.sku,
        option=article.option,
        ean=_ean(match),
        lot=seen.lot,
    )


def _other(session: Session, gesture: Gesture, baskets: Baskets, scan: Scan) -> CounterScanned:
    """Look for a ticket: its number is printed as a bar code on it."""
    for text in dict.fromkeys(each.text for each in scan.candidates):
        found = ticket_by_number(session, text)
        if found is not None:
            opened = begin_return(session, gesture, found.ticket_id)
            return CounterScanned(CounterOutcome.TICKET, opened, found.number, ticket=found)
    return CounterScanned(CounterOutcome.UNKNOWN, baskets, scan.text)


def _told(named: Named) -> int:
    return 1 if named.reading is None else named.reading.quantity or 1


def _is_use_by(named: Named) -> bool:
    """Tell whether the symbol says a use-by day: after a best-before day it may still be sold."""
    reading = named.reading
    return reading is not None and reading.gs1 is not None and bool(reading.gs1.value(_USE_BY))


def _ean(match: CodeMatch) -> str:
    return printed_code(match.code) if match.code.isdecimal() else ""
