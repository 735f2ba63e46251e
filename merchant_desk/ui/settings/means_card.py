"""Which account each means of payment comes into; what is not known goes to the provider."""

import json
from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from merchant_desk.queries.means_used import means_used
from merchant_desk.rules.posting.plan import MEANS_ROLES, account_plan, read_numbers
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.settings.kept_settings import KeptSettings
from merchant_desk.ui.settings.page import caption, clear, labelled
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.select import Select
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.payment_means import Means, means_words
from merchant_desk.values.settings import ACCOUNTING_MEANS
from merchant_desk.values.texts import _


class MeansCard(Card):
    """A line a means of payment that was ever recorded."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, _("Moyens de paiement"))
        self._desk = desk
        self._theme = theme
        self._kept = KeptSettings(desk, parent)
        self._own: dict[str, str] = {}
        self._words: Sequence[str] = ()
        self.choices: dict[str, Select] = {}
        note = _("Ce que disent vos boutiques et votre caisse, et le compte où l’argent arrive.")
        self.body.addWidget(caption(theme, note))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.body.addLayout(self._lines)

    def show_kept(self, text: str) -> None:
        """Show what is kept, then ask which words are in use."""
        self._own = read_numbers(text)
        self._desk.read(self._show_words, means_used)

    def _show_words(self, words: Sequence[str]) -> None:
        if words != self._words:
            self._words = words
            clear(self._lines)
            self.choices = {word: self._choice(word) for word in words}
            for word, select in self.choices.items():
                self._lines.addLayout(labelled(self._theme, _said(word), select))
        self.setVisible(bool(words))
        plan = account_plan(paris_date(utc_now()), means=self._own)
        for word, select in self.choices.items():
            role = plan.means_role(word)
            known = role in MEANS_ROLES
            select.setCurrentIndex(MEANS_ROLES.index(role) if known else -1)
            select.setEnabled(known)  # an exchange has no account of its own to choose

    def _choice(self, word: str) -> Select:
        select = Select(self._theme, _said(word))
        titles = _titles()
        select.addItems([titles[role] for role in MEANS_ROLES])
        select.setPlaceholderText(_("Aucun"))
        select.activated.connect(partial(self._on_chosen, word))
        return select

    def _on_chosen(self, word: str, index: int) -> None:
        self._own = {**self._own, word: MEANS_ROLES[index]}
        self._kept.keep(ACCOUNTING_MEANS, json.dumps(self._own, ensure_ascii=False))


def _said(word: str) -> str:
    """Return a means in words; that of a storefront is told from the desk's own."""
    if word in set(Means):
        return means_words(word)
    return _("{means}, en ligne").format(means=word)


def _titles() -> Mapping[str, str]:
    return {
        "bank": _("Banque"),
        "cards": _("Cartes à encaisser"),
        "psp": _("Prestataire de paiement"),
        "cheques": _("Chèques à encaisser"),
        "cash": _("Caisse"),
        "vouchers": _("Bons et avoirs"),
    }
