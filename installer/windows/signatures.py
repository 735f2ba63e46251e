"""Whether a Windows Python is the Python Software Foundation's own, file by file.

Each program file must carry a valid Authenticode signature by the foundation's pinned certificate:
osslsigncode computes the digest again and follows the chain to a root of this system, as it stood
on the day of signing. Each module of the standard library must be named by its digest in the
foundation's catalogue, signed the same way. What is not checked is not shipped.
"""

import hashlib
import re
import shutil
import subprocess
import sysconfig
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from installer.windows.places import UnbuiltError

PSF = "6045e624888e299179d5ae0ceda57c9874ff6ccf889fa14b2d50f751bfb9e2f8"
"""SHA-256 of the certificate « Python Software Foundation » of 17 January 2022."""
ROOTS = Path("/etc/ssl/certs/ca-certificates.crt")
CATALOGUE = Path("DLLs/python_lib.cat")
LEFT_OUT = frozenset({"xml/__init__.py"})
"""In no catalogue: compared with the library of the Python that builds."""
_SIGNED_ON = re.compile(r"Timestamp time: (.+? GMT)")


def check_interpreter(folder: Path, programs: list[Path], modules: list[Path]) -> None:
    """See that all of these are the foundation's own; raise UnbuiltError naming those that are not.

    ``programs`` and ``modules`` are paths below ``folder``; a module lies in ``Lib``.
    """
    if shutil.which("osslsigncode") is None:
        raise UnbuiltError("osslsigncode is missing: apt-get install osslsigncode")
    signed = [CATALOGUE, *programs]
    with ThreadPoolExecutor() as threads:
        valid = list(threads.map(lambda each: is_signed(folder / each, PSF), signed))
    strange = [each.as_posix() for each, good in zip(signed, valid, strict=True) if not good]
    named = (folder / CATALOGUE).read_bytes()
    strange += [each.as_posix() for each in modules if not _is_known(folder / each, each, named)]
    if strange:
        raise UnbuiltError(
            f"{len(strange)} files of this Python are not signed by python.org: "
            f"{', '.join(strange[:6])}"
        )


def is_signed(path: Path, certificate: str) -> bool:
    """Tell whether this file is whole and signed by the certificate of this SHA-256."""
    told = _verify(path, certificate, [])
    day = _SIGNED_ON.search(told.stdout)
    if day is None:
        return False
    # The certificate has ended since: what counts is that it was good on the stamped day.
    at = datetime.strptime(day.group(1), "%b %d %H:%M:%S %Y GMT").replace(tzinfo=UTC)
    return _verify(path, certificate, ["-time", str(int(at.timestamp()))]).returncode == 0


def _verify(path: Path, certificate: str, more: list[str]) -> subprocess.CompletedProcess[str]:
    words = ["osslsigncode", "verify", "-CAfile", str(ROOTS), "-TSA-CAfile", str(ROOTS)]
    words += ["-ignore-cdp", "-ignore-crl", "-ignore-timestamp", *more]
    words += ["-require-leaf-hash", f"sha256:{certificate}", "-in", str(path)]
    return subprocess.run(
        words, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False
    )


def _is_known(path: Path, below: Path, named: bytes) -> bool:
    """Tell whether the catalogue names the digest of this module; an empty file has nothing."""
    body = path.read_bytes()
    within = below.relative_to("Lib").as_posix()
    if within in LEFT_OUT:
        own = Path(sysconfig.get_path("stdlib")) / within
        return own.read_bytes() == body.replace(b"\r\n", b"\n")
    digests = (hashlib.sha1(body, usedforsecurity=False).digest(), hashlib.sha256(body).digest())
    return not body or any(each in named for each in digests)
