"""Mise en route: a step at a time, each optional, kept at once, gone back to at will."""

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from merchant_desk.operations.save_settings import save_setting
from merchant_desk.queries.first_start import FirstStart, first_start
from merchant_desk.ui.command import Command
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.first_start.goods_step import GoodsStep
from merchant_desk.ui.first_start.printer_step import PrinterStep
from merchant_desk.ui.first_start.ready_step import ReadyStep
from merchant_desk.ui.first_start.ready_words import steps_done
from merchant_desk.ui.first_start.scanner_step import ScannerStep
from merchant_desk.ui.first_start.shop_step import ShopStep
from merchant_desk.ui.first_start.step_list import StepList
from merchant_desk.ui.first_start.step_page import StepPage
from merchant_desk.ui.sample_beside import open_sample_beside
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.settings.page import WIDEST
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.values.first_start import OVER, Step, after, before
from merchant_desk.values.settings import FIRST_START
from merchant_desk.values.texts import _

_PAGES: dict[Step, Callable[[Desk, Shell], StepPage]] = {
    Step.SHOP: ShopStep,
    Step.GOODS: GoodsStep,
    Step.SCANNER: ScannerStep,
    Step.PRINTER: PrinterStep,
    Step.READY: ReadyStep,
}


class FirstStartScreen(Screen):
    """Where she is is kept, so that a start after a kill goes on from there."""

    watches: ClassVar[frozenset[str]] = frozenset({"setting", "shop_profile", "shop", "product"})
    help_page: ClassVar[str] = "first_start"

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        theme = shell.theme
        self._facts: FirstStart | None = None
        self._asked: Step | None = None
        self.step = Step.SHOP
        self.pages: dict[Step, StepPage] = {}
        self.list = StepList(theme)
        self.stack = QStackedWidget()
        self.sample = Button(theme, _("Essayer la boutique d’exemple"), kind=Kind.LINK)
        self.later = Button(theme, _("Terminer plus tard"), kind=Kind.LINK)
        self.back = Button(theme, _("Retour"))
        self.skip = Button(theme, _("Passer"))
        self.go = Button(theme, _("Continuer"), kind=Kind.PRIMARY)
        self._build()
        self.list.chosen.connect(self._on_chosen)
        self.sample.clicked.connect(self._on_sample)
        self.later.clicked.connect(self._on_over)
        self.back.clicked.connect(self._on_back)
        self.skip.clicked.connect(self._on_done)
        self.go.clicked.connect(self._on_go)
        self.setEnabled(False)  # until it is known where she was

    def _build(self) -> None:
        self.list.add_under(self.sample)
        self.sample.setVisible(self.shell.services.open_sample is not None)
        under = QWidget()
        under.setMaximumWidth(WIDEST + 48)  # under the page, which stays readable on a wide screen
        foot = QHBoxLayout(under)
        foot.setContentsMargins(24, 10, 24, 18)
        foot.setSpacing(10)
        foot.addWidget(self.later)
        foot.addStretch(1)
        for button in (self.back, self.skip, self.go):
            foot.addWidget(button)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.stack, 1)
        right.addWidget(under)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addLayout(right, 1)

    @property
    def page(self) -> StepPage:
        """Return the step that is shown."""
        return self.pages[self.step]

    def title(self) -> str:
        """Return the title of the page."""
        return _("Mise en route")

    def reload(self) -> None:
        """Ask how far she is."""
        self.desk.read(self._show_facts, first_start, self.desk.gesture().station_id)

    def arrive(self, **argument: object) -> None:
        """Open the step that is named, as soon as it is known how far she is."""
        step = argument.get("step")
        if step in set(Step):
            self._asked = Step(str(step))
            if self._facts is not None:
                self.show_step(self._asked)

    def commands(self) -> tuple[Command, ...]:
        """Return the ways on and back, for the keyboard alone."""
        return (
            Command(_("Continuer la mise en route"), "Ctrl+Return", self._on_go, "arrow-right"),
            Command(_("Étape précédente"), "Alt+Left", self._on_back, "undo-2"),
            Command(_("Étape suivante"), "Alt+Right", self._on_done, "move-right"),
        )

    def show_step(self, step: Step) -> None:
        """Show a step, built at its first visit, and remember that she is there."""
        self.step = step
        if step not in self.pages:
            self._add(step)
        self.stack.setCurrentWidget(self.page)
        self.list.show_current(step)
        last = step is Step.READY
        self.back.setVisible(before(step) is not None)
        self.skip.setVisible(not last)
        self.go.say(_("Commencer la journée") if last else _("Continuer"))
        self.later.setVisible(not last)
        if self._facts is not None:
            self.page.show_facts(self._facts)
            self._remember(step, self._facts)
        self.page.reload()
        (self.page.first_control() or self.go).setFocus()

    def _add(self, step: Step) -> None:
        page = _PAGES[step](self.desk, self.shell)
        page.done.connect(self._on_done)
        if isinstance(page, ReadyStep):
            page.wanted.connect(self._on_chosen)
        self.pages[step] = page
        self.stack.addWidget(page)

    def _remember(self, step: Step, facts: FirstStart) -> None:
        """Once it was over it stays so: looking at it again asks for nothing at the next start."""
        if not facts.over and facts.step is not step:
            self._keep(step.value)

    def _keep(self, word: str) -> None:
        self.desk.write(None, save_setting, self.desk.gesture(), FIRST_START, word)

    def _show_facts(self, facts: FirstStart) -> None:
        first = self._facts is None
        self._facts = facts
        self.list.show_done(steps_done(facts))
        if first:
            self.setEnabled(True)
            self.show_step(self._asked or facts.step)
            return
        self.page.show_facts(facts)

    def _on_chosen(self, step: Step) -> None:
        self.show_step(step)

    def _on_go(self) -> None:
        if self.step is Step.READY:
            self._on_over()
        elif self._facts is not None:
            self.page.keep()

    def _on_done(self) -> None:
        following = after(self.step)
        if following is not None and self._facts is not None:
            self.show_step(following)

    def _on_back(self) -> None:
        former = before(self.step)
        if self._facts is not None and not self.page.went_back() and former is not None:
            self.show_step(former)

    def _on_over(self) -> None:
        """Never ask again; it is found in the palette and in the settings."""
        self._keep(OVER)
        self.shell.navigate("today")

    def _on_sample(self) -> None:
        open_sample_beside(self.shell)
