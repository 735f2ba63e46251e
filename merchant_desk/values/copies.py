"""The copies of the shop's data, as they are shown."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from merchant_desk.values.texts import _, later

_REASONS = {
    "jour": later("copie du jour"),
    "main": later("faite à la main"),
    "fermeture": later("à la fermeture"),
    "avant-mise-a-jour": later("avant une mise à jour"),
}


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy: where it is, when it was made, how large it is and why it was made."""

    path: Path
    made_at: datetime
    bytes: int
    reason: str

    @property
    def why(self) -> str:
        """Return the reason in words."""
        return _(_REASONS.get(self.reason, self.reason))
