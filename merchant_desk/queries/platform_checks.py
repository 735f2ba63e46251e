"""Files of the approved platform that wait for a person, in words."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.invoice import Invoice
from merchant_desk.queries.check_item import CheckItem
from merchant_desk.queries.to_check import CheckKind, waiting_flow_condition
from merchant_desk.queries.unmapped.shop import FLOWS
from merchant_desk.values.platform_words import FlowDirection
from merchant_desk.values.texts import _

_MOST = 100


def platform_checks(session: Session) -> list[CheckItem]:
    """Return the files that were refused, or delivered and not understood."""
    rows = session.execute(
        select(
            *(FLOWS.c[name] for name in ("id", "direction", "problem", "at", "remote_id")),
            Invoice.number,
        )
        .outerjoin(Invoice, Invoice.id == FLOWS.c.invoice_id)
        .where(waiting_flow_condition())
        .order_by(FLOWS.c.at, FLOWS.c.id)
        .limit(_MOST)
    )
    return [
        CheckItem(
            kind=CheckKind.PLATFORM,
            key=row.id,
            title=_title(row.direction, row.number or row.remote_id),
            reason=row.problem,
            advice=_advice(row.direction),
            at=row.at,
        )
        for row in rows
    ]


def _title(direction: FlowDirection, name: str) -> str:
    if direction is FlowDirection.IN:
        return _("Fichier reçu {name}").format(name=name)
    return _("Fichier refusé {name}").format(name=name)


def _advice(direction: FlowDirection) -> str:
    if direction is FlowDirection.IN:
        return _("Il est gardé tel quel\u00a0: consultez-le aussi sur le site de la plateforme.")
    return _("Corrigez la cause\u00a0; réessayer le renvoie sous un autre identifiant.")
