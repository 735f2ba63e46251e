"""How the macOS application is signed, packed and notarised: the commands, in their order.

Apple signs inside out: a signature covers what it holds, so what is inside comes first, and the
application last. ``codesign --deep`` is for verifying only.
https://developer.apple.com/documentation/xcode/creating-distribution-signed-code-for-the-mac
https://developer.apple.com/documentation/security/notarizing-macos-software-before-distribution
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from installer.macos.bundle import APP, EXECUTABLE, ROOT

ENTITLEMENTS = ROOT / "installer" / "macos" / "entitlements.plist"
AD_HOC = "-"
# Mach-O, 64 bits, and universal binaries; 0xCAFEBABE is also how a Java class begins.
_MAGIC = (b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"\xca\xfe\xba\xbf")

Command = list[str]


@dataclass(frozen=True, slots=True)
class Signer:
    """Whose signature it is: all empty signs for this Mac only (« ad hoc »), without Apple."""

    identity: str = ""  # "Developer ID Application: Name (TEAM)", in the keychain
    profile: str = ""  # what `xcrun notarytool store-credentials` was told to call the account
    minisign_key: str = ""  # the maintainer's secret key file


def signed_inside_out(app: Path) -> list[Path]:
    """Return everything to sign, the innermost first and the application last."""
    binaries = {path for path in _files(app) if path != app / "Contents" / "MacOS" / EXECUTABLE}
    frameworks = {
        folder
        for path in binaries
        for folder in path.parents
        if folder.parent.name == "Versions" and folder.parent.parent.suffix == ".framework"
    }
    inner = sorted(binaries | frameworks, key=lambda path: (-len(path.parts), str(path)))
    return [*inner, app]


def _files(app: Path) -> Iterator[Path]:
    for path in app.rglob("*"):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                if file.read(4) in _MAGIC:
                    yield path


def sign_commands(app: Path, signer: Signer) -> list[Command]:
    """Return the commands that sign the application and verify it."""
    identity = signer.identity or AD_HOC
    stamp = "--timestamp" if signer.identity else "--timestamp=none"
    words = ["codesign", "--force", "--options", "runtime", stamp, "--sign", identity]
    found = []
    for path in signed_inside_out(app):
        allowed = ["--entitlements", str(ENTITLEMENTS)] if path == app else []
        found.append([*words, *allowed, str(path)])
    return [*found, ["codesign", "--verify", "--deep", "--strict", "--verbose=2", str(app)]]


def pack_commands(staging: Path, image: Path, signer: Signer) -> list[Command]:
    """Return the commands that make the disk image of a folder with the application in it."""
    made = ["hdiutil", "create", "-volname", APP, "-srcfolder", str(staging)]
    found = [[*made, "-fs", "HFS+", "-format", "UDZO", "-ov", str(image)]]
    if signer.identity:
        found.append(["codesign", "--timestamp", "--sign", signer.identity, str(image)])
    return found


def notary_commands(image: Path, signer: Signer) -> list[Command]:
    """Return the commands that have Apple look at the image, and that keep its answer in it."""
    if not (signer.identity and signer.profile):
        return []
    submit = ["xcrun", "notarytool", "submit", str(image), "--keychain-profile", signer.profile]
    opened = ["spctl", "--assess", "--type", "open", "--context", "context:primary-signature"]
    return [
        [*submit, "--wait"],
        ["xcrun", "stapler", "staple", str(image)],
        ["xcrun", "stapler", "validate", str(image)],
        [*opened, "--verbose=2", str(image)],
    ]


def minisign_commands(image: Path, signer: Signer) -> list[Command]:
    """Return the command that signs the image for the desk's own update check."""
    if not signer.minisign_key:
        return []
    return [["minisign", "-S", "-s", signer.minisign_key, "-m", str(image)]]
