"""Keep where the approved platform is reached; never its secret."""

from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.operations.save_settings import save_setting
from merchant_desk.values import settings as declared
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.platform_set_up import PlatformSetUp
from merchant_desk.values.texts import _

_LOOPBACK = frozenset({"localhost", "127.0.0.1"})


def save_platform(session: Session, gesture: Gesture, wanted: PlatformSetUp) -> None:
    """Keep the account, or nothing of it. Raises RefusedError for an address that is none."""
    for url in (wanted.flow_url, wanted.auth_url, wanted.directory_url):
        if url and not is_address(url):
            raise RefusedError(
                _(
                    "La plateforme n’a pas été enregistrée\u00a0: «\u00a0{url}\u00a0» n’est pas "
                    "une adresse sûre."
                ).format(url=url[:80]),
                _(
                    "Recopiez l’adresse que donne votre plateforme\u00a0: elle commence par "
                    "https://."
                ),
            )
    for setting, value in (
        (declared.PLATFORM_NAME, wanted.name),
        (declared.PLATFORM_FLOW_URL, wanted.flow_url),
        (declared.PLATFORM_AUTH_URL, wanted.auth_url),
        (declared.PLATFORM_DIRECTORY_URL, wanted.directory_url),
        (declared.PLATFORM_CLIENT_ID, wanted.client_id),
        (declared.PLATFORM_ORGANIZATION, wanted.organization),
        (declared.PLATFORM_NUMBER, wanted.number),
    ):
        save_setting(session, gesture, setting, value.strip())


def is_address(url: str) -> bool:
    """Tell whether an address is of the Web and keeps secrets: TLS, or this very computer."""
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname or ""
    except ValueError:
        return False
    safe = parts.scheme == "https" or (parts.scheme == "http" and host in _LOOPBACK)
    return safe and bool(host) and "@" not in parts.netloc
