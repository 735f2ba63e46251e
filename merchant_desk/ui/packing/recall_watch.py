"""Beeps when the parcel on the bench holds a unit of a lot that was recalled since."""

from PySide6.QtCore import QObject

from merchant_desk.queries.parcel_view import ParcelView
from merchant_desk.queries.recalled_in_parcel import RecalledHere, recalled_in_parcel
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.packing.bench import PackingBench
from merchant_desk.ui.packing.hero_words import recalled
from merchant_desk.ui.sounds import Sound
from merchant_desk.values.ids import ParcelId


class RecallWatch(QObject):
    """Asks once a parcel, and again when a lot changes; parcels without lots ask nothing."""

    def __init__(self, desk: Desk, bench: PackingBench) -> None:
        super().__init__(bench)
        self._desk, self._bench = desk, bench
        self._asked: ParcelId | None = None
        self._told: tuple[ParcelId, tuple[RecalledHere, ...]] | None = None
        bench.parcel_seen.connect(self._on_seen)
        desk.changed.connect(self._on_changed)

    def _on_seen(self, view: ParcelView | None) -> None:
        by_lot = view is not None and view.open and any(each.lot for each in view.scans)
        if view is None or not by_lot:
            self._asked = None
        elif view.parcel_id != self._asked:
            self._asked = view.parcel_id
            self._ask()

    def _on_changed(self, tables: frozenset[str]) -> None:
        if "lot" in tables and self._asked is not None:
            self._ask()

    def _ask(self) -> None:
        if self._asked is not None:
            self._desk.read(self._show, recalled_in_parcel, self._asked)

    def _show(self, found: tuple[RecalledHere, ...]) -> None:
        if self._asked is None or not found or self._told == (self._asked, found):
            return
        self._told = (self._asked, found)
        if not self._bench.blocked:
            self._bench.block(recalled(found[0]), Sound.WRONG)
