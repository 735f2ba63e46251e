"""Whatever happens to a file on its way, it is read or refused: never a crash, never a wait."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from merchant_desk.documents.received.invoice_file import read_invoice_file
from merchant_desk.errors import RefusedError
from tests.received.made import SOAP, Sold, bill, cii, pdf, ubl

_FILES = {"cii": cii(), "ubl": ubl(), "pdf": pdf(("factur-x.xml", cii()))}


def _read_or_refuse(data: bytes) -> bool:
    """Tell whether the file was read; anything but a refusal fails the test."""
    try:
        read_invoice_file("f", data)
    except RefusedError:
        return False
    return True


@pytest.mark.parametrize("kind", _FILES)
@given(data=st.data())
@settings(max_examples=60)
def test_bytes_changed_anywhere_are_read_or_refused(kind: str, data: st.DataObject) -> None:
    whole = bytearray(_FILES[kind])
    places = st.integers(0, len(whole) - 1)
    for place in data.draw(st.lists(places, min_size=1, max_size=12)):
        whole[place] = data.draw(st.integers(0, 255))

    _read_or_refuse(bytes(whole))


@pytest.mark.parametrize("kind", _FILES)
@given(data=st.data())
@settings(max_examples=40)
def test_a_file_cut_anywhere_is_read_or_refused(kind: str, data: st.DataObject) -> None:
    whole = _FILES[kind]
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))

    _read_or_refuse(whole[:start] + whole[end:])


@given(junk=st.binary(max_size=400), head=st.sampled_from([b"%PDF-1.7\n", b"<", b"<?xml", b""]))
@settings(max_examples=60)
def test_noise_is_refused(junk: bytes, head: bytes) -> None:
    assert not _read_or_refuse(head + junk)


@given(
    name=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="&<>"), max_size=60),
    quantity=st.from_regex(r"-?\d{1,12}(\.\d{1,9})?|[a-z€ ]{0,5}", fullmatch=True),
    price=st.from_regex(r"\d{1,9}(\.\d{1,12})?|-|\.", fullmatch=True),
)
@settings(max_examples=60)
def test_any_line_is_read_or_refused(name: str, quantity: str, price: str) -> None:
    line = Sold(name, quantity, price, SOAP.net)

    for write in (cii, ubl):
        _read_or_refuse(write(bill(lines=(line,))))
