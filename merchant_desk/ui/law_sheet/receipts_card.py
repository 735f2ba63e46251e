"""The receipts of an article: which units may be soldées and why, and when each was paid."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.queries.law_items import BatchRow
from merchant_desk.queries.law_sheet import LawSheetCard
from merchant_desk.rules.soldes_eligibility import Share, Why
from merchant_desk.ui.law_sheet.form import check_some_day
from merchant_desk.ui.stock.lines import Line, clear
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.chip import Chip, ChipText
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.icon_button import IconButton
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.entries import read_day, written_day
from merchant_desk.values.french import long_date, number, short_date
from merchant_desk.values.law_words import WHY_NAMES
from merchant_desk.values.texts import _, ngettext

_TONES = {
    Why.ELIGIBLE: Tone.OK,
    Why.TOO_LATE: Tone.BAD,
    Why.NOT_PAID: Tone.BAD,
    Why.UNKNOWN: Tone.WARN,
    Why.ASIDE: Tone.BAD,
}


class ReceiptsCard(Card):
    """``paid`` carries a receipt and the day its supplier was paid, or None for not yet."""

    paid = Signal(object, object)
    aside_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Réceptions"))
        self._edited: BatchRow | None = None
        self.sum_up = TextLabel(theme, "", wraps=True)
        self.note = TextLabel(theme, "", ink=Ink.TEXT2, wraps=True)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(2)
        self.aside = Button(theme, _("Voir la quarantaine"), kind=Kind.LINK)
        self.add_action(self.aside)
        self.payment = QWidget()
        self.paid_on = Field(
            theme,
            _("Fournisseur payé le"),
            hint=_("Laissez vide s’il ne l’est pas encore."),
            check=check_some_day,
        )
        self.keep = Button(theme, _("Noter le paiement"), icon="check")
        row = QHBoxLayout(self.payment)
        row.setContentsMargins(0, 6, 0, 0)
        row.addWidget(self.paid_on, 1)
        row.addWidget(self.keep)
        for part in (self.sum_up, self.note):
            self.body.addWidget(part)
        self.body.addLayout(self.lines)
        self.body.addWidget(self.payment)
        self.keep.clicked.connect(self._on_keep)
        self.paid_on.input.returnPressed.connect(self._on_keep)
        self.aside.clicked.connect(self.aside_wanted)

    def show_card(self, card: LawSheetCard) -> None:
        """Show the receipts of one article, the latest first."""
        self._edited = None
        self.payment.hide()
        (article,) = card.articles
        clear(self.lines)
        self.aside.setVisible(any(each.quarantined for each in article.batches))
        self._show_sum(card)
        shares = {} if card.eligibility is None else {
            share.index: share for share in card.eligibility.shares
        }  # fmt: skip
        for index, batch in reversed(list(enumerate(article.batches))):
            self.lines.addWidget(self._line(batch, shares.get(index)))

    def _show_sum(self, card: LawSheetCard) -> None:
        found, season = card.eligibility, card.season
        (article,) = card.articles
        if found is None or season is None:
            self.sum_up.setText(
                ""
                if article.batches
                else _("Aucune réception n’est notée\u00a0: recevez vos livraisons dans Stock.")
            )
            self.sum_up.setVisible(not article.batches)
            self.note.setText(_("Cet article n’est dans aucune opération de soldes prévue."))
            return
        words = ngettext(
            "{n} unité peut être soldée", "{n} unités peuvent être soldées", found.eligible
        )
        self.sum_up.setText(words.format(n=number(found.eligible)))
        self.sum_up.show()
        told = _("{title}\u00a0: en vente et payées au plus tard le {day}.").format(
            title=season.title, day=long_date(season.limit)
        )
        if found.undated:
            unknown = ngettext(
                "{n} unité en stock n’a pas de réception notée.",
                "{n} unités en stock n’ont pas de réception notée.",
                found.undated,
            )
            told = f"{told} {unknown.format(n=number(found.undated))}"
        self.note.setText(told)

    def _line(self, batch: BatchRow, share: Share | None) -> Line:
        units = ngettext("{n} unité", "{n} unités", batch.quantity).format(n=number(batch.quantity))
        title = _("{units} le {day}").format(units=units, day=short_date(batch.received_on))
        told = [each for each in (batch.supplier, _payment(batch)) if each]
        if share is not None and share.why is not Why.ASIDE:
            told.append(_("{n} en stock").format(n=number(share.left)))
        if share is not None:
            told.append(_(WHY_NAMES[share.why]))
        line = Line(self._theme, title, note=" · ".join(told))
        if share is not None and (share.left or share.why is Why.ASIDE):
            words = _("Soldable") if share.why is Why.ELIGIBLE else _("Non soldable")
            words = _("À préciser") if share.why is Why.UNKNOWN else words
            line.add(Chip(self._theme, ChipText(words, _TONES[share.why])))
        name = _("Paiement de la réception du {day}").format(day=short_date(batch.received_on))
        edit = IconButton(self._theme, "pencil", name)
        edit.clicked.connect(partial(self._on_edit, batch))
        line.add(edit)
        return line

    def _on_edit(self, batch: BatchRow) -> None:
        self._edited = batch
        self.paid_on.set_value("" if batch.paid_on is None else written_day(batch.paid_on))
        self.payment.show()
        self.paid_on.input.setFocus()
        self.paid_on.input.selectAll()

    def _on_keep(self) -> None:
        if self._edited is None or not self.paid_on.validate():
            self.paid_on.input.setFocus()
            return
        self.paid.emit(self._edited.id, read_day(self.paid_on.value))


def _payment(batch: BatchRow) -> str:
    if not batch.paid_known:
        return _("paiement inconnu")
    if batch.paid_on is None:
        return _("pas encore payée")
    return _("payée le {day}").format(day=short_date(batch.paid_on))
