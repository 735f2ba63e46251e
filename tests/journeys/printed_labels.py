"""The labels of what came in: their paper is chosen once, then a click prints them."""

from functools import partial

from PySide6.QtWidgets import QApplication

from merchant_desk.ui.deliveries.screen import DeliveriesScreen
from merchant_desk.ui.labels.dialog import LabelsDialog
from tests.journeys.conftest import Tell
from tests.journeys.hands import Hands


def choose_labels_once(hands: Hands, screen: DeliveriesScreen) -> None:
    """Let this station print labels for the first time: their paper is chosen, and kept."""
    labels = screen.ending.labels
    assert labels.go.text() == "Étiquettes de ce qui est arrivé…"
    hands.click(labels.go, lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, LabelsDialog)
    hands.wait(dialog.panel.go.isEnabled)
    assert dialog.panel.told.text().startswith("61 étiquettes")
    closed: list[int] = []
    dialog.finished.connect(closed.append)
    hands.click(dialog.panel.go, lambda: bool(closed))
    hands.wait(lambda: labels.go.text() == "Imprimer 61 étiquettes")


def label_what_came(hands: Hands, screen: DeliveriesScreen, tell: Tell) -> None:
    handed: list[bool] = []
    screen.ending.labels.handed.connect(partial(handed.append, True))
    hands.begin()
    hands.click(screen.ending.labels.go, lambda: bool(handed))
    cost = hands.cost("8. Print the labels of what came")
    tell(cost)
    assert (cost.scans, cost.keys, cost.clicks) == (0, 0, 1)
    assert QApplication.activeModalWidget() is None
    screen.ending.sheet.close_sheet()
