"""The form of a document: live totals, what stands in its way, kept by itself, issued once."""

import time
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from merchant_desk.models.invoice import Invoice, InvoiceDraft
from merchant_desk.rules.line_entry import TypedLine
from merchant_desk.ui.invoices.draft_page import DraftPage
from merchant_desk.ui.invoices.line_model import CELLS, TOTAL, LineModel
from merchant_desk.ui.invoices.screen import InvoicesScreen
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.entries import written_day
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.invoice_views import InvoiceTab
from tests.ui.invoices.conftest import Office

_PATIENT = 15_000


def _begun(qtbot: QtBot, screen: InvoicesScreen) -> DraftPage:
    screen._on_new()
    form = screen.form
    qtbot.waitUntil(lambda: bool(form.form.lines.cells.vat_choices), timeout=_PATIENT)
    return form


def _to(form: DraftPage, name: str = "Zoé 🌿 نور") -> None:
    address = form.form.buyer.address
    for field, text in (
        (address.name, name),
        (address.line1, "3 rue Haute"),
        (address.postcode, "45000"),
        (address.city, "Orléans"),
    ):
        field.input.setText(text)
        field.input.textEdited.emit(text)


def _type(form: DraftPage, row: int, **cells: str) -> LineModel:
    model = form.form.lines.lines
    for place, cell in enumerate(CELLS):
        if cell.value in cells:
            model.setData(model.index(row, place), cells[cell.value])
    return model


def _ready(qtbot: QtBot, form: DraftPage) -> None:
    qtbot.waitUntil(lambda: form.panel.verdict.text() == "Prêt à émettre", timeout=_PATIENT)


def _invoices(office: Office) -> int:
    with office.lanes.database.read() as session:
        return int(session.scalar(select(func.count()).select_from(Invoice)) or 0)


def test_totals_follow_what_is_typed(qtbot: QtBot, screen: InvoicesScreen) -> None:
    form = _begun(qtbot, screen)
    _to(form)

    model = _type(form, 0, name="Savon", quantity="3", price="5,90", discount="10 %")

    qtbot.waitUntil(lambda: form.panel.whole.text() == "15,93\u00a0€", timeout=_PATIENT)
    assert model.data(model.index(0, TOTAL)) == "15,93\u00a0€"
    assert model.rowCount() == 2
    _ready(qtbot, form)


def test_an_article_begins_a_line_with_its_price_by_the_method(
    qtbot: QtBot, screen: InvoicesScreen, office: Office
) -> None:
    form = _begun(qtbot, screen)
    form.form.head.method.choose("net")
    form.form.head.edited.emit()

    form.form.lines.add_found(office.soap)

    qtbot.waitUntil(lambda: len(form.form.lines.lines.lines) == 1, timeout=_PATIENT)
    line = form.form.lines.lines.line(0)
    assert (line.name, line.price, line.vat) == ("Savon lavande 100 g", "4,916667", "20\u00a0%")
    form.form.lines.add_found(office.soap)
    qtbot.waitUntil(lambda: form.form.lines.lines.line(0).quantity == "2", timeout=_PATIENT)


def test_what_cannot_be_read_is_said_and_nothing_is_issued(
    qtbot: QtBot, screen: InvoicesScreen, office: Office
) -> None:
    form = _begun(qtbot, screen)
    _to(form)
    model = _type(form, 0, name="Savon", quantity="0", price="1,2345678", vat="19,6")

    form.issue()

    assert model.is_wrong(0, 2)
    assert model.is_wrong(0, 3)
    assert model.is_wrong(0, 5)
    assert form.form.wrong[0].startswith("Ligne 1")
    qtbot.waitUntil(lambda: "à régler" in form.panel.verdict.text(), timeout=_PATIENT)
    assert _invoices(office) == 3


def test_the_numbers_of_a_business_are_judged_while_they_are_typed(
    qtbot: QtBot, screen: InvoicesScreen
) -> None:
    buyer = _begun(qtbot, screen).form.buyer
    buyer.business.setChecked(True)

    for field, text in ((buyer.siren, "552100555"), (buyer.vat_number, "FR00552100554")):
        field.input.setText(text)
        field.input.textEdited.emit(text)
    assert buyer.siren.error
    assert buyer.vat_number.error

    buyer.vat_number.set_value("")
    buyer.siren.input.setText("552 100 554")
    buyer.siren.input.textEdited.emit("552 100 554")

    assert buyer.siren.error == ""
    assert buyer.vat_number.value == "FR96552100554"


def test_a_business_without_an_address_and_a_day_before_the_last_are_refused(
    qtbot: QtBot, screen: InvoicesScreen, office: Office
) -> None:
    form = _begun(qtbot, screen)
    _type(form, 0, name="Savon", price="5,90")
    form.form.buyer.business.setChecked(True)
    company = form.form.buyer.address.company
    company.input.setText("Hôtel du Pont")
    company.input.textEdited.emit("Hôtel du Pont")
    form.issue()
    qtbot.waitUntil(lambda: "adresse" in form.panel.verdict.text(), timeout=_PATIENT)

    _to(form)
    form.form.buyer.business.setChecked(False)
    form.form.head.day.input.setText(written_day(paris_date(utc_now()) - timedelta(days=20)))
    form.issue()

    qtbot.waitUntil(lambda: "n’a pas été émise" in form.panel.verdict.text(), timeout=_PATIENT)
    assert _invoices(office) == 3


def test_a_document_is_issued_once_and_opens(
    qtbot: QtBot, screen: InvoicesScreen, office: Office
) -> None:
    form = _begun(qtbot, screen)
    _to(form)
    _type(form, 0, name="Savon", quantity="2", price="5,90")
    _ready(qtbot, form)

    form.issue()
    form.issue()

    qtbot.waitUntil(lambda: screen.pages.currentWidget() is screen.list, timeout=_PATIENT)
    qtbot.waitUntil(lambda: screen.sheets.document is not None, timeout=_PATIENT)
    assert _invoices(office) == 4
    qtbot.waitUntil(lambda: (screen.list.views or {}).get(InvoiceTab.DRAFTS) == 0)


def test_a_draft_is_kept_by_itself_and_goes_on_where_it_was_left(
    qtbot: QtBot, screen: InvoicesScreen, office: Office
) -> None:
    form = _begun(qtbot, screen)
    _to(form)
    _type(form, 0, name="Savon", quantity="2", price="5,905")
    qtbot.waitUntil(lambda: "gardé" in form.panel.saved.text(), timeout=_PATIENT)
    form.leave()
    qtbot.waitUntil(lambda: (screen.list.views or {}).get(InvoiceTab.DRAFTS) == 1)

    with office.lanes.database.read() as session:
        draft_id = session.scalars(select(InvoiceDraft.id)).one()
    form.begin()
    form.open_draft(draft_id)

    qtbot.waitUntil(lambda: len(form.form.lines.lines.lines) == 1, timeout=_PATIENT)
    assert form.form.buyer.address.name.value == "Zoé 🌿 نور"
    assert form.form.lines.lines.line(0).price == "5,905"


def test_a_draft_thrown_away_leaves_nothing(
    qtbot: QtBot, screen: InvoicesScreen, office: Office
) -> None:
    form = _begun(qtbot, screen)
    _type(form, 0, name="Savon", price="5")
    qtbot.waitUntil(lambda: "gardé" in form.panel.saved.text(), timeout=_PATIENT)

    form.drop.click()

    qtbot.waitUntil(lambda: "Brouillon jeté" in office.toasts)
    qtbot.waitUntil(lambda: (screen.list.views or {}).get(InvoiceTab.DRAFTS) == 0)


def test_a_correction_begins_as_the_document_was_and_replaces_it(
    qtbot: QtBot, screen: InvoicesScreen, office: Office
) -> None:
    screen.arrive(invoice_id=office.waits)
    qtbot.waitUntil(
        lambda: screen.sheets.document is not None and screen.sheets.document.card is not None
    )
    assert screen.sheets.document is not None
    assert screen.sheets.document.card is not None
    screen._on_correct(screen.sheets.document.card)
    form = screen.form
    qtbot.waitUntil(lambda: form.panel.whole.text() == "50,00\u00a0€", timeout=_PATIENT)
    assert form.heading.text() == "Facture rectificative"

    form.form.terms.reason.input.setText("Erreur de prix")
    _type(form, 0, price="40")
    form.issue()

    qtbot.waitUntil(lambda: screen.pages.currentWidget() is screen.list, timeout=_PATIENT)
    with office.lanes.database.read() as session:
        kinds = session.scalars(select(Invoice.kind).where(Invoice.corrects_id == office.waits))
        assert set(kinds) == {InvoiceKind.CORRECTED, InvoiceKind.CREDIT_NOTE}


def test_four_hundred_lines_stay_fluid(qtbot: QtBot, screen: InvoicesScreen) -> None:
    form = _begun(qtbot, screen)
    lines = [TypedLine(name=f"Article {n}", price="1,10", vat="20 %") for n in range(400)]
    form.form.lines.lines.show_lines(lines, paris_date(utc_now()))

    started = time.perf_counter()
    for row in range(20):
        _type(form, 380 + row, quantity="3")
    typed = time.perf_counter() - started

    assert typed / 20 < 0.05
    qtbot.waitUntil(lambda: form.panel.whole.text() == "484,00\u00a0€", timeout=_PATIENT)


def test_the_keyboard_goes_from_cell_to_cell_and_takes_a_line_away(
    qtbot: QtBot, screen: InvoicesScreen
) -> None:
    form = _begun(qtbot, screen)
    view = form.form.lines
    _type(form, 0, name="Savon", price="5")
    view.setFocus()
    view.setCurrentIndex(view.lines.index(0, 2))

    QTest.keyClick(view, Qt.Key.Key_Return)
    assert view.state() == view.State.EditingState
    view.setCurrentIndex(view.lines.index(0, 1))
    QTest.keyClick(view, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)

    assert view.lines.lines == ()
