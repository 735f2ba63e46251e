"""The pages of the settings, in their order; each is imported at its first visit."""

from collections.abc import Callable
from dataclasses import dataclass

from merchant_desk.ui.desk import Desk
from merchant_desk.ui.settings.page import SettingsPage
from merchant_desk.ui.shell import Shell
from merchant_desk.values.texts import later


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One page: its key for ``navigate("settings", section=key)``, its words, its maker."""

    key: str
    title: str
    icon: str
    factory: Callable[[Desk, Shell], SettingsPage]


def _identity(desk: Desk, shell: Shell) -> SettingsPage:
    from merchant_desk.ui.settings.identity_page import (  # noqa: PLC0415 - at the first visit
        IdentityPage,
    )

    return IdentityPage(desk, shell)


def _storefronts(desk: Desk, shell: Shell) -> SettingsPage:
    from merchant_desk.ui.settings.storefronts_page import (  # noqa: PLC0415 - at the first visit
        StorefrontsPage,
    )

    return StorefrontsPage(desk, shell)


def _matching(desk: Desk, shell: Shell) -> SettingsPage:
    from merchant_desk.ui.settings.matching_page import (  # noqa: PLC0415 - at the first visit
        MatchingPage,
    )

    return MatchingPage(desk, shell)


def _categories(desk: Desk, shell: Shell) -> SettingsPage:
    from merchant_desk.ui.settings.categories_page import (  # noqa: PLC0415 - at the first visit
        CategoriesPage,
    )

    return CategoriesPage(desk, shell)


def _stock(desk: Desk, shell: Shell) -> SettingsPage:
    from merchant_desk.ui.settings.stock_page import (  # noqa: PLC0415 - at the first visit
        StockPage,
    )

    return StockPage(desk, shell)


def _accounting(desk: Desk, shell: Shell) -> SettingsPage:
    from merchant_desk.ui.settings.accounting_page import (  # noqa: PLC0415 - at the first visit
        AccountingPage,
    )

    return AccountingPage(desk, shell)


def _taxes(desk: Desk, shell: Shell) -> SettingsPage:
    from merchant_desk.ui.settings_taxes.page import (  # noqa: PLC0415 - at the first visit
        TaxesPage,
    )

    return TaxesPage(desk, shell)


def _station(desk: Desk, shell: Shell) -> SettingsPage:
    from merchant_desk.ui.settings.station_page import (  # noqa: PLC0415 - at the first visit
        StationPage,
    )

    return StationPage(desk, shell)


def _printers(desk: Desk, shell: Shell) -> SettingsPage:
    from merchant_desk.ui.settings.printers_page import (  # noqa: PLC0415 - at the first visit
        PrintersPage,
    )

    return PrintersPage(desk, shell)


def _scanner(desk: Desk, shell: Shell) -> SettingsPage:
    from merchant_desk.ui.settings.scanner_page import (  # noqa: PLC0415 - at the first visit
        ScannerPage,
    )

    return ScannerPage(desk, shell)


def _copies(desk: Desk, shell: Shell) -> SettingsPage:
    from merchant_desk.ui.settings.copies_page import (  # noqa: PLC0415 - at the first visit
        CopiesPage,
    )

    return CopiesPage(desk, shell)


def _platform(desk: Desk, shell: Shell) -> SettingsPage:
    from merchant_desk.ui.settings.platform_page import (  # noqa: PLC0415 - at the first visit
        PlatformPage,
    )

    return PlatformPage(desk, shell)


def _updates(desk: Desk, shell: Shell) -> SettingsPage:
    from merchant_desk.ui.settings.updates_page import (  # noqa: PLC0415 - at the first visit
        UpdatesPage,
    )

    return UpdatesPage(desk, shell)


def _about(desk: Desk, shell: Shell) -> SettingsPage:
    from merchant_desk.ui.settings.about_page import (  # noqa: PLC0415 - at the first visit
        AboutPage,
    )

    return AboutPage(desk, shell)


PAGES: tuple[PageSpec, ...] = (
    PageSpec("shop", later("Boutique"), "store", _identity),
    PageSpec("storefronts", later("Boutique en ligne"), "globe", _storefronts),
    PageSpec("platform", later("Plateforme agréée"), "file-text", _platform),
    PageSpec("matching", later("Rapprochement"), "list-checks", _matching),
    PageSpec("categories", later("Nature des produits"), "scale", _categories),
    PageSpec("stock", later("Stock"), "boxes", _stock),
    PageSpec("accounting", later("Comptabilité"), "book-open", _accounting),
    PageSpec("taxes", later("Impôts et charges"), "euro", _taxes),
    PageSpec("station", later("Ce poste"), "monitor", _station),
    PageSpec("printers", later("Imprimantes"), "printer", _printers),
    PageSpec("scanner", later("Scanner"), "scan-barcode", _scanner),
    PageSpec("copies", later("Sauvegardes"), "save", _copies),
    PageSpec("updates", later("Mises à jour"), "download", _updates),
    PageSpec("about", later("À propos"), "info", _about),
)
