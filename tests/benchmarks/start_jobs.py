"""T7: from nothing to the first painted list, to a desk that answers, and what it all holds."""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from tests.benchmarks.measuring import Figure
from tests.benchmarks.workbench import Workbench

_ROOT = Path(__file__).resolve().parents[2]
_BARE = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView, QToolBar, QLineEdit
from PySide6.QtCore import QAbstractTableModel, Qt, QTimer
app = QApplication(sys.argv[:1])
class Model(QAbstractTableModel):
    def rowCount(self, parent=None): return 200
    def columnCount(self, parent=None): return 8
    def data(self, index, role):
        return f"{index.row()}-{index.column()}" if role == Qt.DisplayRole else None
window, table = QMainWindow(), QTableView()
table.setModel(Model()); window.setCentralWidget(table)
for title in ("&Fichier", "&Ventes", "&Stock", "&Achats", "&Aide"):
    menu = window.menuBar().addMenu(title)
    for number in range(8): menu.addAction(f"Action {number}")
bar = QToolBar(); bar.addWidget(QLineEdit()); window.addToolBar(bar)
window.resize(1280, 800); window.show()
app.processEvents(); table.viewport().repaint()
QTimer.singleShot(0, app.quit); app.exec()
"""
_FIRST = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from merchant_desk.app.window import Start, make_application
app = make_application()
start = Start(app, Path(sys.argv[1]))
start.host.painted.disconnect()
app.processEvents(); start.host.repaint()
QTimer.singleShot(0, app.quit); app.exec()
"""
_WHOLE = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from merchant_desk.app.window import Start, make_application
app = make_application()
start = Start(app, Path(sys.argv[1]))
def look():
    if start.desk_is_there():
        timer.stop(); print(time.time(), flush=True); start.host.close()
timer = QTimer(interval=2); timer.timeout.connect(look); timer.start()
app.exec(); start.finish()
"""
_SEARCHED = """
import resource, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from merchant_desk.app.window import Start, make_application
app = make_application()
start = Start(app, Path(sys.argv[1]))
def most_kib():
    # getrusage begins with what the parent held
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().split("VmHWM:")[1].split()[0])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
words = list("savon bio chocolat noir") * 3
def step():
    if not start.desk_is_there():
        return
    program = start._program
    if not words:
        print(most_kib())
        timer.stop(); start.host.close()
    elif len(words) == 69:
        program.shell.navigate("products"); words.pop()
    else:
        # As the desk does, once it stands: earlier it would bring what the desk leaves out.
        from merchant_desk.queries.product_search import find_products
        program.desk.read(None, find_products, "".join(words[-8:])); words.pop()
timer = QTimer(interval=20); timer.timeout.connect(step); timer.start()
app.exec(); start.finish()
"""
_MIB = 1024


def t7(bench: Workbench) -> list[Figure]:
    """Start programs in turn: a bare Qt window with a list, and the desk on the big file."""
    folder = _home(bench)
    rounds = bench.size.rounds + 2
    taken: dict[str, list[float]] = {"bare": [], "first": [], "whole": []}
    programs = {"bare": _BARE, "first": _FIRST, "whole": _WHOLE}
    for number in range(rounds + 1):
        for name, program in programs.items():
            began = time.time()
            seconds, said = _run(program, folder)
            if name == "whole":  # it then closes, which copies the day
                seconds = float(said.split()[-1]) - began
            if number:
                taken[name].append(seconds)
    fresh = min(_fresh_start(bench.folder / f"new-{time.time_ns()}") for _start in range(2))
    _run(_SEARCHED, folder)  # compiles the rest: an installed desk compiles nothing
    held = statistics.median(
        int(_run(_SEARCHED, folder)[1].split()[-1]) / _MIB for _search in range(3)
    )
    return [
        _figure("T7a", "cold start → first list painted", taken, "first", (1.5, 1.2)),
        _figure("T7b", "cold start → the desk answers", taken, "whole", (3.0, 2.2)),
        Figure(
            job="T7c", what="first run: an empty shop ready, bar 1 s", value=fresh * 1e3,
            unit="ms", ratio=fresh, must=1, stretch=0.2,
        ),
        Figure(
            job="T7d", what="memory, catalogue open and searched, bar 160 MB", value=held,
            unit="MB", ratio=held / 160, must=1, stretch=0.75,
        ),
    ]  # fmt: skip


def first_paint(bench: Workbench) -> list[Figure]:
    """Measure the first painted list alone, beside the bare window."""
    folder = _home(bench)
    taken: dict[str, list[float]] = {"bare": [], "first": []}
    for number in range(bench.size.rounds + 1):
        for name, program in (("bare", _BARE), ("first", _FIRST)):
            seconds, _said = _run(program, folder)
            if number:
                taken[name].append(seconds)
    return [_figure("T7a", "cold start → first list painted", taken, "first", (1.5, 1.2))]


def _home(bench: Workbench) -> Path:
    folder = bench.folder / f"home-{bench.size.name}"
    folder.mkdir(exist_ok=True)
    place = folder / "boutique.sqlite3"
    if not place.exists():
        os.link(bench.desk.path, place)
    return folder


def _figure(
    job: str, what: str, taken: dict[str, list[float]], name: str, bars: tuple[float, float]
) -> Figure:
    pairs = zip(taken[name], taken["bare"], strict=True)
    return Figure(
        job=job,
        what=what,
        value=statistics.median(taken[name]) * 1e3,
        unit="ms",
        limit=statistics.median(taken["bare"]) * 1e3,
        ratio=statistics.median(ours / bare for ours, bare in pairs),
        must=bars[0],
        stretch=bars[1],
    )


def _run(program: str, folder: Path) -> tuple[float, str]:
    """Run one program as an installed one runs, its modules compiled; return seconds and words."""
    own = {
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": str(folder),
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
        "PYTHONPATH": str(_ROOT),
    }
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    start = time.perf_counter()
    done = subprocess.run(  # noqa: S603 - our own few lines
        [sys.executable, "-c", program, str(folder)],
        env={**kept, **own},
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return time.perf_counter() - start, done.stdout


def _fresh_start(folder: Path) -> float:
    from merchant_desk.app.home import open_home  # noqa: PLC0415 - after the starts were measured

    start = time.perf_counter()
    open_home(folder, {}).close()
    return time.perf_counter() - start
