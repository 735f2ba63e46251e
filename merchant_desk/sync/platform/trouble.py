"""What an approved platform or its network refused, said to a merchant."""

from merchant_desk.errors import RemoteDataError, UnavailableError
from merchant_desk.sync.errors import (
    Cause,
    ShopRejectedCredentialsError,
    ShopSilentError,
    ShopUntrustedError,
)
from merchant_desk.values.platform_flows import AckReason
from merchant_desk.values.texts import _

_SHOWN = 300
_TOO_LARGE, _TOO_MANY, _SERVER_ERROR, _UNAUTHORISED, _FORBIDDEN = 413, 429, 500, 401, 403


class PlatformSilentError(UnavailableError):
    """The platform did not give what was asked: it is tried again by itself."""

    def __init__(self, title: str, advice: str, retry_after_s: int | None = None) -> None:
        super().__init__(title, advice)
        self.retry_after_s = retry_after_s


class PlatformRejectedError(UnavailableError):
    """The platform does not accept the id and secret of this account."""


class FlowRefusedError(RemoteDataError):
    """The platform refuses this file, and would again."""


def again() -> str:
    """Return what to do when nothing is to be done."""
    return _("Rien à faire\u00a0: un nouvel essai aura lieu tout seul.")


def rejected() -> PlatformRejectedError:
    """Return the refusal of the id and secret."""
    return PlatformRejectedError(
        _("La plateforme agréée n’a pas accepté votre identifiant ou votre secret."),
        _("Saisissez-les de nouveau dans Réglages, Plateforme agréée."),
    )


def forbidden() -> PlatformRejectedError:
    """Return the refusal of an account that may not do this."""
    return PlatformRejectedError(
        _("La plateforme agréée n’a rien reçu\u00a0: votre compte n’en a pas le droit."),
        _("Demandez-lui d’ouvrir à votre compte l’échange de flux (XP Z12-013)."),
    )


def busy(retry_after_s: int | None) -> PlatformSilentError:
    """Return the refusal of a platform that was asked too often."""
    return PlatformSilentError(
        _("La plateforme agréée n’a pas répondu\u00a0: elle limite le nombre de demandes."),
        again(),
        retry_after_s,
    )


def broken(status: int, retry_after_s: int | None) -> PlatformSilentError:
    """Return the refusal of a platform that is out of order."""
    return PlatformSilentError(
        _(
            "La plateforme agréée n’a pas répondu\u00a0: elle est en panne (erreur {status})."
        ).format(status=status),
        _("Un nouvel essai aura lieu tout seul. Si cela dure, prévenez-la."),
        retry_after_s,
    )


def unreadable() -> PlatformSilentError:
    """Return the refusal of an answer that is not what the standard says."""
    return PlatformSilentError(
        _("La réponse de la plateforme agréée n’a pas été comprise."),
        _("Un nouvel essai aura lieu tout seul. Si cela dure, vérifiez ses adresses."),
    )


def refused(status: int, code: str, message: str) -> FlowRefusedError:
    """Return the refusal of one file, in the platform's words."""
    if status == _TOO_LARGE:
        return FlowRefusedError(
            _("La plateforme agréée n’a pas pris ce fichier\u00a0: il est trop lourd."),
            _("Réduisez le logo ou les pièces jointes de la facture."),
        )
    told = " ".join(each for each in (message, f"({code})" if code else "") if each)[:_SHOWN]
    return FlowRefusedError(
        _("La plateforme agréée n’a pas pris ce fichier\u00a0: {reason}.").format(
            reason=told.rstrip(".") or str(status)
        ),
        _("Corrigez la cause, puis remettez la facture à envoyer."),
    )


def judged(status: int, code: str, message: str, retry_after_s: int | None) -> Exception:
    """Return what an answer of failure means."""
    if status == _UNAUTHORISED:
        return rejected()
    if status == _FORBIDDEN:
        return forbidden()
    if status == _TOO_MANY:
        return busy(retry_after_s)
    if status >= _SERVER_ERROR:
        return broken(status, retry_after_s)
    return refused(status, code, message)


def from_network(trouble: UnavailableError) -> UnavailableError:
    """Say of the platform what the HTTP client says of a shop."""
    if isinstance(trouble, ShopRejectedCredentialsError):
        return rejected()
    if isinstance(trouble, ShopUntrustedError):
        return PlatformSilentError(
            _("La plateforme agréée n’a pas été contactée\u00a0: son certificat est refusé."),
            _("Vérifiez son adresse et la date de cet ordinateur\u00a0: rien n’a été envoyé."),
        )
    if not isinstance(trouble, ShopSilentError):
        return PlatformSilentError(
            _("La plateforme agréée n’a pas été contactée\u00a0: son adresse n’est pas valable."),
            _("Corrigez-la dans Réglages, Plateforme agréée."),
        )
    return _silent(trouble)


def _silent(trouble: ShopSilentError) -> PlatformSilentError:
    sentences = {
        Cause.NO_SITE: _("La plateforme agréée n’a pas été trouvée sur Internet."),
        Cause.SLOW: _("La plateforme agréée n’a pas répondu à temps."),
        Cause.WEB_PAGE: _(
            "La plateforme agréée n’a pas répondu\u00a0: une page web est venue à sa place."
        ),
        Cause.UNREADABLE: _("La réponse de la plateforme agréée n’a pas été comprise."),
        Cause.BUSY: _(
            "La plateforme agréée n’a pas répondu\u00a0: elle limite le nombre de demandes."
        ),
    }
    plain = _("La plateforme agréée n’a pas répondu\u00a0: la connexion a échoué.")
    patience = getattr(trouble, "retry_after_s", None)
    return PlatformSilentError(sentences.get(trouble.cause, plain), again(), patience)


def ack_sentence(reasons: tuple[AckReason, ...]) -> str:
    """Return why the platform's checks refused a file, in a French sentence each."""
    return " ".join(_reason_sentence(each) for each in reasons) or _(
        "La plateforme agréée a refusé ce fichier sans dire pourquoi."
    )


def _reason_sentence(reason: AckReason) -> str:
    known = {
        "EmptyAttachement": _("Une pièce jointe est vide."),
        "AttachmentTypeError": _("Une pièce jointe n’a pas un format admis."),
        "EmptyFlow": _("Le fichier est vide."),
        "InvalidSchema": _("Les données de la facture ne suivent pas le format."),
        "FileSizeExceeded": _("Le fichier est trop lourd."),
        "FlowTypeError": _("Le type du fichier n’est pas celui annoncé."),
        "VirusFound": _("Un virus a été trouvé dans le fichier."),
        "ChecksumMismatch": _("Le fichier a été abîmé en chemin."),
        "InvoiceLCInvalidStatus": _("Ce statut ne peut pas suivre le précédent."),
        "InvoiceLCStatusError": _("Ce statut n’est pas admis."),
        "InvoiceLCRuleError": _("Une règle du cycle de vie n’est pas respectée."),
        "InvoiceLCAccessDenied": _("Votre compte n’a pas le droit de donner ce statut."),
        "InvoiceLCAmountError": _("Les montants du statut ne concordent pas avec la TVA."),
    }
    told = f" {reason.message.strip()}" if reason.message.strip() else ""
    return known.get(reason.code, _("Refus technique ({code}).").format(code=reason.code)) + told
