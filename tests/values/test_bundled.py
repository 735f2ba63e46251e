"""Where the program's own files are found: in a working copy, and beside an archive of modules."""

import subprocess
import sys
import zipfile
from pathlib import Path

from merchant_desk.values.bundled import PROGRAM, RESOURCES, program_folder

ROOT = Path(__file__).resolve().parents[2]


def test_in_a_working_copy_the_files_are_beside_the_package() -> None:
    assert PROGRAM == ROOT
    assert (RESOURCES / "legal").is_dir()


def test_a_package_inside_an_archive_has_its_files_beside_the_archive(tmp_path: Path) -> None:
    archive = tmp_path / "merchant_desk.zip"
    archive.write_bytes(b"")

    assert program_folder(archive / "merchant_desk") == tmp_path
    assert program_folder(tmp_path / "merchant_desk") == tmp_path


def test_modules_of_an_archive_find_the_migrations_and_name_their_lines(tmp_path: Path) -> None:
    wanted = ["values/bundled", "values/error_trace", "errors", "__init__", "values/__init__"]
    with zipfile.ZipFile(tmp_path / "merchant_desk.zip", "w") as archive:
        for each in wanted:
            name = f"merchant_desk/{each}.py"
            archive.write(ROOT / name, name)
        broken = "def fail():\n    raise ValueError('Élodie Martin')\n"
        archive.writestr("merchant_desk/values/broken.py", broken)
    say = (
        "from merchant_desk.values import bundled, error_trace, broken\n"
        "print(bundled.RESOURCES)\n"
        "try:\n    broken.fail()\n"
        "except ValueError as error:\n    print(*error_trace.error_trace(error), sep='\\n')\n"
    )

    archive_path = str(tmp_path / "merchant_desk.zip")
    first = "import sys; sys.path.insert(0, sys.argv[1])"
    told = subprocess.run(  # noqa: S603 - this very Python
        [sys.executable, "-I", "-c", f"{first}\n{say}", archive_path],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    ).stdout

    assert told.splitlines()[0] == str(tmp_path / "resources")
    assert "  merchant_desk/values/broken.py:2 fail" in told.splitlines()
    assert "Martin" not in told
