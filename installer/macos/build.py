"""Build the macOS application and its disk image, on a Mac; one processor at a time.

    python -m installer.macos.build [--sign-as IDENTITY] [--notary-profile NAME] [--minisign KEY]

Any Python 3.11 starts it; everything is made under build/macos/, in an environment of its own.
Without an identity the result is signed for this Mac only, and says so. Nothing of this has run
where the project is developed: see README.md beside this file.
"""

import argparse
import hashlib
import json
import platform
import shutil
import subprocess
import sys
from pathlib import Path

from installer.macos.bundle import APP, EXECUTABLE, ICON, ROOT, STAMP, version
from installer.macos.signing import (
    Command,
    Signer,
    minisign_commands,
    notary_commands,
    pack_commands,
    sign_commands,
)
from installer.qt_allowed import gpl_only

WORK = ROOT / "build" / "macos"
PROCESSORS = ("arm64", "x86_64")
TOOLS = ("codesign", "hdiutil", "xcrun", "spctl")


class UnbuiltError(Exception):
    """Why nothing was built; the text is for the maintainer."""


def refusal(system: str, processor: str, signer: Signer) -> str:
    """Return why this computer cannot build the application, or nothing."""
    if system != "darwin":
        return (
            "The macOS application is built on a Mac: codesign, hdiutil and notarytool are Apple's "
            f"own, and this is {system}. Nothing was written."
        )
    if processor not in PROCESSORS:
        return f"The components have wheels for {' and '.join(PROCESSORS)}, not for {processor}."
    wanted = (*TOOLS, "minisign") if signer.minisign_key else TOOLS
    missing = [name for name in wanted if shutil.which(name) is None]
    if missing:
        return f"Install Apple's command line tools first; not found: {', '.join(missing)}."
    return "" if ICON.is_file() else f"The icon is missing: {ICON.relative_to(ROOT)}."


def run(command: Command) -> None:
    """Run one command in the project's folder, its words on screen."""
    print("+", " ".join(command), flush=True)
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        raise UnbuiltError(f"{command[0]} failed; what it said stands above.")


def prepare_commands(python: str) -> list[Command]:
    """Return the commands that make the environment from the two locks, hashes required."""
    own = str(WORK / "environment" / "bin" / "python")
    install = [own, "-m", "pip", "install", "--disable-pip-version-check", "--no-deps"]
    locked = [*install, "--require-hashes", "--only-binary", ":all:", "--requirement"]
    return [
        [python, "-m", "venv", "--clear", str(WORK / "environment")],
        [*locked, "installer/lock.txt"],
        [*locked, "installer/macos/lock-build.txt"],
        [*install, "--no-build-isolation", "."],
    ]


def stamp() -> None:
    """Write which commit is built, where « À propos » looks for it."""
    words = ["git", "log", "-1", "--format=%H %cI"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    commit, _space, built = done.stdout.strip().partition(" ")
    STAMP.parent.mkdir(parents=True, exist_ok=True)
    STAMP.write_text(json.dumps({"commit": commit, "built": built}) + "\n", encoding="utf-8")


def application() -> Path:
    """Freeze the desk, see that it may ship and that it starts; return the .app."""
    own = str(WORK / "environment" / "bin" / "python")
    spec = "installer/macos/merchant_desk.spec"
    words = [own, "-m", "PyInstaller", "--noconfirm", spec]
    run([*words, "--distpath", str(WORK / "dist"), "--workpath", str(WORK / "work")])
    app = WORK / "dist" / f"{APP}.app"
    found = gpl_only(path.relative_to(app) for path in app.rglob("*"))
    if found:
        raise UnbuiltError("\n".join(found))
    inside = app / "Contents" / "Resources"
    run([own, "-m", "installer.notices", str(inside), str(inside / "NOTICES.txt")])
    program = str(app / "Contents" / "MacOS" / EXECUTABLE)
    run([program, "self-check", "--to", str(WORK / "self-check.json")])
    run([program, "demo", "--headless", "--to", str(WORK / "demo.json")])
    return app


def image_of(app: Path, signer: Signer) -> Path:
    """Sign the application, put it in a disk image, have Apple look at it; return the image."""
    for command in sign_commands(app, signer):
        run(command)
    staging = WORK / "image"
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True)
    run(["ditto", str(app), str(staging / app.name)])  # copies links and signatures as they are
    (staging / "Applications").symlink_to("/Applications")
    image = WORK / f"MerchantDesk-{version()}-{platform.machine()}.dmg"
    made = pack_commands(staging, image, signer) + notary_commands(image, signer)
    for command in made + minisign_commands(image, signer):
        run(command)
    return image


def checksum(image: Path) -> Path:
    """Write the image's SHA-256 beside it, as `shasum -c` reads it."""
    with image.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    written = image.with_suffix(".dmg.sha256")
    written.write_text(f"{digest}  {image.name}\n", encoding="utf-8")
    return written


def main(arguments: list[str]) -> int:
    """Build, or say why not; 0 when the image is there."""
    parser = argparse.ArgumentParser(description="Build the macOS application.")
    parser.add_argument("--sign-as", default="", metavar="IDENTITY")
    parser.add_argument("--notary-profile", default="", metavar="NAME")
    parser.add_argument("--minisign", default="", metavar="KEY")
    options = parser.parse_args(arguments)
    signer = Signer(options.sign_as, options.notary_profile, options.minisign)
    reason = refusal(sys.platform, platform.machine(), signer)
    if reason:
        print(reason, file=sys.stderr)
        return 1
    try:
        for command in prepare_commands(sys.executable):
            run(command)
        stamp()
        image = image_of(application(), signer)
        checksum(image)
    except UnbuiltError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{image.relative_to(ROOT)}: {image.stat().st_size:,} bytes")
    if not notary_commands(image, signer):
        print("Not notarised: macOS opens it only through Settings > Privacy & Security.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
