"""Suppliers who charge no French VAT: their number is that of another country."""

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.purchasing import Supplier

_SUPPLIERS = table(Supplier)
_HOME = ("", "FR")


def suppliers_abroad(session: Session) -> Mapping[bytes, str]:
    """Return their names by their ids."""
    country = func.upper(func.substr(_SUPPLIERS.c.vat_number, 1, 2))
    rows = session.execute(select(_SUPPLIERS.c.id, _SUPPLIERS.c.name).where(country.not_in(_HOME)))
    return {bytes(row.id): str(row.name) for row in rows}
