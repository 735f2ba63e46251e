"""The version that is offered, and the one to go back to."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.settings.page import buttons_row, caption, clear
from merchant_desk.ui.settings.update_words import next_words, offer_words
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.icon_label import IconLabel
from merchant_desk.ui.widgets.segmented_progress import SegmentedProgress
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.clock import paris_date
from merchant_desk.values.french import long_date
from merchant_desk.values.texts import _
from merchant_desk.values.update_view import Stage, UpdateView, WayBack
from merchant_desk.values.version_file import Target

_OFFERED = (Stage.OFFERED, Stage.PARTLY, Stage.READY)


class OfferCard(Card):
    """What is new, how far it has come, and the one thing to do now."""

    download_wanted = Signal()
    install_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Nouvelle version"))
        self._theme = theme
        self.facts = caption(theme, "")
        self._notes = QVBoxLayout()
        self._notes.setSpacing(4)
        self.now = TextLabel(theme, "", Role.BODY, wraps=True)
        self._waits = QVBoxLayout()
        self._waits.setSpacing(4)
        self.bar = SegmentedProgress(theme, _("Téléchargement"))
        self.far = caption(theme, "")
        self.earlier = caption(theme, "")
        self.download = Button(theme, _("Télécharger"), kind=Kind.PRIMARY, icon="download")
        self.stop = Button(theme, _("Arrêter"), icon="x")
        self.install = Button(
            theme, _("Installer et rouvrir"), kind=Kind.PRIMARY, icon="rotate-ccw"
        )
        self._build()

    def _build(self) -> None:
        self.body.addWidget(self.facts)
        self.body.addLayout(self._notes)
        self.body.addWidget(self.now)
        self.body.addLayout(self._waits)
        for widget in (self.bar, self.far, self.earlier):
            self.body.addWidget(widget)
        self.body.addLayout(buttons_row(self.download, self.install, self.stop))
        self.download.clicked.connect(self.download_wanted)
        self.install.clicked.connect(self.install_wanted)
        self.stop.clicked.connect(self.stop_wanted)

    def show_view(self, view: UpdateView) -> None:
        """Show the offer; nothing when there is none."""
        self.setVisible(view.stage in _OFFERED)
        if view.stage not in _OFFERED:
            return
        self.title.setText(_("Version {version}").format(version=view.version))
        self.facts.setText(offer_words(view))
        self._list(self._notes, view.notes, "sparkles", Ink.ACCENT)
        self.now.setText(next_words(view))
        self._list(self._waits, view.obstacles, "clock", Ink.WARN)
        ready = view.stage is Stage.READY
        lacking = ready and not view.earlier_kept and not view.on_server
        words = _(
            "L’installateur de la version {version} n’est pas gardé ici\u00a0: pour y revenir, il "
            "faudra le demander à l’éditeur."
        ).format(version=view.running)
        self.earlier.setText(words if lacking else "")
        self.earlier.setVisible(lacking)
        self.download.say(
            _("Reprendre le téléchargement") if view.stage is Stage.PARTLY else _("Télécharger")
        )
        self.download.setVisible(not ready and view.target is not Target.NONE)
        self.install.setVisible(ready and not view.on_server)
        self.install.setEnabled(not view.obstacles)
        self.show_idle()

    def show_idle(self) -> None:
        """Nothing goes on."""
        for widget in (self.bar, self.far, self.stop):
            widget.hide()
        self.download.setEnabled(True)

    def show_downloading(self, done: int, total: int) -> None:
        """Show how far it is, in megabytes."""
        self.now.setText(_("La journée continue\u00a0: rien ne s’installe seul."))
        self.bar.show_progress(done, total)
        self.far.setText(_("{done} sur {total}\u00a0Mo").format(done=done, total=total))
        for widget in (self.bar, self.far, self.stop):
            widget.show()
        self.download.setEnabled(False)

    def show_installing(self) -> None:
        """The copy is being made and proved."""
        self.far.setText(_("Copie des données, rouverte à part pour la vérifier…"))
        self.far.show()
        self.install.setEnabled(False)

    def _list(self, place: QVBoxLayout, lines: Sequence[str], icon: str, ink: Ink) -> None:
        clear(place)
        for line in lines:
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(IconLabel(self._theme, icon, ink))
            row.addWidget(TextLabel(self._theme, line, wraps=True), 1)
            place.addLayout(row)


class ReturnCard(Card):
    """The way back to the version before: what it would do, or why it may not be."""

    wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Revenir à la version précédente"))
        self.kept = caption(theme, "")
        self.lost = TextLabel(theme, "", Role.BODY, wraps=True)
        self.advice = caption(theme, "")
        self.go = Button(theme, "", icon="undo-2")
        for widget in (self.kept, self.lost, self.advice):
            self.body.addWidget(widget)
        self.body.addLayout(buttons_row(self.go))
        self.go.clicked.connect(self.wanted)

    def show_view(self, back: WayBack | None) -> None:
        """Show it; nothing when this version was not installed over another."""
        self.setVisible(back is not None)
        if back is None:
            return
        day = long_date(paris_date(back.at))
        self.kept.setText(
            _("Version {version}, remplacée le {day}. Ses données d’alors sont gardées.").format(
                version=back.version, day=day
            )
        )
        title, advice = back.refused or (back.lost, "")
        self.lost.setText(title)
        self.lost.set_ink(Ink.TEXT if back.refused is None else Ink.WARN)
        self.advice.setText(advice)
        self.advice.setVisible(bool(advice))
        self.go.say(_("Revenir à la version {version}").format(version=back.version))
        self.go.setVisible(back.refused is None)
