"""The card of a supplier, by its id or by its name however it is written."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.purchasing import Supplier
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import SupplierId, new_id
from merchant_desk.values.purchases import supplier_key
from merchant_desk.values.texts import _

LONGEST_NAME = 120


def find_supplier(session: Session, supplier_id: SupplierId) -> Supplier:
    """Return the card, or refuse when it is gone."""
    supplier = session.get(Supplier, supplier_id)
    if supplier is None:
        raise RefusedError(
            _("Rien n’a été enregistré\u00a0: ce fournisseur n’existe pas ou plus."),
            _("Choisissez un fournisseur de la liste, ou créez-le d’abord."),
        )
    return supplier


def supplier_called(session: Session, name: str) -> Supplier | None:
    """Return the card of a name, accents, capitals and spaces apart; a merged card's leads on."""
    key = supplier_key(name)
    found = session.scalars(select(Supplier).filter_by(key=key)).first()
    if found is not None or not key:
        return found
    merged = session.scalars(select(Supplier).where(Supplier.other_keys.contains(key)))
    return next((each for each in merged if key in each.other_keys.split("\n")), None)


def supplier_named(session: Session, gesture: Gesture, name: str) -> SupplierId:
    """Return the card of a name, made the first time the name is read."""
    found = supplier_called(session, readable_name(name))
    if found is not None:
        return found.id
    written = readable_name(name)
    supplier = Supplier(
        id=SupplierId(new_id()),
        name=written,
        key=supplier_key(written),
        changed_at=gesture.at,
        by=gesture.person,
    )
    session.add(supplier)
    session.flush()
    return supplier.id


def readable_name(name: str) -> str:
    """Return a name with single spaces; refuse one that is none."""
    written = " ".join(name.split())
    if not supplier_key(written) or len(written) > LONGEST_NAME or not written.isprintable():
        raise RefusedError(
            _("Le fournisseur n’a pas été enregistré\u00a0: son nom manque ou n’est pas lisible."),
            _("Écrivez son nom comme sur ses factures, en 120 lettres au plus."),
        )
    return written
