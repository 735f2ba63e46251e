"""The help: a page for every screen, links that lead somewhere, keys that really do it."""

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QKeySequence, QTextCursor
from PySide6.QtWidgets import QTextBrowser
from pytestqt.qtbot import QtBot

from merchant_desk.rules.legal.every_rule import RULES
from merchant_desk.ui import screens
from merchant_desk.ui.help_window import HELP_FOLDER, INDEX, HelpWindow, page_source
from merchant_desk.ui.pages_screen import PagesScreen
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.theme import Theme

UI = Path(screens.__file__).parent
PAGES = sorted(path.stem for path in HELP_FOLDER.glob("*.md"))
_LINK = re.compile(r"\]\(([^)]+)\)")
_KEYS = re.compile(r"\*\*([^*]+)\*\*")
_SHORTCUT = re.compile(r"(Ctrl|Alt|Shift)\+\S+|F\d+")
_ENGLISH = {"Maj": "Shift", "Entrée": "Return", "Page suivante": "PgDown", "Échap": "Esc",
            "Retour arrière": "Backspace", "−": "-", "←": "Left", "→": "Right"}  # fmt: skip
_GLOBAL = {"Ctrl+K", "Ctrl+A", "Ctrl+C", "F1", "F5", "Ctrl+Shift+L", "Ctrl+Shift+I"}
_NUMBERED = {f"Ctrl+{place}" for place in range(1, 10)}


def _text(page: str) -> str:
    return (HELP_FOLDER / f"{page}.md").read_text("utf-8")


def _folder(key: str) -> str:
    """Return the folder of a place: that of its first page where it has none of its own."""
    if (UI / key / "screen.py").exists():
        return key
    module = importlib.import_module(f"merchant_desk.ui.{key}.pages")
    (place,) = (
        each
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, PagesScreen) and each.pages
    )
    return f"{key}_{place.pages[0].key}"


def _screen_class(folder: str) -> type[Screen]:
    module = importlib.import_module(f"merchant_desk.ui.{folder}.screen")
    (found,) = (
        each
        for each in vars(module).values()
        if isinstance(each, type)
        and issubclass(each, Screen)
        and each.__module__ == module.__name__
    )
    return found


def _bound(folder: str) -> set[str]:
    """Return the shortcuts that the code of a screen writes down."""
    return {
        QKeySequence(node.value).toString()
        for path in (UI / folder).glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and _SHORTCUT.fullmatch(node.value)
    }


def _told(page: str) -> Iterator[str]:
    """Yield the key combinations that a page names, as Qt writes them."""
    for keys in _KEYS.findall(_text(page)):
        parts = [_ENGLISH.get(part, part) for part in re.split(r" \+ ", keys)]
        if parts[0] in {"Ctrl", "Alt"} or re.fullmatch(r"F\d+", parts[0]):
            yield QKeySequence("+".join(parts)).toString()


@pytest.mark.parametrize("key", [each.key for each in screens.SCREENS])
def test_every_screen_opens_a_help_page_of_its_own(key: str) -> None:
    folder = _folder(key)

    assert _screen_class(folder).help_page == folder
    assert folder in PAGES


@pytest.mark.parametrize("page", PAGES)
def test_every_link_of_the_help_leads_to_a_page(page: str) -> None:
    links = [link.removesuffix(".md") for link in _LINK.findall(_text(page))]

    assert [each for each in links if page_source(HELP_FOLDER, each) is None] == []


@pytest.mark.parametrize("rule", [each.id for each in RULES])
def test_every_rule_of_law_has_a_page_made_of_what_it_says_of_itself(rule: str) -> None:
    page = page_source(HELP_FOLDER, rule) or ""

    assert page.startswith("# ")
    assert all(part in page for part in ("**Texte.**", "**En vigueur.**", "**Fiabilité.**", rule))
    assert not re.search(r" [:;!?»%]| \d\d €|« |\w'\w|\.\.", page)
    assert 60 < len(page.split()) < 500


def test_the_rules_of_law_are_listed_and_each_leads_to_its_page() -> None:
    listed = _LINK.findall(page_source(HELP_FOLDER, "law") or "")

    assert {f"{each.id}.md" for each in RULES} <= set(listed)


def test_the_first_page_leads_to_every_other() -> None:
    linked = {link.removesuffix(".md") for link in _LINK.findall(_text(INDEX))}

    assert linked == set(PAGES) - {INDEX} | {"law"}


@pytest.mark.parametrize("page", PAGES)
def test_every_key_that_the_help_names_is_bound(page: str) -> None:
    known = _GLOBAL | _NUMBERED | (_bound(page) if (UI / page).is_dir() else set())

    assert set(_told(page)) <= known


@pytest.mark.parametrize("key", [each.key for each in screens.SCREENS])
def test_every_shortcut_of_a_screen_is_in_its_help(key: str) -> None:
    folder = _folder(key)
    module = ast.parse((UI / folder / "screen.py").read_text("utf-8"))
    commands = {
        QKeySequence(node.args[1].value).toString()
        for node in ast.walk(module)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Command"
        and isinstance(node.args[1], ast.Constant)
        and isinstance(node.args[1].value, str)
        and node.args[1].value
    }

    assert commands <= set(_told(folder))


@pytest.mark.parametrize("page", PAGES)
def test_the_help_keeps_french_typography_and_is_short(page: str) -> None:
    text = _text(page)

    assert not re.search(r" [:;!?»%]| \d\d €|« |\w'\w|\.\.", text)
    assert len(text.split()) < 500


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_help_is_shown_and_its_links_followed(
    qtbot: QtBot, theme: Theme, page: str
) -> None:
    window = HelpWindow(theme)
    qtbot.addWidget(window)
    window.open_page(page)

    window.findChildren(QTextBrowser)[0].anchorClicked.emit(QUrl("stock.md"))

    assert window.page == "stock"


def test_links_stand_out_and_only_list_items_have_a_bullet(qtbot: QtBot, theme: Theme) -> None:
    # given
    window = HelpWindow(theme)
    qtbot.addWidget(window)

    # when
    window.open_page(INDEX)

    # then
    document = window.findChildren(QTextBrowser)[0].document()
    link = QTextCursor(document)
    while not link.charFormat().isAnchor():
        assert link.movePosition(QTextCursor.MoveOperation.NextCharacter)
    assert link.charFormat().foreground().color().name() == theme.tokens.accent_text.lower()
    heading = document.find("Une page par écran").block()
    last = document.find("Réglages").block()
    assert (heading.textList() is None, last.textList() is None) == (True, False)
