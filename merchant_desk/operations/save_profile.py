"""Keep who sells: what every invoice prints from now on."""

from dataclasses import replace

from sqlalchemy import delete
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.station import ShopProfile
from merchant_desk.operations.note_event import note_event
from merchant_desk.queries.unmapped.station import SETTINGS
from merchant_desk.rules.company_numbers import is_siren, is_siret, vat_number_of
from merchant_desk.values.fiscal_events import EventCode
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.invoice_page import Seller
from merchant_desk.values.sealed_records import text_digest
from merchant_desk.values.settings import FIRST_IDENTITY
from merchant_desk.values.snapshots import seller_json
from merchant_desk.values.texts import _
from merchant_desk.values.vat import VatTreatment

_LARGEST_LOGO = 2_000_000
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


def save_profile(
    session: Session,
    gesture: Gesture,
    seller: Seller,
    vat_treatment: VatTreatment,
    logo: bytes | None = None,
) -> None:
    """Store the identity; invoices already issued keep the one they were issued with.

    Raises RefusedError for a number that cannot exist or for a logo that is not an image.
    """
    clean = replace(
        seller,
        siren="".join(seller.siren.split()),
        siret="".join(seller.siret.split()),
        vat_number="".join(seller.vat_number.split()).upper(),
    )
    _check(clean, vat_treatment, logo)
    _forget_started(session)
    known = session.get(ShopProfile, 1)
    if known is None:
        session.add(
            ShopProfile(
                seller=seller_json(clean),
                vat_treatment=vat_treatment,
                logo=logo,
                changed_at=gesture.at,
            )
        )
        return
    _note_changes(session, gesture, known, (seller_json(clean), vat_treatment))
    known.seller = seller_json(clean)
    known.vat_treatment = vat_treatment
    known.logo = logo
    known.changed_at = gesture.at


def _forget_started(session: Session) -> None:
    """The identity is whole: what the first start kept of it says nothing more."""
    session.execute(delete(SETTINGS).where(SETTINGS.c.key == FIRST_IDENTITY.key))


def _note_changes(
    session: Session, gesture: Gesture, known: ShopProfile, fresh: tuple[str, VatTreatment]
) -> None:
    """Write in the journal that the identity, or the VAT regime, is no longer the same."""
    seller, vat_treatment = fresh
    if known.seller != seller:
        note_event(session, gesture, EventCode.COMPANY_CHANGED, text_digest(seller))
    if known.vat_treatment is not vat_treatment:
        detail = f"vat_treatment {known.vat_treatment} {vat_treatment}"
        note_event(session, gesture, EventCode.PARAMETER_CHANGED, detail)


def _check(seller: Seller, vat_treatment: VatTreatment, logo: bytes | None) -> None:
    place = seller.address
    problems = (
        (not seller.name.strip(), _("Écrivez le nom de la boutique.")),
        (
            not (place.line1.strip() and place.postcode.strip() and place.city.strip()),
            _("Écrivez l’adresse\u00a0: rue, code postal et ville."),
        ),
        (
            not is_siren(seller.siren),
            _("Le SIREN a 9 chiffres et une clé\u00a0: vérifiez-le sur votre extrait."),
        ),
        (
            bool(seller.siret) and not is_siret(seller.siret, seller.siren),
            _("Le SIRET a 14 chiffres et commence par le SIREN."),
        ),
        (
            vat_treatment is VatTreatment.NORMAL and not seller.vat_number,
            _("Écrivez le numéro de TVA, par exemple {number}.").format(
                number=vat_number_of(seller.siren)
            ),
        ),
        (
            logo is not None and (len(logo) > _LARGEST_LOGO or not logo.startswith(_IMAGES)),
            _("Le logo doit être une image PNG ou JPEG de moins de 2 Mo."),
        ),
    )
    for wrong, advice in problems:
        if wrong:
            raise RefusedError(_("L’identité de la boutique n’a pas été enregistrée."), advice)
