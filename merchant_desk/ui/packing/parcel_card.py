"""The parcel itself: where it goes, what it weighs, its number, and its way out."""

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from merchant_desk.operations.close_parcel import COLLECTED
from merchant_desk.queries.parcel_view import ParcelView
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.painting import draw_icon, rounded
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.icon_button import IconButton
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import NBSP, number
from merchant_desk.values.texts import _, ngettext

_GRAMS = 1000
_TILE = 44
_LINK_PADDING = 7


class _BoxTile(QWidget):
    """A box in a tile; decoration."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        side = self._theme.px(_TILE)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._theme.tokens
        area = QRectF(self.rect())
        rounded(painter, area, 8, fill=tokens.mute_soft)
        inset = area.width() * 0.25
        draw_icon(painter, "package", tokens.mute_text, area.adjusted(inset, inset, -inset, -inset))


class _Fact(QHBoxLayout):
    """A name at the left, a value at the right."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setSpacing(8)
        self.addWidget(TextLabel(theme, name, ink=Ink.TEXT2))
        self.addStretch(1)
        self.value = TextLabel(theme, "", Role.STRONG, tabular=True)
        self.addWidget(self.value)


class ParcelCard(Card):
    """``ship_wanted`` sends what is ready, ``tracking_wanted`` asks for the carrier's number.

    ``label_wanted`` asks for the label it gave.
    """

    ship_wanted = Signal()
    tracking_wanted = Signal()
    label_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Colis"), parent=parent)
        self._name = TextLabel(theme, "", Role.CARD_TITLE)
        self._way = TextLabel(theme, "", ink=Ink.TEXT2, wraps=True)
        self._weight = _Fact(theme, _("Poids calculé"))
        self._due = _Fact(theme, _("À expédier"))
        self._tracking = _Fact(theme, _("Suivi"))
        self._invoice = _Fact(theme, _("Facture"))
        self._type = Button(theme, _("Saisir"), kind=Kind.LINK)
        self._type.setAccessibleName(_("Saisir le numéro de suivi"))
        self.label = IconButton(theme, "tag", _("Étiquette du transporteur…"), side=28)
        self._ship = Button(theme, _("Expédier ce qui est prêt"), icon="package-check")
        self._left = TextLabel(theme, "", Role.CAPTION, Ink.TEXT2, wraps=True)
        self._build(theme)
        self._ship.clicked.connect(self.ship_wanted)
        self._type.clicked.connect(self.tracking_wanted)
        self.label.clicked.connect(self.label_wanted)
        self.show_parcel(None)

    def _build(self, theme: Theme) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._name)
        words.addWidget(self._way)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(_BoxTile(theme))
        head.addLayout(words, 1)
        self.body.addLayout(head)
        for fact in (self._weight, self._due, self._tracking, self._invoice):
            self.body.addLayout(fact)
        self._tracking.addWidget(self._type)
        self._tracking.addWidget(self.label)
        self._tracking.setContentsMargins(0, 0, -_LINK_PADDING, 0)
        self.body.addWidget(self._ship)
        self.body.addWidget(self._left)

    def show_parcel(self, view: ParcelView | None) -> None:
        """Show the parcel on the bench."""
        self.setEnabled(view is not None)
        for button in (self._type, self.label):
            button.setVisible(view is not None and view.delivery not in COLLECTED)
        if view is None:
            self._show_none()
            return
        colis = _("Colis {n}").format(n=number(view.parcel_number))
        self._name.setText(_way(view))
        self._way.setText(" · ".join(part for part in (colis, view.city) if part))
        self._weight.value.setText(weight_words(view))
        self._due.value.setText(view.due)
        self._tracking.value.setText(_tracking(view))
        self._type.say(_("Changer") if view.tracking else _("Saisir"))
        self._type.setAccessibleName(_("Saisir le numéro de suivi"))
        self._invoice.value.setText(view.invoice_number or "—")
        self._ship.setEnabled(view.open and view.packed > 0)
        self._left.setText(_left(view))

    def _show_none(self) -> None:
        self._name.setText(_("Aucun"))
        self._way.setText(_("Scannez un bon de préparation."))
        for fact in (self._weight, self._due, self._tracking, self._invoice):
            fact.value.setText("—")
        self._ship.setEnabled(False)
        self._left.setText("")


def weight_words(view: ParcelView) -> str:
    """Return what the packed articles weigh, as far as it is known."""
    if view.weight_g is None:
        return "—"
    kilos, grams = divmod(view.weight_g, _GRAMS)
    text = f"{number(kilos)},{grams:03d}{NBSP}kg" if kilos else f"{grams}{NBSP}g"
    return text if view.weight_complete else _("au moins {weight}").format(weight=text)


def _way(view: ParcelView) -> str:
    if view.delivery in COLLECTED:
        return _("Retrait en boutique")
    return view.carrier or _("Livraison")


def _tracking(view: ParcelView) -> str:
    if view.delivery in COLLECTED:
        return _("sans objet")
    return view.tracking or _("à scanner")


def _left(view: ParcelView) -> str:
    left = view.wanted - view.packed
    if not view.open:
        return _("Ce colis est fermé.")
    if not left:
        return _("Tout ce qui est prêt est dans le colis.")
    return ngettext("Encore {n} article à scanner", "Encore {n} articles à scanner", left).format(
        n=number(left)
    )
