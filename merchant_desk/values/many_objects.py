"""Making tens of thousands of objects that all stay: the collector rests meanwhile."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def many_objects() -> Iterator[None]:
    """Pause the cycle collector, which would look through every new row again and free none.

    It cost a fifth of an import of 50,000 products. Memory is freed by counts all the while.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
