"""The shop as the law sees it: where it is, what it is, under which VAT."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.station import Setting, ShopProfile
from merchant_desk.rules.law_zone import zone_of
from merchant_desk.rules.legal.parts import Shop
from merchant_desk.rules.legal.zones import clock_of
from merchant_desk.values.clock import PARIS
from merchant_desk.values.settings import LAW_SALES_AREA_M2, LAW_SHOP_KIND
from merchant_desk.values.snapshots import read_seller
from merchant_desk.values.texts import _
from merchant_desk.values.vat import VatTreatment

_PROFILE, _SETTING = table(ShopProfile), table(Setting)


def shop_zone(session: Session) -> str | None:
    """Return the département or collectivity of the shop; None while it is not known."""
    seller = session.execute(select(_PROFILE.c.seller)).scalar()
    return None if seller is None else zone_of(read_seller(seller).address.postcode)


def shop_today(session: Session, now: datetime) -> date:
    """Return the day an instant falls on in the shop; that of Paris while its place is unknown."""
    zone = shop_zone(session)
    return now.astimezone(clock_of(zone) if zone else PARIS).date()


def law_shop(session: Session) -> Shop:
    """Return the shop for questions of law.

    Raises RefusedError while its address is not known: soldes depend on the département.
    """
    row = session.execute(select(_PROFILE.c.seller, _PROFILE.c.vat_treatment)).first()
    seller = None if row is None else read_seller(row.seller)
    zone = zone_of(seller.address.postcode) if seller else None
    if row is None or seller is None or zone is None:
        raise RefusedError(
            _("Les règles n’ont pas été vérifiées\u00a0: il manque l’adresse de la boutique."),
            _("Écrivez-la dans Réglages, Boutique\u00a0: les soldes dépendent du département."),
        )
    rows = session.execute(
        select(_SETTING.c.key, _SETTING.c.value).where(
            _SETTING.c.station == "",
            _SETTING.c.key.in_([LAW_SHOP_KIND.key, LAW_SALES_AREA_M2.key]),
        )
    )
    stored = {row.key: row.value for row in rows}
    area = LAW_SALES_AREA_M2.read(stored.get(LAW_SALES_AREA_M2.key))
    return Shop(
        zone=zone,
        kind=LAW_SHOP_KIND.read(stored.get(LAW_SHOP_KIND.key)),  # type: ignore[arg-type]  # a word of the list: the setting offers no other
        sales_area_m2=area if area > 0 else None,
        vat_scheme="franchise" if row.vat_treatment is VatTreatment.FRANCHISE else "normal",
        trade_name=seller.trade_name or seller.name,
    )
