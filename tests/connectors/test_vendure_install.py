"""The real shop of the tests is installed from what the lock names, wherever that comes from."""

import json
import shutil

import pytest

from tests.storefronts.backend import CannotRunError
from tests.storefronts.vendure.installed import HERE, installed_vendure

_LOCK = json.loads((HERE / "package-lock.json").read_text())["packages"]


def test_the_lock_pins_every_package_by_its_content_and_names_no_place() -> None:
    packages = {name: told for name, told in _LOCK.items() if name}

    assert len(packages) > 300
    assert not [name for name, told in packages.items() if "resolved" in told]
    assert not [name for name, told in packages.items() if not told.get("integrity")]


def test_the_lock_is_that_of_what_is_wanted() -> None:
    wanted = json.loads((HERE / "package.json").read_text())["dependencies"]

    assert _LOCK[""]["dependencies"] == wanted
    assert {name: _LOCK[f"node_modules/{name}"]["version"] for name in wanted} == wanted


def test_where_npm_is_missing_one_sentence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)

    with pytest.raises(CannotRunError, match="are not installed"):
        installed_vendure()
