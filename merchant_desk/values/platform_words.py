"""The words of exchanges with the approved platform."""

from enum import StrEnum


class FlowDirection(StrEnum):
    """Which way a file goes."""

    OUT = "out"
    IN = "in"


class FlowState(StrEnum):
    """Where a file for the platform stands."""

    WAITING = "waiting"
    SENT = "sent"  # accepted for treatment: its acknowledgement is not known yet
    ACCEPTED = "accepted"
    REFUSED = "refused"
    BY_HAND = "by_hand"  # exported: she drops it on the platform's own site
    RECEIVED = "received"


class StatusSource(StrEnum):
    """Who told a status."""

    DESK = "desk"
    PLATFORM = "platform"
    HAND = "hand"
