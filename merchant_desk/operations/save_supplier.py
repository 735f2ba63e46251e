"""Keep the card of a supplier: who it is and on what terms it sells."""

from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.purchasing import Supplier
from merchant_desk.operations.find_supplier import find_supplier, readable_name, supplier_called
from merchant_desk.rules.company_numbers import is_siren
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import SupplierId, new_id
from merchant_desk.values.money import ZERO
from merchant_desk.values.purchases import SupplierTerms, supplier_key
from merchant_desk.values.snapshots import address_json
from merchant_desk.values.texts import _

_MOST_DAYS = 730


def save_supplier(
    session: Session, gesture: Gesture, terms: SupplierTerms, supplier_id: SupplierId | None = None
) -> SupplierId:
    """Keep the card; without an id, a new one, or that of the same name as it stands.

    Raises RefusedError for a name that is none or another's, and for terms that cannot be.
    """
    name = readable_name(terms.name)
    _check(terms)
    named = supplier_called(session, name)
    if supplier_id is None and named is None:
        supplier = Supplier(
            id=SupplierId(new_id()),
            name=name,
            key=supplier_key(name),
            changed_at=gesture.at,
            by=gesture.person,
        )
        session.add(supplier)
    else:
        supplier = _kept(session, supplier_id, named, name)
    _write(supplier, gesture, terms, name)
    session.flush()
    return supplier.id


def _kept(
    session: Session, supplier_id: SupplierId | None, named: Supplier | None, name: str
) -> Supplier:
    """Return the card to change; a name belongs to one card."""
    supplier = named if supplier_id is None else find_supplier(session, supplier_id)
    if supplier is None or (named is not None and named.id != supplier.id):
        raise RefusedError(
            _(
                "Le fournisseur n’a pas été enregistré\u00a0: «\u00a0{name}\u00a0» existe déjà."
            ).format(name=name),
            _("Ouvrez l’autre fiche, ou fusionnez les deux."),
        )
    return supplier


def _write(supplier: Supplier, gesture: Gesture, terms: SupplierTerms, name: str) -> None:
    supplier.name, supplier.key = name, supplier_key(name)
    supplier.siren = "".join(terms.siren.split())
    supplier.vat_number = "".join(terms.vat_number.split()).upper()
    supplier.email, supplier.phone = terms.email.strip(), terms.phone.strip()
    supplier.address = address_json(terms.address)
    supplier.customer_number = terms.customer_number.strip()
    supplier.lead_days = terms.lead_days
    supplier.minimum, supplier.carriage = terms.minimum, terms.carriage
    supplier.free_carriage_from = terms.free_carriage_from
    supplier.payment_days, supplier.month_end = terms.payment_days, terms.month_end
    supplier.note, supplier.active = terms.note.strip(), terms.active
    supplier.changed_at, supplier.by = gesture.at, gesture.person


def _check(terms: SupplierTerms) -> None:
    siren, email = "".join(terms.siren.split()), terms.email.strip()
    amounts = (terms.minimum, terms.carriage, terms.free_carriage_from or ZERO)
    wrong = {
        _("son SIREN n’est pas juste"): bool(siren) and not is_siren(siren),
        _("son adresse e-mail n’en est pas une"): bool(email) and not _is_email(email),
        _("son délai n’est pas un nombre de jours possible"): terms.lead_days is not None
        and not 0 <= terms.lead_days <= _MOST_DAYS,
        _("son délai de paiement n’est pas possible"): not 0 <= terms.payment_days <= _MOST_DAYS,
        _("un de ses montants est négatif"): any(each < ZERO for each in amounts),
    }
    for what, is_wrong in wrong.items():
        if is_wrong:
            raise RefusedError(
                _("Le fournisseur n’a pas été enregistré\u00a0: {what}.").format(what=what),
                _("Corrigez ce champ, ou laissez-le vide."),
            )


def _is_email(text: str) -> bool:
    name, at, domain = text.partition("@")
    return bool(name and at) and "." in domain and not any(each.isspace() for each in text)
