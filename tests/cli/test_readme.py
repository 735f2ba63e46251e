"""What the README says can be typed is understood."""

import re
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

import pytest

from merchant_desk.cli.run import parser

README = Path(__file__).resolve().parents[2] / "README.md"
_ROW = re.compile(r"^\| (`.+?) \| ")
_WORD = re.compile(r"[a-z]+(-[a-z]+)*")


def _rows() -> list[list[str]]:
    text = README.read_text(encoding="utf-8")
    table = text[text.index("| command | what it does |") :].split("\n\n")[0]
    rows = [found[1] for line in table.splitlines() if (found := _ROW.match(line))]
    return [re.findall(r"`([^`]+)`", row) for row in rows]


def _commands() -> Iterator[str]:
    """Yield each command whole: « add » after « shop probe » is « shop add »."""
    tops = set(_top_level())
    for row in _rows():
        group = row[0].split()[0]
        for said in row:
            first = said.split()[0]
            yield said if first in tops else f"{group} {said}"


def _top_level() -> Iterator[str]:
    for action in parser()._subparsers._group_actions if parser()._subparsers else ():  # type: ignore[union-attr]  # argparse keeps them there
        yield from action.choices or ()


def _help(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as ended:
        parser().parse_args([*words, "--help"])
    assert ended.value.code == 0, words
    return capsys.readouterr().out


def test_the_table_is_read() -> None:
    commands = list(_commands())

    assert len(commands) > 60
    assert {"stock value [--at DAY]", "shop add", "count close-bin", "recall LOT"} <= set(commands)


@pytest.mark.parametrize("said", list(_commands()))
def test_a_command_of_the_readme_is_understood_with_its_options(
    said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    leading = list(takewhile(_WORD.fullmatch, said.split()))
    capsys.readouterr()

    told = _help(leading, capsys)

    assert all(option in told for option in re.findall(r"--[a-z-]+", said)), told
