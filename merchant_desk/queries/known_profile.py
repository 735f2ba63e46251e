"""Who sells as far as she told: the whole identity, or what the first start has of it."""

import json
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.queries.settings import Profile, profile
from merchant_desk.queries.unmapped.station import SETTINGS
from merchant_desk.values.invoice_page import Seller
from merchant_desk.values.settings import FIRST_IDENTITY
from merchant_desk.values.snapshots import read_seller, seller_json
from merchant_desk.values.vat import VatTreatment


@dataclass(frozen=True, slots=True)
class KnownProfile:
    """``whole`` tells whether invoices can be made of it; None: nothing was told yet."""

    profile: Profile | None
    whole: bool


def known_profile(session: Session) -> KnownProfile:
    """Return the identity, or what was begun of it."""
    whole = profile(session)
    if whole is not None:
        return KnownProfile(whole, whole=True)
    return KnownProfile(started_profile(session), whole=False)


def started_profile(session: Session) -> Profile | None:
    """Return the identity that lacks something no invoice goes without."""
    kept = session.execute(
        select(SETTINGS.c.value).where(
            SETTINGS.c.station == "", SETTINGS.c.key == FIRST_IDENTITY.key
        )
    ).scalar()
    if not kept:
        return None
    try:
        told = json.loads(kept)
        return Profile(read_seller(told["seller"]), VatTreatment(told["vat"]), None)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def started_text(seller: Seller, treatment: VatTreatment) -> str:
    """Write what was begun, as the setting keeps it."""
    told = {"seller": seller_json(seller), "vat": treatment.value}
    return json.dumps(told, ensure_ascii=False)
