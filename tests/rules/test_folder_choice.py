"""Where a shop may lie: folders of Windows, macOS and Linux, judged on any of them."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePath, PurePosixPath, PureWindowsPath
from typing import Any

import pytest

from merchant_desk.rules.folder_choice import folder_words, judge_folder, standing_words
from merchant_desk.values.folder_facts import (
    Drive,
    FolderFacts,
    FolderTrouble,
    FolderVerdict,
    Machine,
)

_WIN_HOME = PureWindowsPath(r"C:\Users\Camille")
_MAC_HOME = PurePosixPath("/Users/camille")
_LINUX_HOME = PurePosixPath("/home/camille")
_ONEDRIVE: Mapping[str, str] = {
    "OneDrive": r"C:\Users\Camille\OneDrive - Maison Lavande",
    "OneDriveCommercial": r"D:\Entreprise",
}


def _windows(path: str, **changes: Any) -> FolderFacts:
    told = PureWindowsPath(path)
    facts = FolderFacts(path=told, real=told, machine=Machine.WINDOWS, home=_WIN_HOME)
    return replace(facts, environment=_ONEDRIVE, **changes)


def _mac(path: str, **changes: Any) -> FolderFacts:
    told = PurePosixPath(path)
    facts = FolderFacts(path=told, real=told, machine=Machine.MACOS, home=_MAC_HOME)
    return replace(facts, **changes)


def _linux(path: str, **changes: Any) -> FolderFacts:
    told = PurePosixPath(path)
    facts = FolderFacts(path=told, real=told, machine=Machine.LINUX, home=_LINUX_HOME)
    return replace(facts, **changes)


def _signs(folder: PurePath, *names: str) -> dict[str, Any]:
    return {"signs": {folder: frozenset(names)}}


FINE = [
    _windows(r"C:\Users\Camille\AppData\Local\MerchantDesk"),
    _windows(r"C:\ProgramData\MerchantDesk"),
    _windows(r"D:\Boutique"),
    _windows(r"C:\Users\Camille\Documents\MerchantDesk"),
    _windows(r"D:\Entreprise-archives"),
    _windows(r"C:\Users\Camille\Boxes\Boutique"),
    _windows(r"D:\Atelier\Box"),
    _mac("/Users/camille/Library/Application Support/MerchantDesk"),
    _mac("/Users/camille/Documents/Boutique"),
    _mac("/Users/camille/Music/Boutique", icloud_desk=True),
    _linux("/home/camille/.local/share/MerchantDesk"),
    _linux("/srv/dropboxes/boutique"),
    _linux("/home/camille/boutique", **_signs(PurePosixPath("/home/camille"), ".bashrc", ".git")),
]


@pytest.mark.parametrize("facts", FINE, ids=lambda each: str(each.path))
def test_an_ordinary_folder_is_taken_without_a_word(facts: FolderFacts) -> None:
    assert judge_folder(facts) == FolderVerdict()
    assert folder_words(judge_folder(facts)) == ("", "")


SYNCED = [
    (_windows(r"C:\Users\Camille\OneDrive - Maison Lavande\Documents\Boutique"), "OneDrive"),
    (_windows(r"c:\users\camille\onedrive\boutique"), "OneDrive"),
    (_windows(r"d:\ENTREPRISE\Boutique"), "OneDrive"),
    (
        _windows(
            r"E:\Nuage\Boutique",
            **_signs(PureWindowsPath(r"E:\Nuage"), ".849C9593-D756-4E56-8D6E-42412F2A707B"),
        ),
        "OneDrive",
    ),
    (_windows(r"C:\Users\Camille\Dropbox (Personnel)\Boutique"), "Dropbox"),
    (
        _windows(r"E:\Partage\Boutique", synced={"Dropbox": (PureWindowsPath(r"e:\partage"),)}),
        "Dropbox",
    ),
    (_windows(r"G:\Mon Drive\Boutique"), "Google Drive"),
    (_windows(r"G:\Drive partagés\Boutique", volume="Google Drive"), "Google Drive"),
    (_windows(r"C:\Users\Camille\iCloudDrive\Boutique"), "iCloud Drive"),
    (_windows(r"P:\Boutique", volume="pCloud Drive"), "pCloud"),
    (_windows(r"C:\Users\Camille\kDrive2\Boutique"), "kDrive"),
    (_windows(r"C:\Users\Camille\SynologyDrive\Boutique"), "Synology Drive"),
    (_windows(r"C:\Users\Camille\Box\Boutique"), "Box"),
    (_mac("/Users/camille/Library/Mobile Documents/com~apple~CloudDocs/Boutique"), "iCloud Drive"),
    (_mac("/Users/camille/Library/CloudStorage/OneDrive-Perso/Boutique"), "OneDrive"),
    (_mac("/Users/camille/Library/CloudStorage/Autre-x/Boutique"), "autre"),
    (_mac("/Users/camille/Documents/Boutique", icloud_desk=True), "iCloud Drive"),
    (_mac("/Users/camille/Desktop", icloud_desk=True), "iCloud Drive"),
    (
        _mac(
            "/Users/camille/Boutique",
            real=PurePosixPath("/Users/camille/Library/Mobile Documents/Boutique"),
        ),
        "iCloud Drive",
    ),
    (_linux("/home/camille/Nextcloud/boutique"), "Nextcloud"),
    (
        _linux("/data/nuage/boutique", **_signs(PurePosixPath("/data/nuage"), ".sync_4f2a91c0.db")),
        "Nextcloud ou ownCloud",
    ),
    (
        _linux(
            "/data/nuage/boutique", **_signs(PurePosixPath("/data/nuage"), "._sync_4f2a91c0.db")
        ),
        "Nextcloud ou ownCloud",
    ),
    (_linux("/data/b", **_signs(PurePosixPath("/data"), ".stfolder")), "Syncthing"),
    (_linux("/data/b", **_signs(PurePosixPath("/data"), ".dropbox.cache")), "Dropbox"),
]


@pytest.mark.parametrize(("facts", "service"), SYNCED, ids=[str(each.path) for each, _s in SYNCED])
def test_a_synchronised_folder_is_refused_by_the_name_of_who_does_it(
    facts: FolderFacts, service: str
) -> None:
    verdict = judge_folder(facts)

    assert (verdict.trouble, verdict.service.lower()) == (
        FolderTrouble.SYNCHRONISED,
        service.lower(),
    )
    assert verdict.refused
    assert service.lower() in folder_words(verdict)[0].lower()
    assert "sauvegardes" in folder_words(verdict)[1]


_PROGRAM = PureWindowsPath(r"C:\Users\Camille\AppData\Local\Programs\MerchantDesk")
OTHERS = [
    (_windows(r"\\SERVEUR\boutique"), FolderTrouble.NETWORK),
    (_windows(r"Z:\Boutique", drive=Drive.NETWORK), FolderTrouble.NETWORK),
    (_linux("/mnt/nas/boutique", drive=Drive.NETWORK), FolderTrouble.NETWORK),
    (_windows(r"E:\Boutique", drive=Drive.REMOVABLE), FolderTrouble.REMOVABLE),
    (
        _windows(r"c:\users\camille\appdata\local\programs\merchantdesk\data", program=_PROGRAM),
        FolderTrouble.PROGRAM,
    ),
    (_windows("Boutique"), FolderTrouble.RELATIVE),
    (_windows(r"D:\Boutique", writable=False), FolderTrouble.NOT_WRITABLE),
    (_windows(r"D:\Boutique", free=10_000_000), FolderTrouble.NO_ROOM),
    (_windows(r"D:\Boutique\sauvegardes", inside_shop=True), FolderTrouble.INSIDE_SHOP),
]


@pytest.mark.parametrize(("facts", "trouble"), OTHERS, ids=[each[1].value for each in OTHERS])
def test_each_other_trouble_is_told_in_its_own_words(
    facts: FolderFacts, trouble: FolderTrouble
) -> None:
    verdict = judge_folder(facts)

    assert verdict.trouble is trouble
    assert verdict.refused is (trouble is not FolderTrouble.REMOVABLE)
    assert all(folder_words(verdict))


def test_a_full_disk_does_not_keep_her_from_the_shop_that_is_there() -> None:
    facts = _windows(r"D:\Boutique", free=10_000_000, holds_shop=True)

    assert judge_folder(facts) == FolderVerdict(holds_shop=True)


def test_a_synchronised_folder_on_a_full_stick_is_first_of_all_synchronised() -> None:
    facts = _windows(r"E:\Dropbox\Boutique", drive=Drive.REMOVABLE, free=0, writable=False)

    assert judge_folder(facts).trouble is FolderTrouble.SYNCHRONISED


@pytest.mark.parametrize("trouble", list(FolderTrouble))
def test_a_shop_that_stands_is_warned_about_only_when_its_file_may_break(
    trouble: FolderTrouble,
) -> None:
    verdict = FolderVerdict(trouble, "Dropbox")

    assert verdict.risky is (trouble in {FolderTrouble.SYNCHRONISED, FolderTrouble.NETWORK})
    assert "copie" in standing_words(verdict)[1]
