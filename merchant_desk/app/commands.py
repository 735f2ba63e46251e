"""The headless commands: the desk they act on, and the errands only the app can run."""

import argparse
import logging
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from merchant_desk.app.folder import data_folder, usual_folder
from merchant_desk.app.home import Home, back_up_daily, open_home, seal_from_now
from merchant_desk.app.logs import command_name, kept_logs
from merchant_desk.app.shop_errands import ShopErrands
from merchant_desk.app.storefronts import Storefronts, Synced
from merchant_desk.app.training import open_school
from merchant_desk.app.updates import Updates
from merchant_desk.cli.command import Counter
from merchant_desk.cli.run import parser, run
from merchant_desk.errors import UnavailableError
from merchant_desk.sync.progress import Silent
from merchant_desk.sync.secrets import Secrets
from merchant_desk.values.clock import utc_now
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.texts import _

if TYPE_CHECKING:
    from merchant_desk.app.data_place import DataPlace


def run_command(words: Sequence[str]) -> int:
    """Run one command of the list and return its exit code."""
    root = parser()
    arguments = root.parse_args(list(words))
    if not hasattr(arguments, "command"):
        root.print_help()
        return 0
    with ExitStack() as ends:
        return run(arguments, _Opened(ends).counter, _ALONE)


def _demo_headless(keep: Path | None) -> dict[str, Any]:
    from merchant_desk.app.demo_play import play  # noqa: PLC0415 - the sample shop on demand

    return play(keep).facts()


def _demo_window(folder: str | None) -> int:
    from merchant_desk.app.demo_window import run_demo  # noqa: PLC0415 - Qt only with a window

    return run_demo(folder)


def _screenshots(folder: Path) -> list[str]:
    from merchant_desk.app.screenshots import take_all  # noqa: PLC0415 - Qt only with a window

    return take_all(folder)


def _self_check() -> dict[str, Any]:
    from merchant_desk.app.self_check import check_all  # noqa: PLC0415 - everything, on demand

    return check_all()


def _restore_backup(data: str | None, copy: Path) -> Path | None:
    from merchant_desk.app.restore_command import (  # noqa: PLC0415 - Qt's lock, only to restore
        restore_named,
    )

    return restore_named(data, copy)


def _data_place(data: str | None, *, anew: bool = False) -> "DataPlace":
    """Return where the shop lies; to choose anew, what was chosen need not be there any more."""
    from merchant_desk.app.data_place import DataPlace  # noqa: PLC0415 - on demand

    try:
        return DataPlace(data_folder(data))
    except UnavailableError:
        if not anew:
            raise
        return DataPlace(usual_folder(), lost=True)


_ALONE: dict[str, Callable[..., Any]] = {
    "data_place": _data_place,
    "demo_headless": _demo_headless,
    "demo_window": _demo_window,
    "restore_backup": _restore_backup,
    "screenshots": _screenshots,
    "self_check": _self_check,
}


class _Opened:
    """Opens what a command works with; the last opened is closed first."""

    def __init__(self, ends: ExitStack) -> None:
        self._ends = ends

    def counter(self, arguments: argparse.Namespace) -> Counter:
        """Open the shop and hand the command what it works with."""
        folder = data_folder(arguments.data)
        self._ends.enter_context(kept_logs(folder, command_name(), logging.WARNING))
        home = open_home(folder)
        self._ends.callback(home.close)
        person = arguments.person or _("Commande")
        storefronts = Storefronts(home.lanes, _actor(home), Secrets())
        self._ends.callback(storefronts.close)
        updates = Updates(home)
        self._ends.callback(updates.close)
        back_up_daily(home)
        return Counter(
            lanes=home.lanes,
            station_id=home.station_id,
            person=person,
            folder=home.folder,
            as_json=arguments.json,
            services={**storefront_services(home, storefronts), **update_services(updates)},
            signer=home.signer,
            before_first_gesture=partial(seal_from_now, home),
        )


def update_services(updates: Updates) -> dict[str, Callable[..., Any]]:
    """Return the errands about versions."""
    return {
        "update_view": updates.view,
        "update_check": updates.check,
        "update_download": updates.download,
    }


def _actor(home: Home) -> Callable[[], Gesture]:
    def act() -> Gesture:
        return Gesture(utc_now(), _("Synchronisation"), home.station_id, home.signer)

    return act


def storefront_services(home: Home, storefronts: Storefronts) -> dict[str, Callable[..., Any]]:
    """Return the errands that commands ask for by name."""

    def sync_all(*, anyway: bool = False, sweeping: bool = False) -> tuple[Synced, ...]:
        return storefronts.sync_all(Silent(), anyway=anyway, sweeping=sweeping)

    errands = ShopErrands(home, storefronts)
    return {
        "sync_all": sync_all,
        "probe_shop": errands.probe_shop,
        "add_shop": errands.add_shop,
        "change_keys": errands.change_keys,
        "kept_sign_in": errands.kept_sign_in,
        "remove_shop": errands.remove_shop,
        "sync_shop": errands.sync_shop,
        "sweep_shop": errands.sweep_shop,
        "compare_shop": errands.compare_shop,
        "platform_can": errands.platform_can,
        "count_orders": errands.count_orders,
        "read_product": errands.read_product,
        "read_order": errands.read_order,
        "take_opening": errands.take_opening,
        "open_school": partial(open_school, home),
        "make_backup": errands.make_backup,
        "list_backups": errands.list_backups,
    }
