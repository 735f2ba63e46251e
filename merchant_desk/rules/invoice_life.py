"""The life of an e-invoice: what each status means, which may follow, what she must do.

Sources: XP Z12-012 annex B V1.4, rules BR-FR-CDV-CL-06, CL-09 and CDV-15 (FNFE-MPE 1.4.0).
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from merchant_desk.values.e_invoice_status import StatusCode
from merchant_desk.values.texts import _, later


class SetBy(StrEnum):
    """Who gives a status."""

    SELLER = "seller"
    BUYER = "buyer"
    PLATFORM = "platform"


@dataclass(frozen=True, slots=True)
class Status:
    """One status of the closed list."""

    code: StatusCode
    name: str
    set_by: SetBy
    needs_reason: bool = False
    to_state: bool = False
    """Whether the tax administration receives it."""


STATUSES: tuple[Status, ...] = (
    Status(StatusCode.SUBMITTED, later("Déposée"), SetBy.PLATFORM, to_state=True),
    Status(StatusCode.ISSUED, later("Émise par la plateforme"), SetBy.PLATFORM),
    Status(StatusCode.RECEIVED, later("Reçue par la plateforme du client"), SetBy.PLATFORM),
    Status(StatusCode.AVAILABLE, later("Mise à disposition"), SetBy.PLATFORM),
    Status(StatusCode.TAKEN_IN_CHARGE, later("Prise en charge"), SetBy.BUYER),
    Status(StatusCode.APPROVED, later("Approuvée"), SetBy.BUYER),
    Status(StatusCode.PARTLY_APPROVED, later("Approuvée en partie"), SetBy.BUYER, True),
    Status(StatusCode.DISPUTED, later("En litige"), SetBy.BUYER, True),
    Status(StatusCode.SUSPENDED, later("Suspendue"), SetBy.BUYER, True),
    Status(StatusCode.COMPLETED, later("Complétée"), SetBy.SELLER),
    Status(StatusCode.REFUSED, later("Refusée"), SetBy.BUYER, True, to_state=True),
    Status(StatusCode.PAYMENT_SENT, later("Paiement transmis"), SetBy.BUYER),
    Status(StatusCode.COLLECTED, later("Encaissée"), SetBy.SELLER, to_state=True),
    Status(StatusCode.REJECTED, later("Rejetée"), SetBy.PLATFORM, True, to_state=True),
    Status(StatusCode.CANCELLED, later("Annulée"), SetBy.SELLER),
    Status(StatusCode.MISROUTED, later("Erreur de routage"), SetBy.PLATFORM, True),
    Status(StatusCode.UNACCEPTABLE, later("Irrecevable"), SetBy.PLATFORM, True),
)
_BY_CODE = {status.code: status for status in STATUSES}
ENDS = frozenset({StatusCode.REFUSED, StatusCode.REJECTED, StatusCode.UNACCEPTABLE})
"""After these the invoice lives no more for the platform; it stays in the books."""
_ARRIVED = frozenset({StatusCode.RECEIVED, StatusCode.AVAILABLE})
_JUDGED = frozenset({StatusCode.TAKEN_IN_CHARGE, StatusCode.APPROVED, StatusCode.PARTLY_APPROVED})
_DEMAND = frozenset({StatusCode.DISPUTED, StatusCode.SUSPENDED, StatusCode.COMPLETED})
_OPEN = _ARRIVED | _JUDGED | _DEMAND | {StatusCode.SUBMITTED, StatusCode.ISSUED}
_FOLLOWS: dict[StatusCode, frozenset[StatusCode]] = {
    StatusCode.SUBMITTED: frozenset(),
    StatusCode.ISSUED: frozenset({StatusCode.SUBMITTED}),
    StatusCode.RECEIVED: frozenset({StatusCode.SUBMITTED, StatusCode.ISSUED}),
    StatusCode.AVAILABLE: frozenset({StatusCode.SUBMITTED, StatusCode.ISSUED, StatusCode.RECEIVED}),
    StatusCode.TAKEN_IN_CHARGE: _ARRIVED | _DEMAND,
    StatusCode.APPROVED: _ARRIVED | _JUDGED | _DEMAND,
    StatusCode.PARTLY_APPROVED: _ARRIVED | _JUDGED | _DEMAND,
    StatusCode.DISPUTED: _ARRIVED | _JUDGED | _DEMAND,
    StatusCode.SUSPENDED: _ARRIVED | _JUDGED | _DEMAND,
    StatusCode.COMPLETED: frozenset({StatusCode.SUSPENDED}),
    StatusCode.REFUSED: _ARRIVED | _JUDGED | _DEMAND,
    StatusCode.PAYMENT_SENT: _ARRIVED | _JUDGED | _DEMAND | {StatusCode.PAYMENT_SENT},
    StatusCode.COLLECTED: _OPEN | {StatusCode.PAYMENT_SENT, StatusCode.COLLECTED},
    StatusCode.REJECTED: _OPEN,
    StatusCode.CANCELLED: _OPEN,
    StatusCode.MISROUTED: frozenset({StatusCode.SUBMITTED, StatusCode.ISSUED}),
    StatusCode.UNACCEPTABLE: frozenset(),
}
SAID_BY_BUYER = (
    StatusCode.TAKEN_IN_CHARGE,
    StatusCode.APPROVED,
    StatusCode.DISPUTED,
    StatusCode.REFUSED,
    StatusCode.PAYMENT_SENT,
)
"""What she may say of an invoice she received."""
BY_HAND = (
    StatusCode.SUBMITTED,
    StatusCode.RECEIVED,
    StatusCode.AVAILABLE,
    *SAID_BY_BUYER,
    StatusCode.COLLECTED,
    StatusCode.REJECTED,
)
"""What she may record by hand, read on the platform's own site."""


def status_of(code: int) -> Status | None:
    """Return what is known of a code; None for one of another list."""
    return _BY_CODE.get(StatusCode(code)) if code in set(StatusCode) else None


def status_name(code: int) -> str:
    """Return the French name of a status."""
    known = status_of(code)
    return _("Statut {code}").format(code=code) if known is None else _(known.name)


def may_follow(known: Collection[int], code: int) -> bool:
    """Tell whether a status may come now; ``known`` are those given so far, the last one last."""
    if code not in set(StatusCode):
        return False
    given = [each for each in known if each in set(StatusCode)]
    if not given:
        return True  # the platform told nothing yet: she may read the first one on its site
    return StatusCode(given[-1]) in _FOLLOWS[StatusCode(code)]


def is_over(known: Collection[int]) -> bool:
    """Tell whether the invoice was refused or rejected."""
    return any(code in ENDS for code in known)


def what_to_do(code: int) -> str:
    """Return what she must do after a status; empty when nothing."""
    if code == StatusCode.REFUSED:
        return _(
            "Votre client refuse cette facture\u00a0: elle reste dans vos livres. Faites un avoir "
            "qui l’annule, puis une nouvelle facture, sous un nouveau numéro."
        )
    if code in (StatusCode.REJECTED, StatusCode.UNACCEPTABLE):
        return _(
            "La plateforme rejette cette facture\u00a0: elle reste dans vos livres. Faites un "
            "avoir interne qui l’annule, corrigez la cause, puis refaites-la sous un autre numéro."
        )
    if code == StatusCode.DISPUTED:
        return _("Votre client conteste cette facture\u00a0: répondez-lui, ou faites un avoir.")
    if code == StatusCode.SUSPENDED:
        return _("Votre client attend une pièce\u00a0: envoyez-la lui.")
    if code == StatusCode.MISROUTED:
        return _("L’adresse électronique du client n’existe pas\u00a0: vérifiez-la.")
    return ""
