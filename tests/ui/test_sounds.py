import importlib.util
import time
import wave
from array import array
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

import pytest

from merchant_desk.ui.sound_players import (
    DevicePlayer,
    SilentPlayer,
    WindowsPlayer,
    frames_of,
    player_of_this_machine,
    read_wave,
    write_wave,
)
from merchant_desk.ui.sounds import SOUNDS_FOLDER, Sound, Sounds, SoundSettings


@dataclass
class Loudspeaker:
    played: list[bytes] = field(default_factory=list)
    closed: bool = False

    def play(self, pcm: bytes) -> None:
        self.played.append(pcm)

    def close(self) -> None:
        self.closed = True


def peak(pcm: bytes) -> int:
    return max(abs(sample) for sample in array("h", pcm))


def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_sounds", SOUNDS_FOLDER / "make_sounds.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("sound", Sound)
def test_each_sound_is_short_and_starts_and_ends_softly(sound: Sound) -> None:
    with wave.open(str(SOUNDS_FOLDER / f"{sound}.wav"), "rb") as file:
        seconds = file.getnframes() / file.getframerate()
    samples = array("h", read_wave(SOUNDS_FOLDER / f"{sound}.wav"))

    assert 0.08 <= seconds <= 0.161
    assert samples[0] == samples[-1] == 0
    assert 20_000 < peak(samples.tobytes()) < 32_767


def test_no_two_sounds_are_alike() -> None:
    assert len({read_wave(SOUNDS_FOLDER / f"{sound}.wav") for sound in Sound}) == len(Sound)


def test_the_files_are_what_the_script_makes(tmp_path: Path) -> None:
    maker().make_sounds(tmp_path)

    for sound in Sound:
        made = array("h", read_wave(tmp_path / f"{sound}.wav"))
        kept = array("h", read_wave(SOUNDS_FOLDER / f"{sound}.wav"))
        assert len(made) == len(kept)
        assert max(abs(a - b) for a, b in zip(made, kept, strict=True)) <= 1


def test_volume_and_mute_are_obeyed() -> None:
    loudspeaker = Loudspeaker()
    sounds = Sounds(SoundSettings(volume=100), loudspeaker)

    sounds.play(Sound.ADDED)
    sounds.settings = SoundSettings(volume=50)
    sounds.play(Sound.ADDED)
    sounds.settings = SoundSettings(volume=50, muted=True)
    sounds.play(Sound.ADDED)
    sounds.settings = SoundSettings(volume=0)
    sounds.play(Sound.ADDED)
    sounds.close()

    full, half = loudspeaker.played
    assert peak(half) == pytest.approx(peak(full) / 2, abs=2)
    assert loudspeaker.closed


def test_missing_files_are_silence_not_a_failure(tmp_path: Path) -> None:
    (tmp_path / "wrong.wav").write_bytes(b"")
    loudspeaker = Loudspeaker()

    sounds = Sounds(player=loudspeaker, folder=tmp_path)
    sounds.play(Sound.WRONG)
    sounds.play(Sound.ADDED)

    assert loudspeaker.played == []


def test_tests_and_builds_make_no_noise() -> None:
    assert isinstance(player_of_this_machine(), SilentPlayer)


def test_a_machine_without_a_device_stays_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CI", "QT_QPA_PLATFORM", "PULSE_SERVER", "XDG_RUNTIME_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(Path, "glob", lambda *_arguments: iter(()))

    assert isinstance(player_of_this_machine(), SilentPlayer)


def test_a_device_that_cannot_be_opened_is_no_trouble() -> None:
    player = DevicePlayer()

    player.play(b"\0\0" * 100)
    player.close()
    player.play(b"\0\0" * 100)

    assert player._device is None


def test_a_device_is_fed_until_the_sound_is_over() -> None:
    miniaudio = pytest.importorskip(
        "miniaudio", reason="no sound library is built for this machine"
    )
    player = DevicePlayer()
    player._work.submit(lambda: None).result(timeout=30)  # the opening is over
    device = miniaudio.PlaybackDevice(
        nchannels=1, sample_rate=44_100, buffersize_msec=10, backends=[miniaudio.Backend.NULL]
    )
    player._device = device

    player.play(b"\1\0" * 2000)
    player.play(b"\1\0" * 2000)
    player._work.submit(lambda: None).result(timeout=30)
    deadline = time.monotonic() + 10
    while device.callback_generator is not None and time.monotonic() < deadline:
        time.sleep(0.01)

    assert device.callback_generator is None
    player.close()
    assert player._device is None


@pytest.mark.parametrize("wanted", [1, 7, 441, 5000])
def test_no_sample_is_lost_or_said_twice(wanted: int) -> None:
    pcm = bytes(range(256)) * 8
    frames = frames_of(pcm)
    next(frames)
    calls = -(-len(pcm) // (2 * wanted))

    chunks = [frames.send(wanted) for _call in range(calls)]

    assert b"".join(chunks) == pcm
    assert max(map(len, chunks)) <= 2 * wanted
    with pytest.raises(StopIteration):
        frames.send(wanted)


def test_windows_gets_one_file_per_loudness() -> None:
    player = WindowsPlayer()
    folder = Path(player._folder.name)

    player.play(b"\0\0")
    player.play(b"\0\0")
    player.play(b"\1\0")

    assert [read_wave(path) for path in sorted(folder.iterdir())] == [b"\0\0", b"\1\0"]
    player.close()
    assert not folder.exists()


def test_a_wave_comes_back_as_it_was_written(tmp_path: Path) -> None:
    write_wave(tmp_path / "a.wav", b"\1\2\3\4")

    assert read_wave(tmp_path / "a.wav") == b"\1\2\3\4"
