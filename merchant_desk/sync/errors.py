"""The refusals of a storefront that someone catches by name, or words otherwise."""

from enum import Enum

from merchant_desk.errors import TurnLostError, UnavailableError


class Cause(Enum):
    """Why a storefront did not give what was asked, where it is said otherwise to who waits."""

    NO_SITE = "no site of this name"
    DOWN = "nobody listens there"
    CUT = "the connection was cut"
    SLOW = "no answer in time"
    BUSY = "too many requests"
    MAINTENANCE = "closed for a while"
    BROKEN = "the server broke down"
    WEB_PAGE = "a page for people"
    UNREADABLE = "no data"
    DECLINED = "the request was refused"


class ShopSilentError(UnavailableError):
    """The storefront did not give what was asked: an exchange tries again by itself."""

    def __init__(self, title: str, advice: str, cause: Cause) -> None:
        super().__init__(title, advice)
        self.cause = cause


class ShopRejectedCredentialsError(UnavailableError):
    """The storefront does not accept the keys; ``reply`` is what it said, for the connector."""

    def __init__(self, title: str, advice: str = "", reply: str = "") -> None:
        super().__init__(title, advice)
        self.reply = reply


class ShopBusyError(ShopSilentError):
    """The storefront or its host asks for patience; ``retry_after_s`` says how long."""

    def __init__(
        self,
        title: str,
        advice: str = "",
        retry_after_s: int | None = None,
        cause: Cause = Cause.BUSY,
    ) -> None:
        super().__init__(title, advice, cause)
        self.retry_after_s = retry_after_s


class ShopUntrustedError(UnavailableError):
    """The storefront could not prove who it is: its certificate is not accepted."""


HOPELESS = (ShopBusyError, ShopRejectedCredentialsError, ShopUntrustedError, TurnLostError)
"""Trouble that is the same whatever is asked next."""
