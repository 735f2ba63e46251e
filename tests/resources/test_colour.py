"""The colour space of the papers: pinned, so that an invoice drawn again has the same bytes."""

import hashlib
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "colour"


def test_the_profile_is_the_one_that_every_document_was_made_with() -> None:
    profile = (FOLDER / "sRGB.icc").read_bytes()

    assert hashlib.sha256(profile).hexdigest() == (
        "2a92d4bae450b76d8b0aa42193df974d75f62738ecebf74f01c5e75b12a95796"
    )
    assert profile[16:20] == b"RGB "
    assert profile[36:40] == b"acsp"


def test_its_licence_lies_beside_it() -> None:
    assert "zlib licence" in (FOLDER / "LICENSE").read_text("utf-8")
