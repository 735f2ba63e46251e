import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PIL import Image

from installer.windows import windows_tests
from installer.windows.places import UnbuiltError
from installer.windows.proof import Proof, hold
from installer.windows.proving import version_of
from installer.windows.screen import brightness, centre_of, changed
from installer.windows.shop_file import ShopFile
from installer.windows.windows_tests import CANNOT, HALVES, reason_against
from installer.windows.wine import STAND_INS, Wine

ROOT = Path(windows_tests.__file__).parents[2]


def test_a_sentence_that_does_not_hold_is_told_and_the_next_one_is_still_proved(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    proof = Proof(tmp_path)
    with proof.says("water is dry"):
        hold("it is wet", is_so=False)
    with proof.says("water is wet"):
        hold("it is dry", is_so=True)

    assert proof.end() == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("not ok 1 - water is dry: it is wet (")
    assert lines[1].startswith("ok 2 - water is wet (")
    assert lines[2].startswith("1 passed, 1 failed")
    assert (tmp_path / "proof.log").read_text("utf-8").splitlines() == lines


def test_a_proof_of_nothing_is_no_proof(tmp_path: Path) -> None:
    assert Proof(tmp_path).end() == 1


def test_what_changed_on_the_screen_is_measured_inside_its_box() -> None:
    before = Image.new("RGB", (100, 100), "white")
    after = before.copy()
    after.paste((0, 128, 0), (0, 0, 50, 100))

    assert changed(before, before) == 0
    assert changed(before, after) == 0.5
    assert changed(before, after, (0, 0, 50, 100)) == 1
    assert changed(before, after, (50, 0, 100, 100)) == 0
    assert brightness(before, (0, 0, 10, 10)) == 255


def test_the_button_is_found_by_its_colour_and_only_where_it_is_looked_for() -> None:
    picture = Image.new("RGB", (100, 100), "white")
    picture.paste((84, 67, 194), (60, 20, 80, 30))

    assert centre_of(picture, (84, 67, 194), (50, 0, 100, 100)) == (70, 25)
    assert centre_of(picture, (84, 67, 194), (0, 0, 50, 100)) is None


def test_the_version_is_read_from_the_name_of_the_installer() -> None:
    assert version_of(Path("build/MerchantDesk-1.20.3-setup.exe")) == "1.20.3"
    with pytest.raises(UnbuiltError, match="names no version"):
        version_of(Path("setup.exe"))


def test_windows_names_a_path_by_its_drive(tmp_path: Path) -> None:
    wine = Wine(tmp_path)

    assert wine.windows_path(wine.drive_c / "users" / "a b") == "C:\\users\\a b"
    assert wine.windows_path(Path("/shop/x.exe")) == "Z:\\shop\\x.exe"


def test_no_python_of_ours_reaches_a_windows_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", "/ours")

    assert "PYTHONPATH" not in Wine(tmp_path).environment()


def test_what_the_power_cut_left_is_read_without_touching_it(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "boutique.sqlite3")) as shop, shop:
        shop.execute("PRAGMA journal_mode=wal")
        shop.execute("CREATE TABLE parcel_scan (code, outcome, units, at)")
        shop.execute("INSERT INTO parcel_scan VALUES ('376', 'added', 1, 0)")
        shop.commit()
        before = sorted(each.name for each in tmp_path.iterdir())

        assert ShopFile(tmp_path).scans() == [("376", "added", 1)]
        assert ShopFile(tmp_path).whole()
        assert sorted(each.name for each in tmp_path.iterdir()) == before


def test_every_test_that_runs_under_wine_exists_and_every_exception_has_a_reason() -> None:
    for path in (each for half in HALVES for each in half):
        assert (ROOT / path.partition("::")[0]).exists(), path
    for start, why in CANNOT.items():
        path, _, name = start.partition("::")
        assert why
        assert name.partition("[")[0] in (ROOT / path).read_text("utf-8"), start


def test_a_test_of_the_server_is_left_out_and_one_of_the_file_is_not() -> None:
    here = "tests\\database\\test_rows.py::test_a[postgresql]"

    assert "PostgreSQL" in reason_against(here, ["database"], ["postgresql"])
    assert "PostgreSQL" in reason_against(here, ["postgresql_server"], [])
    assert not reason_against(here, ["database"], ["sqlite"])


@pytest.mark.parametrize("name", STAND_INS)
def test_no_stand_in_is_shipped(name: str) -> None:
    folder = ROOT / "installer" / "windows"
    assert (folder / "stand_ins" / f"{name}.c").exists()
    for shipped in ("layout.py", "trim.py", "packing.py", "wheels.py", "install.nsh"):
        assert "stand_ins" not in (folder / shipped).read_text("utf-8")
