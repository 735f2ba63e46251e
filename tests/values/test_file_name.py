import errno

import pytest

from merchant_desk.values.file_name import file_name, is_too_long, received_name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Facture FA2026-000001", "Facture FA2026-000001.pdf"),
        ("Bon de préparation n°\u00a012", "Bon de préparation n° 12.pdf"),
        ("Commande 10/42: «a»?", "Commande 10 42 «a».pdf"),
        ("../../etc/passwd", "etc passwd.pdf"),
        ("C:\\Windows\\x", "C Windows x.pdf"),
        ("a\x00b\u202ec\nd", "abcd.pdf"),
        ("CON", "_CON.pdf"),
        ("lpt1.txt", "_lpt1.txt.pdf"),
        ("Facture…  . ", "Facture….pdf"),
        ("", "document.pdf"),
        ("...", "document.pdf"),
    ],
)
def test_a_title_becomes_a_name_that_every_disk_takes(title: str, name: str) -> None:
    assert file_name(title) == name


def test_an_endless_title_fits_every_disk_without_half_a_letter() -> None:
    name = file_name("é" * 500)

    assert len(name.encode()) <= 190
    assert name == "é" * 90 + ".pdf"


@pytest.mark.parametrize("length", [10, 150, 200, 236])
def test_a_name_leaves_room_for_its_folder(length: int) -> None:
    folder = "C:\\" + "d" * (length - 3)

    name = file_name("Facture " + "FA2026-000001 " * 12, folder=folder)

    assert name.startswith("Facture FA2026-0")
    assert name.endswith(".pdf")
    assert len(f"{folder}\\{name}") <= max(240, length + 1 + 16 + 4)


@pytest.mark.parametrize(
    ("came_as", "name"),
    [
        ("Facture n° 12.PDF", "Facture n° 12.PDF"),
        ("../../CON.xml", "_CON.xml"),
        ("con.xml", "_con.xml"),
        ("a:b?.pdf", "a b.pdf"),
        ("sans extension", "sans extension"),
        ("x.tar.gz/..", "x.tar.gz"),
    ],
)
def test_a_name_a_stranger_chose_can_be_written(came_as: str, name: str) -> None:
    assert received_name(came_as) == name


@pytest.mark.parametrize(
    ("code", "path", "told"),
    [(206, "x", True), (3, "x" * 250, True), (3, "x", False), (5, "x", False)],
)
def test_a_path_too_long_is_known_by_what_windows_says(code: int, path: str, *, told: bool) -> None:
    error = OSError(errno.ENOENT, "", path)
    error.winerror = code  # type: ignore[attr-defined]  # Windows alone sets it

    assert is_too_long(error) is told
    assert is_too_long(OSError(errno.ENAMETOOLONG, ""))
