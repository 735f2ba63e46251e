"""How loud the station answers scans, and each sound to listen to."""

from functools import partial

from merchant_desk.queries.settings import Settings
from merchant_desk.ui.settings.kept_settings import KeptSettings
from merchant_desk.ui.settings.look_card import STEP, with_figure, written_percent
from merchant_desk.ui.settings.page import buttons_row, labelled
from merchant_desk.ui.settings.slider import Slider
from merchant_desk.ui.sounds import Sound, Sounds, SoundSettings
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.switch import Switch
from merchant_desk.ui.widgets.text_label import TextLabel
from merchant_desk.values.settings import SOUND_MUTED, SOUND_VOLUME
from merchant_desk.values.texts import _

_FULL = 100


class SoundCard(Card):
    """A muted station shows its scans all the same."""

    def __init__(self, theme: Theme, sounds: Sounds, kept: KeptSettings) -> None:
        super().__init__(theme, _("Sons du scanner"))
        self._sounds = sounds
        self._kept = kept
        self.volume = Slider(theme, _("Volume"), 0, _FULL, STEP)
        self.percent = TextLabel(theme, "", tabular=True)
        self.muted = Switch(theme, _("Couper les sons de ce poste"))
        self.tests = tuple(self._test(theme, sound, words) for sound, words in _heard())
        volume = with_figure(self.volume, self.percent)
        self.body.addLayout(labelled(theme, _("Volume"), volume))
        self.body.addWidget(self.muted)
        self.body.addLayout(buttons_row(*self.tests))
        self.show_sounds()
        self.volume.valueChanged.connect(self._on_volume)
        self.muted.toggled.connect(self._on_muted)

    def _test(self, theme: Theme, sound: Sound, words: str) -> Button:
        button = Button(theme, words, icon="volume-2")
        button.setAccessibleName(_("Écouter\u00a0: {sound}").format(sound=words))
        button.clicked.connect(partial(self._on_test, sound))
        return button

    def show_stored(self, stored: Settings) -> None:
        """Show and use what is kept for this station."""
        self._sounds.settings = SoundSettings(
            volume=stored.get(SOUND_VOLUME), muted=stored.get(SOUND_MUTED)
        )
        self.show_sounds()

    def show_sounds(self) -> None:
        """Show how loud sounds are."""
        settings = self._sounds.settings
        for widget in (self.volume, self.muted):
            widget.blockSignals(True)
        self.volume.setValue(settings.volume)
        self.muted.setChecked(settings.muted)
        for widget in (self.volume, self.muted):
            widget.blockSignals(False)
        self._show_figure()

    def _show_figure(self) -> None:
        self.percent.setText(written_percent(self.volume.value()))
        for widget in (self.volume, *self.tests):
            widget.setEnabled(not self.muted.isChecked())

    def _on_volume(self, value: int) -> None:
        self._sounds.settings = SoundSettings(volume=value, muted=self.muted.isChecked())
        self._kept.keep(SOUND_VOLUME, value)
        self._show_figure()

    def _on_muted(self, muted: bool) -> None:
        self._sounds.settings = SoundSettings(volume=self.volume.value(), muted=muted)
        self._kept.keep(SOUND_MUTED, muted)
        self._show_figure()

    def _on_test(self, sound: Sound, _checked: bool = False) -> None:
        self._sounds.play(sound)


def _heard() -> tuple[tuple[Sound, str], ...]:
    return (
        (Sound.ADDED, _("Compté")),
        (Sound.WRONG, _("Mauvais article")),
        (Sound.UNKNOWN, _("Code inconnu")),
        (Sound.COMPLETE, _("Colis complet")),
        (Sound.OLDER, _("Lot plus ancien")),
    )
