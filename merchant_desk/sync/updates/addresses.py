"""Where a version may come from: https only, and http on this very computer for tests."""

from ipaddress import ip_address
from urllib.parse import urljoin, urlsplit

from merchant_desk.errors import RefusedError
from merchant_desk.values.texts import _


def trusted_address(url: str) -> str:
    """Return the address as it may be asked; raises RefusedError for any other.

    What is signed could come over http too; but who listens would learn which shop runs which
    version, and could hold back news without being seen.
    """
    parts = _split(url)
    scheme, host = parts
    if not host or not (scheme == "https" or (scheme == "http" and _is_this_computer(host))):
        raise RefusedError(
            _("La mise à jour n’a pas été demandée\u00a0: son adresse n’est pas sûre."),
            _("Elle commence par https:// et ne renvoie vers aucune autre sorte d’adresse."),
        )
    return url


def followed(base: str, target: str) -> str:
    """Return where a redirection or a relative address leads; the same rule holds there."""
    try:
        led = urljoin(base, target)
    except ValueError:  # « https://[ »
        led = ""
    url = trusted_address(led)
    if not _is_this_computer(_split(base)[1]) and _is_this_computer(_split(url)[1]):
        return trusted_address("")  # a site has no business with what runs on this computer
    return url


def signature_address(url: str) -> str:
    """Return where the signature of the version file lies: beside it, as minisign names it."""
    parts = urlsplit(url)
    return parts._replace(path=f"{parts.path}.minisig").geturl()


def _split(url: str) -> tuple[str, str]:
    try:
        parts = urlsplit(url.strip())
        host = "" if parts.username or parts.password else parts.hostname or ""
    except ValueError:
        return "", ""
    return parts.scheme, host


def _is_this_computer(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
