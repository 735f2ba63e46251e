"""The card of who buys: found again by account or e-mail, else made."""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, bindparam, select, update
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared, insert_into
from merchant_desk.models.base import table
from merchant_desk.models.order import Customer
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import CustomerId, ShopId, new_id
from merchant_desk.values.remote import RemoteOrder
from merchant_desk.values.texts import _

_CUSTOMERS = table(Customer)
_TOLD = ("name", "email", "phone", "company", "siren", "vat_number", "last_activity_at")


def _update_one(*which: ColumnElement[bool]) -> Prepared:
    """Return the change of one card of a shop, whose id it returns."""
    found = select(_CUSTOMERS.c.id).where(_CUSTOMERS.c.shop_id == bindparam("shop"), *which)
    return Prepared(
        update(_CUSTOMERS)
        .where(_CUSTOMERS.c.id == found.limit(1).scalar_subquery())
        .values({name: bindparam(f"new_{name}") for name in _TOLD})
        .returning(_CUSTOMERS.c.id)
    )


_GUEST = (_CUSTOMERS.c.remote_id.is_(None), _CUSTOMERS.c.erased_at.is_(None))
_BY_ACCOUNT = _update_one(_CUSTOMERS.c.remote_id == bindparam("account"))
_BY_EMAIL = _update_one(*_GUEST, _CUSTOMERS.c.email == bindparam("address"))
_AS_BEFORE = _update_one(*_GUEST, _CUSTOMERS.c.id == bindparam("before"), _CUSTOMERS.c.email == "")


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
    fields = {
        "name": buyer.name or customer_name(remote),
        "email": buyer.email.lower(),
        "phone": buyer.phone,
        "company": buyer.company,
        "siren": buyer.siren,
        "vat_number": buyer.vat_number,
        "last_activity_at": max(remote.placed_at, remote.modified_at),
    }
    known = _followed(session, shop_id, remote, before, fields)
    if known is not None:
        return known
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


def _followed(
    session: Session,
    shop_id: ShopId,
    remote: RemoteOrder,
    before: CustomerId | None,
    fields: Mapping[str, object],
) -> CustomerId | None:
    """Find the card that is known and let it say what the order says; None for nobody known."""
    buyer = remote.customer
    values = {"shop": shop_id, **{f"new_{name}": fields[name] for name in _TOLD}}
    if buyer.remote_id:
        found = _BY_ACCOUNT.returned(session, account=buyer.remote_id, **values)
    elif buyer.email:
        found = _BY_EMAIL.returned(session, address=buyer.email.lower(), **values)
    elif before is not None:
        found = _AS_BEFORE.returned(session, before=before, **values)
    else:
        return None
    return CustomerId(found[0][0]) if found else None
