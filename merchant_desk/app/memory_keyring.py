"""A keyring that forgets: for the sample shop and the tests, never for a real one."""

import keyring
from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError


class MemoryKeyring(KeyringBackend):
    """Keeps secrets for as long as the program runs."""

    priority = 0.1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # keyring leaves it untyped
        self._kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        """Return what was kept, if anything."""
        return self._kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a secret until the program ends."""
        self._kept[(service, username)] = password

    def delete_password(self, service: str, username: str) -> None:
        """Forget a secret."""
        if self._kept.pop((service, username), None) is None:
            raise PasswordDeleteError(username)


def use_memory_keyring() -> None:
    """Let every secret from now on live in memory only."""
    keyring.set_keyring(MemoryKeyring())
