"""The card of who buys: found again by account or e-mail, else made."""

from sqlalchemy import and_, select, update
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import insert_into
from merchant_desk.models.base import table
from merchant_desk.models.order import Customer
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import CustomerId, ShopId, new_id
from merchant_desk.values.remote import RemoteOrder
from merchant_desk.values.texts import _

_CUSTOMERS = table(Customer)


def customer_name(remote: RemoteOrder) -> str:
    """Return the name to show for an order."""
    return remote.customer.company or remote.customer.name or remote.billing.name or _("Sans nom")


def find_or_make_customer(
    session: Session,
    gesture: Gesture,
    shop_id: ShopId,
    remote: RemoteOrder,
    before: CustomerId | None = None,
) -> CustomerId:
    """Return the customer's card: by account, else by e-mail for a guest, else a new one.

    ``before`` is the card an order had: a guest without an e-mail keeps it.
    """
    buyer = remote.customer
    account = buyer.remote_id or None
    known = _known_customer(session, shop_id, remote, before)
    fields = {
        "name": buyer.name or customer_name(remote),
        "email": buyer.email.lower(),
        "phone": buyer.phone,
        "company": buyer.company,
        "siren": buyer.siren,
        "vat_number": buyer.vat_number,
        "last_activity_at": max(remote.placed_at, remote.modified_at),
    }
    if known is not None:
        session.execute(update(_CUSTOMERS).where(_CUSTOMERS.c.id == known).values(**fields))
        return CustomerId(known)
    customer_id = CustomerId(new_id())
    insert_into(
        session,
        _CUSTOMERS,
        {
            "id": customer_id,
            "shop_id": shop_id,
            "remote_id": account,
            "created_at": gesture.at,
            "marketing_consent_at": None,
            "erasure_asked_at": None,
            "erased_at": None,
            **fields,
        },
    )
    return customer_id


def _known_customer(
    session: Session, shop_id: ShopId, remote: RemoteOrder, before: CustomerId | None
) -> bytes | None:
    buyer = remote.customer
    query = select(_CUSTOMERS.c.id).where(_CUSTOMERS.c.shop_id == shop_id)
    if buyer.remote_id:
        query = query.where(_CUSTOMERS.c.remote_id == buyer.remote_id)
    else:
        same = and_(_CUSTOMERS.c.email == buyer.email.lower(), _CUSTOMERS.c.email != "")
        if before is not None and not buyer.email:
            same = and_(_CUSTOMERS.c.id == before, _CUSTOMERS.c.email == "")
        query = query.where(
            _CUSTOMERS.c.remote_id.is_(None), same, _CUSTOMERS.c.erased_at.is_(None)
        )
    found: bytes | None = session.execute(query.limit(1)).scalar()
    return found
