"""What the window says above the page: refusals, trouble outside, long work; and its toasts."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from merchant_desk.ui.crash_dialog import CrashDialog
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.desk_progress import ProgressSeen
from merchant_desk.ui.screen_stack import ScreenStack
from merchant_desk.ui.shell import Notice, Shell, Undo
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.toast import Toast
from merchant_desk.values.french import number
from merchant_desk.values.texts import _

if TYPE_CHECKING:  # paper comes after the first painted list
    from merchant_desk.ui.printing.print_status import PrintStatus


class WindowNotices(QObject):
    """Listens to the desk and to the shell; owns the banner, the toast and the crash dialog."""

    def __init__(self, desk: Desk, shell: Shell, stack: ScreenStack, host: QWidget) -> None:
        super().__init__(host)
        self._desk = desk
        self._shell = shell
        self._stack = stack
        self._host = host
        self.banner = Banner(shell.theme)
        self.progress = Banner(shell.theme)
        self.paper = Banner(shell.theme)
        self.toast = Toast(shell.theme, host)
        self._crash: CrashDialog | None = None
        self._connect()

    def add_to(self, column: QVBoxLayout) -> None:
        """Put the banners above the page."""
        place = QVBoxLayout()
        place.setContentsMargins(24, 0, 24, 0)
        place.setSpacing(8)
        place.addWidget(self.banner)
        place.addWidget(self.progress)
        place.addWidget(self.paper)
        column.addLayout(place)

    def _connect(self) -> None:
        self._desk.refused.connect(self._on_refused)
        self._desk.unavailable.connect(self._on_unavailable)
        self._desk.crashed.connect(self._on_crashed)
        self._desk.progress.connect(self._on_progress)
        self.progress.acted.connect(self._desk.stop_tasks)
        self._shell.toasted.connect(self._on_toasted)
        self._shell.noticed.connect(self._on_noticed)
        center = self._shell.services.print_center
        if center is not None:
            center.status_changed.connect(self._show_paper)
            self.paper.acted.connect(self._on_paper)

    def clear(self) -> None:
        """Take the banner away: she has gone elsewhere."""
        self.banner.hide()

    def _on_refused(self, title: str, advice: str) -> None:
        screen = self._stack.visible_screen()
        if screen is None or not screen.on_refused(title, advice):
            self._say(Tone.BAD, title, advice)

    def _on_unavailable(self, title: str, advice: str) -> None:
        self._say(Tone.WARN, title, advice)

    def _on_crashed(self, what: str, report: str) -> None:
        if self._crash is None:
            self._crash = CrashDialog(self._shell.theme, self._host.window())
        self._crash.show_crash(what, report)

    def _on_progress(self, seen: ProgressSeen) -> None:
        if seen.over:
            self.progress.hide()
            return
        done = number(seen.done)
        known = _("{done} sur {total}")
        far = done if seen.total is None else known.format(done=done, total=number(seen.total))
        self.progress.show_message(BannerText(Tone.INFO, seen.label, far, _("Arrêter")))

    def _show_paper(self, status: "PrintStatus") -> None:
        """Say what keeps papers in, wherever she goes, until they are out."""
        if not status.sentence:
            self.paper.hide()
            return
        action = _("Voir la file d’impression")
        said = BannerText(Tone.WARN, status.sentence, action=action, closable=True)
        self.paper.show_message(said)

    def _on_paper(self) -> None:
        center = self._shell.services.print_center
        if center is not None:
            center.open_queue(self._host.window())

    def _on_toasted(self, text: str, undo: Undo | None) -> None:
        self.toast.say(text, undo)

    def _on_noticed(self, notice: Notice | None) -> None:
        if notice is None:
            self.clear()
        else:
            self._say(notice.tone, notice.title, notice.advice)

    def _say(self, tone: Tone, title: str, advice: str) -> None:
        self.banner.show_message(BannerText(tone, title, advice, closable=True))
