"""A keyring in one file, so that two processes of a test share it; never for a real shop."""

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError


class FileKeyring(KeyringBackend):
    """Chosen by ``PYTHON_KEYRING_BACKEND``; its file is named by ``TEST_KEYRING_FILE``."""

    priority = 9.0

    def get_password(self, service: str, username: str) -> str | None:
        return self._kept().get(f"{service}/{username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        self._write({**self._kept(), f"{service}/{username}": password})

    def delete_password(self, service: str, username: str) -> None:
        kept = self._kept()
        if kept.pop(f"{service}/{username}", None) is None:
            raise PasswordDeleteError(username)
        self._write(kept)

    def _path(self) -> Path:
        return Path(os.environ["TEST_KEYRING_FILE"])

    def _kept(self) -> dict[str, str]:
        if not self._path().exists():
            return {}
        kept: dict[str, str] = json.loads(self._path().read_text("utf-8"))
        return kept

    def _write(self, kept: dict[str, str]) -> None:
        self._path().write_text(json.dumps(kept), "utf-8")
