"""The keys of a shop: kept by the system, else for this run only, and never guessed."""

from collections.abc import Iterator

import keyring
import pytest
from keyring.backends import fail
from keyring.errors import PasswordDeleteError, PasswordSetError

from merchant_desk.app.memory_keyring import MemoryKeyring
from merchant_desk.errors import UnavailableError
from merchant_desk.sync.secrets import Secrets
from merchant_desk.values.ids import ShopId, new_id

URL = "https://maison-lavande.example"


class LockedKeyring(MemoryKeyring):
    """A keyring whose owner pressed « Cancel »: it reads, and takes nothing in or out."""

    def set_password(self, service: str, username: str, password: str) -> None:
        raise PasswordSetError

    def delete_password(self, service: str, username: str) -> None:
        raise PasswordDeleteError


@pytest.fixture(autouse=True)
def _usual_keyring_afterwards() -> Iterator[None]:
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


@pytest.fixture
def shop_id() -> ShopId:
    return ShopId(new_id())


def test_keys_kept_by_the_system_are_there_at_the_next_start(shop_id: ShopId) -> None:
    keyring.set_keyring(MemoryKeyring())

    assert Secrets().keep(shop_id, "ck_1", "cs_é;")

    account = Secrets().account(shop_id, URL)
    assert (account.url, account.key, account.secret) == (URL, "ck_1", "cs_é;")


@pytest.mark.parametrize("backend", [fail.Keyring, LockedKeyring])
def test_without_a_keyring_keys_last_for_this_run(
    shop_id: ShopId, backend: type[keyring.backend.KeyringBackend]
) -> None:
    keyring.set_keyring(backend())
    secrets = Secrets()

    assert not secrets.keep(shop_id, "ck_1", "cs_1")

    assert secrets.account(shop_id, URL).key == "ck_1"
    with pytest.raises(UnavailableError, match="ses clés ne sont pas ici") as refused:
        Secrets().account(shop_id, URL)
    assert "cs_1" not in f"{refused.value.title} {refused.value.advice}"


@pytest.mark.parametrize("backend", [fail.Keyring, LockedKeyring, MemoryKeyring])
def test_forgotten_keys_are_gone_and_may_be_forgotten_twice(
    shop_id: ShopId, backend: type[keyring.backend.KeyringBackend]
) -> None:
    keyring.set_keyring(backend())
    secrets = Secrets()
    secrets.keep(shop_id, "ck_1", "cs_1")

    secrets.forget(shop_id)
    secrets.forget(shop_id)

    with pytest.raises(UnavailableError):
        secrets.account(shop_id, URL)


def test_the_keys_of_one_shop_never_open_another(shop_id: ShopId) -> None:
    keyring.set_keyring(MemoryKeyring())
    secrets = Secrets()
    secrets.keep(shop_id, "ck_1", "cs_1")

    with pytest.raises(UnavailableError):
        secrets.account(ShopId(new_id()), URL)


def test_a_keyring_that_is_not_installed_is_named_as_the_trouble(
    shop_id: ShopId, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "nowhere.Keyring")
    monkeypatch.setattr(keyring.core, "_keyring_backend", None)

    with pytest.raises(UnavailableError, match="trousseau choisi") as refused:
        Secrets().keep(shop_id, "ck_1", "cs_1")

    assert "PYTHON_KEYRING_BACKEND" in refused.value.advice
