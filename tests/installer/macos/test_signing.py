"""Building for macOS: refused plainly elsewhere, signed inside out, in Apple's order."""

import hashlib
import json
import os
import sys
from pathlib import Path

import pytest

from installer.macos import build
from installer.macos.bundle import APP, EXECUTABLE, ROOT
from installer.macos.signing import (
    ENTITLEMENTS,
    Signer,
    minisign_commands,
    notary_commands,
    pack_commands,
    sign_commands,
    signed_inside_out,
)

MACH_O = b"\xcf\xfa\xed\xfe rest"
HERS = Signer("Developer ID Application: A Maker (TEAM)", "notary", "own.key")


@pytest.fixture
def app(tmp_path: Path) -> Path:
    """Lay out an application as PyInstaller does."""
    app = tmp_path / f"{APP}.app"
    inside = {
        f"MacOS/{EXECUTABLE}": MACH_O,
        "Frameworks/PySide6/Qt/lib/QtCore.framework/Versions/A/QtCore": MACH_O,
        "Frameworks/PySide6/Qt/plugins/platforms/libqcocoa.dylib": MACH_O,
        "Frameworks/lxml/etree.so": b"\xca\xfe\xba\xbe universal",
        "Resources/resources/fonts/Inter.ttf": b"\x00\x01\x00\x00",
    }
    for name, content in inside.items():
        path = app / "Contents" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (app / "Contents" / "Resources" / "etree.so").symlink_to("../Frameworks/lxml/etree.so")
    return app


def test_what_is_inside_is_signed_before_what_holds_it(app: Path) -> None:
    order = signed_inside_out(app)

    assert order[-1] == app
    for path in order:
        holders = [each for each in path.parents if each in order]
        assert all(order.index(path) < order.index(each) for each in holders)


def test_code_is_signed_and_data_and_links_are_not(app: Path) -> None:
    names = {path.relative_to(app).as_posix() for path in signed_inside_out(app)[:-1]}

    qt = "Contents/Frameworks/PySide6/Qt"
    assert names == {
        f"{qt}/lib/QtCore.framework/Versions/A/QtCore",
        f"{qt}/lib/QtCore.framework/Versions/A",
        f"{qt}/plugins/platforms/libqcocoa.dylib",
        "Contents/Frameworks/lxml/etree.so",
    }


def test_each_signature_is_hardened_and_stamped_and_only_the_application_is_loosened(
    app: Path,
) -> None:
    *signing, verifying = sign_commands(app, HERS)

    assert all(
        {"--options", "runtime", "--timestamp", HERS.identity} <= {*each} for each in signing
    )
    assert [each[-1] for each in signing if str(ENTITLEMENTS) in each] == [str(app)]
    assert not [each for each in signing if "--deep" in each]
    assert verifying[:3] == ["codesign", "--verify", "--deep"]


def test_without_an_identity_it_is_signed_for_this_mac_only_and_apple_is_not_asked(
    app: Path,
) -> None:
    signing = sign_commands(app, Signer())

    assert all("-" in each for each in signing[:-1])
    assert notary_commands(app, Signer()) == []
    assert minisign_commands(app, Signer()) == []
    assert len(pack_commands(app.parent, app.parent / "x.dmg", Signer())) == 1


def test_apple_is_asked_before_its_answer_is_kept_and_read_again(tmp_path: Path) -> None:
    words = [" ".join(each) for each in notary_commands(tmp_path / "desk.dmg", HERS)]

    assert words[0].startswith("xcrun notarytool submit")
    assert words[0].endswith("--wait")
    assert words[1].startswith("xcrun stapler staple")
    assert words[2].startswith("xcrun stapler validate")
    assert words[3].startswith("spctl --assess")


def test_another_system_is_refused_in_one_sentence() -> None:
    told = build.refusal("linux", "x86_64", Signer())

    assert told.startswith("The macOS application is built on a Mac")
    assert told.endswith("Nothing was written.")


def test_a_mac_without_the_tools_or_with_another_processor_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    assert "codesign, hdiutil, xcrun, spctl, minisign" in build.refusal("darwin", "arm64", HERS)
    assert "not for ppc" in build.refusal("darwin", "ppc", Signer())


@pytest.mark.skipif(sys.platform == "darwin", reason="a Mac would really build")
def test_the_command_ends_with_an_error_elsewhere_and_writes_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = build.WORK.exists()

    assert build.main([]) == 1

    assert "built on a Mac" in capsys.readouterr().err
    assert build.WORK.exists() == before


def test_a_mac_with_the_tools_may_build(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in build.TOOLS:
        (tmp_path / name).write_text("#!/bin/sh\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path) + os.pathsep)

    assert build.refusal("darwin", "arm64", Signer()) == ""


def test_the_environment_holds_what_the_locks_say_with_their_hashes() -> None:
    commands = build.prepare_commands("python3.11")

    locked = [each for each in commands if "--require-hashes" in each]
    assert [each[-1] for each in locked] == ["installer/lock.txt", "installer/macos/lock-build.txt"]
    assert all((ROOT / each[-1]).is_file() for each in locked)


def test_the_checksum_is_written_as_shasum_reads_it(tmp_path: Path) -> None:
    image = tmp_path / "MerchantDesk-0.1.0-arm64.dmg"
    image.write_bytes(b"image")

    written = build.checksum(image)

    digest = hashlib.sha256(b"image").hexdigest()
    assert written.name == "MerchantDesk-0.1.0-arm64.dmg.sha256"
    assert written.read_text(encoding="utf-8") == f"{digest}  {image.name}\n"


def test_the_application_says_which_commit_it_is_built_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "build.json"
    monkeypatch.setattr(build, "STAMP", file)

    build.stamp()

    assert set(json.loads(file.read_text(encoding="utf-8"))) == {"commit", "built"}
