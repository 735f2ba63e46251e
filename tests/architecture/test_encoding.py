"""Windows reads and writes cp1252 unless told: every text names its encoding."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ("merchant_desk", "installer")


def _unsaid(*paths: str | Path) -> str:
    words = [sys.executable, "-m", "ruff", "check", "--preview", "--select", "PLW1514"]
    done = subprocess.run(  # noqa: S603 - our own linter
        [*words, "--no-cache", "--output-format", "concise", *map(str, paths)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.stdout


def test_every_file_opened_as_text_names_its_encoding() -> None:
    assert _unsaid(*SHIPPED).strip() == "All checks passed!"


@pytest.mark.parametrize("code", ["open('x')", "import pathlib\npathlib.Path('x').read_text()"])
def test_a_text_without_an_encoding_is_found(tmp_path: Path, code: str) -> None:
    (tmp_path / "planted.py").write_text(f"{code}\n", encoding="utf-8")

    assert "unspecified-encoding" in _unsaid(tmp_path)


def test_every_program_that_answers_in_text_is_read_in_a_named_encoding() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for folder in SHIPPED
        for path in sorted((ROOT / folder).rglob("*.py"))
        if "subprocess" in (text := path.read_text("utf-8"))
        for line in _nameless(ast.parse(text))
    ]

    assert found == []


@pytest.mark.parametrize("word", ["text=True", "universal_newlines=True"])
def test_a_program_read_in_whatever_the_machine_speaks_is_found(word: str) -> None:
    planted = f"subprocess.run(['x'], capture_output=True, {word})"

    assert list(_nameless(ast.parse(planted))) == [1]
    assert list(_nameless(ast.parse(planted[:-1] + ", encoding='utf-8')"))) == []


def _nameless(tree: ast.AST) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            named = {word.arg for word in node.keywords}
            if named & {"text", "universal_newlines"} and _starts(node) and "encoding" not in named:
                yield node.lineno


def _starts(node: ast.Call) -> bool:
    return ast.unparse(node.func).rpartition(".")[2] in {"run", "Popen", "check_output", "call"}


OWN_HABITS = re.compile(r"\blocale\.(setlocale|format_string|currency|str|atof)\b|\bstartfile\b")


def test_amounts_and_papers_never_depend_on_how_her_windows_is_set() -> None:
    """« startfile » prints by whichever PDF reader there is; « locale » has habits of its own."""
    found = [
        f"{path.relative_to(ROOT)}"
        for path in sorted((ROOT / "merchant_desk").rglob("*.py"))
        if OWN_HABITS.search(path.read_text("utf-8"))
    ]

    assert found == []
