"""Every job of the benchmark, by the name it has in the targets."""

from collections.abc import Callable

from tests.benchmarks.import_job import t1
from tests.benchmarks.lookup_jobs import t2, t3a
from tests.benchmarks.measuring import Figure
from tests.benchmarks.stock_jobs import t5
from tests.benchmarks.workbench import Workbench

Job = Callable[[Workbench], list[Figure]]

JOBS: dict[str, Job] = {
    "T1": t1,
    "T2": t2,
    "T3a": t3a,
    "T5": t5,
}
