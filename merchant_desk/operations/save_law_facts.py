"""What she knows of articles for the law: category, supplier, rebates, when suppliers were paid."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import msgspec
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.law_facts import Batch, CategoryLaw, ProductLaw
from merchant_desk.queries.law_shop import shop_today
from merchant_desk.rules.legal.foreign_values import read_foreign
from merchant_desk.rules.legal.items import Item
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import BatchId, ProductId
from merchant_desk.values.texts import _


@dataclass(frozen=True, slots=True, kw_only=True)
class LawSheet:
    """What is known of an article; an empty field is not known."""

    law_category: str = ""
    flags: tuple[str, ...] = ()
    acquisition: str = "purchased"
    supplier: str = ""
    offered_since: date | None = None
    other_advantages_bp: int = 0
    transport_tenthousandths: int = 0
    specific_taxes_tenthousandths: int = 0
    excise_tenthousandths: int = 0
    details: Mapping[str, Any] = field(default_factory=dict)


def save_law_sheet(
    session: Session, gesture: Gesture, product_ids: Collection[ProductId], sheet: LawSheet
) -> None:
    """Keep what is known of articles, all alike. Raises RefusedError for what cannot be."""
    _check(sheet)
    for product_id in product_ids:
        known = session.get(ProductLaw, product_id)
        if known is None:
            known = ProductLaw(product_id=product_id, changed_at=gesture.at, by=gesture.person)
            session.add(known)
        known.law_category, known.flags = sheet.law_category, ",".join(sheet.flags)
        known.acquisition = sheet.acquisition
        known.supplier = " ".join(sheet.supplier.split())
        known.offered_since = sheet.offered_since
        known.other_advantages_bp = sheet.other_advantages_bp
        known.transport_tenthousandths = sheet.transport_tenthousandths
        known.specific_taxes_tenthousandths = sheet.specific_taxes_tenthousandths
        known.excise_tenthousandths = sheet.excise_tenthousandths
        known.details = json.dumps(dict(sheet.details), ensure_ascii=False, sort_keys=True)
        known.changed_at, known.by = gesture.at, gesture.person
    session.flush()


def name_category(session: Session, gesture: Gesture, category: str, law_category: str) -> None:
    """Say what a category of the catalogue is before the law; empty takes it back."""
    _check(LawSheet(law_category=law_category))
    known = session.get(CategoryLaw, category)
    if known is None:
        known = CategoryLaw(
            category=category, law_category="", changed_at=gesture.at, by=gesture.person
        )
        session.add(known)
    known.law_category = law_category
    known.changed_at, known.by = gesture.at, gesture.person
    session.flush()


def note_payment(
    session: Session, gesture: Gesture, batch_id: BatchId, paid_on: date | None
) -> None:
    """Write down when the supplier of a receipt was paid; None: not paid yet."""
    batch = session.get(Batch, batch_id)
    if batch is None:
        raise RefusedError(
            _("Le paiement n’a pas été noté\u00a0: cette réception n’existe plus."),
            _("Rouvrez la fiche de l’article."),
        )
    if paid_on is not None and paid_on > shop_today(session, gesture.at):
        raise RefusedError(
            _("Le paiement n’a pas été noté\u00a0: sa date est à venir."),
            _("Corrigez-la, ou laissez-la vide\u00a0: pas encore payé."),
        )
    batch.paid_on, batch.paid_known = paid_on, True
    batch.at, batch.by = gesture.at, gesture.person
    session.flush()


def _check(sheet: LawSheet) -> None:
    """Refuse the words that the law does not know, before they reach a question."""
    told: dict[str, Any] = {"sku": "-", "acquisition": sheet.acquisition, "flags": sheet.flags}
    if sheet.law_category:
        told["category"] = sheet.law_category
    amounts = (
        sheet.other_advantages_bp, sheet.transport_tenthousandths,
        sheet.specific_taxes_tenthousandths, sheet.excise_tenthousandths,
    )  # fmt: skip
    try:
        msgspec.convert({**told, **sheet.details}, Item, dec_hook=read_foreign)
        fits = min(amounts) >= 0 and sheet.other_advantages_bp <= 10_000  # noqa: PLR2004 - the whole price
    except msgspec.ValidationError:
        fits = False
    if not fits:
        raise RefusedError(
            _("La fiche n’a pas été enregistrée\u00a0: une valeur n’est pas possible."),
            _("Corrigez la catégorie, les dates et les montants."),
        )
