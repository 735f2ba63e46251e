"""Who the desk says it is to a Magento shop: signed keys, tokens of an hour, refusals."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from merchant_desk.connectors.magento.calls import shop_address
from merchant_desk.connectors.magento.connector import Magento
from merchant_desk.errors import UnavailableError
from merchant_desk.sync.connector import ShopAccount
from merchant_desk.sync.errors import ShopRejectedCredentialsError
from merchant_desk.sync.http import HttpClient
from merchant_desk.sync.intents import Outcome, StockIntent
from tests.connectors.reading import levels, pulled, sold
from tests.storefronts import magento_access as access
from tests.storefronts.magento import MagentoShop
from tests.storefronts.magento_backend import MagentoBackend, opened


@pytest.fixture
def shop() -> MagentoShop:
    return MagentoShop()


@pytest.fixture
def backend(shop: MagentoShop) -> Iterator[MagentoBackend]:
    with opened(shop) as running:
        yield running


def _with_password(backend: MagentoBackend) -> Magento:
    account = ShopAccount(backend.server.url, access.ADMIN, access.PASSWORD)
    return Magento(account, backend.http)


def test_a_token_serves_until_four_fifths_of_its_hour(backend: MagentoBackend) -> None:
    magento, doors = _with_password(backend), backend.shop.doors
    given = []
    for minutes in (0, 47, 2, 40):
        backend.forward(minutes * 60)
        magento.pull_orders("")
        given.append(doors.tokens_given)

    assert given == [1, 1, 2, 2]


def test_a_token_that_died_early_is_renewed_once_and_the_call_made_again(
    backend: MagentoBackend,
) -> None:
    magento, doors = _with_password(backend), backend.shop.doors
    number = backend.article("SAV-01")
    magento.pull_orders("")
    doors.take_back_tokens()

    (result,) = magento.push_stock([StockIntent(number, "", 12, 40)])

    assert (result.outcome, backend.stock("SAV-01")) == (Outcome.DONE, 12)
    assert doors.tokens_given == 2


def test_a_shop_that_refuses_even_a_new_token_is_asked_twice_and_no_more(
    backend: MagentoBackend,
) -> None:
    magento = _with_password(backend)
    magento.pull_orders("")
    before = backend.spent()
    backend.shop.rights_missing.add("Magento_Sales::actions_view")

    with pytest.raises(ShopRejectedCredentialsError, match="actions_view"):
        magento.pull_orders("")

    assert backend.spent() - before == 3  # refused, a new token, refused


@pytest.mark.parametrize(("second", "words"), [(True, "second code"), (False, "mot de passe")])
def test_a_door_that_stays_shut_says_why(backend: MagentoBackend, second: bool, words: str) -> None:
    backend.shop.doors.second_factor = second
    account = ShopAccount(backend.server.url, access.ADMIN, "faux")

    with pytest.raises(ShopRejectedCredentialsError, match=words) as refused:
        Magento(account, backend.http).pull_orders("")

    assert "intégration" in refused.value.advice
    assert "faux" not in f"{refused.value}{refused.value.advice}"


def test_an_integration_taken_back_in_the_middle_of_a_pull_leaves_no_gap(
    backend: MagentoBackend,
) -> None:
    numbers = {backend.order(("CAR-09", 1), paid=False) for _each in range(110)}
    first = backend.connector.pull_orders("")
    backend.shop.doors.integration_is_active = False
    with pytest.raises(ShopRejectedCredentialsError):
        backend.connector.pull_orders(first.next_position)
    backend.shop.doors.integration_is_active = True

    rest, _position = pulled(backend.connector.pull_orders, first.next_position)

    assert numbers <= {each.remote_id for each in (*first.records, *rest)}


def test_a_wrong_clock_of_this_computer_is_righted_by_the_shops(backend: MagentoBackend) -> None:
    wrong = HttpClient(now=lambda: backend.now() - timedelta(hours=3), sleep=lambda _s: None)
    magento = Magento(backend.account, wrong)

    page = magento.pull_orders("")
    facts = magento.probe()

    wrong.close()
    assert page.finished
    assert facts.clock_skew_s == 3 * 3600
    assert any("horloge" in each for each in facts.problems)


def test_missing_rights_are_named_and_nothing_was_written(backend: MagentoBackend) -> None:
    backend.shop.rights_missing |= {"Magento_InventoryApi::source", "Magento_Tax::manage_tax"}

    facts = backend.connector.probe()

    assert facts.rights_missing == ("Boutiques, Inventaire", "Boutiques, Taxes")
    assert not facts.can_write
    assert backend.stock("SAV-01") == 40


def test_without_the_right_to_read_taxes_articles_have_the_usual_rate(
    backend: MagentoBackend,
) -> None:
    backend.shop.rights_missing.add("Magento_Tax::manage_tax")

    assert sold(backend)["SAV-01"].rate_bp == 2000


def test_articles_come_without_the_words_that_may_not_be_read(backend: MagentoBackend) -> None:
    backend.shop.rights_missing |= {
        "Magento_Catalog::categories",
        "Magento_Catalog::attributes_attributes",
    }

    small = sold(backend)["TAB-S"]

    assert (small.categories, small.option_text) == ((), "Tablier en lin, taille S")


def test_a_probe_tells_what_the_shop_is(backend: MagentoBackend) -> None:
    backend.order(("SAV-01", 1))

    facts = backend.connector.probe()

    assert (facts.name, facts.version) == ("Maison Lavande", "Magento/2.4 (Community)")
    assert facts.identity == "https://boutique.fr/"
    assert facts.prices_include_tax
    assert facts.problems == ()


def test_a_shop_that_hides_its_version_is_probed_all_the_same(backend: MagentoBackend) -> None:
    backend.shop.hides_version = True

    assert backend.connector.probe().version == ""


def test_a_shop_without_orders_says_that_its_prices_are_taken_for_gross(
    backend: MagentoBackend,
) -> None:
    assert any("TTC" in each for each in backend.connector.probe().problems)


def test_prices_without_tax_are_recognised_by_the_newest_order() -> None:
    with opened(MagentoShop(gross=False)) as backend:
        backend.order(("SAV-01", 1))

        facts = backend.connector.probe()

        assert not facts.prices_include_tax
        assert levels(backend)[backend.article("SAV-01")].price == sold(backend)["SAV-01"].price
        assert sold(backend)["SAV-01"].price is not None


def test_only_the_orders_of_the_chosen_store_come() -> None:
    with opened(MagentoShop(), store="default") as backend:
        ours, other = backend.order(("SAV-01", 1)), backend.order(("SAV-01", 1))
        backend.shop.sales.order(other)["store_id"] = 2

        records, _position = pulled(backend.connector.pull_orders)

        assert {each.remote_id for each in records} == {ours}
        assert backend.connector.count_orders(None) == 1
        assert all("/rest/default/V1/" in path for _m, path in backend.server.calls)


def test_a_store_that_is_not_there_is_told() -> None:
    with opened(MagentoShop(), store="fr", prices="gross") as backend:
        assert any("fr" in each for each in backend.connector.probe().problems)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        (" www.maboutique.fr/ ", "https://www.maboutique.fr"),
        ("https://maboutique.fr/rest/V1/", "https://maboutique.fr"),
        ("https://maboutique.fr/rest/all/V1", "https://maboutique.fr"),
        ("https://maboutique.fr/magasin/index.php/rest", "https://maboutique.fr/magasin"),
        ("http://maboutique.fr:8080", "http://maboutique.fr:8080"),
    ],
)
def test_an_address_is_understood_as_it_is_typed(typed: str, address: str) -> None:
    assert shop_address(typed) == address


def test_a_page_for_people_at_a_wrong_address_is_no_answer(backend: MagentoBackend) -> None:
    wrong = replace(backend.account, url=f"{backend.server.url}/ailleurs")

    with pytest.raises(UnavailableError):
        backend.reopened(wrong).pull_orders("")
