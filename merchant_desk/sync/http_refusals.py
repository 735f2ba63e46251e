"""What a shop or its network refused, said to a merchant: what did not happen, what to do now."""

from collections.abc import Mapping
from enum import Enum
from typing import Protocol
from urllib.parse import urlsplit

from merchant_desk.errors import UnavailableError
from merchant_desk.sync.errors import (
    Cause,
    ShopBusyError,
    ShopRejectedCredentialsError,
    ShopSilentError,
    ShopUntrustedError,
)
from merchant_desk.values.texts import _, ngettext

CLOCK_TOLERANCE_S = 120
_UNAUTHORISED = 401
_FORBIDDEN = 403
_TOO_MANY = 429
_LIMIT_REACHED = 508
_MAINTENANCE = 503
_SERVER_ERROR = 500
_REPLY_KEPT = 2000
_REASON = 200


class Answer(Protocol):
    """The parts of an answer that are judged here."""

    @property
    def status(self) -> int:
        """Return the HTTP status."""

    @property
    def headers(self) -> Mapping[str, str]:
        """Return the headers, names in lower case."""

    @property
    def text(self) -> str:
        """Return the body."""


class NetworkTrouble(Enum):
    """How a call failed before any answer came."""

    TIMEOUT = "timeout"
    CERTIFICATE = "certificate"
    CERTIFICATE_DATE = "certificate date"
    PROXY = "proxy"
    NAME = "name"
    REFUSED = "refused"
    CUT = "cut"
    ADDRESS = "address"


_CAUSES = {
    NetworkTrouble.NAME: Cause.NO_SITE,
    NetworkTrouble.REFUSED: Cause.DOWN,
    NetworkTrouble.CUT: Cause.CUT,
}


def clock_hint(skew_s: int | None) -> str:
    """Return a sentence about a wrong clock on this computer, or nothing."""
    if skew_s is None or abs(skew_s) <= CLOCK_TOLERANCE_S:
        return ""
    minutes = max(1, abs(skew_s) // 60)
    return " " + ngettext(
        "L’horloge de cet ordinateur diffère de {n} minute de celle du site\u00a0: "
        "réglez la date et l’heure.",
        "L’horloge de cet ordinateur diffère de {n} minutes de celle du site\u00a0: "
        "réglez la date et l’heure.",
        minutes,
    ).format(n=minutes)


def looks_like_html(answer: Answer) -> bool:
    """Tell whether a page for people came where data was asked for."""
    told = answer.headers.get("content-type", "").lower()
    if "text/html" in told:
        return True
    opening = answer.text.lstrip()[:16].lower()
    if opening.startswith("<?xml"):
        return "xhtml" in told
    return opening.startswith("<") and "xml" not in told


def refusal(
    answer: Answer, retry_after_s: int | None, skew_s: int | None
) -> UnavailableError | None:
    """Return what to tell the merchant, or None when a connector can judge the answer itself."""
    if answer.status in (_TOO_MANY, _LIMIT_REACHED):
        return busy(retry_after_s)
    if answer.status >= _SERVER_ERROR:
        return _broken(answer.status, retry_after_s)
    if looks_like_html(answer):
        return blocked()
    if answer.status in (_UNAUTHORISED, _FORBIDDEN):
        return rejected(answer, skew_s)
    return None


def busy(retry_after_s: int | None) -> ShopBusyError:
    """Return the refusal of a host that was called too often."""
    return ShopBusyError(
        _("La boutique n’a pas répondu\u00a0: son hébergeur limite le nombre de demandes."),
        _("Rien à faire\u00a0: un nouvel essai aura lieu tout seul dans quelques minutes."),
        retry_after_s,
    )


def _broken(status: int, retry_after_s: int | None) -> UnavailableError:
    if status == _MAINTENANCE:
        return ShopBusyError(
            _("La boutique n’a pas répondu\u00a0: elle est en maintenance ou surchargée."),
            _("Un nouvel essai aura lieu tout seul. Si cela dure, ouvrez votre site."),
            retry_after_s,
            Cause.MAINTENANCE,
        )
    return ShopSilentError(
        _("La boutique n’a pas répondu\u00a0: son serveur est en panne (erreur {status}).").format(
            status=status
        ),
        _(
            "Un nouvel essai aura lieu tout seul. Si cela dure, ouvrez votre site, puis "
            "prévenez votre hébergeur."
        ),
        Cause.BROKEN,
    )


def blocked() -> UnavailableError:
    """Return the refusal of a host that shows a page to people instead of data."""
    return ShopSilentError(
        _("L’hébergeur a bloqué la demande\u00a0: il a envoyé une page web au lieu des données."),
        _(
            "Vérifiez l’adresse de la boutique, puis demandez à votre hébergeur de laisser "
            "Merchant Desk joindre son interface (API)."
        ),
        Cause.WEB_PAGE,
    )


def rejected(answer: Answer, skew_s: int | None) -> ShopRejectedCredentialsError:
    """Return the refusal of a shop that does not accept the keys."""
    return ShopRejectedCredentialsError(
        _("La boutique n’a pas accepté les clés d’accès."),
        _(
            "Créez de nouvelles clés dans votre boutique, en lecture et écriture, et "
            "saisissez-les ici."
        )
        + clock_hint(skew_s),
        reply=answer.text[:_REPLY_KEPT],
    )


def moved(address: str) -> UnavailableError:
    """Return the refusal of a shop that answers from another address."""
    parts = urlsplit(address)
    place = f"{parts.scheme}://{parts.netloc}" if parts.netloc else _("une autre page")
    return UnavailableError(
        _("La boutique n’a pas répondu\u00a0: son adresse a changé."),
        _("Elle renvoie vers {place}\u00a0: corrigez l’adresse de la boutique.").format(
            place=place
        ),
    )


def too_large() -> UnavailableError:
    """Return the refusal of an answer larger than any page of data."""
    return UnavailableError(
        _("La réponse de la boutique n’a pas été lue\u00a0: elle est démesurée."),
        _("Vérifiez l’adresse de la boutique. Si elle est juste, prévenez votre hébergeur."),
    )


def too_slow() -> UnavailableError:
    """Return the refusal of an answer that never ends."""
    return ShopSilentError(
        _("La boutique n’a pas répondu à temps."),
        _(
            "Un nouvel essai aura lieu tout seul. Si cela dure, vérifiez votre connexion et "
            "ouvrez votre site."
        ),
        Cause.SLOW,
    )


def unreadable() -> UnavailableError:
    """Return the refusal of an answer that is not the data announced."""
    return ShopSilentError(
        _("La réponse de la boutique n’a pas été comprise\u00a0: les données sont abîmées."),
        _(
            "Un nouvel essai aura lieu tout seul. Si cela dure, une extension de votre site écrit "
            "dans les réponses\u00a0: prévenez votre hébergeur."
        ),
        Cause.UNREADABLE,
    )


def in_its_words(reason: str) -> str:
    """Return why the shop refused one thing, as the shop itself said it, in a sentence."""
    shown = reason.strip()[:_REASON].rstrip(".")
    return _("La boutique a refusé\u00a0: {reason}.").format(reason=shown or "?")


def declined(reason: str) -> ShopSilentError:
    """Return the refusal of a request that the shop understood, in its own words."""
    return ShopSilentError(
        _("La boutique a refusé la demande\u00a0: {reason}.").format(
            reason=reason[:_REASON].rstrip(".")
        ),
        _("Un nouvel essai aura lieu tout seul. Si cela dure, vérifiez les droits des clés."),
        Cause.DECLINED,
    )


def from_network(trouble: NetworkTrouble, skew_s: int | None) -> UnavailableError:
    """Return what to tell the merchant about a call that got no answer."""
    if trouble is NetworkTrouble.TIMEOUT:
        return too_slow()
    if trouble is NetworkTrouble.CERTIFICATE_DATE:
        return ShopUntrustedError(
            _("La boutique n’a pas été contactée\u00a0: son certificat de sécurité est périmé."),
            _("Vérifiez la date de cet ordinateur\u00a0; si elle est juste, prévenez l’hébergeur.")
            + clock_hint(skew_s),
        )
    if trouble is NetworkTrouble.CERTIFICATE:
        return ShopUntrustedError(
            _("La boutique n’a pas été contactée\u00a0: son certificat de sécurité est refusé."),
            _(
                "Vérifiez l’adresse de la boutique. Si elle est juste, prévenez votre "
                "hébergeur\u00a0: rien n’a été envoyé."
            ),
        )
    title, advice = _plain(trouble)
    cause = _CAUSES.get(trouble)
    if cause is None:
        return UnavailableError(title, advice)
    return ShopSilentError(title, advice, cause)


def _plain(trouble: NetworkTrouble) -> tuple[str, str]:
    again = _("Tout le reste fonctionne\u00a0; un nouvel essai aura lieu tout seul.")
    sentences = {
        NetworkTrouble.PROXY: (
            _("La boutique n’a pas été contactée\u00a0: le proxy du réseau ne répond pas."),
            _("Vérifiez les réglages de proxy de cet ordinateur."),
        ),
        NetworkTrouble.NAME: (
            _("La boutique n’a pas été trouvée sur Internet."),
            _("Vérifiez votre connexion et l’adresse de la boutique.") + " " + again,
        ),
        NetworkTrouble.REFUSED: (
            _("La boutique n’a pas été contactée\u00a0: son serveur est arrêté ou injoignable."),
            _("Vérifiez votre connexion.") + " " + again,
        ),
        NetworkTrouble.CUT: (
            _("La boutique n’a pas répondu\u00a0: la connexion a été coupée."),
            again,
        ),
        NetworkTrouble.ADDRESS: (
            _("La boutique n’a pas été contactée\u00a0: son adresse n’est pas valable."),
            _("Corrigez l’adresse de la boutique, par exemple https://maboutique.fr."),
        ),
    }
    return sentences[trouble]
