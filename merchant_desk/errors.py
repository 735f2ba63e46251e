"""The kinds of trouble a merchant can be told about; anything else is a bug."""


class DeskError(Exception):
    """Trouble with a French sentence: what did not happen, and what to do now."""

    def __init__(self, title: str, advice: str = "") -> None:
        super().__init__(title)
        self.title = title
        self.advice = advice


class RefusedError(DeskError):
    """A rule of the shop says no; she can change something and try again."""


class UnavailableError(DeskError):
    """The outside did not answer (network, printer, disk, locked file): try later."""


class TurnLostError(UnavailableError):
    """What only one station may do at a time may be another station's by now."""


class RemoteDataError(DeskError):
    """A storefront sent something the desk cannot accept: it is parked, never lost."""


class CancelledError(Exception):
    """She pressed « Arrêter »; nothing more to say."""
