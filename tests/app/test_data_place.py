"""Where the shop lies: remembered, never silently begun anew, never where it would be broken."""

import json
from pathlib import Path, PurePosixPath

import pytest

from merchant_desk.app.commands import run_command
from merchant_desk.app.data_place import DataPlace, is_begun, point_to
from merchant_desk.app.folder import (
    FILE_NAME,
    POINTER,
    AbsentFolderError,
    common_folder,
    data_folder,
)
from merchant_desk.app.folder_drive import drive_in, linux_mounts, macos_mounts
from merchant_desk.app.folder_facts import look_at
from merchant_desk.app.home import open_home
from merchant_desk.errors import RefusedError, UnavailableError
from merchant_desk.values.folder_facts import Drive, FolderTrouble
from tests.makers import make_product

_MOUNTS = """\
/dev/sda2 / ext4 rw,relatime 0 0
//nas/boutique /mnt/le\\040nas cifs rw 0 0
/dev/sdb1 /media/camille/CLE vfat rw 0 0
nas:/export /srv/nfs nfs4 rw 0 0
"""
_MACOS = """\
/dev/disk3s1 on / (apfs, sealed, local, read-only)
//camille@serveur/boutique on /Volumes/boutique (smbfs, nodev, nosuid)
/dev/disk5s1 on /Volumes/CLE USB (msdos, local, nodev)
"""


@pytest.mark.parametrize(
    ("mounts", "folder", "drive"),
    [
        (linux_mounts(_MOUNTS), "/home/camille/boutique", Drive.FIXED),
        (linux_mounts(_MOUNTS), "/mnt/le nas/boutique", Drive.NETWORK),
        (linux_mounts(_MOUNTS), "/srv/nfs/boutique", Drive.NETWORK),
        (linux_mounts(_MOUNTS), "/media/camille/CLE/boutique", Drive.REMOVABLE),
        (macos_mounts(_MACOS), "/Users/camille/Boutique", Drive.FIXED),
        (macos_mounts(_MACOS), "/Volumes/boutique/x", Drive.NETWORK),
        (macos_mounts(_MACOS), "/Volumes/CLE USB/x", Drive.REMOVABLE),
        ({}, "/home/camille", Drive.UNKNOWN),
    ],
)
def test_the_innermost_disk_says_on_what_a_folder_lies(
    mounts: dict[str, str], folder: str, drive: Drive
) -> None:
    assert drive_in(PurePosixPath(folder), mounts) is drive


def test_a_folder_that_was_chosen_is_found_again(tmp_path: Path) -> None:
    usual, chosen = tmp_path / "usual", tmp_path / "Boutique é"

    DataPlace(usual, {}, usual).use(chosen)

    assert data_folder(None, {}, usual) == chosen
    assert (chosen / FILE_NAME).is_file()
    assert data_folder(str(tmp_path / "x"), {}, usual) == tmp_path / "x"


def test_back_to_the_usual_place_nothing_is_remembered(tmp_path: Path) -> None:
    usual, chosen = tmp_path / "usual", tmp_path / "autre"
    point_to(chosen, usual)

    point_to(usual, usual)

    assert not (usual / POINTER).exists()
    assert data_folder(None, {}, usual) == usual


@pytest.mark.parametrize("left", ["nothing", "empty folder"])
def test_a_shop_that_is_not_there_is_said_and_no_empty_one_begins(
    tmp_path: Path, left: str
) -> None:
    usual, stick = tmp_path / "usual", tmp_path / "stick"
    point_to(stick, usual)
    if left == "empty folder":  # the place where a stick shows itself stays when it is unplugged
        stick.mkdir()

    with pytest.raises(AbsentFolderError) as told:
        data_folder(None, {}, usual)

    assert str(stick) in told.value.title
    assert not (stick / FILE_NAME).exists()
    assert data_folder(None, {"MERCHANT_DESK_DATA": str(tmp_path)}, usual) == tmp_path


@pytest.mark.parametrize("text", ["", "{", '"x"', "{}", '{"folder": 3}'])
def test_a_broken_memory_of_the_folder_is_said(tmp_path: Path, text: str) -> None:
    (tmp_path / POINTER).write_text(text, "utf-8")

    with pytest.raises(UnavailableError):
        data_folder(None, {}, tmp_path)

    assert not (tmp_path / FILE_NAME).exists()


def test_the_shop_of_every_windows_account_is_opened_by_one_that_has_none(tmp_path: Path) -> None:
    environment = {"PROGRAMDATA": str(tmp_path / "ProgramData")}
    common = common_folder(environment)
    assert common is not None
    own = tmp_path / "own"
    assert data_folder(None, environment, own) == own

    DataPlace(own, environment, tmp_path / "of another account").use(common)

    assert data_folder(None, environment, own) == common
    own.mkdir()
    (own / FILE_NAME).write_bytes(b"a shop of her own")
    assert data_folder(None, environment, own) == own


def test_a_synchronised_folder_is_refused_and_nothing_changes(tmp_path: Path) -> None:
    usual, cloud = tmp_path / "usual", tmp_path / "Nuage"
    cloud.mkdir()
    (cloud / ".owncloudsync.log").touch()
    place = DataPlace(usual, {}, usual)

    with pytest.raises(RefusedError) as told:
        place.use(cloud / "Boutique")

    assert "ownCloud" in told.value.title
    assert list(cloud.iterdir()) == [cloud / ".owncloudsync.log"]
    assert data_folder(None, {}, usual) == usual


def test_what_dropbox_says_of_its_folder_is_believed(tmp_path: Path) -> None:
    told = tmp_path / "Local" / "Dropbox"
    told.mkdir(parents=True)
    shared = tmp_path / "Partage"
    (told / "info.json").write_text(json.dumps({"personal": {"path": str(shared)}}), "utf-8")

    judged = DataPlace(tmp_path, {"LOCALAPPDATA": str(told.parent)}, tmp_path).judge(shared / "b")

    assert judged.verdict.service == "Dropbox"


def test_among_other_files_the_shop_gets_a_folder_of_its_own(tmp_path: Path) -> None:
    documents, empty = tmp_path / "Documents", tmp_path / "vide"
    documents.mkdir()
    empty.mkdir()
    (documents / "lettre.txt").touch()
    place = DataPlace(tmp_path, {}, tmp_path)

    assert place.judge(documents).folder == documents / "MerchantDesk"
    assert place.judge(empty).folder == empty


def test_a_link_into_a_synchronised_folder_is_seen_through(tmp_path: Path) -> None:
    (tmp_path / "Dropbox" / "x").mkdir(parents=True)
    link = tmp_path / "boutique"
    try:
        link.symlink_to(tmp_path / "Dropbox" / "x", target_is_directory=True)
    except OSError:
        pytest.skip("this Windows account may make no links")

    facts = look_at(link, {})

    assert facts.real != facts.path
    assert DataPlace(tmp_path, {}, tmp_path).judge(link).verdict.trouble is (
        FolderTrouble.SYNCHRONISED
    )


def test_a_shop_that_has_begun_is_not_left_for_an_empty_one(tmp_path: Path) -> None:
    usual = tmp_path / "usual"
    home = open_home(usual, {})
    home.lanes.write(make_product).result()
    home.close()

    with pytest.raises(RefusedError) as told:
        DataPlace(usual, {}, usual).use(tmp_path / "autre")

    assert str(usual) in told.value.title
    assert not (tmp_path / "autre").exists()
    assert data_folder(None, {}, usual) == usual


def test_the_folder_is_chosen_and_told_by_commands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("merchant_desk.app.folder.usual_folder", lambda: tmp_path / "usual")
    monkeypatch.setattr("merchant_desk.app.data_place.usual_folder", lambda: tmp_path / "usual")
    monkeypatch.delenv("MERCHANT_DESK_DATA", raising=False)
    chosen = tmp_path / "autre"

    assert run_command(["folder", "set", str(chosen)]) == 0
    assert run_command(["folder", "show", "--json"]) == 0

    said = capsys.readouterr().out
    told = json.loads(said[said.index("{") :])
    assert told["folder"] == str(chosen)
    assert told["holds_shop"]
    assert run_command(["folder", "set", str(chosen)]) == 2
    assert "--open-existing" in capsys.readouterr().err
    assert run_command(["folder", "set", str(chosen), "--open-existing"]) == 0
    chosen.rename(tmp_path / "moved")
    assert run_command(["folder", "set", str(tmp_path / "empty")]) == 2
    assert "--begin-new" in capsys.readouterr().err
    assert run_command(["folder", "set", str(tmp_path / "moved"), "--open-existing"]) == 0
    assert data_folder(None) == tmp_path / "moved"


@pytest.mark.parametrize("name", ["a" * 300, "tour", "~personne"])
def test_a_folder_of_no_sense_is_refused_in_a_sentence(tmp_path: Path, name: str) -> None:
    (tmp_path / "tour").symlink_to(tmp_path / "tour")
    (tmp_path / "~personne").write_text("a file", "utf-8")
    usual = tmp_path / "usual"
    place = DataPlace(usual, {}, usual)

    with pytest.raises(UnavailableError, match="inaccessible"):
        place.use(place.judge(tmp_path / name).folder)

    assert not usual.exists(), "nothing is remembered"
    assert not is_begun(tmp_path / name / FILE_NAME)


def test_the_home_of_nobody_is_an_ordinary_name_and_no_name_is_refused(tmp_path: Path) -> None:
    assert data_folder("~personne-ici/x", {}, tmp_path) == Path("~personne-ici/x")
    with pytest.raises(UnavailableError, match="aucun dossier"):
        data_folder(" ", {}, tmp_path)
    assert run_command(["folder", "set", ""]) == 2


@pytest.mark.parametrize("told", ["null", "5", '""', '"boutique"'])
def test_a_pointer_that_names_no_whole_path_is_broken(tmp_path: Path, told: str) -> None:
    (tmp_path / POINTER).write_text(f'{{"folder": {told}}}', "utf-8")

    with pytest.raises(UnavailableError, match="on ne sait plus") as refused:
        data_folder(None, {}, tmp_path)
    assert not isinstance(refused.value, AbsentFolderError)


def test_a_remembered_folder_of_no_sense_is_one_that_is_away(tmp_path: Path) -> None:
    point_to(tmp_path / ("a" * 300), tmp_path)

    with pytest.raises(AbsentFolderError):
        data_folder(None, {}, tmp_path)
