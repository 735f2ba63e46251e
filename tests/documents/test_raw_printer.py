"""Bytes handed to a printer as they are, through the program that CUPS brings."""

import sys
from pathlib import Path

import pytest

from merchant_desk.documents.writing.raw_printer import send_raw
from merchant_desk.errors import UnavailableError

ZPL = "^XA^CI28\n^FDCafé ~ 12,50 €^FS^XZ\n".encode()

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="lp is what CUPS brings")


@pytest.fixture
def queue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program in the place of lp that keeps what it is given, or refuses one printer."""
    lp = tmp_path / "lp"
    lp.write_text(
        "#!/bin/sh\n"
        f"printf '%s\\n' \"$@\" > '{tmp_path}/asked'\n"
        'if [ "$2" = "Morte" ]; then\n'
        '  echo "lp: The printer or class does not exist." >&2; exit 1\n'
        "fi\n"
        f"cat > '{tmp_path}/taken'\n"
    )
    lp.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return tmp_path


def test_a_printer_gets_the_very_bytes_and_no_filter_touches_them(queue: Path) -> None:
    send_raw("Zebra; rm -rf $HOME", ZPL, "Étiquettes\nd’articles")

    assert (queue / "taken").read_bytes() == ZPL
    asked = (queue / "asked").read_text("utf-8").splitlines()
    assert asked == ["-d", "Zebra; rm -rf $HOME", "-o", "raw", "-t", "Étiquettesd’articles"]


def test_what_the_queue_refuses_is_said_with_its_words(queue: Path) -> None:
    with pytest.raises(UnavailableError) as refused:
        send_raw("Morte", ZPL, "Étiquettes")

    assert "Morte\u00a0» n’a pas pris" in refused.value.title
    assert "does not exist" in refused.value.advice
    assert not (queue / "taken").exists()


def test_a_station_without_cups_is_told_to_keep_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(UnavailableError, match="n’a pas CUPS") as refused:
        send_raw("Zebra", ZPL, "Étiquettes")

    assert "fichier ZPL" in refused.value.advice
