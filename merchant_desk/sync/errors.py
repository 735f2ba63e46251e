"""The refusals of a storefront that someone catches by name."""

from merchant_desk.errors import UnavailableError


class ShopRejectedCredentialsError(UnavailableError):
    """The storefront does not accept the keys; ``reply`` is what it said, for the connector."""

    def __init__(self, title: str, advice: str = "", reply: str = "") -> None:
        super().__init__(title, advice)
        self.reply = reply


class ShopBusyError(UnavailableError):
    """The storefront or its host asks for patience; ``retry_after_s`` says how long."""

    def __init__(self, title: str, advice: str = "", retry_after_s: int | None = None) -> None:
        super().__init__(title, advice)
        self.retry_after_s = retry_after_s


class ShopUntrustedError(UnavailableError):
    """The storefront could not prove who it is: its certificate is not accepted."""


HOPELESS = (ShopBusyError, ShopRejectedCredentialsError, ShopUntrustedError)
"""Trouble that is the same whatever is asked next."""
