"""Mises à jour: what runs, what is new, when it is installed, and the way back."""

from collections.abc import Callable
from typing import ClassVar

from merchant_desk.errors import CancelledError, DeskError
from merchant_desk.ui.confirm_sheet import ConfirmSheet
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.desk_progress import DeskProgress, ProgressSeen
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.settings.page import SettingsPage, buttons_row, caption
from merchant_desk.ui.settings.update_cards import OfferCard, ReturnCard
from merchant_desk.ui.settings.update_words import checked_words, status_words
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.progress import Progress, Silent
from merchant_desk.values.texts import _
from merchant_desk.values.update_view import ReadyToLeave, Stage, UpdateView


class UpdatesPage(SettingsPage):
    """Nothing is fetched or installed unless she asks; everything waits off the window."""

    watches: ClassVar[frozenset[str]] = frozenset({"setting", "closing", "parcel"})

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell, _("Mises à jour"))
        theme = shell.theme
        self.view: UpdateView | None = None
        self._progress: DeskProgress | None = None
        self._confirm: ConfirmSheet | None = None
        self.status = TextLabel(theme, "", Role.STRONG, wraps=True)
        self.checked = caption(theme, "")
        self.trouble = TextLabel(theme, "", Role.BODY, Ink.WARN, wraps=True)
        self.advice = caption(theme, "")
        self.check = Button(theme, _("Vérifier maintenant"), icon="refresh-cw")
        self.offer = OfferCard(theme)
        self.back = ReturnCard(theme)
        self.address = Field(
            theme, _("Adresse des mises à jour"), hint=_hint(), check=_address_trouble
        )
        self.save = Button(theme, _("Enregistrer"), icon="check")
        self._build()
        self._connect()

    def _build(self) -> None:
        self.state = self.add_card(_("Version installée"))
        for widget in (self.status, self.checked, self.trouble, self.advice):
            self.state.body.addWidget(widget)
        self.state.body.addLayout(buttons_row(self.check))
        self.cards.addWidget(self.offer)
        self.cards.addWidget(self.back)
        self.source = self.add_card(_("Éditeur"), _source_note())
        self.source.body.addWidget(self.address)
        self.source.body.addLayout(buttons_row(self.save, at_right=True))
        for card in (self.offer, self.back, self.source):
            card.hide()
        self.check.hide()

    def _connect(self) -> None:
        self.check.clicked.connect(self._on_check)
        self.save.clicked.connect(self._on_save)
        self.address.edited.connect(self._on_typed)
        self.offer.download_wanted.connect(self._on_download)
        self.offer.install_wanted.connect(self._on_install)
        self.offer.stop_wanted.connect(self._on_stop)
        self.back.wanted.connect(self._on_back)
        self.desk.progress.connect(self._on_progress)

    def reload(self) -> None:
        """Ask where updates stand; the network is not asked."""
        self.desk.network(self.show_view, self.shell.services.updates.view)

    def show_view(self, view: UpdateView) -> None:
        """Show it, unless a download is telling how far it is."""
        self.view = view
        self.state.title.setText(_("Version installée\u00a0: {v}").format(v=view.running or "?"))
        self.status.setText(status_words(view))
        self.checked.setText(checked_words(view))
        self._tell(*(view.trouble or ("", "")))
        self.check.setVisible(view.stage not in (Stage.OFF, Stage.UNTRUSTING))
        self.source.setVisible(view.stage is not Stage.UNTRUSTING)
        if not self.address.property("typed"):
            self.address.set_value(view.url)
        self.back.show_view(view.way_back)
        if self._progress is None:
            self.offer.show_view(view)

    def _tell(self, title: str, advice: str) -> None:
        self.trouble.setText(title)
        self.advice.setText(advice)
        self.trouble.setVisible(bool(title))
        self.advice.setVisible(bool(advice))

    def _on_check(self) -> None:
        self.check.setEnabled(False)
        self.check.say(_("Vérification…"))
        self.desk.network(self._on_checked, self.shell.services.updates.check).or_else(
            self._on_unchecked
        )

    def _on_checked(self, view: UpdateView) -> None:
        self._check_again()
        self.show_view(view)

    def _on_unchecked(self, trouble: DeskError) -> None:
        self._check_again()
        self._tell(trouble.title, trouble.advice)

    def _check_again(self) -> None:
        self.check.setEnabled(True)
        self.check.say(_("Vérifier maintenant"))

    def _on_typed(self, _text: str) -> None:
        self.address.setProperty("typed", True)

    def _on_save(self) -> None:
        if not self.address.validate():
            self.address.input.setFocus()
            return
        save = self.shell.services.updates.save_address
        ticket = self.desk.network(
            self._on_saved, save, self.desk.gesture(), self.address.value
        )  # fmt: skip
        ticket.or_else(self._on_not_saved)

    def _on_saved(self, address: str) -> None:
        self.address.setProperty("typed", False)
        self.shell.toast(_("Adresse enregistrée") if address else _("Mises à jour désactivées"))
        self.reload()

    def _on_not_saved(self, trouble: DeskError) -> None:
        self.address.set_error(trouble.title)

    def _on_download(self) -> None:
        self._progress = progress = self.desk.new_progress()
        self.offer.show_downloading(0, 1)
        fetch = self.shell.services.updates.download
        self.desk.network(self._on_fetched, _until_over, fetch, progress)

    def _on_progress(self, seen: ProgressSeen) -> None:
        if self._progress is not None and seen.total is not None and not seen.over:
            self.offer.show_downloading(seen.done, seen.total)

    def _on_stop(self) -> None:
        if self._progress is not None:
            self._progress.stop()

    def _on_fetched(self, answer: UpdateView | DeskError | None) -> None:
        self._progress = None
        self.offer.show_idle()
        if isinstance(answer, UpdateView):
            self.show_view(answer)
            return
        self.reload()
        if answer is None:
            self.shell.toast(_("Arrêté\u00a0: ce qui est arrivé est gardé"))
        else:
            self.shell.banner(answer.title, answer.advice)

    def _on_install(self) -> None:
        self.offer.show_installing()
        prepare = self.shell.services.updates.prepare
        self.desk.network(self._on_ready, prepare, Silent()).or_else(self._on_no)

    def _on_no(self, trouble: DeskError) -> None:
        self.reload()
        self.shell.banner(trouble.title, trouble.advice)

    def _on_ready(self, ready: ReadyToLeave) -> None:
        self.shell.services.updates.leave(ready)

    def _on_back(self) -> None:
        back = None if self.view is None else self.view.way_back
        if back is None:
            return
        if self._confirm is None:
            self._confirm = ConfirmSheet(self.shell, self)
            self._confirm.confirmed.connect(self._on_back_confirmed)
        self._confirm.ask(
            _("Revenir à la version {version}\u00a0?").format(version=back.version),
            "",
            back.lost + "\n\n" + _back_words(keeps=back.keeps_data),
            _("Revenir à la version {version}").format(version=back.version),
            back.version,
        )

    def _on_back_confirmed(self, _version: str) -> None:
        prepare = self.shell.services.updates.prepare_return
        self.desk.network(self._on_ready, prepare, Silent()).or_else(self._on_no)


def _until_over(
    fetch: Callable[[Progress], UpdateView], progress: DeskProgress
) -> UpdateView | DeskError | None:
    """Run on a network thread; whatever happens, say that it is over. None: she stopped it."""
    try:
        return fetch(progress)
    except CancelledError:
        return None
    except DeskError as trouble:
        return trouble
    finally:
        progress.end()


def _address_trouble(text: str) -> str:
    if not text.strip() or text.strip().startswith(("https://", "http://127.0.0.1")):
        return ""
    return _("Recopiez l’adresse entière\u00a0: elle commence par https://.")


def _hint() -> str:
    return _("Celle que donne l’éditeur. Vide\u00a0: aucune mise à jour n’est cherchée.")


def _source_note() -> str:
    return _(
        "Chaque annonce et chaque installateur sont signés\u00a0: ce que l’éditeur n’a pas signé "
        "est refusé, d’où que cela vienne."
    )


def _back_words(*, keeps: bool) -> str:
    if keeps:
        return _("Merchant Desk se ferme, la version précédente s’installe et se rouvre.")
    return _(
        "Merchant Desk se ferme, reprend la copie des données faite avant la mise à jour, puis la "
        "version précédente s’installe et se rouvre. Le fichier actuel reste à côté, sous le nom "
        "«\u00a0remplacé\u00a0»."
    )
