"""The locks: whole, in step with the project, and silent about where anything is downloaded."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("lock.txt", "lock-dev.txt")
PINNED = re.compile(
    r"^([a-z0-9][a-z0-9.-]*)==([^ ]+)(?: ; [^\\]+)?(?: --hash=sha256:[0-9a-f]{64})+$"
)
# What is said of a component before its version: `psycopg[binary]>=3.3` is about `psycopg`.
WANTED_NAME = re.compile(r"^[A-Za-z0-9._-]+")


def entries(name: str) -> list[str]:
    """Return one line for each component, its hashes after it."""
    text = (ROOT / "installer" / name).read_text(encoding="utf-8").replace(" \\\n   ", "")
    return [line for line in text.splitlines() if not line.startswith("#")]


def versions(name: str) -> dict[str, set[str]]:
    """Return the locked versions of each component: more than one when systems differ."""
    found: dict[str, set[str]] = {}
    for line in entries(name):
        component, version = line.split(" ")[0].split("==")
        found.setdefault(component, set()).add(version)
    return found


def normal(wanted: str) -> str:
    """Return the name of a wanted component as locks write it."""
    match = WANTED_NAME.match(wanted)
    assert match is not None, wanted
    return re.sub(r"[-_.]+", "-", match.group()).lower()


@pytest.mark.parametrize("name", LOCKS)
def test_every_component_has_one_version_and_hashes_and_nothing_else(name: str) -> None:
    assert entries(name)
    for line in entries(name):
        assert PINNED.match(line), line


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_address_and_no_folder(name: str) -> None:
    for line in entries(name):
        assert not re.search(r"://|/|\\|@|\+|index|find-links", line.split(" --hash")[0]), line


def test_what_the_project_asks_for_is_locked() -> None:
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project = pyproject["project"]
    runs_with = [*project["dependencies"], *pyproject["build-system"]["requires"], "editables"]

    assert {normal(wanted) for wanted in runs_with} <= versions("lock.txt").keys()
    tools = {normal(wanted) for wanted in project["optional-dependencies"]["dev"]}
    assert tools <= versions("lock-dev.txt").keys()


def test_the_tests_run_with_the_versions_that_the_desk_runs_with() -> None:
    with_tools = versions("lock-dev.txt")

    for component, locked in versions("lock.txt").items():
        assert with_tools[component] == locked
