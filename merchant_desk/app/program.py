"""The window and everything behind it, put together and taken apart."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from merchant_desk.app.facts import find_scan, search, window_facts
from merchant_desk.app.home import Home, back_up_at_closing, back_up_daily
from merchant_desk.app.interruptions import Interruptions
from merchant_desk.app.journal import OWN_TABLES, Journal
from merchant_desk.app.late_platform import LatePlatform
from merchant_desk.app.late_updates import LateUpdates
from merchant_desk.app.leaving import Leaving
from merchant_desk.app.outside import Outside, platforms
from merchant_desk.app.ring_once import ring_once
from merchant_desk.app.sample import open_sample
from merchant_desk.operations.save_settings import save_setting
from merchant_desk.queries.settings import Settings, settings
from merchant_desk.ui.crash_hook import CrashHook
from merchant_desk.ui.desk import Desk, Session
from merchant_desk.ui.main_window import MainWindow
from merchant_desk.ui.printing.print_center import PrintCenter
from merchant_desk.ui.scanner import Scanner
from merchant_desk.ui.shell import Services, Shell
from merchant_desk.ui.sounds import Sounds
from merchant_desk.ui.stall_watch import StallWatch
from merchant_desk.ui.theme import Look, Mode, Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.window_host import WindowHost
from merchant_desk.values import settings as declared
from merchant_desk.values.clock import utc_now
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.scanner_settings import ScannerSettings, SoundSettings, Suffix
from merchant_desk.values.texts import _, use_language

if TYPE_CHECKING:
    from merchant_desk.queries.ledger_check import Disagreement
    from merchant_desk.sync.secrets import Secrets

_FIRST_SYNC_MS = 1500
_SEALING_MS = 1000
_LEDGERS_MS = 5000
_BACKUP_EVERY_MS = 10 * 60 * 1000


class Program(QObject):
    """One open shop with its window; ``close`` leaves nothing running."""

    _interruptions: Interruptions | None = None

    def __init__(
        self,
        app: QApplication,
        home: Home,
        theme: Theme,
        secrets: "Secrets | None" = None,
        host: WindowHost | None = None,
    ) -> None:
        super().__init__()
        self._app, self._host = app, host
        self.home = home
        self.theme = theme
        self._stored: Settings = home.lanes.read(settings, home.station_id).result()
        use_language(self._stored.get(declared.LANGUAGE))
        self._apply_look()
        self.sounds = Sounds(self._sound_settings())
        self.scanner = Scanner(self.sounds, self._scanner_settings())
        self.desk = Desk(home.lanes, home.station_id, signer=home.signer)
        self.desk.chosen_person = self._stored.get(declared.PERSON)
        self.outside = Outside(home, self.sync_gesture, secrets)
        self.platform = LatePlatform(home, self.sync_gesture, secrets)
        self.updates = LateUpdates(home)
        self._mode = theme.look.mode
        theme.changed.connect(self._on_look)
        self._closed = self._changed = self._syncing = False
        home.lanes.after_write(self._on_written)
        self._timer = QTimer(self, interval=1000 * self._stored.get(declared.SYNC_EVERY_S))
        self._timer.timeout.connect(self.start_sync)
        self._backups = QTimer(self, interval=_BACKUP_EVERY_MS)
        self._backups.timeout.connect(self._back_up)
        self.watch = StallWatch(self)
        self.printing = PrintCenter(self.desk, home.lanes, theme, home.folder)
        self.shell = Shell(theme, self.scanner, self.sounds, self.services())
        self.printing.told.connect(self._on_told)
        self.journal = Journal(self.desk, self.shell, home, self.sync_gesture)
        self.window = MainWindow(self.desk, self.shell, watch=self.watch, parent=host)
        self._hook = CrashHook(self.desk)
        self.scanner.watch(app)

    def services(self) -> Services:
        """Return what screens may ask of the outside."""
        leaving = Leaving(self)
        return Services(
            window_facts=window_facts,
            search=search,
            find_scan=find_scan,
            start_pull=self.start_sync,
            next_exchange=self.next_exchange,
            open_sample=open_sample,
            open_school=self._open_school,
            print_center=self.printing,
            data_folder=self.home.folder,
            platforms=platforms,
            on_server=not self.home.database.is_sqlite,
            probe_shop=self.outside.probe_shop,
            add_shop=self.outside.add_shop,
            change_keys=self.outside.change_keys,
            kept_sign_in=self.outside.kept_sign_in,
            remove_shop=self.outside.remove_shop,
            sync_shop=self.outside.sync_shop,
            sweep_shop=self.outside.sweep_shop,
            compare_shop=self.outside.compare_shop,
            platform_can=self.outside.platform_can,
            read_order=self.outside.read_order,
            read_product=self.outside.read_product,
            count_orders=self.outside.count_orders,
            platform_limits=self.outside.platform_limits,
            platform_choices=self.outside.platform_choices,
            shows_physical=self.outside.shows_physical,
            take_opening=self.outside.take_opening,
            meet_again=self.outside.meet_again,
            make_backup=self.outside.make_backup,
            list_backups=self.outside.list_backups,
            e_invoicing=self.platform.errands(),
            restore_backup=leaving.restore,
            updates=self.updates.errands(leaving.install),
            printer_names=self.printing.printer_names,
            print_test_page=self.printing.print_test_now,
        )

    def _open_school(self, gesture: Gesture) -> bool:
        from merchant_desk.app.training import (  # noqa: PLC0415 - rare
            open_school_window,
        )

        return open_school_window(self.home, gesture)

    def open(self, first_screen: str = "today") -> None:
        """Show the window and begin what goes on by itself."""
        self._hook.install()
        self.watch.start()
        self.desk.collector.start()
        self.shell.navigate(first_screen)
        if self._host is None:
            self.window.show()
        else:
            self.window.settled.connect(self._host.drop_picture)
            self._host.put_in(self.window)
        if self._stored.get(declared.TRAINING):
            self.shell.banner(
                _("École\u00a0: rien de ce qui est fait ici n’est vrai"),
                _("Ni boutique en ligne, ni plateforme, ni comptabilité. Les pièces le portent."),
                Tone.WARN,
            )
        self._timer.start()
        self._interruptions = Interruptions(
            self._app, self.home.lanes, self.desk, self.outside, self.start_sync
        )
        self._backups.start()
        ring_once(self, _FIRST_SYNC_MS, self.start_sync)
        ring_once(self, _FIRST_SYNC_MS, self._back_up)
        ring_once(self, _SEALING_MS, self.journal.begin)
        ring_once(self, _LEDGERS_MS, self._prove_ledgers)
        self.printing.start()

    def close(self) -> None:
        """Stop what goes on by itself, let the running gesture finish, close the data."""
        if self._closed:
            return
        self._closed = True
        self.printing.stop()
        for timer in self.findChildren(QTimer):
            timer.stop()
        self.watch.stop()
        if self._interruptions is not None:
            self._interruptions.stop()
        self._hook.remove()
        self.sounds.close()
        self.outside.close()
        self.platform.close()
        self.updates.close()
        self.journal.close()
        if self._changed:
            self.home.lanes.write(_nothing).result()  # what was asked before this is written
            back_up_at_closing(self.home)
        self.home.close()
        self.desk.collector.stop()

    def sync_gesture(self) -> Gesture:
        """Return who acts when nobody does."""
        return Gesture(utc_now(), _("Synchronisation"), self.home.station_id, self.home.signer)

    def start_sync(self) -> None:
        """Exchange with every storefront on the network lane; once at a time."""
        if not self._syncing and not self._closed:
            self._syncing = True
            self.desk.network(self._on_synced, self.outside.sync_all).or_else(self._on_synced)

    def next_exchange(self) -> datetime | None:
        """Return when storefronts are asked again by themselves; None while they are not."""
        left = self._timer.remainingTime()
        return None if left < 0 else utc_now() + timedelta(milliseconds=left)

    def _on_synced(self, _answer: object) -> None:
        """Trouble is already on the shop and in the bottom line: no box, no banner."""
        if self._closed:
            self._syncing = False
            return
        self.desk.network(self._on_compared, self.outside.compare_weekly).or_else(self._on_compared)

    def _on_compared(self, _answer: object) -> None:
        """What a comparison found waits in its page; what kept it from being made is on the log."""
        if self._closed:
            self._syncing = False
            return
        self.desk.network(self._on_listened, self.platform.listen).or_else(self._on_listened)

    def _on_listened(self, _answer: object) -> None:
        """What the platform said is beside its files."""
        self._syncing = False
        if not self._closed:
            news = self.desk.network(self._on_told, self.updates.check_daily)
            news.or_else(self._on_trouble)

    def _prove_ledgers(self) -> None:
        """Check once a start that stock, invoices and parcels still agree; off the window."""
        from merchant_desk.queries.ledger_check import (  # noqa: PLC0415 - some seconds after
            ledger_disagreements,
        )

        if not self._closed:
            self.desk.read(self._show_disagreements, ledger_disagreements)
            self.journal.check()

    def _show_disagreements(self, found: "Sequence[Disagreement]") -> None:
        if found:
            self.shell.banner(
                _("Les registres ne concordent plus. {first}").format(first=found[0].sentence),
                _("Rien n’est perdu\u00a0: gardez une copie et demandez de l’aide."),
            )

    def _on_written(self, tables: frozenset[str]) -> None:
        """Note, on the writer's thread, that there is something to copy at closing."""
        self._changed = self._changed or not tables <= OWN_TABLES

    def _back_up(self) -> None:
        if self._closed:  # the first one is due just after the start; she may have closed by then
            return
        self.desk.network(self._on_backed_up, back_up_daily, self.home).or_else(self._on_trouble)

    def _on_backed_up(self, made: object) -> None:
        if made:
            self.shell.toast(_("La copie du jour est faite."))

    def _on_told(self, text: str) -> None:
        if text:
            self.shell.toast(text)

    def _on_trouble(self, trouble: object) -> None:
        title, advice = getattr(trouble, "title", ""), getattr(trouble, "advice", "")
        self.shell.banner(str(title), str(advice))

    def _on_look(self) -> None:
        """Keep the colours chosen in the top bar, so that the next start paints them first."""
        if self.theme.look.mode is not self._mode and not self._closed:
            self._mode = self.theme.look.mode
            self.desk.write(
                None, save_setting, self.desk.gesture(), declared.THEME, self._mode.value
            )

    def _apply_look(self) -> None:
        mode = self._stored.get(declared.THEME)
        self.theme.use(
            Look(
                mode=Mode(mode) if mode in set(Mode) else Mode.SYSTEM,
                font_scale=self._stored.get(declared.FONT_SCALE),
                reduced_motion=self._stored.get(declared.REDUCED_MOTION),
            )
        )

    def _sound_settings(self) -> SoundSettings:
        return SoundSettings(
            volume=self._stored.get(declared.SOUND_VOLUME),
            muted=self._stored.get(declared.SOUND_MUTED),
        )

    def _scanner_settings(self) -> ScannerSettings:
        suffix = self._stored.get(declared.SCANNER_SUFFIX)
        return ScannerSettings(
            gap_ms=self._stored.get(declared.SCANNER_GAP_MS),
            suffix=Suffix(suffix) if suffix in set(Suffix) else Suffix.ANY,
        )


def _nothing(_session: Session) -> None:
    """Wait for a turn on the writer's lane."""
