"""Secrets longer than one entry of Credential Manager: cut, whole or not there, and forgotten."""

from collections.abc import Iterator

import keyring
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from keyring.errors import PasswordSetError

from merchant_desk.app.memory_keyring import MemoryKeyring
from merchant_desk.app.station_key import StationKey
from merchant_desk.sync import vault
from merchant_desk.sync.secrets import Secrets
from merchant_desk.values.ids import ShopId, StationId, new_id

PEM = "-----BEGIN PRIVATE KEY-----\n" + "QUJDREVGR0hJ/+" * 240 + "\n-----END PRIVATE KEY-----\n"


class CredentialManager(MemoryKeyring):
    """Takes what Windows takes: 2560 bytes of UTF-16 in an entry, a target of 337."""

    def __init__(self) -> None:
        super().__init__()
        self.writes_left = 10**9

    def set_password(self, service: str, username: str, password: str) -> None:
        if not self.writes_left:
            raise PasswordSetError
        self.writes_left -= 1
        assert len(password.encode("utf-16-le")) <= 2560
        assert len(f"{username}@{service}") <= 337
        super().set_password(service, username, password)

    @property
    def kept(self) -> dict[tuple[str, str], str]:
        return self._kept


@pytest.fixture
def manager() -> Iterator[CredentialManager]:
    before = keyring.get_keyring()
    made = CredentialManager()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example("x" * 1200)
@example("x" * 1201)
@example("\U0001f9fe" * 1201)
@example("merchant-desk-parts:short")
@example("é\x00\r\n" * 700)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=5000))
def test_any_secret_comes_back_as_it_was_and_leaves_nothing(
    manager: CredentialManager, text: str
) -> None:
    vault.keep("a", text)

    assert vault.kept("a") == text
    vault.forget("a")
    assert vault.kept("a") is None
    assert manager.kept == {}


def test_an_older_entry_of_one_piece_is_still_read(manager: CredentialManager) -> None:
    manager.kept[(vault.KEYRING_NAME, "old")] = "cs_old"

    assert vault.kept("old") == "cs_old"


def test_a_long_name_fits_too(manager: CredentialManager) -> None:
    vault.keep("n" * 900, PEM)
    vault.keep("n" * 899, "other")

    assert (vault.kept("n" * 900), vault.kept("n" * 899)) == (PEM, "other")
    assert all(len(name) < 220 for _service, name in manager.kept)


@pytest.mark.parametrize("short", [True, False])
def test_a_secret_put_in_the_place_of_another_leaves_no_part_of_it(
    manager: CredentialManager, *, short: bool
) -> None:
    vault.keep("a", PEM)
    vault.keep("a", "short" if short else PEM.lower())

    assert vault.kept("a") == ("short" if short else PEM.lower())
    assert len(manager.kept) == (1 if short else 4)


@pytest.mark.parametrize("writes", range(4))
def test_a_keyring_that_fails_in_the_middle_leaves_the_former_secret_whole(
    manager: CredentialManager, writes: int
) -> None:
    vault.keep("a", PEM)
    before = dict(manager.kept)
    manager.writes_left = writes

    with pytest.raises(vault.VaultError):
        vault.keep("a", PEM.swapcase())

    assert vault.kept("a") == PEM
    assert manager.kept == before


@pytest.mark.parametrize("harm", ["gone", "other"])
def test_a_secret_with_a_part_missing_or_changed_is_no_secret(
    manager: CredentialManager, harm: str
) -> None:
    vault.keep("a", PEM)
    part = next(name for name in manager.kept if name[1].endswith(".1"))
    if harm == "gone":
        del manager.kept[part]
    else:
        manager.kept[part] = manager.kept[part].lower()

    assert vault.kept("a") is None
    assert Secrets().text("a") == ""


@pytest.mark.parametrize("told", ["", ":x:y:z", f":{'0' * 8}:99999999999:{'0' * 64}", ":a:-1:b"])
def test_a_head_that_someone_wrote_is_no_secret_and_may_be_replaced(
    manager: CredentialManager, told: str
) -> None:
    manager.set_password(vault.KEYRING_NAME, "a", f"merchant-desk-parts{told}")

    assert vault.kept("a") is None
    vault.keep("a", PEM)
    assert vault.kept("a") == PEM


def test_a_service_account_opens_its_shop_at_the_next_start(manager: CredentialManager) -> None:
    shop_id = ShopId(new_id())

    assert Secrets().keep(shop_id, "ck_1", "cs_1", {"account": PEM})

    assert Secrets().account(shop_id, "https://shop.example").more == {"account": PEM}
    Secrets().forget(shop_id)
    assert manager.kept == {}


def test_the_key_of_a_station_is_the_same_at_the_next_start(manager: CredentialManager) -> None:
    station_id = StationId(new_id())

    first, again = StationKey(station_id), StationKey(station_id)

    assert len(first.public_key) == 32
    assert first.public_key == again.public_key
    assert len(manager.kept) == 1
