"""How the desk looks here: mode, size of texts, movement, language; applied at once."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from merchant_desk.queries.settings import Settings
from merchant_desk.ui.settings.kept_settings import KeptSettings
from merchant_desk.ui.settings.page import labelled
from merchant_desk.ui.settings.slider import Slider
from merchant_desk.ui.theme import Look, Mode, Theme
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.segmented_choice import SegmentedChoice
from merchant_desk.ui.widgets.select import Select
from merchant_desk.ui.widgets.switch import Switch
from merchant_desk.ui.widgets.text_label import TextLabel
from merchant_desk.values.french import NBSP, number
from merchant_desk.values.settings import FONT_SCALE, LANGUAGE, REDUCED_MOTION, THEME
from merchant_desk.values.texts import _

SMALLEST, LARGEST, STEP = 90, 140, 10
_LANGUAGES = (("fr", "Français"), ("en", "English"))


class LookCard(Card):
    """The size is applied when the slider is let go, so that it does not flee the hand."""

    def __init__(self, theme: Theme, kept: KeptSettings) -> None:
        super().__init__(theme, _("Apparence"))
        self._theme = theme
        self._kept = kept
        self.mode = SegmentedChoice(
            theme,
            _("Apparence"),
            [
                (Mode.LIGHT.value, _("Claire")),
                (Mode.DARK.value, _("Sombre")),
                (Mode.SYSTEM.value, _("Système")),
            ],
        )
        self.scale = Slider(theme, _("Taille des caractères"), SMALLEST, LARGEST, STEP)
        self.percent = TextLabel(theme, "", tabular=True)
        self.still = Switch(theme, _("Moins d’animations"))
        self.language = Select(theme, _("Langue"))
        self.language.addItems([title for _key, title in _LANGUAGES])
        self.body.addLayout(labelled(theme, _("Couleurs"), self.mode))
        size = with_figure(self.scale, self.percent)
        self.body.addLayout(labelled(theme, _("Taille des caractères"), size))
        self.body.addWidget(self.still)
        note = _("Prise en compte au prochain démarrage.")
        self.body.addLayout(labelled(theme, _("Langue"), self.language, note))
        self.show_look()
        self._connect()

    def _connect(self) -> None:
        self.mode.chosen.connect(self._on_mode)
        self.scale.valueChanged.connect(self._on_scale_moved)
        self.scale.sliderReleased.connect(self._on_scale)
        self.still.toggled.connect(self._on_still)
        self.language.activated.connect(self._on_language)
        self._theme.changed.connect(self.show_look)

    def show_stored(self, stored: Settings) -> None:
        """Show the language kept; the rest is the look in use."""
        keys = [key for key, _title in _LANGUAGES]
        language = stored.get(LANGUAGE)
        self.language.setCurrentIndex(keys.index(language) if language in keys else 0)

    def show_look(self) -> None:
        """Show the look in use."""
        look = self._theme.look
        for widget in (self.scale, self.still):
            widget.blockSignals(True)
        self.mode.choose(look.mode.value)
        self.scale.setValue(look.font_scale)
        self.still.setChecked(look.reduced_motion)
        for widget in (self.scale, self.still):
            widget.blockSignals(False)
        self.percent.setText(written_percent(look.font_scale))

    def _use(self, look: Look) -> None:
        self._theme.use(look)

    def _on_mode(self, key: str) -> None:
        self._kept.keep(THEME, key)
        self._use(replace(self._theme.look, mode=Mode(key)))

    def _on_scale_moved(self, value: int) -> None:
        self.percent.setText(written_percent(value))
        if not self.scale.isSliderDown():
            self._on_scale()

    def _on_scale(self) -> None:
        size = round(self.scale.value() / STEP) * STEP
        self._kept.keep(FONT_SCALE, size)
        self._use(replace(self._theme.look, font_scale=size))

    def _on_still(self, still: bool) -> None:
        self._kept.keep(REDUCED_MOTION, still)
        self._use(replace(self._theme.look, reduced_motion=still))

    def _on_language(self, index: int) -> None:
        self._kept.keep(LANGUAGE, _LANGUAGES[index][0])


def with_figure(slider: Slider, figure: TextLabel) -> QWidget:
    """Return a slider with its figure beside it."""
    held = QWidget()
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    figure.setMinimumWidth(48)
    figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(slider)
    row.addWidget(figure)
    return held


def written_percent(value: int) -> str:
    """Return ``110 %``."""
    return f"{number(value)}{NBSP}%"
