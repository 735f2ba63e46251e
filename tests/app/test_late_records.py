"""Records whose functions are compiled when they are called: nobody can tell them from others."""

import subprocess
import sys

_USE = """
import copy, pickle
import dataclasses
import merchant_desk.app.late_records
from merchant_desk.values.remote import Address
from dataclasses import FrozenInstanceError, dataclass, replace
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column

late_here = hasattr(dataclasses, "_create_fn")  # Python 3.13 compiles a class at once
@dataclass(frozen=True, slots=True, order=True)
class Pair:
    first: int
    second: str = "b"

@dataclass
class Child(Pair.__base__):
    self: int
    many: list = dataclasses.field(default_factory=list)

class Base(MappedAsDataclass, DeclarativeBase, kw_only=True):
    pass

class Row(Base, kw_only=True):
    __tablename__ = "row"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(default="none")

late = Pair.__init__
pair = Pair(1)
assert (Pair.__init__ is not late) == late_here, "the real one takes its place"
assert Pair.__init__.__qualname__ == "Pair.__init__"
assert repr(pair) == "Pair(first=1, second='b')", repr(pair)
assert pair == Pair(1, "b") and pair != Pair(2) and pair != (1, "b") and pair < Pair(2)
assert len({pair, Pair(1), Pair(2)}) == 2
assert pickle.loads(pickle.dumps(pair)) == pair == copy.deepcopy(pair)
assert replace(pair, second="c") == Pair(1, "c")
assert dataclasses.asdict(pair) == {"first": 1, "second": "b"}
for change in ("pair.first = 3", "del pair.first"):
    try:
        exec(change)
    except FrozenInstanceError as refused:
        assert str(refused) in ("cannot assign to field 'first'", "cannot delete field 'first'")
    else:
        raise AssertionError(change)
for wrong in (lambda: Pair(), lambda: Pair(1, third=3), lambda: Row(1)):
    try:
        wrong()
    except TypeError as refused:
        assert "__init__()" in str(refused), refused
    else:
        raise AssertionError("a wrong call passed")
assert Child(self=4).many is not Child(self=4).many and Child(4).self == 4
assert repr(Row(id=1)) == "Row(id=1, name='none')" and Row(id=1) == Row(id=1, name="none")
assert Address(city="Lyon") == replace(Address(), city="Lyon")
print("alike")
"""


def test_a_late_record_does_all_that_a_record_does() -> None:
    done = subprocess.run(  # noqa: S603 - our own few lines
        [sys.executable, "-c", _USE], capture_output=True, text=True, timeout=200, check=False
    )

    assert done.stdout.split() == ["alike"], done.stderr
