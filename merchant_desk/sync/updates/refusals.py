"""What went wrong with a version, said to a merchant: what did not happen, what to do now."""

from merchant_desk.errors import RefusedError, UnavailableError
from merchant_desk.sync.errors import Cause, ShopSilentError, ShopUntrustedError
from merchant_desk.sync.http_refusals import clock_hint
from merchant_desk.values.texts import _

_CAUSES = {
    Cause.NO_SITE: lambda: _("son adresse est introuvable sur Internet"),
    Cause.DOWN: lambda: _("son serveur ne répond pas"),
    Cause.SLOW: lambda: _("il n’a pas répondu à temps"),
    Cause.CUT: lambda: _("la connexion a été coupée"),
    Cause.WEB_PAGE: lambda: _("une page web a répondu à sa place"),
    Cause.BUSY: lambda: _("il demande de patienter"),
    Cause.MAINTENANCE: lambda: _("il est en maintenance"),
}


def not_reached(trouble: UnavailableError, skew_s: int | None = None) -> UnavailableError:
    """Return what the network said of the publisher's site: not of a shop."""
    why = _("il ne répond pas comme prévu")
    if isinstance(trouble, ShopUntrustedError):
        why = _("son certificat de sécurité est refusé")
    elif isinstance(trouble, ShopSilentError) and trouble.cause in _CAUSES:
        why = _CAUSES[trouble.cause]()
    advice = _("Tout le reste fonctionne. Vérifiez la connexion, puis réessayez.")
    if isinstance(trouble, ShopUntrustedError):
        advice = _("Vérifiez la date de cet ordinateur et l’adresse des mises à jour.")
    return UnavailableError(
        _("Le site des mises à jour n’a pas été lu\u00a0: {why}.").format(why=why),
        advice + clock_hint(skew_s),
    )


def answered(status: int) -> UnavailableError:
    """Return the refusal of an answer that holds nothing to read."""
    return UnavailableError(
        _("Le site des mises à jour n’a pas été lu\u00a0: il a répondu {status}.").format(
            status=status
        ),
        _("Vérifiez l’adresse des mises à jour, ou réessayez plus tard."),
    )


def moved_too_often() -> UnavailableError:
    """Return the refusal of a site that only ever says: elsewhere."""
    return UnavailableError(
        _("Le site des mises à jour n’a pas été lu\u00a0: il renvoie sans fin ailleurs."),
        _("Vérifiez l’adresse des mises à jour."),
    )


def wrong_signature() -> RefusedError:
    """Return the refusal of what no trusted publisher has signed."""
    return RefusedError(
        _("La mise à jour est refusée\u00a0: sa signature n’est pas celle de l’éditeur."),
        _(
            "N’installez rien de cette adresse, et prévenez l’éditeur de Merchant Desk. "
            "Ce programme continue de fonctionner."
        ),
    )


def untrusting() -> RefusedError:
    """Return the refusal of a build that knows no publisher."""
    return RefusedError(
        _("Mises à jour non lues\u00a0: cette version ne fait confiance à aucun éditeur."),
        _("Elle se met à jour comme elle a été installée\u00a0: à la main, ou avec git."),
    )


def wrong_file() -> RefusedError:
    """Return the refusal of an installer that is not the one that was signed."""
    return RefusedError(
        _("L’installateur a été jeté\u00a0: ce n’est pas le fichier que l’éditeur a signé."),
        _("Téléchargez-le de nouveau. Si cela recommence, n’installez rien, prévenez l’éditeur."),
    )


def too_long() -> RefusedError:
    """Return the refusal of a body that does not end where it was announced to."""
    return RefusedError(
        _("Le téléchargement a été arrêté\u00a0: le fichier est plus long qu’annoncé."),
        _("Rien n’a été gardé. Si cela recommence, prévenez l’éditeur."),
    )


def disk_full(needed: int) -> UnavailableError:
    """Return what to say when the disk has no room for an installer."""
    return UnavailableError(
        _("La mise à jour n’a pas été téléchargée\u00a0: le disque est plein."),
        _("Libérez {n}\u00a0Mo au moins, puis reprenez\u00a0: ce qui est arrivé est gardé.").format(
            n=max(1, -(-needed // 1_000_000))
        ),
    )


def no_folder() -> UnavailableError:
    """Return what to say when the folder of updates does not take a file."""
    return UnavailableError(
        _("La mise à jour n’a pas été gardée\u00a0: son dossier n’est pas accessible."),
        _("Vérifiez le dossier des données et l’espace libre, puis recommencez."),
    )


def cut() -> UnavailableError:
    """Return what to say of a download that ended before its end."""
    return UnavailableError(
        _("Le téléchargement a été coupé."),
        _("Ce qui est arrivé est gardé\u00a0: reprenez quand la connexion est revenue."),
    )
