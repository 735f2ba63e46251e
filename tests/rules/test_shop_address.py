import pytest

from merchant_desk.rules.shop_address import address_problem, clean_address


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("www.maboutique.fr", "https://www.maboutique.fr"),
        ("  https://www.maboutique.fr/  ", "https://www.maboutique.fr"),
        ("https://maboutique.fr/wp-admin/admin.php?page=wc", "https://maboutique.fr"),
        ("https://maboutique.fr/boutique/wp-json/wc/v3", "https://maboutique.fr/boutique"),
        ("HTTPS://WWW.MaBoutique.FR", "https://www.maboutique.fr"),
        ("http://127.0.0.1:8080/", "http://127.0.0.1:8080"),
        ("https://épicerie.fr", "https://xn--picerie-9xa.fr"),
    ],
)
def test_an_address_is_kept_as_the_root_of_the_shop(typed: str, kept: str) -> None:
    assert clean_address(typed) == kept
    assert address_problem(typed) == ""


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Écrivez l’adresse"),
        ("boutique", "Ce n’est pas une adresse"),
        ("https://", "Ce n’est pas une adresse"),
        ("https://ma boutique.fr", "Ce n’est pas une adresse"),
        ("https://a..fr", "Ce n’est pas une adresse"),
        ("https://maboutique.fr:99999", "Ce n’est pas une adresse"),
        ("https://<script>.fr", "Ce n’est pas une adresse"),
        ("https://" + "a" * 400 + ".fr", "Ce n’est pas une adresse"),
        ("ftp://maboutique.fr", "https://"),
        ("javascript://maboutique.fr", "https://"),
        ("https://ck_1:cs_2@maboutique.fr", "pas d’identifiant"),
        ("http://www.maboutique.fr", "passeraient en clair"),
    ],
)
def test_an_address_that_cannot_serve_is_refused_in_words(typed: str, said: str) -> None:
    assert said in address_problem(typed)


@pytest.mark.parametrize(
    "typed", ["http://localhost:8000", "http://192.168.1.20", "http://x.local"]
)
def test_plain_http_is_allowed_inside_the_shop(typed: str) -> None:
    assert address_problem(typed) == ""
