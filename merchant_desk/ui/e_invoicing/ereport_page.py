"""Reports by period: build, look at what they say, export, send."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.operations.build_ereport import EreportBuilt, build_ereport, flow_type_of
from merchant_desk.operations.queue_flow import queue_ereport
from merchant_desk.queries.e_invoicing_lists import PeriodList, PeriodRow
from merchant_desk.queries.ereports import ereport_body
from merchant_desk.ui.desk import Desk, Session
from merchant_desk.ui.e_invoicing.columns import period_columns
from merchant_desk.ui.e_invoicing.ereport_sheet import EreportSheet
from merchant_desk.ui.row_table import RowTable
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.clock import paris_date
from merchant_desk.values.e_reporting import ReportPeriod
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.platform_queue import FlowQueued
from merchant_desk.values.texts import _


class EreportPage(QWidget):
    """``queued`` when a report was put aside: it may leave."""

    queued = Signal()

    def __init__(self, desk: Desk, shell: Shell, screen: Screen) -> None:
        super().__init__()
        self._desk = desk
        self._shell = shell
        self._screen = screen
        self._row: PeriodRow | None = None
        self._folder: Path | None = None
        self.by_hand = True
        theme = shell.theme
        self.sheet = EreportSheet(desk, shell, screen)
        self.build = Button(theme, _("Construire"), icon="file-text")
        self.export = Button(theme, _("Exporter…"), icon="download")
        self.send = Button(theme, _("Envoyer"), kind=Kind.PRIMARY, icon="upload")
        self.note = TextLabel(theme, _note(), ink=Ink.TEXT2, wraps=True)
        self.table: RowTable[PeriodRow] = RowTable(
            desk,
            theme,
            name="ereports",
            label=_("E-reporting par période"),
            columns=period_columns(),
            row_id=lambda row: row.row_id,
            checkable=False,
        )
        self._build()
        self._connect()

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.note, 1)
        for button in (self.build, self.export, self.send):
            row.addWidget(button)
            button.setEnabled(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(row)
        column.addWidget(self.table, 1)

    def _connect(self) -> None:
        self.table.current_changed.connect(self._on_current)
        self.table.activated.connect(self._on_opened)
        self.build.clicked.connect(self._on_build)
        self.export.clicked.connect(self._on_export)
        self.send.clicked.connect(self._on_send)

    def ask(self) -> None:
        """Ask for the periods."""
        gesture = self._desk.gesture()
        self.table.ask(PeriodList(gesture.station_id, paris_date(gesture.at)))

    def _on_current(self, row: PeriodRow | None) -> None:
        self._row = row
        for button in (self.build, self.export, self.send):
            button.setEnabled(row is not None)

    def _on_opened(self, row: PeriodRow) -> None:
        gesture = self._desk.gesture()
        self.sheet.open_period(row, gesture.station_id, paris_date(gesture.at))

    def _on_build(self) -> None:
        if self._row is not None:
            gesture = self._desk.gesture()
            self._desk.write(self._on_built, build_ereport, gesture, self._row.period)

    def _on_built(self, built: EreportBuilt) -> None:
        words = (
            _("Rien n’a changé depuis la version {n}") if built.again else _("Version {n} prête")
        )
        self._shell.toast(words.format(n=built.version))
        self.ask()

    def _on_send(self) -> None:
        if self._row is not None:
            gesture = self._desk.gesture()
            period, by_hand = self._row.period, self.by_hand
            self._desk.write(self._on_queued, _build_and_queue, gesture, period, by_hand)

    def _on_queued(self, queued: FlowQueued) -> None:
        words = _("Ce e-reporting était déjà prêt à partir")
        self._shell.toast(words if queued.again else _("Prêt à partir"))
        self.ask()
        self.queued.emit()

    def _on_export(self) -> None:
        dialog = QFileDialog(self._screen, _("Écrire dans ce dossier"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.export_to)
        dialog.open()

    def export_to(self, folder: str) -> None:
        """Build the report if need be and write it into this folder."""
        if self._row is not None:
            self._folder = Path(folder)
            gesture = self._desk.gesture()
            self._desk.write(self._on_body, _build_and_read, gesture, self._row.period)

    def _on_body(self, answer: tuple[str, str]) -> None:
        if self._folder is not None:
            name, body = answer
            write = self._shell.services.e_invoicing.write_file
            self._desk.network(self._on_written, write, self._folder / name, body.encode())

    def _on_written(self, path: Path) -> None:
        self._shell.toast(_("Écrit\u00a0: {name}").format(name=path.name))
        self.ask()


def _build_and_queue(
    session: Session, gesture: Gesture, period: ReportPeriod, by_hand: bool
) -> FlowQueued:
    built = build_ereport(session, gesture, period)
    kind = flow_type_of(built.report)
    return queue_ereport(session, gesture, built.ereport_id, kind, by_hand=by_hand)


def _build_and_read(session: Session, gesture: Gesture, period: ReportPeriod) -> tuple[str, str]:
    built = build_ereport(session, gesture, period)
    name = f"e-reporting-{period.kind}-{period.first}-v{built.version}.xml"
    return name, ereport_body(session, built.ereport_id)


def _note() -> str:
    return _(
        "Les ventes aux particuliers et à l’étranger se déclarent par période. Construire ne "
        "déclare rien\u00a0: c’est une répétition jusqu’au 1er septembre 2027."
    )
