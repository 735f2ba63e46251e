"""The connections to a shop: what they trust, what they say of themselves, how they fail."""

import logging
import ssl
from http.cookiejar import DefaultCookiePolicy
from importlib import metadata
from typing import TYPE_CHECKING, Any

from merchant_desk.sync.http_refusals import NetworkTrouble
from merchant_desk.sync.redaction import RedactingFilter

if TYPE_CHECKING:
    import requests

_REDACTING = RedactingFilter()


def new_session(context: ssl.SSLContext | None, at_once: int) -> "requests.Session":
    """Open a session that trusts what this machine trusts and keeps no cookie."""
    import requests  # noqa: PLC0415 - a starting window need not pay for it
    import truststore  # noqa: PLC0415 - as above
    from requests.adapters import HTTPAdapter  # noqa: PLC0415 - as above

    trusted = context or truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)

    class _MachineTrust(HTTPAdapter):
        """Verifies with the roots of the machine, where antivirus and proxies add theirs."""

        def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
            super().init_poolmanager(*args, **kwargs, ssl_context=trusted)

        def proxy_manager_for(self, proxy: Any, **kwargs: Any) -> Any:
            return super().proxy_manager_for(proxy, **kwargs, ssl_context=trusted)

        def cert_verify(self, conn: Any, url: Any, verify: Any, cert: Any) -> None:
            conn.cert_reqs = "CERT_REQUIRED"

    session = requests.Session()
    session.trust_env = False  # a .netrc would replace our keys; proxies are read once, above
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    session.mount("http://", HTTPAdapter(pool_connections=1, pool_maxsize=at_once))
    session.mount("https://", _MachineTrust(pool_connections=1, pool_maxsize=at_once))
    session.headers["User-Agent"] = f"MerchantDesk/{_version()}"
    session.headers["Accept"] = "application/json"
    logging.getLogger("urllib3.connectionpool").addFilter(_REDACTING)
    return session


def close_session(session: "requests.Session") -> None:
    """Close every connection now: by itself a session waits for its memory to be collected."""
    for adapter in session.adapters.values():
        pools = adapter.poolmanager.pools  # type: ignore[attr-defined] # of every HTTPAdapter
        for key in pools.keys():  # noqa: SIM118 - a container that only its keys iterate
            pools[key].close()
    session.close()


def _version() -> str:
    try:
        return metadata.version("merchant-desk")
    except metadata.PackageNotFoundError:
        return "0"


def kind_of_trouble(trouble: Exception) -> NetworkTrouble:
    """Return how the call failed, from what the HTTP library says."""
    import requests  # noqa: PLC0415 - a starting window need not pay for it

    text = str(trouble).lower()
    if isinstance(trouble, requests.exceptions.SSLError) or "certificate" in text:
        dated = "expired" in text or "not yet valid" in text or _is_dated(trouble)
        return NetworkTrouble.CERTIFICATE_DATE if dated else NetworkTrouble.CERTIFICATE
    if isinstance(trouble, requests.exceptions.ProxyError):
        return NetworkTrouble.PROXY
    if isinstance(trouble, requests.Timeout | TimeoutError) or "timed out" in text:
        return NetworkTrouble.TIMEOUT
    if isinstance(trouble, ValueError):
        return NetworkTrouble.ADDRESS
    found = (kind for words, kind in _SIGNS for word in words if word in text)
    return next(found, NetworkTrouble.CUT)


def _is_dated(trouble: BaseException) -> bool:
    """Tell whether the date is the trouble, by its number: Windows says it in her language."""
    looked_at: list[object] = [trouble]
    for each in looked_at:  # the libraries wrap one error in another, as a cause or as a word of it
        if isinstance(each, ssl.SSLCertVerificationError):
            return getattr(each, "verify_code", 0) in _DATED
        if isinstance(each, BaseException) and len(looked_at) < _DEEPEST:
            looked_at += [*each.args, each.__cause__, each.__context__]
            looked_at.append(getattr(each, "reason", None))
    return False


_DEEPEST = 100
_DATED = frozenset({9, 10, 0x800B0101, 0x800B0102, -67818, -67819})
"""X509_V_ERR_CERT_NOT_YET_VALID and _HAS_EXPIRED (OpenSSL); CERT_E_EXPIRED and
CERT_E_VALIDITYPERIODNESTING (winerror.h); errSecCertificateExpired and NotValidYet (SecBase.h)."""
_SIGNS = (
    (("name resolution", "resolve", "getaddrinfo", "nodename"), NetworkTrouble.NAME),
    (("refused", "unreachable", "10061", "10051", "10065"), NetworkTrouble.REFUSED),
)
