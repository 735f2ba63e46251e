"""The texts people read: each has its English, and the French keeps French typography."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from io import BytesIO

import pytest
from babel.messages.mofile import read_mo

from merchant_desk.values.french import full_stop, on_day
from merchant_desk.values.texts import _, ngettext, speaking_to_customers, use_language
from tests.translations import (
    COMPILED,
    PACKAGE,
    Key,
    english_of,
    kept,
    key_of,
    messages,
    texts_of_code,
)

_SPEAKING = {"_", "ngettext", "pgettext", "later", "later_counted"}
_ASKED = {"_", "ngettext", "pgettext"}
_SPOKEN = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(_SPEAKING))})\s*\(")
_FIELD = re.compile(r"\{(\w*)\}")
_WRONG = {
    "the desk called a bureau": re.compile(r"\b(?:[Aa]u|[Dd]u|[Ll]e|[Cc]e) bureau\b"),
    "a straight apostrophe": re.compile(r"\w'\w"),
    "a straight quote": re.compile('"'),
    "no space before a high sign": re.compile(r"(?<!https)(?<!http)[\w)}»][:;!?»%€](?=\s|$)"),
    "a space that breaks before a sign": re.compile(r" [:;!?»%€](?=\W|$)"),
    "a guillemet without its space": re.compile(r"«(?!\xa0)"),
    "three points": re.compile(r"\.\.\."),
    "two signs": re.compile(r"(?<!\.)\.\.(?!\.)|,,|  +\S*$"),
}


@pytest.fixture(autouse=True)
def _french_again() -> Iterator[None]:
    yield
    use_language("fr")


@cache
def _code() -> frozenset[Key]:
    return frozenset(key_of(each) for each in messages(texts_of_code()))


def test_every_text_of_the_code_is_in_the_english_catalogue_and_no_other() -> None:
    english = {key_of(each) for each in messages(kept())}

    assert english == _code(), "run: python -m tests.translations"


def test_every_text_has_its_english() -> None:
    lacking = [each.id for each in messages(kept()) if each.fuzzy or not all(english_of(each))]

    assert lacking == []


def test_the_english_of_a_text_has_the_same_fields() -> None:
    differing = []
    for message in messages(kept()):
        french = message.id if isinstance(message.id, str) else message.id[1]
        fields = set(_FIELD.findall(french))
        many = english_of(message)[-1]
        others = english_of(message)[:-1]
        if set(_FIELD.findall(many)) != fields or any(
            not set(_FIELD.findall(each)) <= fields for each in others
        ):
            differing.append(message.id)

    assert differing == []


def test_the_compiled_catalogue_says_what_the_written_one_says() -> None:
    program = read_mo(BytesIO(COMPILED.read_bytes()))

    said = {key_of(each): english_of(each) for each in messages(program)}

    assert said == {key_of(each): english_of(each) for each in messages(kept())}


@dataclass(frozen=True, slots=True)
class Slips:
    """Where the code asks for texts in a way that finds no English."""

    built: tuple[str, ...]
    early: tuple[str, ...]


@cache
def _slips() -> Slips:
    built: list[str] = []
    early: list[str] = []
    for path in PACKAGE.rglob("*.py"):
        source = path.read_text("utf-8")
        if not _SPOKEN.search(source):
            continue
        tree, name = ast.parse(source), path.relative_to(PACKAGE)
        built += [f"{name}:{line}" for line in _built(tree)]
        early += [f"{name}:{line}" for line in _at_import(tree)]
    return Slips(tuple(built), tuple(early))


def _built(tree: ast.AST) -> Iterator[int]:
    """Yield the lines that put a text together before it is looked up."""
    for call in ast.walk(tree):
        if not (
            isinstance(call, ast.Call)
            and isinstance(call.func, ast.Name)
            and call.func.id in _SPEAKING
        ):
            continue
        for word in call.args:
            if isinstance(word, ast.JoinedStr | ast.BinOp) or (
                isinstance(word, ast.Call)
                and isinstance(word.func, ast.Attribute)
                and word.func.attr in {"format", "join"}
            ):
                yield call.lineno


def test_no_text_is_built_before_it_is_looked_up() -> None:
    assert _slips().built == ()


def test_no_text_is_looked_up_before_the_language_is_known() -> None:
    assert _slips().early == ()


def _at_import(tree: ast.AST) -> Iterator[int]:
    """Yield the lines that ask for a text while the module is being imported."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in _ASKED
        ):
            yield node.lineno
        yield from _at_import(node)


def _french() -> Iterator[str]:
    for _context, text in _code():
        yield from (text,) if isinstance(text, str) else text


def _typography(text: str) -> list[str]:
    return [what for what, wrong in _WRONG.items() if wrong.search(text)]


def test_french_texts_keep_french_typography() -> None:
    wrong = {text: found for text in _french() if (found := _typography(text))}

    assert wrong == {}


@pytest.mark.parametrize(
    "text",
    [
        "L'article", "Prix: 3", "Prix : 3", "Quoi?", "« Prix »", "20 %", "12\u00a0€ et 3 €",
        "Suite...", "19 nov..", 'Le "prix"',
    ],
)  # fmt: skip
def test_a_slip_of_typography_is_seen(text: str) -> None:
    assert _typography(text) != []


@pytest.mark.parametrize(
    "text",
    ["L’article à 16\u00a0h\u00a0: «\u00a0prix\u00a0» 20\u00a0%.", "https://www.maboutique.fr",
     "{hour}:{minute}", "12:30", "…", "Fichiers (*.csv);;Tous (*)"],
)  # fmt: skip
def test_good_typography_is_left_alone(text: str) -> None:
    assert _typography(text) == []


def test_english_is_spoken_with_its_plurals() -> None:
    use_language("en")

    said = (_("Aujourd’hui"), *(ngettext("{n} article", "{n} articles", n) for n in (0, 1, 2)))

    assert said == ("Today", "{n} items", "{n} item", "{n} items")


def test_an_empty_text_stays_empty_in_any_language() -> None:
    use_language("en")

    assert _("") == ""


def test_papers_and_messages_to_customers_stay_french_when_the_screens_speak_english() -> None:
    use_language("en")

    with speaking_to_customers():
        written = (_("Facture"), ngettext("{n} article", "{n} articles", 0))

    assert (written, _("Facture")) == (("Facture", "{n} article"), "Invoice")


def test_a_language_without_catalogue_is_french() -> None:
    use_language("xx")

    assert _("Aujourd’hui") == "Aujourd’hui"


@pytest.mark.parametrize(
    ("sentence", "closed"), [("Parti hier", "Parti hier."), ("Parti 21 nov.", "Parti 21 nov.")]
)
def test_a_sentence_ends_with_one_full_stop(sentence: str, closed: str) -> None:
    assert full_stop(sentence) == closed


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 20), "hier"),
        (date(2026, 11, 23), "lundi"),
        (date(2026, 11, 19), "le 19 nov."),
    ],
)
def test_a_day_is_said_as_a_sentence_wants_it(day: date, said: str) -> None:
    assert on_day(day, date(2026, 11, 21)) == said
