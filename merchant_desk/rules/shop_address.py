"""The address of a storefront: cleaned when it can be, refused when keys would travel in clear."""

import ipaddress
from urllib.parse import SplitResult, urlsplit

from merchant_desk.values.texts import _

_LONGEST = 300


def clean_address(text: str) -> str:
    """Return the address as it is kept: https unless told otherwise, no tail, no keys in it."""
    parts = _split(text)
    if parts is None or not parts.hostname:
        return text.strip()
    host = (
        parts.hostname.encode("idna").decode() if not parts.hostname.isascii() else parts.hostname
    )
    shown = f"[{host}]" if ":" in host else host
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{shown}{port}{_root(parts.path)}"


def address_problem(text: str) -> str:
    """Return what is wrong with an address, in words, or nothing."""
    if not text.strip():
        return _("Écrivez l’adresse, par exemple https://www.maboutique.fr.")
    parts = _split(text)
    if parts is None or not _is_host(parts.hostname or ""):
        return _("Ce n’est pas une adresse, comme https://www.maboutique.fr.")
    if parts.scheme not in {"http", "https"}:
        return _("L’adresse doit commencer par https://.")
    if parts.username or parts.password:
        return _("N’écrivez pas d’identifiant dans l’adresse\u00a0: les clés ont leurs champs.")
    if parts.scheme == "http" and not _stays_here(parts.hostname or ""):
        return _(
            "L’adresse n’est pas protégée\u00a0: les données de vos clients passeraient en clair. "
            "Écrivez https://, ou demandez un certificat à votre hébergeur."
        )
    return ""


def _split(text: str) -> SplitResult | None:
    trimmed = text.strip()
    if len(trimmed) > _LONGEST or any(sign.isspace() or not sign.isprintable() for sign in trimmed):
        return None
    try:
        parts = urlsplit(trimmed if "://" in trimmed else f"https://{trimmed}")
        parts.port  # noqa: B018 - reading it is what checks it
        (parts.hostname or "").encode("idna")
    except ValueError:
        return None
    return parts


def _root(path: str) -> str:
    """Return the folder of the shop: pages of its back office are cut off."""
    for page in ("/wp-json", "/wp-admin", "/wp-login.php", "/index.php"):
        path = path.partition(page)[0]
    return path.rstrip("/")


def _is_host(host: str) -> bool:
    if host == "localhost" or _is_number(host):
        return True
    labels = host.split(".")
    return len(labels) > 1 and all(
        label and all(sign.isalnum() or sign == "-" for sign in label) for label in labels
    )


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _stays_here(host: str) -> bool:
    """Tell whether the address is this computer or the network of the shop."""
    if host == "localhost" or host.endswith(".local"):
        return True
    return _is_number(host) and ipaddress.ip_address(host).is_private
