"""What a command writes is whole under its name, or not there."""

import subprocess
import sys
from pathlib import Path

import pytest

from merchant_desk.documents.writing.write_file import write_bytes
from merchant_desk.errors import UnavailableError

_FULL = """
import resource, signal, sys
from pathlib import Path
from merchant_desk.documents.writing.write_file import write_bytes
from merchant_desk.errors import UnavailableError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_bytes(Path(sys.argv[1]), b"x" * 5000)
except UnavailableError:
    sys.exit(3)
"""


def test_a_document_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    target = tmp_path / "certificat.pdf"
    write_bytes(target, b"before")

    write_bytes(target, b"after")

    assert target.read_bytes() == b"after"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no file's size")
def test_a_disk_that_fills_leaves_what_was_there_before(tmp_path: Path) -> None:
    target = tmp_path / "certificat.pdf"
    target.write_bytes(b"before")

    code = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", _FULL, str(target)], check=False
    ).returncode

    assert code == 3
    assert target.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_is_not_written_over(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match="inaccessible"):
        write_bytes(tmp_path, b"x")

    assert list(tmp_path.iterdir()) == []
