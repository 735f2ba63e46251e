"""How far the first start is: what is ready, and what waits."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.queries.first_start_wanted import holds_anything
from merchant_desk.queries.known_profile import known_profile
from merchant_desk.queries.settings import Profile, settings
from merchant_desk.queries.tax_profile import tax_profile
from merchant_desk.queries.unmapped.goods import PRODUCTS
from merchant_desk.queries.unmapped.shop import SHOPS
from merchant_desk.values.first_start import OVER, Step, step_of
from merchant_desk.values.ids import StationId
from merchant_desk.values.settings import (
    FIRST_START,
    PRINTER_INVOICE,
    PRINTER_TICKET,
    SCANNER_GAP_MS,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstStart:
    """What the page shows; nothing of it is kept for the page alone but where she is."""

    step: Step
    over: bool
    profile: Profile | None
    whole: bool
    """Whether invoices can be made: else ``profile`` is what she began to tell."""
    vat: str
    """The word of the VAT regime; empty while she was not asked."""
    shops: tuple[str, ...]
    products: int
    scanner: bool
    paper_printer: str
    ticket_printer: str
    printers_known: bool
    begun: bool
    """Whether the shop holds anything of hers: it is not left for another folder then."""


def first_start(session: Session, station_id: StationId) -> FirstStart:
    """Return how far she is."""
    kept = settings(session, station_id)
    known = known_profile(session)
    names = select(SHOPS.c.name).where(SHOPS.c.active).order_by(SHOPS.c.added_at)
    return FirstStart(
        step=step_of(kept.get(FIRST_START)),
        over=kept.get(FIRST_START) == OVER,
        profile=known.profile,
        whole=known.whole,
        vat=tax_profile(kept, known.profile).vat.value,
        shops=tuple(session.execute(names).scalars()),
        products=session.execute(select(func.count()).select_from(PRODUCTS)).scalar() or 0,
        scanner=kept.has(SCANNER_GAP_MS),
        paper_printer=kept.get(PRINTER_INVOICE),
        ticket_printer=kept.get(PRINTER_TICKET),
        printers_known=kept.has(PRINTER_INVOICE) or kept.has(PRINTER_TICKET),
        begun=known.profile is not None or holds_anything(session),
    )
