import sys

import pytest

from merchant_desk.ui.cpu_turns import CpuTurns


def test_no_queue_is_counted_where_there_is_no_linux(monkeypatch: pytest.MonkeyPatch) -> None:
    # Wine shows Linux's files to a Windows program, whose os has no pread to read them with.
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.delattr("os.pread", raising=False)

    turns = CpuTurns()

    assert turns.queued_s() == 0.0
    turns.close()
