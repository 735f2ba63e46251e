"""Boutique en ligne: the accounts, how each is doing, and the way to connect another."""

from collections.abc import Callable
from typing import ClassVar

from merchant_desk.errors import DeskError
from merchant_desk.queries.shops import ShopRow, shops
from merchant_desk.ui.confirm_sheet import ConfirmSheet
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.desk_progress import DeskProgress
from merchant_desk.ui.settings.add_shop_sheet import AddShopSheet
from merchant_desk.ui.settings.first_pull_sheet import FirstPullSheet
from merchant_desk.ui.settings.page import SettingsPage, buttons_row
from merchant_desk.ui.settings.shop_card import ShopCard
from merchant_desk.ui.settings.waiting_sheet import WaitingSheet
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.empty_state import EmptyState, EmptyText
from merchant_desk.values.clock import utc_now
from merchant_desk.values.ids import ShopId
from merchant_desk.values.shop_access import ShopAdded
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
        self._sheets: tuple[AddShopSheet, FirstPullSheet, WaitingSheet, ConfirmSheet] | None = None
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
    def add_sheet(self) -> AddShopSheet:
        """Return the sheet that connects a storefront."""
        return self._made_sheets()[0]

    @property
    def question_sheet(self) -> FirstPullSheet:
        """Return the sheet that asks which side decides."""
        return self._made_sheets()[1]

    def _made_sheets(self) -> tuple[AddShopSheet, FirstPullSheet, WaitingSheet, ConfirmSheet]:
        if self._sheets is None:
            add = AddShopSheet(self.desk, self.shell, self)
            question = FirstPullSheet(self.desk, self.shell, self)
            waiting = WaitingSheet(self.desk, self.shell, self)
            self._sheets = (add, question, waiting, ConfirmSheet(self.shell, self))
            add.added.connect(self._on_added)
            add.keys_changed.connect(self.reload)
            question.decided.connect(self.reload)
            self._sheets[3].confirmed.connect(self._on_removal_confirmed)
        return self._sheets

    def reload(self) -> None:
        """Ask for the accounts."""
        self.desk.read(self._show, shops)

    def _show(self, rows: tuple[ShopRow, ...]) -> None:
        self.empty.setVisible(not rows)
        self.add.setVisible(bool(rows))
        if rows != self._rows:
            self._rows = rows
            self._rebuild()
        for card in self.shop_cards:
            card.show_time(utc_now())
        asked = next((row for row in rows if row.shop_id == self._ask_about), None)
        if asked is not None and asked.undecided and asked.last_pull_at is not None:
            self._ask_about = None
            self.question_sheet.open_sheet(asked)

    def _rebuild(self) -> None:
        for card in self.shop_cards:
            card.hide()
            card.deleteLater()
        self.shop_cards = [self._card(row) for row in self._rows]
        for place, card in enumerate(self.shop_cards):
            self.cards.insertWidget(place, card)

    def _card(self, row: ShopRow) -> ShopCard:
        card = ShopCard(self.shell.theme, row)
        card.show_pulling(pulling=row.shop_id in self._pulling)
        card.pull_wanted.connect(self._on_pull)
        card.decision_wanted.connect(self._on_decide)
        card.waiting_wanted.connect(self._on_waiting)
        card.keys_wanted.connect(self._on_keys)
        card.removal_wanted.connect(self._on_remove)
        card.checks_wanted.connect(self._on_checks)
        return card

    def _on_add(self) -> None:
        self.add_sheet.open_sheet()

    def _on_added(self, shop: ShopAdded) -> None:
        self.shell.toast(_("{name} est connectée").format(name=shop.name))
        self._ask_about = shop.shop_id
        self._pull(shop.shop_id)
        self.reload()

    def _on_pull(self, shop: ShopRow) -> None:
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
        self.question_sheet.open_sheet(shop)

    def _on_waiting(self, shop: ShopRow) -> None:
        self._made_sheets()[2].open_sheet(shop)

    def _on_keys(self, shop: ShopRow) -> None:
        self.add_sheet.open_sheet(shop)

    def _on_checks(self) -> None:
        self.shell.navigate("to_check")

    def _on_remove(self, shop: ShopRow) -> None:
        self._made_sheets()[3].ask(
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


def _exchanged(exchange: Exchange, shop_id: ShopId, progress: DeskProgress) -> ShopId:
    """Run one exchange on a network thread; its progress ends whatever happens."""
    try:
        exchange(shop_id, progress, False)
    finally:
        progress.end()
    return shop_id
