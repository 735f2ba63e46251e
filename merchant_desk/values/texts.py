"""The texts people read: French in the source, other languages by gettext, without Qt."""

import gettext as _gettext
from pathlib import Path

DOMAIN = "merchant_desk"
LOCALE_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "locale"


class _Speaker:
    """Holds the catalogue in use; French needs none."""

    def __init__(self) -> None:
        self.catalogue: _gettext.NullTranslations = _gettext.NullTranslations()


_SPEAKER = _Speaker()


def use_language(language: str, folder: Path = LOCALE_FOLDER) -> None:
    """Speak this language from now on; French when the catalogue is missing."""
    _SPEAKER.catalogue = _gettext.translation(DOMAIN, folder, [language], fallback=True)


def _(french: str) -> str:
    """Return the text in the language in use; never pass an f-string."""
    return _SPEAKER.catalogue.gettext(french)


def ngettext(one: str, many: str, count: int) -> str:
    """Return the singular or plural text for a count (French: 0 and 1 are singular)."""
    if type(_SPEAKER.catalogue) is _gettext.NullTranslations:
        return one if abs(count) < 2 else many  # noqa: PLR2004 - French plural rule
    return _SPEAKER.catalogue.ngettext(one, many, count)


def pgettext(context: str, french: str) -> str:
    """Return the text in the language in use, told apart by its context."""
    return _SPEAKER.catalogue.pgettext(context, french)


def later(french: str) -> str:
    """Mark a text that is kept in a table and translated when it is shown."""
    return french
