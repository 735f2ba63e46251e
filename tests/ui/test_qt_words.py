"""Qt's own buttons and number fields speak as the desk does."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from merchant_desk.ui.qt_words import use_qt_words

_Button = QDialogButtonBox.StandardButton


@pytest.fixture(autouse=True)
def _as_before(qapp: QApplication) -> Iterator[None]:
    formats = QLocale()
    yield
    use_qt_words(qapp, "xx")
    QLocale.setDefault(formats)


@pytest.mark.parametrize(
    ("language", "said"), [("fr", ["Enregistrer", "Annuler"]), ("en", ["Save", "Cancel"])]
)
def test_the_buttons_of_qt_speak_the_language_of_the_desk(
    qapp: QApplication, language: str, said: list[str]
) -> None:
    # given the other language before
    use_qt_words(qapp, "fr" if language == "en" else "en")

    # when
    found = use_qt_words(qapp, language)

    # then
    box = QDialogButtonBox(_Button.Save | _Button.Cancel)
    words = [box.button(each).text().replace("&", "") for each in (_Button.Save, _Button.Cancel)]
    assert (found, words) == (True, said)


def test_numbers_and_dates_of_qt_stay_french_in_english(qapp: QApplication) -> None:
    use_qt_words(qapp, "en")

    assert QLocale().name() == "fr_FR"


def test_a_language_that_qt_does_not_know_is_told(qapp: QApplication) -> None:
    assert use_qt_words(qapp, "xx") is False
