"""Who sells, as the first start is told it: kept at once, invoiced only when it is whole."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.operations.save_profile import save_profile
from merchant_desk.operations.save_settings import save_setting
from merchant_desk.operations.tell_shop import tell_shop
from merchant_desk.queries.first_start import first_start
from merchant_desk.queries.first_start_wanted import first_start_wanted
from merchant_desk.queries.frame import frame
from merchant_desk.queries.known_profile import known_profile, started_profile
from merchant_desk.queries.settings import profile, settings
from merchant_desk.rules.cash_taxes.due import VatRhythm
from merchant_desk.values.first_start import OVER, Step, after, before, step_of
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.invoice_page import Seller
from merchant_desk.values.remote import Address
from merchant_desk.values.settings import FIRST_IDENTITY, FIRST_START, TAXES_VAT, TRAINING
from merchant_desk.values.vat import VatTreatment
from tests.conftest import STATION
from tests.makers import make_product, make_station

_NAMED = Seller(name="Maison Lavande", address=Address(), siren="")
_WHOLE = replace(
    _NAMED,
    siren="732 829 320",
    address=Address(line1="12 rue des Simples", postcode="84000", city="Avignon"),
)


@pytest.fixture
def session(database: Database, gesture: Gesture) -> Iterator[Session]:
    """An empty shop with one station."""
    with database.write() as opened:
        make_station(opened, gesture)
        yield opened


def test_a_name_alone_is_kept_apart_and_no_invoice_can_be_made_of_it(
    session: Session, gesture: Gesture
) -> None:
    whole = tell_shop(session, gesture, _NAMED, VatRhythm.UNKNOWN)

    assert not whole
    assert profile(session) is None
    started = started_profile(session)
    assert started is not None
    assert started.seller == _NAMED
    assert frame(session).shop == "Maison Lavande"


@pytest.mark.parametrize(
    ("vat", "treatment", "number"),
    [
        (VatRhythm.MONTHLY, VatTreatment.NORMAL, "FR44732829320"),
        (VatRhythm.QUARTERLY, VatTreatment.NORMAL, "FR44732829320"),
        (VatRhythm.YEARLY, VatTreatment.NORMAL, "FR44732829320"),
        (VatRhythm.FRANCHISE, VatTreatment.FRANCHISE, ""),
    ],
)
def test_the_last_answer_makes_the_identity_whole_and_nothing_is_kept_twice(
    session: Session, gesture: Gesture, vat: VatRhythm, treatment: VatTreatment, number: str
) -> None:
    assert not tell_shop(session, gesture, _WHOLE, VatRhythm.UNKNOWN)

    assert tell_shop(session, gesture, _WHOLE, vat)

    known = profile(session)
    assert known is not None
    assert (known.vat_treatment, known.seller.vat_number) == (treatment, number)
    kept = settings(session, STATION)
    assert not kept.has(FIRST_IDENTITY)
    assert kept.get(TAXES_VAT) == ("" if vat is VatRhythm.FRANCHISE else vat.value)
    assert first_start(session, STATION).vat == vat.value


def test_a_franchise_told_before_the_rest_is_not_forgotten(
    session: Session, gesture: Gesture
) -> None:
    tell_shop(session, gesture, Seller("", Address(), ""), VatRhythm.FRANCHISE)

    assert first_start(session, STATION).vat == VatRhythm.FRANCHISE.value


def test_what_was_begun_is_forgotten_when_all_is_taken_back(
    session: Session, gesture: Gesture
) -> None:
    tell_shop(session, gesture, _NAMED, VatRhythm.UNKNOWN)

    tell_shop(session, gesture, Seller("", Address(), ""), VatRhythm.UNKNOWN)

    assert known_profile(session).profile is None


def test_another_siren_takes_along_the_numbers_made_of_it(
    session: Session, gesture: Gesture
) -> None:
    tell_shop(session, gesture, _WHOLE, VatRhythm.MONTHLY)
    known = profile(session)
    assert known is not None
    with_siret = replace(known.seller, siret="73282932000074")
    save_profile(session, gesture, with_siret, VatTreatment.NORMAL)

    tell_shop(session, gesture, replace(with_siret, siren="404833048"), VatRhythm.MONTHLY)

    known = profile(session)
    assert known is not None
    assert (known.seller.vat_number, known.seller.siret) == ("FR83404833048", "")


def test_a_siren_whose_key_is_wrong_is_refused(session: Session, gesture: Gesture) -> None:
    with pytest.raises(RefusedError):
        tell_shop(session, gesture, replace(_NAMED, siren="732829321"), VatRhythm.UNKNOWN)

    assert known_profile(session).profile is None


def test_an_identity_of_the_settings_ends_what_the_first_start_began(
    session: Session, gesture: Gesture
) -> None:
    tell_shop(session, gesture, _NAMED, VatRhythm.UNKNOWN)

    save_profile(session, gesture, _WHOLE, VatTreatment.FRANCHISE)

    assert started_profile(session) is None
    assert known_profile(session).whole


@pytest.mark.parametrize("text", ["{", "[]", '{"seller": "x", "vat": "normal"}', "null"])
def test_a_broken_beginning_is_nothing_begun(session: Session, gesture: Gesture, text: str) -> None:
    save_setting(session, gesture, FIRST_IDENTITY, text)

    assert known_profile(session).profile is None


def test_an_empty_shop_wants_its_first_steps_and_one_with_an_article_does_not(
    session: Session,
) -> None:
    assert first_start_wanted(session, STATION)

    make_product(session)

    assert not first_start_wanted(session, STATION)


@pytest.mark.parametrize(("kept", "wanted"), [("scanner", True), (OVER, False), ("", False)])
def test_steps_that_were_begun_are_gone_on_with_until_they_are_over(
    session: Session, gesture: Gesture, kept: str, *, wanted: bool
) -> None:
    make_product(session)
    save_setting(session, gesture, FIRST_START, kept)

    assert first_start_wanted(session, STATION) is wanted


def test_the_school_has_no_first_start(session: Session, gesture: Gesture) -> None:
    save_setting(session, gesture, TRAINING, value=True)

    assert not first_start_wanted(session, STATION)


def test_the_steps_follow_each_other() -> None:
    assert [after(step) for step in Step] == [*list(Step)[1:], None]
    assert [before(step) for step in Step] == [None, *list(Step)[:-1]]
    assert step_of("nonsense") is Step.SHOP
