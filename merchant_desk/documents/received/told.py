"""What an invoice must say to be one, whatever its form; who signs it by its numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from merchant_desk.documents.received import exact
from merchant_desk.errors import RefusedError
from merchant_desk.rules.company_numbers import is_siren
from merchant_desk.values.received_invoice import CREDIT_KINDS
from merchant_desk.values.texts import _

_SIREN, _SIRET = "0002", "0009"
_SIREN_DIGITS, _SIRET_DIGITS = 9, 14
_FRENCH_VAT = 13
_CODES = (
    80, 82, 84, 130, 202, 203, 204, 211, 218, 219, 295, 326, 331, 380, 382, 383, 384, 385, 386,
    387, 388, 389, 390, 393, 394, 395, 456, 457, 471, 472, 473, 500, 501, 527, 532, 553, 575,
    623, 633, 751, 780, 817, 870, 875, 876, 877, 935,
)  # fmt: skip
_INVOICES = frozenset(str(code) for code in _CODES)
"""UNTDID 1001, as EN 16931 and the French rules list them, pro forma (325) left out."""


@dataclass(frozen=True, slots=True)
class Told:
    """The few facts without which nothing can be kept."""

    kind: str
    number: str
    currency: str
    issued: str
    total: str
    seller: str

    def checked(self) -> date:
        """Return the day of issue. Raises RefusedError when something is missing or no invoice."""
        if self.kind not in _INVOICES | CREDIT_KINDS:
            raise RefusedError(
                _(
                    "Ce fichier n’a pas été lu\u00a0: son type, {kind}, n’est pas une facture."
                ).format(kind=self.kind or _("absent")),
                _("Une facture pro forma ou un devis ne se paie pas\u00a0: attendez la facture."),
            )
        facts = (
            (self.number, _("son numéro")),
            (self.seller, _("le nom du fournisseur")),
            (self.total, _("son total")),
        )
        missing = [name for told, name in facts if not told]
        issue_date = exact.day(self.issued)
        if issue_date is None:
            missing.append(_("sa date"))
        if missing or issue_date is None:
            raise RefusedError(
                _("Cette facture n’a pas été lue\u00a0: il lui manque {what}.").format(
                    what=", ".join(missing)
                ),
                _("Redemandez-la à votre fournisseur\u00a0: elle n’est pas valable ainsi."),
            )
        if self.currency != "EUR":
            raise RefusedError(
                _("Cette facture n’a pas été lue\u00a0: elle est en {currency}.").format(
                    currency=self.currency or _("monnaie inconnue")
                ),
                _("Seuls les euros sont lus\u00a0: saisissez-la dans votre comptabilité."),
            )
        return issue_date


def siren_of(numbers: Iterable[tuple[str, str]], vat: str) -> str:
    """Return the SIREN among numbers and their schemes, else the one in a French VAT number.

    A number said to be a SIREN is kept even when its key is wrong: the checks tell it.
    """
    bare = [(scheme, text.replace(" ", "")) for scheme, text in numbers]
    for wanted in (_SIREN, _SIRET):
        for scheme, text in bare:
            if scheme == wanted and text:
                return text[:_SIREN_DIGITS] if len(text) == _SIRET_DIGITS else text
    for _scheme, text in bare:
        if is_siren(text[:_SIREN_DIGITS]) and len(text) in (_SIREN_DIGITS, _SIRET_DIGITS):
            return text[:_SIREN_DIGITS]
    if vat.startswith("FR") and len(vat) == _FRENCH_VAT and is_siren(vat[4:]):
        return vat[4:]
    return ""


def vat_rate(text: str) -> int:
    """Return a rate in hundredths of a percent; none told is none charged."""
    return exact.basis_points(text) if text else 0
