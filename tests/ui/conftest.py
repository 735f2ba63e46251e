import os
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from merchant_desk.ui.theme import Look, Mode, Theme

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

STILL_LIGHT = Look(Mode.LIGHT, 100, reduced_motion=True)


@pytest.fixture(scope="session")
def worn_theme(qapp: QApplication) -> Theme:
    """Keep one theme for the run: a second one would restyle every widget for nothing."""
    qapp.setCursorFlashTime(0)
    return Theme(qapp, STILL_LIGHT)


@pytest.fixture
def theme(worn_theme: Theme) -> Iterator[Theme]:
    """Give each test the light look, standing still."""
    worn_theme.use(STILL_LIGHT)
    yield worn_theme
    worn_theme.use(STILL_LIGHT)
