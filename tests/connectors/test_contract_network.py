"""What every connector owes the desk when the network or the shop fails: a sentence, no gap."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from merchant_desk.errors import UnavailableError
from merchant_desk.sync.errors import ShopBusyError, ShopRejectedCredentialsError
from tests.connectors.reading import levels, living, needs_failures, pulled
from tests.storefronts.backend import Backend
from tests.storefronts.fake_server import Failure

FAILURES: Mapping[Failure, type[UnavailableError]] = {
    Failure.UNAUTHORISED: ShopRejectedCredentialsError,
    Failure.BUSY: ShopBusyError,
    Failure.BROKEN: UnavailableError,
    Failure.MAINTENANCE: UnavailableError,
    Failure.HTML: UnavailableError,
    Failure.GARBAGE: UnavailableError,
    Failure.CUT: UnavailableError,
}
LASTING = 40


@pytest.mark.parametrize("failure", FAILURES)
def test_every_failure_of_the_network_has_its_sentence(backend: Backend, failure: Failure) -> None:
    needs_failures(backend)
    backend.fail(*[failure] * LASTING)

    with pytest.raises(FAILURES[failure]) as refused:
        backend.connector.pull_orders("")

    assert refused.value.title.endswith(".")
    assert refused.value.advice


@pytest.mark.parametrize("failure", FAILURES)
def test_a_failure_in_the_middle_of_a_pull_loses_nothing(
    backend: Backend, failure: Failure
) -> None:
    needs_failures(backend)
    size = backend.connector.capabilities.page_size
    numbers = {backend.order(("CAR-09", 1), paid=False) for _each in range(size + 5)}
    first = backend.connector.pull_orders("")
    backend.fail(*[failure] * LASTING)
    with pytest.raises(UnavailableError):
        pulled(backend.connector.pull_orders, first.next_position)
    backend.fail()

    rest, _position = pulled(backend.connector.pull_orders, first.next_position)

    assert numbers <= {each.remote_id for each in (*first.records, *rest)}


@pytest.mark.parametrize("failure", FAILURES)
def test_a_list_that_failed_is_never_taken_for_a_short_one(
    backend: Backend, failure: Failure
) -> None:
    needs_failures(backend)
    number, since = backend.order(("SAV-01", 1)), backend.now()
    backend.fail(*[failure] * LASTING)

    with pytest.raises(UnavailableError):
        levels(backend)
    with pytest.raises(UnavailableError):
        living(backend, since)
    with pytest.raises(UnavailableError):
        backend.connector.fetch_order(number)
    with pytest.raises(UnavailableError):
        pulled(backend.connector.pull_products)
    with pytest.raises(UnavailableError):
        backend.reopened().probe()


def test_a_shop_that_asks_for_patience_once_is_asked_again(backend: Backend) -> None:
    needs_failures(backend)
    number = backend.order(("SAV-01", 1))
    backend.fail(Failure.BUSY)

    records, _position = pulled(backend.connector.pull_orders)

    assert number in {each.remote_id for each in records}


def test_keys_that_are_no_longer_valid_are_named_as_the_reason(backend: Backend) -> None:
    account = backend.account
    wrong = replace(
        account,
        key=f"{account.key}x" if account.key else "",
        secret=f"{account.secret}x" if account.secret else "",
        more={name: f"{value}x" for name, value in account.more.items()},
    )
    revoked = backend.reopened(wrong)

    with pytest.raises(ShopRejectedCredentialsError) as refused:
        revoked.pull_orders("")

    assert refused.value.title.endswith(".")
    secrets = [each for each in (wrong.key, wrong.secret, *wrong.more.values()) if each]
    assert not [each for each in secrets if each in f"{refused.value} {refused.value.advice}"]
