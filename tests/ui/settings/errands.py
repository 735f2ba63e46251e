"""A storefront, printers and copies that tests decide about; what was asked is kept."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from merchant_desk.errors import DeskError, RemoteDataError
from merchant_desk.lanes import Lanes
from merchant_desk.operations.add_shop import add_shop, change_keys, remove_shop
from merchant_desk.operations.take_shop_stock import take_shop_stock
from merchant_desk.sync.errors import ShopRejectedCredentialsError
from merchant_desk.ui.desk_progress import DeskProgress
from merchant_desk.ui.shell import Services
from merchant_desk.values.copies import Copy
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId, ShopId
from merchant_desk.values.remote import RemoteOrder, RemoteProduct, ShopFacts
from merchant_desk.values.shop_access import (
    NewShop,
    Platform,
    ShopAccess,
    ShopAdded,
    SignIn,
    SignInField,
)
from merchant_desk.values.words import DocumentKind
from tests.makers import remote_order

FACTS = ShopFacts(
    name="Maison Lavande",
    version="9.8.5",
    currency="EUR",
    time_zone="Europe/Paris",
    prices_include_tax=True,
    identity="https://www.maison-lavande.fr",
    clock_skew_s=0,
    can_write=True,
)
GOOD_SECRET = "cs_good"
PLATFORMS = (
    Platform(
        "woocommerce",
        "WooCommerce",
        SignIn(
            address_hint="Par exemple https://www.maboutique.fr.",
            fields=(
                SignInField("key", "Clé client", "Elle commence par ck_."),
                SignInField("secret", "Clé secrète", "Elle commence par cs_.", secret=True),
            ),
            help_page="connect_woocommerce",
            where="Dans WooCommerce\u00a0: Réglages, Avancé, API REST.",
            keys_path="/wp-admin/admin.php?page=wc-settings",
        ),
    ),
    Platform(
        "magento",
        "Magento 2",
        SignIn(
            address_hint="Par exemple https://www.maboutique.fr.",
            fields=(
                SignInField("key", "Clé du client"),
                SignInField("secret", "Secret du client", secret=True),
                SignInField("token", "Jeton d’accès", secret=True, needed=False),
                SignInField("store", "Vue magasin", needed=False, chooses=True),
            ),
            help_page="connect_magento",
            where="Dans Magento\u00a0: Système, Intégrations.",
        ),
    ),
)
LIMITS = ("L’argent d’un remboursement ne part que si vous le demandez.",)


@dataclass
class Outside:
    """What the outside holds and what it was asked."""

    lanes: Lanes
    folder: Path
    facts: ShopFacts = FACTS
    trouble: DeskError | None = None
    after_pull: Callable[[ShopId], None] | None = None
    order: RemoteOrder = field(default_factory=remote_order)
    articles: dict[str, RemoteProduct] = field(default_factory=dict)
    counts: dict[bool, int | None] = field(default_factory=lambda: {True: 42, False: 1234})
    """How many orders a shop has: since some day, and in all."""
    accesses: list[ShopAccess] = field(default_factory=list)
    met_again: list[ShopId] = field(default_factory=list)
    physical: bool = False
    kept_sign_in: dict[str, str] = field(default_factory=dict)
    secrets: dict[ShopId, str] = field(default_factory=dict)
    pulled: list[tuple[ShopId, bool]] = field(default_factory=list)
    printed: list[tuple[DocumentKind, str]] = field(default_factory=list)
    copied: list[Path | None] = field(default_factory=list)
    restored: list[Path] = field(default_factory=list)

    def services(self, **changes: object) -> Services:
        """Return errands that reach this outside."""
        given = {
            "data_folder": self.folder,
            "probe_shop": self._probe,
            "add_shop": self._add,
            "change_keys": self._change,
            "kept_sign_in": lambda _shop_id: self.kept_sign_in,
            "remove_shop": self._remove,
            "sync_shop": self._sync,
            "read_order": self._read_order,
            "platforms": lambda: PLATFORMS,
            "read_product": self._read_product,
            "count_orders": self._count,
            "platform_limits": lambda _platform: LIMITS,
            "platform_choices": lambda _platform: frozenset({"ean", "prior_price", "prices"}),
            "shows_physical": lambda _platform: self.physical,
            "take_opening": self._take_opening,
            "meet_again": self.met_again.append,
            "make_backup": self._copy,
            "list_backups": self._copies,
            "restore_backup": self._restore,
            "printer_names": self._printers,
            "print_test_page": self._print,
            **changes,
        }
        return Services(**given)  # type: ignore[arg-type]  # named one by one above

    def _probe(self, access: ShopAccess) -> ShopFacts:
        self._fail()
        self.accesses.append(access)
        if access.secret != GOOD_SECRET:
            raise ShopRejectedCredentialsError(
                "La boutique n’a pas accepté les clés d’accès.", "Créez de nouvelles clés."
            )
        return self.facts

    def _add(self, gesture: Gesture, wanted: NewShop) -> ShopAdded:
        shop_id = self.lanes.write(add_shop, gesture, wanted).result()
        self.secrets[shop_id] = wanted.access.secret
        return ShopAdded(shop_id, wanted.name)

    def _change(self, _gesture: Gesture, shop_id: ShopId, access: ShopAccess) -> bool:
        self.lanes.write(change_keys, shop_id, access.key).result()
        self.secrets[shop_id] = access.secret
        return True

    def _remove(self, _gesture: Gesture, shop_id: ShopId) -> None:
        self.lanes.write(remove_shop, shop_id).result()
        self.secrets.pop(shop_id, None)

    def _sync(self, shop_id: ShopId, _progress: DeskProgress, anyway: bool) -> None:
        self._fail()
        self.pulled.append((shop_id, anyway))
        if self.after_pull is not None:
            self.after_pull(shop_id)

    def _read_order(self, _platform: str, _body: str) -> RemoteOrder:
        return self.order

    def _read_product(self, _platform: str, body: str) -> RemoteProduct:
        if body not in self.articles:
            raise RemoteDataError("L’article n’a pas été compris.", "Relevez la boutique.")
        return self.articles[body]

    def _count(self, _shop_id: ShopId, since: datetime | None) -> int | None:
        self._fail()
        return self.counts[since is not None]

    def _take_opening(self, gesture: Gesture, shop_id: ShopId) -> int:
        units = 0
        after: ProductId | None = None
        while True:
            taken = self.lanes.write(take_shop_stock, gesture, shop_id, after).result()
            units, after = units + taken.units, taken.after
            if after is None:
                return units

    def _copy(self, folder: Path | None) -> Copy:
        self._fail()
        self.copied.append(folder)
        return self._copies()[0]

    def _copies(self) -> tuple[Copy, ...]:
        now = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)
        reasons = ("main", "fermeture", "jour", "avant-mise-a-jour")
        return tuple(
            Copy(
                path=self.folder / f"copie-{age}.sqlite3",
                made_at=now - timedelta(days=age),
                bytes=48_300_000 - 900_000 * age,
                reason=reason,
            )
            for age, reason in enumerate(reasons)
        )

    def _restore(self, path: Path) -> None:
        self._fail()
        self.restored.append(path)

    def _printers(self) -> tuple[str, ...]:
        return ("Brother HL-L2350DW", "Zebra GK420d")

    def _print(self, _gesture: Gesture, kind: DocumentKind, printer: str) -> str:
        self._fail()
        self.printed.append((kind, printer))
        return f"Page d’essai envoyée à {printer}."

    def _fail(self) -> None:
        if self.trouble is not None:
            raise self.trouble
