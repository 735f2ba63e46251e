# ruff: noqa: INP001 - one file that runs alone, beside no package
"""Verify an evidence file of Merchant Desk without Merchant Desk: python verify_evidence.py FILE.

Standard library only. The file is what the desk wrote when
- its last line is the SHA-256 of every byte before it;
- the attached evidence.json has the SHA-256 that the document's properties and its last page tell;
- each question and answer in it has the SHA-256 that stands beside it.
What the law says is not judged again here. Exit code: 0 when all holds, 1 when something was
changed, 2 when it is no evidence file.
"""

import hashlib
import json
import re
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_SEAL = re.compile(rb"%merchant-desk-sha256 ([0-9a-f]{64})\n\Z")
_STREAM = re.compile(rb"<<((?:[^<>]|<<[^<>]*>>|<[^<>]*>)*)>>\s*stream\r?\n")
_LENGTH = re.compile(rb"/Length (\d+)")
_TOLD = re.compile(rb"\(sha256 ([0-9a-f]{64})\)")
_FORMAT = "merchant-desk-evidence-1"


class NoEvidenceError(Exception):
    """The file is no evidence file of Merchant Desk."""


def problems(content: bytes) -> tuple[dict[str, Any], str, list[str]]:
    """Return the facts, their hash, and everything that does not hold.

    Raises NoEvidenceError when there are no facts to verify.
    """
    found = list(_sealed(content))
    facts, told = _attached_and_told(content)
    digest = hashlib.sha256(facts).hexdigest()
    if len(told) < 2 or set(told) != {digest}:  # noqa: PLR2004 - the properties and the last page
        found.append("The attached facts do not have the hash that the document tells.")
    evidence = _read(facts)
    if _canonical(evidence) != facts:
        found.append("The facts are not written in their one form.")
    for check in evidence["checks"]:
        for name in ("question", "answer"):
            told_hash = check[f"{name}_sha256"]
            if hashlib.sha256(_canonical(check[name])).hexdigest() != told_hash:
                found.append(f"The {name} of {check['at']} does not have the hash beside it.")
    return evidence, digest, found


def _sealed(content: bytes) -> Iterator[str]:
    seal = _SEAL.search(content)
    if seal is None:
        yield "The last line of the file is not its seal."
    elif hashlib.sha256(content[: seal.start()]).hexdigest().encode() != seal[1]:
        yield "The file was changed: its last line is not the hash of what stands before it."


def _attached_and_told(content: bytes) -> tuple[bytes, list[str]]:
    """Return the attached facts, and every hash of them that the document tells."""
    told = [each.decode() for each in _TOLD.findall(content)]
    attached: bytes | None = None
    for found in _STREAM.finditer(content):
        length = _LENGTH.search(found[1])
        if length is None:
            continue
        raw = content[found.end() : found.end() + int(length[1])]
        try:
            stream = zlib.decompress(raw) if b"/FlateDecode" in found[1] else raw
        except zlib.error:
            continue
        if b"/EmbeddedFile" in found[1]:
            attached = stream
        else:
            told += [each.decode() for each in _TOLD.findall(stream)]
    if attached is None:
        raise NoEvidenceError("no facts are attached")
    return attached, told


def _read(facts: bytes) -> dict[str, Any]:
    try:
        evidence = json.loads(facts)
    except ValueError as error:
        raise NoEvidenceError("the attached facts are no JSON") from error
    if not isinstance(evidence, dict) or evidence.get("format") != _FORMAT:
        raise NoEvidenceError("the attached facts are of another format")
    return evidence


def _canonical(told: object) -> bytes:
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def main(words: list[str]) -> int:
    """Verify the file that is named, and say what was found."""
    if len(words) != 1:
        sys.stderr.write("usage: python verify_evidence.py FILE.pdf\n")
        return 2
    try:
        evidence, digest, found = problems(Path(words[0]).read_bytes())
        operation, check = evidence["operation"], evidence["checks"][-1]
        told = (
            f"{operation['title']} ({operation['id']})\n"
            f"{operation['starts_at']} - {operation['ends_at']}\n"
            f"verdict {check['answer']['verdict']} on {check['at']} by {check['by']}, "
            f"rules {check['rules_version']}\n"
            f"sha256 {digest}\n"
        )
    except (OSError, NoEvidenceError, KeyError, TypeError, IndexError) as error:
        sys.stderr.write(f"No evidence file: {error}\n")
        return 2
    sys.stdout.write(told)
    for each in found:
        sys.stdout.write(f"CHANGED: {each}\n")
    sys.stdout.write("The file is not as it was written.\n" if found else "The file is whole.\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
