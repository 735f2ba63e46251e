"""What a probe found out about a storefront, read before anything is written."""

from PySide6.QtWidgets import QFormLayout

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.settings.page import clear
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.remote import ShopFacts
from merchant_desk.values.texts import _

_EURO = "EUR"
_LONGEST = 80


class ProbeCard(Card):
    """Facts at the left and right of a line each, and what stands in the way."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Boutique trouvée"))
        self._theme = theme
        self.banner = Banner(theme)
        self._facts = QFormLayout()
        self._facts.setHorizontalSpacing(16)
        self._facts.setVerticalSpacing(8)
        self.body.addWidget(self.banner)
        self.body.addLayout(self._facts)
        self.can_be_added = False

    def show_facts(self, facts: ShopFacts, url: str) -> None:
        """Show what the storefront said of itself."""
        clear(self._facts)
        for words, value in _lines(facts, url):
            said = TextLabel(self._theme, value[:_LONGEST], Role.BODY, wraps=True)
            self._facts.addRow(TextLabel(self._theme, words, Role.BODY, Ink.TEXT2), said)
        self.can_be_added = facts.currency == _EURO
        self._show_problems(facts)

    def _show_problems(self, facts: ShopFacts) -> None:
        if not facts.problems:
            self.banner.hide()
            return
        tone = Tone.WARN if self.can_be_added else Tone.BAD
        title = (
            _("La boutique répond, mais tout ne marchera pas.")
            if self.can_be_added
            else _("Cette boutique ne peut pas être ajoutée.")
        )
        self.banner.show_message(BannerText(tone, title, "\n".join(facts.problems)))


def _lines(facts: ShopFacts, url: str) -> tuple[tuple[str, str], ...]:
    taxes = _("TTC") if facts.prices_include_tax else _("hors taxes")
    rights = _("lecture et écriture") if facts.can_write else _("lecture seule")
    return (
        (_("Nom"), facts.name or _("sans nom")),
        (_("Adresse"), url),
        (_("Version"), facts.version or _("inconnue")),
        (_("Monnaie"), _("euro") if facts.currency == _EURO else facts.currency),
        (_("Prix saisis"), taxes),
        (_("Fuseau horaire"), facts.time_zone),
        (_("Droits des clés"), rights),
    )
