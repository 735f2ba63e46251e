"""Keep who sells at the first start: all of it when it is whole, else what there is of it."""

from dataclasses import replace

from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.operations.save_profile import save_profile
from merchant_desk.operations.save_settings import save_setting
from merchant_desk.queries.known_profile import started_text
from merchant_desk.queries.settings import Profile, profile
from merchant_desk.rules.cash_taxes.due import VatRhythm
from merchant_desk.rules.company_numbers import is_siren, vat_number_of
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.invoice_page import Seller
from merchant_desk.values.settings import FIRST_IDENTITY, TAXES_VAT
from merchant_desk.values.texts import _
from merchant_desk.values.vat import VatTreatment

_BY_RETURN = frozenset({VatRhythm.MONTHLY, VatRhythm.QUARTERLY, VatRhythm.YEARLY})


def tell_shop(session: Session, gesture: Gesture, seller: Seller, vat: VatRhythm) -> bool:
    """Store the identity and the VAT regime; tell whether invoices can be made of them.

    What is not whole is kept apart, so that no paper is ever made of half a name; a SIREN that
    cannot exist is refused all the same.
    """
    known = profile(session)
    siren = "".join(seller.siren.split())
    if siren and not is_siren(siren):
        raise RefusedError(
            _("Le SIREN n’a pas été gardé\u00a0: sa clé ne tombe pas juste."),
            _("Le SIREN a 9 chiffres et une clé\u00a0: vérifiez-le sur votre extrait."),
        )
    if vat in _BY_RETURN:
        save_setting(session, gesture, TAXES_VAT, vat.value)
    told = VatTreatment.FRANCHISE if vat is VatRhythm.FRANCHISE else VatTreatment.NORMAL
    treatment = told if vat or known is None else known.vat_treatment
    if known is None and not (_is_whole(seller) and vat):
        _keep_started(session, gesture, seller, treatment)
        return False
    if treatment is VatTreatment.NORMAL and seller.vat_number in ("", _made_of_siren(known)):
        seller = replace(seller, vat_number=vat_number_of(siren))
    if not seller.siret.startswith(siren):  # an establishment of the company named by mistake
        seller = replace(seller, siret="")
    save_profile(session, gesture, seller, treatment, None if known is None else known.logo)
    return True


def _made_of_siren(known: Profile | None) -> str:
    """Return the VAT number that the SIREN gave so far: another SIREN gives another one."""
    return vat_number_of(known.seller.siren) if known is not None and known.seller.siren else ""


def _is_whole(seller: Seller) -> bool:
    place = seller.address
    needed = (seller.name, place.line1, place.postcode, place.city, seller.siren)
    return all(each.strip() for each in needed)


def _keep_started(
    session: Session, gesture: Gesture, seller: Seller, treatment: VatTreatment
) -> None:
    place = seller.address
    told = (seller.name, seller.trade_name, place.line1, place.postcode, place.city, seller.siren)
    text = started_text(seller, treatment) if any(each.strip() for each in told) else ""
    if treatment is VatTreatment.FRANCHISE:
        text = started_text(seller, treatment)
    save_setting(session, gesture, FIRST_IDENTITY, text)
