"""What a probe found out about a storefront, read before anything is written."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFormLayout, QGridLayout, QVBoxLayout, QWidget

from merchant_desk.queries.shop_words import MEANINGS
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.settings.page import caption, clear
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.select import Select
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import number
from merchant_desk.values.remote import RemoteLocation, RemoteOrderState, ShopFacts
from merchant_desk.values.texts import _, ngettext

_EURO = "EUR"
_LONGEST = 80
_SKEW_COUNTS_S = 60
_MINUTE_S = 60


class ProbeCard(QWidget):
    """What stands in the way, the facts, the place of the stock, the states, the limits."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.banner = Banner(theme)
        self.facts = Card(theme, _("Boutique trouvée"))
        self.places = Card(theme, _("Lieu de stock"))
        self.states = Card(theme, _("États des commandes"))
        self.limits = Card(theme, _("À savoir"))
        self.location = Select(theme, _("Lieu de stock à échanger"))
        self.location.setPlaceholderText(_("À choisir"))
        self._lines = QFormLayout()
        self._lines.setHorizontalSpacing(16)
        self._lines.setVerticalSpacing(8)
        self._words = QGridLayout()
        self._words.setHorizontalSpacing(16)
        self._words.setVerticalSpacing(6)
        self._sentences = QVBoxLayout()
        self._sentences.setSpacing(8)
        self._places: tuple[RemoteLocation, ...] = ()
        self.can_be_added = False
        self._build()

    def _build(self) -> None:
        theme = self._theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for widget in (self.banner, self.facts, self.places, self.states, self.limits):
            column.addWidget(widget)
        self.facts.body.addLayout(self._lines)
        told = _("Le stock de ce lieu sera échangé\u00a0; les autres ne sont jamais touchés.")
        self.places.body.addWidget(self.location)
        self.places.body.addWidget(caption(theme, told))
        later = _(
            "Vous pourrez changer ce qu’ils veulent dire, dans «\u00a0États des commandes\u00a0»."
        )
        self.states.body.addLayout(self._words)
        self.states.body.addWidget(caption(theme, later))
        self.limits.body.addLayout(self._sentences)

    @property
    def location_lacks(self) -> bool:
        """Tell whether the shop has several places and she chose none yet."""
        return bool(self._places) and not self.chosen_location

    @property
    def chosen_location(self) -> str:
        """Return the remote id of the place she chose; empty when there is no choice."""
        place = self.location.currentIndex()
        return self._places[place].remote_id if 0 <= place < len(self._places) else ""

    def show_facts(self, facts: ShopFacts, url: str) -> None:
        """Show what the storefront said of itself."""
        clear(self._lines)
        for words, value in _lines(facts, url):
            said = TextLabel(self._theme, value[:_LONGEST], Role.BODY, wraps=True)
            self._lines.addRow(TextLabel(self._theme, words, Role.BODY, Ink.TEXT2), said)
        self.can_be_added = facts.currency == _EURO
        self._show_places(facts.locations)
        self._show_states(facts.order_states)
        self._show_problems(facts)

    def show_limits(self, sentences: tuple[str, ...]) -> None:
        """Say what this platform does its own way, and what happens instead."""
        clear(self._sentences)
        for sentence in sentences:
            self._sentences.addWidget(TextLabel(self._theme, sentence, wraps=True))
        self.limits.setVisible(bool(sentences))

    def _show_places(self, places: tuple[RemoteLocation, ...]) -> None:
        self._places = places if len(places) > 1 else ()
        self.location.clear()
        self.location.addItems([each.name or each.remote_id for each in self._places])
        self.location.setCurrentIndex(-1)  # the shop's first place is not always the one online
        self.places.setVisible(bool(self._places))

    def _show_states(self, states: Sequence[RemoteOrderState]) -> None:
        clear(self._words)
        for row, each in enumerate(states):
            label = TextLabel(self._theme, (each.label or each.word)[:_LONGEST], wraps=True)
            meaning = TextLabel(self._theme, _(MEANINGS[each.state]), ink=Ink.TEXT2, wraps=True)
            self._words.addWidget(label, row, 0)
            self._words.addWidget(meaning, row, 1)
        self.states.setVisible(bool(states))

    def _show_problems(self, facts: ShopFacts) -> None:
        rights = [_("Droit manquant\u00a0: {right}").format(right=r) for r in facts.rights_missing]
        problems = (*facts.problems, *rights)
        if not problems:
            self.banner.hide()
            return
        tone = Tone.WARN if self.can_be_added else Tone.BAD
        title = (
            _("La boutique répond, mais tout ne marchera pas.")
            if self.can_be_added
            else _("Cette boutique ne peut pas être ajoutée.")
        )
        self.banner.show_message(BannerText(tone, title, "\n".join(problems)))


def _lines(facts: ShopFacts, url: str) -> tuple[tuple[str, str], ...]:
    taxes = _("TTC") if facts.prices_include_tax else _("hors taxes")
    rights = _("lecture et écriture") if facts.can_write else _("lecture seule")
    place = (
        ((_("Lieu de stock"), facts.locations[0].name or facts.locations[0].remote_id),)
        if len(facts.locations) == 1
        else ()
    )
    return (
        (_("Nom"), facts.name or _("sans nom")),
        (_("Adresse"), url),
        (_("Version"), facts.version or _("inconnue")),
        (_("Monnaie"), _("euro") if facts.currency == _EURO else facts.currency),
        (_("Prix saisis"), taxes),
        (_("Fuseau horaire"), facts.time_zone),
        (_("Horloge"), _clock(facts.clock_skew_s)),
        (_("Droits des clés"), rights),
        *place,
    )


def _clock(skew_s: int) -> str:
    """Say how far the shop's clock is from this computer's."""
    if abs(skew_s) < _SKEW_COUNTS_S:
        return _("d’accord avec cet ordinateur")
    minutes = abs(skew_s) // _MINUTE_S
    ahead = ngettext("en avance de {n} minute", "en avance de {n} minutes", minutes)
    late = ngettext("en retard de {n} minute", "en retard de {n} minutes", minutes)
    return (ahead if skew_s > 0 else late).format(n=number(minutes))
