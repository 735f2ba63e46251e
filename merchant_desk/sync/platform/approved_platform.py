"""What every approved platform can be asked (XP Z12-013); nothing here knows the database."""

from typing import Protocol

from merchant_desk.values.platform_flows import (
    DirectoryLine,
    FlowPage,
    FlowSeen,
    FlowTaken,
    FlowToSend,
)


class ApprovedPlatform(Protocol):
    """One account with one platform.

    Every call may raise what ``sync.platform.trouble`` names: silent, busy, credentials refused;
    ``submit`` also raises FlowRefusedError for a file that would be refused again.
    """

    def check(self) -> None:
        """Prove that the platform answers and takes our credentials."""

    def submit(self, flow: FlowToSend) -> FlowTaken:
        """Hand one file over; a file that is already there counts as taken."""

    def find(self, tracking_id: str) -> FlowSeen | None:
        """Return what became of a file of ours, or None when it never arrived."""

    def search(self, updated_after: str, cursor: str = "") -> FlowPage:
        """Return what changed after an instant of the platform's own clock."""

    def fetch(self, flow_id: str) -> bytes:
        """Return the file itself, byte for byte."""

    def directory_lines(self, siren: str) -> tuple[DirectoryLine, ...]:
        """Return where a business receives its invoices; empty when it is not in the directory."""

    def close(self) -> None:
        """Close the connections that were kept."""
