from pathlib import PurePosixPath

import pytest

from merchant_desk.app.program_place import check_place
from merchant_desk.errors import RefusedError

INSIDE = "Contents/MacOS/MerchantDesk"


@pytest.mark.parametrize(
    "place",
    [
        "/Volumes/Merchant Desk/MerchantDesk.app",
        "/private/var/folders/x1/abc_d/T/AppTranslocation/6B0F-11/d/MerchantDesk.app",
        "/var/folders/x1/abc_d/X/AppTranslocation/6B0F-11/d/MerchantDesk.app",
    ],
)
def test_an_application_opened_in_its_image_asks_to_be_moved(place: str) -> None:
    with pytest.raises(RefusedError, match="n’est pas à sa place") as told:
        check_place(PurePosixPath(place, INSIDE), bundled=True)

    assert "dossier Applications" in told.value.advice


@pytest.mark.parametrize(
    "place",
    [
        "/Applications/MerchantDesk.app",
        "/Users/camille/Applications/MerchantDesk.app",
        "/Volumes/Disque externe/Applications/MerchantDesk.app",
    ],
)
def test_an_application_at_its_place_opens(place: str) -> None:
    check_place(PurePosixPath(place, INSIDE), bundled=True)


def test_a_program_that_is_no_bundle_opens_anywhere() -> None:
    check_place(PurePosixPath("/Volumes/x/MerchantDesk.app", INSIDE))
