"""What each scan sounds like: told apart without looking, and never in the way."""

import logging
from array import array
from enum import StrEnum
from pathlib import Path

from merchant_desk.ui.sound_players import Player, player_of_this_machine, read_wave
from merchant_desk.values.bundled import RESOURCES
from merchant_desk.values.scanner_settings import SoundSettings

__all__ = ["Sound", "SoundSettings", "Sounds"]

SOUNDS_FOLDER = RESOURCES / "sounds"
_FULL = 100
_log = logging.getLogger(__name__)


class Sound(StrEnum):
    """What happened."""

    ADDED = "added"
    WRONG = "wrong"
    COMPLETE = "complete"
    UNKNOWN = "unknown"
    OPENED = "opened"
    OLDER = "older"


class Sounds:
    """Plays the sounds of a station as loud as it was set; never waits, never fails."""

    def __init__(
        self,
        settings: SoundSettings | None = None,
        player: Player | None = None,
        folder: Path = SOUNDS_FOLDER,
    ) -> None:
        self._settings = settings or SoundSettings()
        self._player = player or player_of_this_machine()
        self._recorded = {sound: _recorded(folder / f"{sound}.wav") for sound in Sound}
        self._loud: dict[Sound, bytes] = {}

    @property
    def settings(self) -> SoundSettings:
        """Return how loud sounds are."""
        return self._settings

    @settings.setter
    def settings(self, settings: SoundSettings) -> None:
        self._settings = settings
        self._loud.clear()

    def play(self, sound: Sound) -> None:
        """Let the sound be heard, unless the station is muted."""
        if self._settings.muted or self._settings.volume <= 0:
            return
        if sound not in self._loud:
            self._loud[sound] = _at_volume(self._recorded[sound], self._settings.volume)
        if self._loud[sound]:
            self._player.play(self._loud[sound])

    def close(self) -> None:
        """Let the sound device go; call it when the window closes."""
        self._player.close()


def _at_volume(pcm: bytes, volume: int) -> bytes:
    level = min(_FULL, volume)
    return array("h", (sample * level // _FULL for sample in memoryview(pcm).cast("h"))).tobytes()


def _recorded(path: Path) -> bytes:
    try:
        return read_wave(path)
    except (OSError, EOFError):
        _log.warning("a sound is missing", extra={"sound": path.name})
        return b""
