"""The texts people read: French in the source, other languages by gettext, without Qt."""

import gettext as _gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from merchant_desk.values.bundled import RESOURCES

DOMAIN = "merchant_desk"
LOCALE_FOLDER = RESOURCES / "locale"


class _Speaker:
    """Holds the catalogue in use; French needs none."""

    def __init__(self) -> None:
        self.catalogue: _gettext.NullTranslations = _gettext.NullTranslations()


_SPEAKER = _Speaker()
_FRENCH = _gettext.NullTranslations()
_TO_CUSTOMERS: ContextVar[bool] = ContextVar("to_customers", default=False)


def use_language(language: str, folder: Path = LOCALE_FOLDER) -> None:
    """Speak this language from now on; French when the catalogue is missing."""
    _SPEAKER.catalogue = _gettext.translation(DOMAIN, folder, [language], fallback=True)


@contextmanager
def speaking_to_customers() -> Iterator[None]:
    """Speak French here whatever the screens speak: papers and messages reach French customers."""
    token = _TO_CUSTOMERS.set(True)
    try:
        yield
    finally:
        _TO_CUSTOMERS.reset(token)


def _catalogue() -> _gettext.NullTranslations:
    return _FRENCH if _TO_CUSTOMERS.get() else _SPEAKER.catalogue


def _(french: str) -> str:
    """Return the text in the language in use; never pass an f-string."""
    return _catalogue().gettext(french) if french else ""  # gettext answers "" with its header


def ngettext(one: str, many: str, count: int) -> str:
    """Return the singular or plural text for a count (French: 0 and 1 are singular)."""
    catalogue = _catalogue()
    if type(catalogue) is _gettext.NullTranslations:
        return one if abs(count) < 2 else many  # noqa: PLR2004 - French plural rule
    return catalogue.ngettext(one, many, count)


def pgettext(context: str, french: str) -> str:
    """Return the text in the language in use, told apart by its context."""
    return _catalogue().pgettext(context, french)


def later(french: str) -> str:
    """Mark a text that is kept in a table and translated when it is shown."""
    return french


def later_counted(one: str, many: str) -> tuple[str, str]:
    """Mark a singular and its plural, kept in a table and given to ``ngettext`` when shown."""
    return one, many
