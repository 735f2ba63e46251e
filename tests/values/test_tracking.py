import pytest

from merchant_desk.values.tracking import looks_like_tracking, tracking_number


@pytest.mark.parametrize(
    ("text", "carrier"),
    [
        ("6A12345678901", "Colissimo"),
        ("8r 0123 4567 890", "Colissimo"),
        ("1L12345678901", "La Poste"),
        ("RR473124829FR", "La Poste"),
        ("RB123456785GB", "Poste étrangère"),
        ("RB123456786GB", None),
        ("XP123456789JB", "Chronopost"),
        ("1Z 999 AA1 01 2345 6784", "UPS"),
        ("1Z12345E029198079", None),
        ("25012345678901", "DPD"),
        ("%0075001250123456789013272507", "DPD"),
        ("12345678901", "GLS"),
        ("12345678", "Mondial Relay"),
        ("3760123456784", None),
        ("96385074", None),
        ("3760123456785", None),
        ("SKU-42", None),
        ("", None),
    ],
)
def test_a_carrier_is_known_by_the_shape_of_its_numbers(text: str, carrier: str | None) -> None:
    assert looks_like_tracking(text) == carrier


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (" 6a 1234\u00a05678901", "6A12345678901"),
        ("%0075001250123456789013272507", "25012345678901"),
        ("00750012501234567890132725", "00750012501234567890132725"),
    ],
)
def test_the_number_is_taken_out_of_what_the_label_says(text: str, number: str) -> None:
    assert tracking_number(text) == number
