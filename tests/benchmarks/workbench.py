"""What a job is given: the files of this run, the size, a folder of its own."""

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from tests.benchmarks.desk_file import DeskShop, desk_catalogue, desk_shop
from tests.benchmarks.raw_file import raw_catalogue, raw_shop
from tests.benchmarks.sizes import Size


@dataclass(frozen=True)
class Workbench:
    """Files are made when the first job asks for them, once a run."""

    folder: Path
    size: Size

    @cached_property
    def desk(self) -> DeskShop:
        """Return the desk's own file at this size."""
        return desk_shop(self.folder / f"desk-{self.size.name}.sqlite3", self.size)

    @cached_property
    def raw(self) -> Path:
        """Return the raw file at this size."""
        return raw_shop(self.folder / f"raw-{self.size.name}.sqlite3", self.size)

    @cached_property
    def large_desk(self) -> Path:
        """Return the desk's file of the largest catalogue."""
        path = self.folder / f"desk-many-{self.size.name}.sqlite3"
        return desk_catalogue(path, self._many)

    @cached_property
    def large_raw(self) -> Path:
        """Return the raw file of the largest catalogue."""
        return raw_catalogue(self.folder / f"raw-many-{self.size.name}.sqlite3", self._many)

    @property
    def _many(self) -> Size:
        return replace(self.size, products=self.size.many_products)

    def fresh(self, name: str) -> Path:
        """Return a path where no file is."""
        path = self.folder / name
        for ending in ("", "-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        return path
