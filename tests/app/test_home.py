"""The data folder: made, opened again, and told in French when it cannot be."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from merchant_desk.app.folder import FILE_NAME, data_folder
from merchant_desk.app.home import back_up_daily, open_home
from merchant_desk.database.trouble import BusyFileError
from merchant_desk.errors import UnavailableError
from merchant_desk.models.station import Station

_ONE_WAIT_S = 7


def test_a_first_start_makes_the_folder_and_a_second_finds_the_same_station(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "données" / "boutique"
    first = open_home(folder, {})
    first.close()

    again = open_home(folder, {})

    assert again.station_id == first.station_id
    with again.database.read() as session:
        assert session.scalars(select(Station.letter)).all() == ["A"]
    again.close()


def test_two_stations_of_one_shop_have_letters_of_their_own(tmp_path: Path) -> None:
    home = open_home(tmp_path / "un", {})
    (tmp_path / "un" / "poste.json").unlink()
    home.close()

    other = open_home(tmp_path / "un", {})

    with other.database.read() as session:
        assert sorted(session.scalars(select(Station.letter))) == ["A", "B"]
    other.close()


def test_a_folder_that_cannot_be_made_is_told_in_french(tmp_path: Path) -> None:
    (tmp_path / "occupé").write_text("a file", "utf-8")

    with pytest.raises(UnavailableError, match="dossier des données") as told:
        open_home(tmp_path / "occupé" / "boutique", {})

    assert "--data" in told.value.advice


def test_a_broken_file_names_the_last_good_copy(tmp_path: Path) -> None:
    home = open_home(tmp_path, {})
    assert back_up_daily(home)
    assert not back_up_daily(home)
    home.close()
    (tmp_path / FILE_NAME).write_bytes(b"nothing of a database " * 300)

    with pytest.raises(UnavailableError) as told:
        open_home(tmp_path, {})

    assert "Dernière bonne copie" in told.value.advice
    assert "restore" in told.value.advice


def test_a_file_held_by_another_program_is_told_after_one_wait_and_never_called_broken(
    tmp_path: Path,
) -> None:
    home = open_home(tmp_path, {})
    assert back_up_daily(home)
    home.close()
    with closing(sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        began = time.monotonic()

        with pytest.raises(BusyFileError, match="autre programme") as told:
            open_home(tmp_path, {})

    assert time.monotonic() - began < _ONE_WAIT_S
    assert "copie" not in told.value.advice


def test_the_folder_named_by_hand_wins_over_the_environment(tmp_path: Path) -> None:
    environment = {"MERCHANT_DESK_DATA": str(tmp_path / "ailleurs")}

    assert data_folder(str(tmp_path), environment) == tmp_path
    assert data_folder(None, environment) == tmp_path / "ailleurs"
    assert data_folder(None, {}).name == "MerchantDesk"
