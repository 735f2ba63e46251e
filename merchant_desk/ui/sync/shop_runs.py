"""What she started with a storefront: an exchange, a full look, a comparison; each stoppable."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QObject, Signal

from merchant_desk.errors import CancelledError, DeskError
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.desk_progress import DeskProgress
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.tokens import Tone
from merchant_desk.values.french import number
from merchant_desk.values.ids import ShopId
from merchant_desk.values.parity import Parity
from merchant_desk.values.texts import _, ngettext


class Run(StrEnum):
    """What is done with a storefront on demand."""

    EXCHANGE = "exchange"
    SWEEP = "sweep"
    COMPARE = "compare"


@dataclass(frozen=True, slots=True)
class _Ended:
    shop_id: ShopId
    run: Run
    answer: object = None
    trouble: DeskError | None = None
    stopped: bool = False


class ShopRuns(QObject):
    """One at a time for each storefront; ``changed`` when one begins or ends."""

    changed = Signal()

    def __init__(self, desk: Desk, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shell = shell
        self._going: dict[ShopId, tuple[Run, DeskProgress]] = {}

    def going(self, shop_id: ShopId) -> Run | None:
        """Return what is going on with this storefront."""
        found = self._going.get(shop_id)
        return None if found is None else found[0]

    def start(self, shop_id: ShopId, run: Run) -> None:
        """Begin, unless something is going on with it already."""
        if shop_id in self._going:
            return
        progress = self._desk.new_progress()
        self._going[shop_id] = (run, progress)
        self.changed.emit()
        self._desk.network(self._on_ended, _run, self._work(shop_id, run, progress), shop_id, run)

    def stop(self, shop_id: ShopId) -> None:
        """Ask it to end at its next step; what was done stays done."""
        found = self._going.get(shop_id)
        if found is not None:
            found[1].stop()

    def _work(self, shop_id: ShopId, run: Run, progress: DeskProgress) -> Callable[[], object]:
        errands = self._shell.services
        work: Callable[[], object] = partial(errands.compare_shop, shop_id, progress)
        if run is not Run.COMPARE:
            ask = errands.sweep_shop if run is Run.SWEEP else errands.sync_shop
            work = partial(ask, shop_id, progress, False)
        return partial(_until_over, work, progress)

    def _on_ended(self, ended: _Ended) -> None:
        self._going.pop(ended.shop_id, None)
        self.changed.emit()
        if ended.stopped:
            self._shell.toast(_("Arrêté\u00a0: ce qui était fait est gardé"))
        elif ended.trouble is not None:
            self._shell.banner(ended.trouble.title, ended.trouble.advice, Tone.WARN)
        elif isinstance(ended.answer, Parity):
            self._shell.toast(_compared(ended.answer))
        else:
            self._shell.toast(_DONE[ended.run]())


def _exchanged() -> str:
    return _("Boutique relevée")


def _looked_at() -> str:
    return _("Tout a été regardé")


_DONE = {Run.EXCHANGE: _exchanged, Run.SWEEP: _looked_at, Run.COMPARE: _looked_at}


def _compared(report: Parity) -> str:
    count = sum(report.counts.values())
    if not count:
        return _("Comparé\u00a0: tout concorde")
    words = ngettext("Comparé\u00a0: {n} différence", "Comparé\u00a0: {n} différences", count)
    return words.format(n=number(count))


def _run(work: Callable[[], object], shop_id: ShopId, run: Run) -> _Ended:
    """Run on a network thread; whatever happens, say that it is over."""
    try:
        return _Ended(shop_id, run, work())
    except CancelledError:
        return _Ended(shop_id, run, stopped=True)
    except DeskError as trouble:
        return _Ended(shop_id, run, trouble=trouble)


def _until_over(work: Callable[[], object], progress: DeskProgress) -> object:
    try:
        return work()
    finally:
        progress.end()
