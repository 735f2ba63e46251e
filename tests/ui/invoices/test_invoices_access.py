"""What a screen reader and a small window need of the invoices."""

import pytest
from pytestqt.qtbot import QtBot

from merchant_desk.ui.invoices.screen import InvoicesScreen
from merchant_desk.values.invoice_page import InvoiceKind
from tests.ui.accessibility import faults
from tests.ui.invoices.conftest import Office


def test_the_list_its_sheets_and_the_ages_have_no_fault(
    qtbot: QtBot, screen: InvoicesScreen, office: Office
) -> None:
    assert faults(screen) == []
    screen.arrive(invoice_id=office.late)
    qtbot.waitUntil(lambda: screen.sheets.document is not None and screen.sheets.document.is_open)
    document = screen.sheets.document
    assert document is not None
    assert document.card is not None
    assert faults(document.sheet) == []

    screen.sheets.pay(document.card)
    screen.sheets.credit(document.card)
    screen.sheets.remind(document.card)
    crediting, paying, reminding = (
        screen.sheets.crediting,
        screen.sheets.paying,
        screen.sheets.reminding,
    )
    assert crediting is not None
    assert paying is not None
    assert reminding is not None
    crediting.mode.choose("lines")
    crediting._on_mode()
    qtbot.waitUntil(reminding.sheet.isVisible)
    assert [faults(each.sheet) for each in (paying, crediting, reminding)] == [[], [], []]

    screen.show_ages()
    qtbot.waitUntil(lambda: screen.ages.table.current() is not None)
    assert faults(screen.ages) == []


@pytest.mark.parametrize("kind", [InvoiceKind.INVOICE, InvoiceKind.DEPOSIT])
def test_the_form_of_each_kind_has_no_fault(
    qtbot: QtBot, screen: InvoicesScreen, kind: InvoiceKind
) -> None:
    screen._on_new()
    form = screen.form
    form.form.head.kind.choose(kind)
    form.form.buyer.business.setChecked(True)
    form.form.terms.elsewhere.setChecked(True)
    form._on_edited()
    qtbot.waitUntil(lambda: bool(form.panel.verdict.text()), timeout=15_000)

    assert faults(screen) == []


@pytest.mark.parametrize("size", [(1029, 614), (1216, 720)])
def test_the_form_fits_a_small_window_beside_its_totals(
    qtbot: QtBot, screen: InvoicesScreen, size: tuple[int, int]
) -> None:
    screen.resize(*size)
    screen._on_new()
    form = screen.form
    form.form.buyer.business.setChecked(True)
    qtbot.waitUntil(lambda: bool(form.panel.verdict.text()), timeout=15_000)

    inner = form.form.widget()
    assert inner is not None
    assert inner.minimumSizeHint().width() <= form.form.viewport().width()
    assert form.panel.isVisible()
    assert form.panel.geometry().right() <= form.width()
