"""Boutique en ligne: the accounts, how each is doing, and the way to connect another."""

from collections.abc import Callable, Mapping
from typing import ClassVar

from merchant_desk.errors import DeskError
from merchant_desk.queries.match_questions import match_counts
from merchant_desk.queries.shops import ShopRow, shops
from merchant_desk.ui.desk import Desk, Session
from merchant_desk.ui.desk_progress import DeskProgress
from merchant_desk.ui.settings.page import SettingsPage, buttons_row
from merchant_desk.ui.settings.shop_card import ShopCard
from merchant_desk.ui.settings.shop_sheets import ShopSheets
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.empty_state import EmptyState, EmptyText
from merchant_desk.values.clock import utc_now
from merchant_desk.values.ids import ShopId
from merchant_desk.values.shop_access import Platform, ShopAdded
from merchant_desk.values.texts import _

Exchange = Callable[[ShopId, DeskProgress, bool], object]


class StorefrontsPage(SettingsPage):
    """Pulls on demand; after the first pull it asks which side decides."""

    watches: ClassVar[frozenset[str]] = frozenset({"shop", "outbox_message", "remote_record"})

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell, _("Boutique en ligne"))
        self._rows: tuple[ShopRow, ...] = ()
        self._pulling: dict[ShopId, DeskProgress] = {}
        self._ask_about: ShopId | None = None
        self._questions: Mapping[ShopId, int] = {}
        self._titles: Mapping[str, str] | None = None
        self._sheets: ShopSheets | None = None
        self.shop_cards: list[ShopCard] = []
        self.add = Button(shell.theme, _("Connecter une boutique"), icon="plus")
        self.empty = EmptyState(
            shell.theme,
            EmptyText(
                "globe",
                _("Aucune boutique en ligne"),
                _("Connectez votre boutique\u00a0: ses commandes arrivent ici toutes seules."),
                _("Connecter une boutique"),
            ),
        )
        self.cards.addWidget(self.empty)
        self.cards.addLayout(buttons_row(self.add))
        self.empty.hide()
        self.empty.primary.connect(self._on_add)
        self.add.clicked.connect(self._on_add)

    @property
    def sheets(self) -> ShopSheets:
        """Return the sheets of this page, made when the first is opened."""
        if self._sheets is None:
            made = ShopSheets(self.desk, self.shell, self)
            self._sheets = made
            made.add.added.connect(self._on_added)
            made.add.keys_changed.connect(self.reload)
            made.since.chosen.connect(self._on_first_pull)
            made.question.decided.connect(self.reload)
            made.settings.kept.connect(self.reload)
            made.confirm.confirmed.connect(self._on_removal_confirmed)
        return self._sheets

    def reload(self) -> None:
        """Ask for the accounts."""
        if self._titles is None:  # loads what talks to storefronts: not on the window's thread
            self._titles = {}
            self.desk.network(self._on_platforms, self.shell.services.platforms)
        self.desk.read(self._show, _accounts)

    def _on_platforms(self, platforms: tuple[Platform, ...]) -> None:
        self._titles = {each.key: each.title for each in platforms}
        self._rebuild()

    def _show(self, accounts: tuple[tuple[ShopRow, ...], Mapping[ShopId, int]]) -> None:
        rows, questions = accounts
        self.empty.setVisible(not rows)
        self.add.setVisible(bool(rows))
        if (rows, questions) != (self._rows, self._questions):
            self._rows, self._questions = rows, questions
            self._rebuild()
        for card in self.shop_cards:
            card.show_time(utc_now())
        asked = next((row for row in rows if row.shop_id == self._ask_about), None)
        if asked is not None and asked.undecided and asked.last_pull_at is not None:
            self._ask_about = None
            self.sheets.question.open_sheet(asked)

    def _rebuild(self) -> None:
        for card in self.shop_cards:
            card.hide()
            card.deleteLater()
        self.shop_cards = [self._card(row) for row in self._rows]
        for place, card in enumerate(self.shop_cards):
            self.cards.insertWidget(place, card)

    def _card(self, row: ShopRow) -> ShopCard:
        card = ShopCard(
            self.shell.theme,
            row,
            platform=(self._titles or {}).get(row.platform, row.platform),
            questions=self._questions.get(row.shop_id, 0),
        )
        card.show_pulling(pulling=row.shop_id in self._pulling)
        card.pull_wanted.connect(self._on_pull)
        card.decision_wanted.connect(self._on_decide)
        card.waiting_wanted.connect(self._on_waiting)
        card.keys_wanted.connect(self._on_keys)
        card.removal_wanted.connect(self._on_remove)
        card.words_wanted.connect(self._on_words)
        card.settings_wanted.connect(self._on_settings)
        card.checks_wanted.connect(self._on_checks)
        card.matching_wanted.connect(self._on_matching)
        return card

    def _on_add(self) -> None:
        self.sheets.add.open_sheet()

    def _on_added(self, shop: ShopAdded) -> None:
        self.shell.toast(_("{name} est connectée").format(name=shop.name))
        self.reload()
        self.sheets.since.open_sheet(shop.shop_id, shop.name)

    def _on_first_pull(self, shop_id: ShopId) -> None:
        self._ask_about = shop_id
        self._pull(shop_id)

    def _on_pull(self, shop: ShopRow) -> None:
        if shop.last_pull_at is None and not shop.problem:
            self.sheets.since.open_sheet(shop.shop_id, shop.name)
            return
        if shop.undecided:
            self._ask_about = shop.shop_id
        self._pull(shop.shop_id)

    def _pull(self, shop_id: ShopId) -> None:
        if shop_id in self._pulling:
            return
        progress = self.desk.new_progress()
        self._pulling[shop_id] = progress
        self._show_pulling()
        exchange = self.shell.services.sync_shop
        ticket = self.desk.network(self._on_pulled, _exchanged, exchange, shop_id, progress)
        ticket.or_else(self._on_pull_failed)

    def _on_pulled(self, shop_id: ShopId) -> None:
        self._end_pull(shop_id)
        self.shell.toast(_("Boutique relevée"))

    def _on_pull_failed(self, trouble: DeskError) -> None:
        for shop_id, progress in list(self._pulling.items()):
            if progress.over:
                self._end_pull(shop_id)
        if not any(row.problem for row in self._rows):
            self.shell.banner(trouble.title, trouble.advice)

    def _end_pull(self, shop_id: ShopId) -> None:
        self._pulling.pop(shop_id, None)
        self._show_pulling()
        self.reload()

    def _show_pulling(self) -> None:
        for card in self.shop_cards:
            card.show_pulling(pulling=card.shop.shop_id in self._pulling)

    def _on_decide(self, shop: ShopRow) -> None:
        self.sheets.question.open_sheet(shop)

    def _on_waiting(self, shop: ShopRow) -> None:
        self.sheets.waiting.open_sheet(shop)

    def _on_keys(self, shop: ShopRow) -> None:
        self.sheets.add.open_sheet(shop)

    def _on_words(self, shop: ShopRow) -> None:
        self.sheets.words.open_sheet(shop)

    def _on_settings(self, shop: ShopRow) -> None:
        self.sheets.settings.open_sheet(shop)

    def _on_matching(self) -> None:
        self.shell.navigate("settings", section="matching")

    def _on_checks(self) -> None:
        self.shell.navigate("to_check")

    def _on_remove(self, shop: ShopRow) -> None:
        self.sheets.confirm.ask(
            _("Retirer cette boutique\u00a0?"),
            shop.name,
            _(
                "Plus rien ne sera relevé ni envoyé, et ses clés seront oubliées. Commandes, "
                "produits et factures restent ici."
            ),
            _("Retirer la boutique"),
            shop,
        )

    def _on_removal_confirmed(self, shop: ShopRow) -> None:
        remove = self.shell.services.remove_shop
        self.desk.network(self._on_removed, remove, self.desk.gesture(), shop.shop_id)

    def _on_removed(self, _nothing: None) -> None:
        self.shell.toast(_("Boutique retirée"))
        self.reload()


def _accounts(session: Session) -> tuple[tuple[ShopRow, ...], Mapping[ShopId, int]]:
    return shops(session), match_counts(session)


def _exchanged(exchange: Exchange, shop_id: ShopId, progress: DeskProgress) -> ShopId:
    """Run one exchange on a network thread; its progress ends whatever happens."""
    try:
        exchange(shop_id, progress, False)
    finally:
        progress.end()
    return shop_id
