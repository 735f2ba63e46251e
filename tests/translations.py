"""The texts of the code and their English: ``python -m tests.translations`` brings both together.

It reads every text of ``merchant_desk/``, adds the new ones to the catalogue, drops those that are
gone, and compiles what is translated. Texts still without English are named; write them in the
``.po`` file and run it again.
"""

import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "merchant_desk"
MESSAGES = ROOT / "resources" / "locale" / "en" / "LC_MESSAGES"
SOURCE = MESSAGES / "merchant_desk.po"
COMPILED = MESSAGES / "merchant_desk.mo"
_KEYWORDS = {
    "_": None,
    "later": None,
    "ngettext": (1, 2),
    "later_counted": (1, 2),
    "pgettext": ((1, "c"), 2),
}
_HEADER = "# English texts of Merchant Desk.\n# Brought up to date by: python -m tests.translations"
_MADE = datetime(2026, 1, 1, tzinfo=UTC)  # fixed: the file changes with its texts alone

Key = tuple[str | None, str | tuple[str, ...]]


def texts_of_code() -> Catalog:
    """Return every French text of the program, with the files that say it."""
    found = Catalog(domain="merchant_desk", charset="utf-8", creation_date=_MADE)
    for file, _line, text, _notes, context in sorted(
        extract_from_dir(PACKAGE, [("**.py", "python")], keywords=_KEYWORDS),
        key=lambda each: (each[0], each[1]),
    ):
        found.add(text, context=context, locations=[(f"merchant_desk/{file}", 0)])
    return found


def kept() -> Catalog:
    """Return the catalogue as it is stored."""
    with SOURCE.open("rb") as stored:
        return read_po(stored, locale="en", domain="merchant_desk", abort_invalid=True)


def messages(catalogue: Catalog) -> Iterator[Message]:
    """Return the texts of a catalogue, without its header."""
    return (each for each in catalogue if each.id)


def key_of(message: Message) -> Key:
    """Return what tells a text apart from all others."""
    text = message.id
    return message.context, text if isinstance(text, str) else tuple(text)


def english_of(message: Message) -> tuple[str, ...]:
    """Return what was translated: one text, or one for each number."""
    english = message.string
    return (english,) if isinstance(english, str) else tuple(english or ("",))


def compiled(catalogue: Catalog) -> bytes:
    """Return the catalogue as the program reads it."""
    written = io.BytesIO()
    write_mo(written, catalogue)
    return written.getvalue()


def _started() -> Catalog:
    if SOURCE.exists():
        return kept()
    return Catalog(
        locale="en", domain="merchant_desk", charset="utf-8", creation_date=_MADE,
        revision_date=_MADE, project="Merchant Desk", version="0", fuzzy=False,
        header_comment=_HEADER, last_translator="Merchant Desk", language_team="English",
    )  # fmt: skip


def bring_together() -> Catalog:
    """Merge the texts of the code into the catalogue and write both its files."""
    catalogue = _started()
    catalogue.update(texts_of_code(), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    written = io.BytesIO()
    write_po(written, catalogue, width=100, include_lineno=False)
    SOURCE.write_bytes(written.getvalue())
    COMPILED.write_bytes(compiled(catalogue))
    return catalogue


def main() -> int:
    """Bring the catalogue up to date and name what still lacks English."""
    catalogue = bring_together()
    lacking = [each for each in messages(catalogue) if not all(english_of(each))]
    for message in lacking:
        print(message.id)  # noqa: T201 - a command for developers answers on its output
    print(f"{len(catalogue)} texts, {len(lacking)} without English")  # noqa: T201 - as above
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
