"""A parcel of the order: where it is, its tracking number, and every scan that filled it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.queries.order_papers import CardParcel, CardScan
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.orders.order_words import parcel_chip
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.chip import Chip
from merchant_desk.ui.widgets.icon_button import IconButton
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import clock_time, moment, number
from merchant_desk.values.texts import _, later, ngettext
from merchant_desk.values.words import ParcelState, ScanOutcome

_OUTCOMES = {
    ScanOutcome.ADDED: later("compté"),
    ScanOutcome.WRONG: later("pas dans la commande"),
    ScanOutcome.TOO_MANY: later("en trop"),
    ScanOutcome.UNKNOWN: later("code inconnu"),
    ScanOutcome.AMBIGUOUS: later("code de plusieurs produits"),
    ScanOutcome.TAKEN_BACK: later("repris"),
    ScanOutcome.MISSING: later("manquant"),
    ScanOutcome.EXPIRED: later("date dépassée"),
    ScanOutcome.RECALLED: later("lot rappelé"),
    ScanOutcome.OLDER_LOT: later("lot plus ancien d’abord"),
    ScanOutcome.PACKAGING: later("emballage"),
}


class ParcelPart(QWidget):
    """One parcel; its scans unfold; ``label_wanted`` asks for the label its carrier gave."""

    label_wanted = Signal()

    def __init__(self, theme: Theme, parcel: CardParcel) -> None:
        super().__init__()
        self._theme = theme
        self._parcel = parcel
        self._scans: QWidget | None = None
        name = _("Colis {n}").format(n=number(parcel.number))
        self.setAccessibleName(name)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(TextLabel(theme, name, Role.STRONG))
        head.addWidget(Chip(theme, parcel_chip(parcel.state)))
        head.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 2, 0, 4)
        self._column.setSpacing(2)
        self._column.addLayout(head)
        self._column.addWidget(
            TextLabel(theme, _facts(parcel), Role.CAPTION, Ink.TEXT2, wraps=True)
        )
        if parcel.tracking:
            self._add_tracking(parcel)
        if parcel.state is not ParcelState.CANCELLED:
            self._add_label()
        if parcel.scan_count:
            self._add_unfold(parcel)

    def _add_tracking(self, parcel: CardParcel) -> None:
        row = QHBoxLayout()
        words = " ".join(filter(None, (parcel.carrier, parcel.tracking)))
        row.addWidget(TextLabel(self._theme, words, Role.STRONG))
        copy = IconButton(
            self._theme, "copy", _("Copier le suivi du colis {n}").format(n=parcel.number), side=28
        )
        copy.clicked.connect(self._on_copy)
        row.addWidget(copy)
        row.addStretch(1)
        self._column.addLayout(row)

    def _add_label(self) -> None:
        self.label = Button(self._theme, _("Étiquette…"), kind=Kind.LINK, icon="tag")
        name = _("Étiquette du transporteur pour le colis {n}")
        self.label.setAccessibleName(name.format(n=number(self._parcel.number)))
        self.label.clicked.connect(self.label_wanted)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.label)
        row.addStretch(1)
        self._column.addLayout(row)

    def _add_unfold(self, parcel: CardParcel) -> None:
        words = ngettext(
            "Voir le scan du colis {parcel}",
            "Voir les {n} scans du colis {parcel}",
            parcel.scan_count,
        ).format(n=number(parcel.scan_count), parcel=number(parcel.number))
        self.unfold = Button(self._theme, words, kind=Kind.LINK)
        self.unfold.clicked.connect(self._on_unfold)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.unfold)
        row.addStretch(1)
        self._column.addLayout(row)

    def _on_copy(self) -> None:
        QApplication.clipboard().setText(self._parcel.tracking)

    def _on_unfold(self) -> None:
        if self._scans is None:
            self._scans = QWidget()
            lines = QVBoxLayout(self._scans)
            lines.setContentsMargins(0, 2, 0, 4)
            lines.setSpacing(3)
            for each in self._parcel.scans:
                text = TextLabel(
                    self._theme, _scan_words(each), Role.CAPTION, _ink(each), wraps=True
                )
                lines.addWidget(text)
            self._column.addWidget(self._scans)
            return
        self._scans.setVisible(self._scans.isHidden())


def _facts(parcel: CardParcel) -> str:
    packed = ngettext(
        "{n} article sur {wanted}", "{n} articles sur {wanted}", parcel.packed
    ).format(n=number(parcel.packed), wanted=number(parcel.wanted))
    closed = parcel.closed_at is not None
    at = parcel.closed_at or parcel.opened_at
    by = parcel.closed_by if closed else parcel.opened_by
    return " · ".join(filter(None, (packed, moment(at), by)))


def _scan_words(scan: CardScan) -> str:
    what = scan.label or scan.code
    units = f"{number(scan.units)}\u00a0× {what}" if scan.units > 1 else what
    return f"{clock_time(scan.at)}  {units} — {_(_OUTCOMES[scan.outcome])}"


def _ink(scan: CardScan) -> Ink:
    if scan.outcome in (ScanOutcome.ADDED, ScanOutcome.PACKAGING):
        return Ink.TEXT2
    return Ink.WARN if scan.outcome is ScanOutcome.TAKEN_BACK else Ink.BAD
