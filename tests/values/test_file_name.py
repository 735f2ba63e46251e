import pytest

from merchant_desk.values.file_name import file_name


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
