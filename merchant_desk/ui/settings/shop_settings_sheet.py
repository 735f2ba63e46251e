"""Réglages d’une boutique: where its plugins keep things, and how stock is shown there."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from merchant_desk.errors import DeskError
from merchant_desk.operations.save_shop_settings import save_shop_settings
from merchant_desk.queries.buffers import Buffers, buffers
from merchant_desk.queries.shop_choices import ShopChoices, shop_choices
from merchant_desk.queries.shops import ShopRow
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.settings.buffer_card import BufferCard
from merchant_desk.ui.settings.page import caption, labelled
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.number_input import NumberInput
from merchant_desk.ui.widgets.select import Select
from merchant_desk.values.clock import utc_now
from merchant_desk.values.shop_settings import ShopSettings
from merchant_desk.values.texts import _, later

_MOST_KEPT = 1000
_PRICES = (
    ("", later("Comme les commandes le montrent")),
    ("gross", later("TTC")),
    ("net", later("Hors taxes")),
)
_WORDS = [word for word, _words in _PRICES]


class ShopSettingsSheet(QObject):
    """A side sheet; ``kept`` says that the settings changed."""

    kept = Signal()

    def __init__(self, desk: Desk, shell: Shell, screen: QWidget) -> None:
        super().__init__(screen)
        self._desk = desk
        self._shell = shell
        self._shop: ShopRow | None = None
        self._choices: ShopChoices | None = None
        theme = shell.theme
        self.sheet = shell.new_sheet(screen, _("Réglages de la boutique"))
        self.banner = Banner(theme)
        kept_name = _("Unités gardées pour le comptoir")
        self.keep_last = NumberInput(theme, kept_name, least=0, most=_MOST_KEPT)
        self.buffer = BufferCard(theme)
        self.fields = Card(theme, _("Champs de la boutique"))
        self.ean = Field(
            theme,
            _("Champ du code-barres"),
            hint=_("Vide\u00a0: celui de la plate-forme. Sinon le nom du champ d’une extension."),
        )
        self.prior_price = Field(
            theme,
            _("Champ du prix d’avant promotion"),
            hint=_("Il reçoit le prix le plus bas des trente jours avant une réduction."),
        )
        self.places = Card(theme, _("Lieu de stock"))
        self.location = Select(theme, _("Lieu de stock à échanger"))
        self.location.setPlaceholderText(_("À choisir\u00a0: la boutique prend son lieu principal"))
        self.prices = Select(theme, _("Prix saisis dans la boutique"))
        self.prices.addItems([_(words) for _word, words in _PRICES])
        self.cancel = Button(theme, _("Annuler"))
        self.save = Button(theme, _("Enregistrer"), kind=Kind.PRIMARY)
        self._build(kept_name)
        self.buffer.accepted_changed.connect(self._ask_buffers)
        self.cancel.clicked.connect(self.sheet.close_sheet)
        self.save.clicked.connect(self._on_save)

    def _build(self, kept_name: str) -> None:
        theme = self._shell.theme
        last = Card(theme, _("Dernières unités"))
        told = _("À ce nombre ou en dessous, la boutique affiche «\u00a0épuisé\u00a0».")
        last.body.addLayout(labelled(theme, kept_name, self.keep_last, told))
        self.fields.body.addWidget(self.ean)
        self.fields.body.addWidget(self.prior_price)
        self.taxes = Card(theme, _("Prix saisis dans la boutique"))
        self.taxes.body.addWidget(self.prices)
        why = _(
            "Cette plate-forme ne le dit pas. Sans choix, la dernière commande taxée en décide."
        )
        self.taxes.body.addWidget(caption(theme, why))
        self.places.body.addWidget(self.location)
        note = _("Le stock de ce lieu est échangé\u00a0; les autres ne sont jamais touchés.")
        self.places.body.addWidget(caption(theme, note))
        for widget in (self.banner, last, self.buffer, self.fields, self.taxes, self.places):
            self.sheet.body.addWidget(widget)
        self.sheet.body.addStretch(1)
        self.sheet.footer.addWidget(self.cancel)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(self.save)

    def open_sheet(self, shop: ShopRow) -> None:
        """Show what is chosen for this shop."""
        self._shop, self._choices = shop, None
        self.banner.hide()
        self.save.setEnabled(False)
        self.sheet.subtitle.setText(shop.name)
        self.buffer.show_waiting()
        able = self._shell.services.platform_choices
        ticket = self._desk.network(self._show_able, able, shop.platform)
        ticket.or_else(self._on_refused)
        self._desk.read(self._show_choices, shop_choices, shop.shop_id).or_else(self._on_refused)
        self.sheet.open_sheet(self.cancel)

    def _show_able(self, able: frozenset[str]) -> None:
        self.ean.setVisible("ean" in able)
        self.prior_price.setVisible("prior_price" in able)
        self.taxes.setVisible("prices" in able)
        self.fields.setVisible(bool(able & {"ean", "prior_price"}))

    def _show_choices(self, choices: ShopChoices) -> None:
        self._choices = choices
        kept = choices.settings
        self.keep_last.setValue(kept.keep_last)
        self.ean.set_value(kept.ean)
        self.prior_price.set_value(kept.prior_price)
        self.prices.setCurrentIndex(_WORDS.index(kept.prices) if kept.prices in _WORDS else 0)
        self._show_places(choices)
        self.buffer.show_settings(kept)
        self._ask_buffers(kept.oversells_tenths)
        self.save.setEnabled(True)
        self.keep_last.setFocus()
        self.keep_last.selectAll()

    def _show_places(self, choices: ShopChoices) -> None:
        places = choices.facts.locations
        self.places.setVisible(len(places) > 1)
        self.location.clear()
        self.location.addItems([each.name or each.remote_id for each in places])
        ids = [each.remote_id for each in places]
        chosen = choices.settings.location
        self.location.setCurrentIndex(ids.index(chosen) if chosen in ids else -1)

    def _ask_buffers(self, accepted_tenths: int) -> None:
        if self._shop is not None:
            now, shop_id = utc_now(), self._shop.shop_id
            self._desk.read(
                self._show_buffers, buffers, shop_id, now, accepted_tenths=accepted_tenths
            )

    def _show_buffers(self, found: Buffers) -> None:
        if found.accepted_tenths == self.buffer.accepted_tenths:
            self.buffer.show_buffers(found)

    def _wanted(self, choices: ShopChoices) -> ShopSettings:
        places = choices.facts.locations
        place = self.location.currentIndex()
        chosen = places[place].remote_id if len(places) > 1 and place >= 0 else None
        return replace(
            choices.settings,
            ean=self.ean.value,
            prior_price=self.prior_price.value,
            prices=_WORDS[self.prices.currentIndex()],
            keep_last=self.keep_last.value(),
            buffered=self.buffer.wanted,
            oversells_tenths=self.buffer.accepted_tenths,
            location=choices.settings.location if chosen is None else chosen,
        )

    def _on_save(self) -> None:
        if self._shop is None or self._choices is None:
            return
        self.banner.hide()
        self.save.setEnabled(False)
        ticket = self._desk.write(
            self._on_kept,
            save_shop_settings,
            self._desk.gesture(),
            self._shop.shop_id,
            self._wanted(self._choices),
        )
        ticket.or_else(self._on_refused)

    def _on_kept(self, _nothing: None) -> None:
        if self._shop is not None:
            meet = self._shell.services.meet_again
            self._desk.network(self._on_met, meet, self._shop.shop_id)
        self.sheet.close_sheet()
        self._shell.toast(_("Réglages enregistrés"))
        self.kept.emit()

    def _on_met(self, _nothing: None) -> None:
        """The next exchange uses the settings: nothing to show."""

    def _on_refused(self, refusal: DeskError) -> None:
        self.save.setEnabled(self._choices is not None)
        self.banner.show_message(BannerText(Tone.BAD, refusal.title, refusal.advice))
