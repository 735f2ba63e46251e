"""The shape of the code: short files, short functions, honest names, complete lists."""

import ast
import importlib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from merchant_desk.cli import COMMANDS
from merchant_desk.cli.command import CliCommand
from merchant_desk.connectors import CONNECTORS
from merchant_desk.documents import DOCUMENTS
from merchant_desk.ui.screens import SCREENS
from merchant_desk.ui.settings.pages import PAGES
from merchant_desk.values import settings

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "merchant_desk"
VAGUE = re.compile(
    r"^(utils?|helpers?|common|misc|core|base_.*|.*manager|.*services?|.*handlers?)$"
)
LONGEST_FILE, LONGEST_FUNCTION = 300, 40
CATCH_ALL = re.compile(r"\bexcept\s*(?:Exception\b|:)")
LISTS = {"cli", "connectors", "documents", "reports", "legal", "posting", "preflight"}


def _sources(*folders: str) -> Iterator[Path]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "versions" not in path.parts:
                yield path


def test_no_file_is_longer_than_three_hundred_lines() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in _sources("merchant_desk", "tests", "installer")
        if (lines := len(path.read_text("utf-8").splitlines())) > LONGEST_FILE
    }

    assert long == {}


def test_no_function_is_longer_than_forty_lines() -> None:
    long = {}
    for path in _sources("merchant_desk", "installer"):
        for node in _functions(ast.parse(path.read_text("utf-8"))):
            lines = (node.end_lineno or node.lineno) - _first_statement(node) + 1
            if lines > LONGEST_FUNCTION:
                long[f"{path.relative_to(ROOT)}:{node.name}"] = lines

    assert long == {}


def _functions(node: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield the functions at any depth; no expression holds one."""
    for inner in ast.iter_child_nodes(node):
        if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef):
            yield inner
        if isinstance(inner, ast.stmt | ast.ExceptHandler | ast.match_case):
            yield from _functions(inner)


def _first_statement(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return where the body begins after its docstring: prose is not length."""
    body = node.body
    first = body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and len(body) > 1:
        return body[1].lineno
    return first.lineno


def test_no_module_has_a_name_that_says_nothing() -> None:
    vague = [
        str(path.relative_to(ROOT))
        for path in (*_sources("merchant_desk"), *PACKAGE.rglob("*"))
        if VAGUE.match(path.stem) and path.suffix in {".py", ""}
    ]

    assert vague == []


def test_only_the_packages_that_hold_a_list_have_code_in_their_init() -> None:
    with_code = {
        path.parent.name
        for path in PACKAGE.rglob("__init__.py")
        if len(ast.parse(path.read_text("utf-8")).body) > 1
    }

    assert with_code <= LISTS


def test_everything_is_caught_only_at_the_three_allowed_places() -> None:
    allowed = {
        *("ui/desk.py", "ui/ticket.py", "ui/crash_hook.py"),
        *("sync/inbox.py", "sync/platform/exchange.py"),  # where a record is parked
    }
    found = {
        str(path.relative_to(PACKAGE))
        for path in _sources("merchant_desk")
        if CATCH_ALL.search(source := path.read_text("utf-8"))
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id == "Exception"))
    }

    assert found <= allowed


def test_every_command_of_the_folder_is_in_the_list() -> None:
    defined = set()
    for path in (PACKAGE / "cli").glob("*.py"):
        module = importlib.import_module(f"merchant_desk.cli.{path.stem}")
        defined |= {each.words for each in vars(module).values() if isinstance(each, CliCommand)}

    assert defined == {each.words for each in COMMANDS}


def test_every_connector_of_the_folder_is_in_the_list() -> None:
    folder = PACKAGE / "connectors"
    files = {path.stem for path in folder.iterdir() if path.stem not in {"__init__", "__pycache__"}}

    assert set(CONNECTORS) == files


def test_every_document_of_the_folder_is_in_the_list() -> None:
    files = {path.stem for path in (PACKAGE / "documents").glob("*.py")} - {"__init__"}

    assert {kind.key for kind in DOCUMENTS} == files


def test_every_screen_of_the_folder_is_in_the_list() -> None:
    folders = {path.parent.name for path in (PACKAGE / "ui").glob("*/screen.py")}
    pages = {
        name
        for path in (PACKAGE / "ui").glob("*/pages.py")
        for name in re.findall(r"merchant_desk\.ui\.(\w+)\.screen", path.read_text("utf-8"))
    }

    without_one = {path.parent.name for path in (PACKAGE / "ui").glob("*/pages.py")} - folders

    assert {spec.key for spec in SCREENS} - without_one | pages == folders


def test_every_way_to_a_screen_or_to_a_page_of_the_settings_leads_there() -> None:
    sources = "".join(path.read_text("utf-8") for path in PACKAGE.rglob("*.py"))

    screens = set(re.findall(r"navigate\(\s*\"(\w+)\"", sources))
    pages = set(re.findall(r"section=\"(\w+)\"", sources))

    assert screens
    assert screens <= {spec.key for spec in SCREENS}
    assert pages
    assert pages <= {page.key for page in PAGES}


def test_every_setting_is_declared_once_and_listed() -> None:
    declared = {
        name: value for name, value in vars(settings).items() if isinstance(value, settings.Setting)
    }

    assert len({value.key for value in declared.values()}) == len(declared)
    assert set(declared.values()) == set(settings.SETTINGS)


def test_no_raw_key_clicks_with_accents_can_kill_the_suite() -> None:
    risky = re.compile(r"keyClicks?\([^)]*[^\x00-\x7f]")
    found = [
        str(path.relative_to(ROOT))
        for path in _sources("tests")
        if path != Path(__file__) and risky.search(path.read_text("utf-8"))
    ]

    assert found == []


@pytest.mark.slow
def test_no_layer_imports_upwards() -> None:
    """The contracts of pyproject.toml, in a process of their own."""
    tool = Path(sys.executable).with_name("lint-imports")

    done = subprocess.run([str(tool)], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - our own tool

    assert done.returncode == 0, done.stdout[-3000:]
