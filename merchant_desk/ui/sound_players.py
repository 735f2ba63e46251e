"""Where sounds come out: Windows, the sound device of the machine, or nowhere."""

import logging
import os
import sys
import tempfile
import wave
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

RATE = 44_100
_BUFFER_MS = 40
_log = logging.getLogger(__name__)


class Player(Protocol):
    """Plays short sounds at once; returns before they end and never raises."""

    def play(self, pcm: bytes) -> None:
        """Start a sound (16 bits, one channel); the one before stops."""

    def close(self) -> None:
        """Let the device go."""


class SilentPlayer:
    """For machines without sound, and for the tests."""

    def play(self, pcm: bytes) -> None:
        """Play nothing."""

    def close(self) -> None:
        """Hold nothing."""


class DevicePlayer:
    """The sound device, opened and fed in a thread of its own: both may take long."""

    def __init__(self) -> None:
        self._work = ThreadPoolExecutor(max_workers=1, thread_name_prefix="sound")
        self._device: Any = None
        self._work.submit(self._open)

    def play(self, pcm: bytes) -> None:
        """Start a sound; the one before stops."""
        with suppress(RuntimeError):  # closed: the window is going
            self._work.submit(self._start, pcm)

    def close(self) -> None:
        """Let the device go."""
        with suppress(RuntimeError):
            self._work.submit(self._shut)
        self._work.shutdown(wait=True)

    def _open(self) -> None:
        miniaudio = _miniaudio()
        try:
            self._device = miniaudio.PlaybackDevice(
                nchannels=1,
                sample_rate=RATE,
                buffersize_msec=_BUFFER_MS,
                app_name="Merchant Desk",
            )
        except miniaudio.MiniaudioError:
            _log.info("no sound device could be opened")

    def _start(self, pcm: bytes) -> None:
        if self._device is None:
            return
        miniaudio = _miniaudio()
        try:
            self._device.stop()
            frames = frames_of(pcm)
            next(frames)
            self._device.start(frames)
        except miniaudio.MiniaudioError:
            _log.info("the sound device went away")
            self._device = None

    def _shut(self) -> None:
        if self._device is not None:
            self._device.close()
            self._device = None


def _miniaudio() -> Any:
    """Import the library where it is used: start-up does not wait for it, Windows lacks it."""
    import miniaudio  # type: ignore[import-untyped] # noqa: PLC0415 - no types there; see above

    return miniaudio


def frames_of(pcm: bytes) -> Generator[bytes, int, None]:
    """Give the device as many samples as it asks for, two bytes each, until there are no more."""
    at = 0
    wanted = yield b""
    while at < len(pcm):
        chunk = pcm[at : at + 2 * wanted]
        at += len(chunk)
        wanted = yield chunk


class WindowsPlayer:
    """The sound function of Windows: it plays files, so each loudness has its file."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(
            prefix="MerchantDesk-", ignore_cleanup_errors=True
        )
        self._files: dict[bytes, Path] = {}

    def play(self, pcm: bytes) -> None:
        """Start a sound; the one before stops."""
        with suppress(RuntimeError, OSError):  # no device, no room for the file
            _play_file_on_windows(self._file(pcm))

    def close(self) -> None:
        """Forget the files."""
        with suppress(RuntimeError):
            _play_file_on_windows(None)
        self._folder.cleanup()

    def _file(self, pcm: bytes) -> Path:
        path = self._files.get(pcm)
        if path is None:
            path = Path(self._folder.name) / f"{len(self._files)}.wav"
            write_wave(path, pcm)
            self._files[pcm] = path
        return path


def _play_file_on_windows(path: Path | None) -> None:
    if sys.platform == "win32":
        import winsound  # noqa: PLC0415 - only there

        if path is None:
            winsound.PlaySound(None, 0)
        else:
            flags = winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT
            winsound.PlaySound(str(path), flags)


def write_wave(path: Path, pcm: bytes) -> None:
    """Write samples as a WAV file."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(pcm)


def read_wave(path: Path) -> bytes:
    """Read the samples of one of our WAV files, 16 bits each."""
    with wave.open(str(path), "rb") as file:
        return file.readframes(file.getnframes())


def player_of_this_machine() -> Player:
    """Return the player that fits; silence in tests and where no device can be."""
    if os.environ.get("CI") or os.environ.get("QT_QPA_PLATFORM") == "offscreen":
        return SilentPlayer()
    if sys.platform == "win32":
        return WindowsPlayer()
    return DevicePlayer() if _may_have_sound() else SilentPlayer()


def _may_have_sound() -> bool:
    """Tell whether asking for a device makes sense: ALSA complains aloud when there is none."""
    if sys.platform == "darwin" or os.environ.get("PULSE_SERVER"):
        return True
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    pulse = Path(runtime) / "pulse" / "native" if runtime else None
    return (pulse is not None and pulse.exists()) or any(Path("/dev/snd").glob("pcm*p"))
