"""The set-up on a real, tiny project: a real environment, real pip, no network."""

import ast
import os
import sys
from pathlib import Path

import pytest

from installer.bootstrap import refusal_of
from installer.environment import (
    Environment,
    digest,
    fill,
    interpreter,
    is_ready,
    is_usable,
    make,
    pip,
    prepare,
    put_stamp,
    venv_refusal,
)
from installer.refusal import SetupRefusedError
from tests.installer.tiny_project import (
    REAL_ROOT,
    bootstrap,
    make_tiny_part,
    make_tiny_project,
    offline,
)


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a tiny project whose set-up for the demo went to its end."""
    root = make_tiny_project(tmp_path_factory.mktemp("desk") / "with spaces é")
    first = bootstrap(root, "demo", "--headless")

    assert first.returncode == 0, first.stderr
    assert "Merchant Desk est prêt." in first.stderr
    assert first.stdout.startswith("demo|--headless|")
    return root


def stamped(root: Path, *, purpose: str = "demo") -> Environment:
    """Return an environment that looks finished, made of empty files."""
    environment = Environment(make_tiny_project(root))
    environment.python.parent.mkdir(parents=True)
    for file in (environment.python, environment.desk):
        file.touch()
    environment.stamp.write_text(digest(root, "test" if purpose == "test" else "demo"))
    return environment


def test_a_second_start_sets_nothing_up_and_passes_arguments_and_exit_code_on(ready: Path) -> None:
    stamp = Environment(ready).stamp.stat()

    second = bootstrap(ready, "demo", "--headless", "--exit", "7")

    assert second.returncode == 7
    assert second.stdout.startswith("demo|--headless|--exit|7|")
    assert second.stderr == ""
    assert Environment(ready).stamp.stat().st_mtime_ns == stamp.st_mtime_ns


def test_the_tests_run_at_the_root_without_opening_windows(ready: Path) -> None:
    (Environment(ready).stamp).write_text(digest(ready, "test"), encoding="utf-8")

    done = bootstrap(ready, "test", "-k", "packing")

    assert done.stdout.strip() == f"-k|packing|offscreen|{ready}"


def test_a_set_up_cut_short_starts_again_from_nothing(ready: Path) -> None:
    environment = Environment(ready)
    assert is_usable(environment)

    environment.stamp.unlink()
    usable = is_usable(environment)
    put_stamp(environment, digest(ready, "demo"))

    assert not usable


def test_a_demo_without_a_screen_says_so_and_sets_nothing_up(tmp_path: Path) -> None:
    root = make_tiny_project(tmp_path / "desk")

    refused = bootstrap(root, "demo")

    assert refused.returncode == 2
    assert "--headless" in refused.stderr
    assert refused.stderr.count("\n") == 1
    assert not Environment(root).folder.exists()


@pytest.mark.parametrize("arguments", [(), ("install",), ("--headless", "demo")])
def test_an_unknown_command_is_answered_by_the_usage(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    root = make_tiny_project(tmp_path / "desk")

    refused = bootstrap(root, *arguments)

    assert refused.returncode == 2
    assert "bootstrap.py demo" in refused.stderr


def test_a_cut_network_is_told_in_one_line(
    ready: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = f"nothing-there==1.0 --hash=sha256:{'0' * 64}\n"
    root_lock = ready / "installer" / "lock.txt"
    root_lock.write_text(wanted, encoding="utf-8")
    closed = offline(PIP_NO_INDEX="0", PIP_RETRIES="1", PIP_INDEX_URL="http://127.0.0.1:9/simple")
    for name, value in closed.items():
        monkeypatch.setenv(name, value)

    try:
        with pytest.raises(SetupRefusedError, match="connexion à Internet"):
            prepare(ready, "demo")
    finally:
        root_lock.write_text("# nothing\n", encoding="utf-8")
    said = capsys.readouterr().err
    left_usable = is_usable(Environment(ready))
    prepare(ready, "demo")

    assert "ERROR" not in said
    assert left_usable
    assert is_ready(ready, "demo")


def test_a_component_that_was_tampered_with_is_refused_in_pips_own_words(
    ready: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    make_tiny_part(tmp_path)
    root_lock = ready / "installer" / "lock.txt"
    root_lock.write_text(f"tiny-part==0 --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    for name, value in offline(PIP_FIND_LINKS=str(tmp_path)).items():
        monkeypatch.setenv(name, value)
    pip(Environment(ready), ["--dry-run", "tiny-part==0"])

    try:
        with pytest.raises(SetupRefusedError, match="pip signale"):
            fill(Environment(ready), "demo")
    finally:
        root_lock.write_text("# nothing\n", encoding="utf-8")

    assert "HASHES" in capsys.readouterr().err


def test_what_the_tests_need_serves_the_demo_but_not_the_other_way(tmp_path: Path) -> None:
    for_tests = stamped(tmp_path / "tests", purpose="test")
    for_demo = stamped(tmp_path / "demo")

    assert is_ready(for_tests.root, "demo")
    assert is_ready(for_tests.root, "test")
    assert is_ready(for_demo.root, "demo")
    assert not is_ready(for_demo.root, "test")


@pytest.mark.parametrize("changed", ["installer/lock.txt", "pyproject.toml"])
def test_a_changed_lock_or_project_is_set_up_again(tmp_path: Path, changed: str) -> None:
    environment = stamped(tmp_path / "desk")
    assert is_ready(environment.root, "demo")

    with (environment.root / changed).open("a", encoding="utf-8") as file:
        file.write("# changed\n")

    assert not is_ready(environment.root, "demo")


@pytest.mark.parametrize("lost", ["python", "desk", "stamp"])
def test_an_environment_that_lost_a_part_is_not_ready(tmp_path: Path, lost: str) -> None:
    environment = stamped(tmp_path / "desk")

    getattr(environment, lost).unlink()

    assert not is_ready(environment.root, "demo")


def test_an_environment_of_another_python_is_remade(ready: Path) -> None:
    environment = Environment(ready)
    settings = environment.folder / "pyvenv.cfg"
    right = settings.read_text(encoding="utf-8")
    assert is_usable(environment)

    settings.write_text(right.replace("version = 3.", "version = 2."), encoding="utf-8")
    usable = is_usable(environment)
    settings.write_text(right, encoding="utf-8")

    assert not usable


def test_an_environment_moved_from_elsewhere_is_remade(ready: Path, tmp_path: Path) -> None:
    moved = Environment(tmp_path)
    moved.python.parent.mkdir(parents=True)
    moved.python.symlink_to(Environment(ready).python)
    settings = (Environment(ready).folder / "pyvenv.cfg").read_text(encoding="utf-8")
    (moved.folder / "pyvenv.cfg").write_text(settings, encoding="utf-8")

    assert not is_usable(moved)


@pytest.mark.parametrize("settings", ["", "version = 3.11.7", "\x00 = \x00"])
def test_a_broken_environment_is_remade(tmp_path: Path, settings: str) -> None:
    environment = Environment(tmp_path)
    environment.folder.mkdir()
    (environment.folder / "pyvenv.cfg").write_text(settings, encoding="utf-8")

    assert not is_usable(environment)
    assert not is_usable(Environment(tmp_path / "nowhere"))


def test_a_python_without_environments_names_the_package_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ensurepip", None)

    with pytest.raises(SetupRefusedError) as refused:
        make(Environment(tmp_path))

    assert "sudo apt-get install python3" in str(refused.value)
    assert "-venv" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_the_systems_own_python_is_told_the_plain_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "_base_executable", os.path.realpath("/usr/bin/python3"))
    assert "apt-get install python3-venv" in str(venv_refusal())

    monkeypatch.setattr(sys, "_base_executable", "/opt/python/bin/python3")
    assert "apt-get install python{}.{}-venv".format(*sys.version_info) in str(venv_refusal())
    assert interpreter() == Path("/opt/python/bin/python3")


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13)])
def test_the_pythons_of_the_lock_are_welcome(version: tuple[int, int]) -> None:
    assert refusal_of(version) == ""


@pytest.mark.parametrize(
    ("version", "verdict"),
    [((2, 7), "trop ancien"), ((3, 10), "trop ancien"), ((3, 14), "pas encore pris en charge")],
)
def test_any_other_python_is_refused_in_one_line(version: tuple[int, int], verdict: str) -> None:
    line = refusal_of(version)

    assert verdict in line
    assert "{}.{}".format(*version) in line
    assert "\n" not in line


def test_an_old_python_can_read_the_file_that_refuses_it() -> None:
    source = (REAL_ROOT / "installer" / "bootstrap.py").read_text(encoding="utf-8")

    module = ast.parse(source, feature_version=(3, 7))

    at_the_top = [node for node in module.body if isinstance(node, ast.Import | ast.ImportFrom)]
    assert {alias.name for node in at_the_top for alias in node.names} == {"sys", "Path"}
