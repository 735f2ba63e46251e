"""What tells the keys of a scanner from those of a hand: their pace. No Qt here."""

from merchant_desk.values.key_layouts import KeyStroke
from merchant_desk.values.scanner_settings import ScannerSettings, Suffix

_SUFFIX_GAPS = 3
_MEAN_SHARE = 0.6


class KeyBurst:
    """The keys that came close together, with the time the system gave each."""

    def __init__(self, settings: ScannerSettings) -> None:
        self.settings = settings
        self._keys: list[KeyStroke] = []
        self._times: list[int] = []
        self._overrun_at: int | None = None

    def __len__(self) -> int:
        return len(self._keys)

    @property
    def keys(self) -> tuple[KeyStroke, ...]:
        """Return the keys so far."""
        return tuple(self._keys)

    @property
    def gaps_ms(self) -> tuple[int, ...]:
        """Return the time between each key and the next."""
        return tuple(
            later - earlier for earlier, later in zip(self._times, self._times[1:], strict=False)
        )

    @property
    def patience_ms(self) -> int:
        """Return how long to wait for the next key before giving up."""
        if len(self) < self.settings.least_with_suffix or self.settings.suffix is Suffix.NONE:
            return self.settings.gap_ms
        return _SUFFIX_GAPS * self.settings.gap_ms

    def goes_on(self, at: int) -> bool:
        """Tell whether a key pressed at this instant belongs to the burst."""
        if not self._keys:
            return False
        settled = self._has_scanner_pace(self.settings.least_with_suffix)
        return at - self._times[-1] <= (self.patience_ms if settled else self.settings.gap_ms)

    def too_long(self, at: int) -> bool:
        """Tell whether the burst would last longer than any scan."""
        return bool(self._keys) and at - self._times[0] > self.settings.total_ms

    def add(self, key: KeyStroke, at: int) -> None:
        """Take one more key."""
        self._keys.append(key)
        self._times.append(at)

    def ended_by(self, suffix: Suffix, at: int) -> bool:
        """Tell whether this key ends a scan: Enter or Tab soon after enough fast keys.

        The gap of a slow scanner lets a fast hand through: then the mean pace decides.
        """
        if len(self) < self.settings.least_with_suffix or self.too_long(at):
            return False
        if self.settings.felt_when_typing and not self._has_scanner_pace(1):
            return False
        if self.settings.suffix in {Suffix.ENTER, Suffix.TAB} and suffix != self.settings.suffix:
            return False
        return at - self._times[-1] <= _SUFFIX_GAPS * self.settings.gap_ms

    def proven_by_silence(self) -> bool:
        """Tell whether the keys were a scan although no Enter or Tab came.

        Never for a slow scanner that is known to end its codes: a hand may be as fast.
        """
        ends_its_codes = self.settings.suffix in {Suffix.ENTER, Suffix.TAB}
        if self.settings.felt_when_typing and ends_its_codes:
            return False
        return self._has_scanner_pace(self.settings.least_without_suffix)

    def clear(self) -> None:
        """Forget the keys."""
        self._keys.clear()
        self._times.clear()

    def overrun(self, at: int) -> None:
        """Give the burst up: what still follows at this pace is no scan either."""
        self.clear()
        self._overrun_at = at

    def still_overrun(self, at: int) -> bool:
        """Tell whether this key is the rest of a burst that was given up."""
        if self._overrun_at is None:
            return False
        goes_on = at - self._overrun_at <= self.settings.gap_ms
        self._overrun_at = at if goes_on else None
        return goes_on

    def _has_scanner_pace(self, least: int) -> bool:
        if len(self) < least:
            return False
        mean = (self._times[-1] - self._times[0]) / max(1, len(self) - 1)
        return mean < _MEAN_SHARE * self.settings.gap_ms
