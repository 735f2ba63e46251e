"""Which components run on Windows: what the desk asks for, as Windows reads the conditions."""

from pathlib import Path

import pytest

from installer.windows import wheels
from installer.windows.places import UnbuiltError


def _component(lib: Path, name: str, *wants: str) -> None:
    known = lib / f"{name}-1.0.dist-info"
    known.mkdir(parents=True)
    asked = "".join(f"Requires-Dist: {each}\n" for each in wants)
    (known / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n{asked}")
    (lib / name).mkdir()
    (lib / name / "__init__.py").write_text("")
    (known / "RECORD").write_text(f"{name}/__init__.py,,\n{name}-1.0.dist-info/METADATA,,\n")


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of components, and a project that asks for two of them."""
    project = tmp_path / "project"
    project.mkdir()
    (project / "pyproject.toml").write_text(
        "[project]\ndependencies = ['keys>=1', \"beeps; sys_platform != 'win32'\"]\n", "utf-8"
    )
    monkeypatch.setattr("installer.windows.wheels.ROOT", project)
    lib = tmp_path / "lib"
    _component(lib, "keys", "vault; sys_platform == 'win32'", "old; python_version < '3.11'")
    _component(lib, "vault", "keys", "fast[speed]")
    _component(lib, "fast", "turbo; extra == 'speed'", "slow; extra == 'test'")
    _component(lib, "turbo")
    _component(lib, "slow")
    _component(lib, "builder")
    return lib


def test_what_only_building_asks_for_is_removed_file_by_file(shop: Path) -> None:
    kept = wheels.keep_what_runs(shop, "3.11")

    assert kept == ["fast", "keys", "turbo", "vault"]
    assert {each.name for each in shop.iterdir() if each.is_dir() and "-" not in each.name} == {
        *kept
    }


def test_a_component_that_windows_wants_and_the_lock_lacks_is_named(shop: Path) -> None:
    (shop / "vault-1.0.dist-info" / "METADATA").unlink()
    (shop / "vault-1.0.dist-info" / "RECORD").unlink()
    (shop / "vault-1.0.dist-info").rmdir()

    with pytest.raises(UnbuiltError, match="vault is wanted on Windows"):
        wheels.keep_what_runs(shop, "3.11")
