"""Every job of the benchmark, by the name it has in the targets."""

from collections.abc import Callable

from tests.benchmarks.bank_import_job import bnk_import
from tests.benchmarks.bank_jobs import bnka
from tests.benchmarks.chain_job import chain
from tests.benchmarks.count_job import cnt
from tests.benchmarks.exchange_jobs import exchange
from tests.benchmarks.file_jobs import t10, t11
from tests.benchmarks.forecast_job import csh
from tests.benchmarks.import_job import t1
from tests.benchmarks.invoice_jobs import fx
from tests.benchmarks.label_jobs import lab
from tests.benchmarks.law_jobs import law
from tests.benchmarks.lookup_jobs import t2, t3a, t3b
from tests.benchmarks.match_job import mat
from tests.benchmarks.measuring import Figure
from tests.benchmarks.order_jobs import t4a, t4c
from tests.benchmarks.paper_jobs import t6
from tests.benchmarks.pull_jobs import scan_wait, t8
from tests.benchmarks.reorder_job import reo
from tests.benchmarks.server_job import t4b
from tests.benchmarks.start_jobs import t7
from tests.benchmarks.stock_jobs import t5
from tests.benchmarks.table_jobs import t9
from tests.benchmarks.value_job import t5c
from tests.benchmarks.workbench import Workbench

Job = Callable[[Workbench], list[Figure]]

JOBS: dict[str, Job] = {
    "T1": t1,
    "T2": t2,
    "T3a": t3a,
    "T3b": t3b,
    "T4a": t4a,
    "T4b": t4b,
    "T4c": t4c,
    "T5": t5,
    "T5c": t5c,
    "T6": t6,
    "T7": t7,
    "T8": t8,
    "T9": t9,
    "T10": t10,
    "T11": t11,
    "LAB": lab,
    "LAW": law,
    "SCAN": scan_wait,
    "SWEEP": exchange,
    "CHAIN": chain,
    "FX": fx,
    "REO": reo,
    "CNT": cnt,
    "CSH": csh,
    "MAT": mat,
    "BNKa": bnka,
    "BNKb": bnk_import,
}
