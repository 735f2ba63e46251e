"""Ce poste: its name, who works here, how it looks and sounds."""

from typing import ClassVar

from merchant_desk.errors import DeskError
from merchant_desk.operations.rename_station import rename_station
from merchant_desk.queries.settings import Settings, StationRow, stations
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.settings.kept_settings import KeptSettings
from merchant_desk.ui.settings.look_card import LookCard
from merchant_desk.ui.settings.page import SettingsPage, caption
from merchant_desk.ui.settings.people_card import PeopleCard
from merchant_desk.ui.settings.sound_card import SoundCard
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.field import Field
from merchant_desk.values.texts import _


class StationPage(SettingsPage):
    """Everything here takes effect at once."""

    watches: ClassVar[frozenset[str]] = frozenset({"setting", "person", "station"})

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell, _("Ce poste"), _("Ces réglages valent pour cet ordinateur."))
        theme = shell.theme
        self.kept = KeptSettings(desk, self)
        self.name = Field(theme, _("Nom du poste"))
        self.letter = caption(theme, "")
        self.people = PeopleCard(desk, shell)
        self.look = LookCard(theme, self.kept)
        self.sound = SoundCard(theme, shell.sounds, self.kept)
        card = Card(theme, _("Poste"))
        card.body.addWidget(self.name)
        card.body.addWidget(self.letter)
        for each in (card, self.people, self.sound, self.look):
            self.cards.addWidget(each)
        self.name.input.editingFinished.connect(self._on_renamed)
        self.kept.read.connect(self._show_settings)

    def reload(self) -> None:
        """Ask for the station, the people and the settings."""
        self.kept.ask()
        self.people.reload()
        self.desk.read(self._show_stations, stations)

    def _show_stations(self, rows: tuple[StationRow, ...]) -> None:
        mine = self.desk.gesture().station_id
        here = next((row for row in rows if row.id == mine), None)
        if here is None:
            return
        if not self.name.input.hasFocus():
            self.name.set_value(here.name)
        self.letter.setText(
            _("Lettre {letter}\u00a0: elle marque les numéros des factures faites ici.").format(
                letter=here.letter
            )
        )

    def _show_settings(self, stored: Settings) -> None:
        self.look.show_stored(stored)
        self.sound.show_stored(stored)

    def _on_renamed(self) -> None:
        if self.name.input.isModified():
            self.name.input.setModified(False)
            ticket = self.desk.write(
                self._on_named, rename_station, self.desk.gesture(), self.name.value
            )
            ticket.or_else(self._on_refused)

    def _on_named(self, name: str) -> None:
        self.name.set_value(name)

    def _on_refused(self, refusal: DeskError) -> None:
        self.name.set_error(refusal.advice)
