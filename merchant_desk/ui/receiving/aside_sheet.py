"""« Quarantaine »: units put aside during the soldes, and the way back to the shelf."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout

from merchant_desk.errors import DeskError
from merchant_desk.operations.receive_units import release_batch
from merchant_desk.queries.receiving import AsideRow, aside_units
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stock.lines import Line, clear
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.clock import utc_now
from merchant_desk.values.french import day_month, number
from merchant_desk.values.texts import _, ngettext

_TABLES = frozenset({"batch", "promotion"})


class AsideSheet(QObject):
    """A side sheet: every receipt that waits, until when, and a button once it may return."""

    def __init__(self, desk: Desk, shell: Shell, screen: Screen) -> None:
        super().__init__(screen)
        self._desk = desk
        self._shell = shell
        self.rows: tuple[AsideRow, ...] = ()
        self.buttons: list[Button] = []
        theme = shell.theme
        self.sheet = shell.new_sheet(screen, _("Quarantaine"))
        self.banner = Banner(theme)
        self.why = TextLabel(
            theme,
            _(
                "Pendant les soldes, un article soldé ne peut pas être réassorti "
                "(C.\u00a0com. L310-3 et L310-5). Ces unités ne sont ni en rayon ni en ligne."
            ),
            ink=Ink.TEXT2,
            wraps=True,
        )
        self.lines = QVBoxLayout()
        self.none = TextLabel(theme, _("Aucune unité n’est en quarantaine."), ink=Ink.TEXT2)
        self.sheet.body.addWidget(self.banner)
        self.sheet.body.addWidget(self.why)
        self.sheet.body.addWidget(self.none)
        self.sheet.body.addLayout(self.lines)
        self.sheet.body.addStretch(1)
        desk.changed.connect(self._on_changed)

    def open_sheet(self) -> None:
        """Open on what waits now."""
        self.banner.hide()
        self._ask()
        self.sheet.open_sheet()

    def _ask(self) -> None:
        self._desk.read(self._show_rows, aside_units, utc_now())

    def _on_changed(self, tables: frozenset[str]) -> None:
        if self.sheet.isVisible() and tables & _TABLES:
            self._ask()

    def _show_rows(self, rows: tuple[AsideRow, ...]) -> None:
        self.rows = rows
        self.none.setVisible(not rows)
        clear(self.lines)
        self.buttons = []
        for row in rows:
            units = ngettext("{n} unité", "{n} unités", row.quantity).format(n=number(row.quantity))
            line = Line(self._shell.theme, row.title, note=f"{units} · {_waits(row)}")
            if row.may_return:
                button = Button(self._shell.theme, _("Remettre en rayon"), icon="package-check")
                button.setAccessibleName(
                    _("Remettre en rayon\u00a0: {article}").format(article=row.title)
                )
                button.clicked.connect(partial(self._on_return, row))
                line.add(button)
                self.buttons.append(button)
            self.lines.addWidget(line)

    def _on_return(self, row: AsideRow) -> None:
        if row.place_id is None:
            self.banner.show_message(BannerText(Tone.WARN, _("Il n’y a pas encore d’emplacement.")))
            return
        self._desk.write(
            self._show_returned, release_batch, self._desk.gesture(), row.batch_id, row.place_id
        ).or_else(self._show_refused)

    def _show_returned(self, _nothing: None) -> None:
        self.banner.hide()
        self._shell.toast(_("Unités remises en rayon."))
        self._ask()

    def _show_refused(self, error: DeskError) -> None:
        self.banner.show_message(BannerText(Tone.BAD, error.title, error.advice))


def _waits(row: AsideRow) -> str:
    came = _("reçues le {day}").format(day=day_month(row.received_on))
    if row.last is None:
        return came
    return _("{came}, en attente jusqu’au {day}").format(came=came, day=day_month(row.last))
