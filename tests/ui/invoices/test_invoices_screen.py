"""The list of documents and what is done from it: opening, getting paid, giving back, reminding."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from merchant_desk.queries.invoice_card import InvoiceCard
from merchant_desk.queries.receivables import PaidState
from merchant_desk.ui.invoices.document_sheet import DocumentSheet
from merchant_desk.ui.invoices.reminder_sheet import mail_link
from merchant_desk.ui.invoices.screen import InvoicesScreen
from merchant_desk.values.ids import InvoiceId
from merchant_desk.values.invoice_page import Buyer, InvoiceKind, Seller
from merchant_desk.values.invoice_views import InvoiceTab, PaidFilter
from merchant_desk.values.money import Money
from merchant_desk.values.reminder_letter import ReminderLetter, ReminderText
from merchant_desk.values.remote import Address
from tests.conftest import NOW
from tests.ui.invoices.conftest import Office


def _opened(qtbot: QtBot, screen: InvoicesScreen, invoice_id: InvoiceId) -> InvoiceCard:
    screen.arrive(invoice_id=invoice_id)
    qtbot.waitUntil(lambda: _card(screen) is not None and _sheet(screen).is_open)
    qtbot.waitUntil(lambda: _told(screen).invoice_id == invoice_id)
    return _told(screen)


def _sheet(screen: InvoicesScreen) -> DocumentSheet:
    assert screen.sheets.document is not None
    return screen.sheets.document


def _card(screen: InvoicesScreen) -> InvoiceCard | None:
    return _sheet(screen).card


def _told(screen: InvoicesScreen) -> InvoiceCard:
    card = _card(screen)
    assert card is not None
    return card


def test_the_views_count_what_waits_and_the_list_adds_it_up(
    qtbot: QtBot, screen: InvoicesScreen
) -> None:
    assert screen.list.views == {
        InvoiceTab.ALL: 3,
        InvoiceTab.TO_COLLECT: 2,
        InvoiceTab.LATE: 1,
        InvoiceTab.CREDIT_NOTES: 0,
        InvoiceTab.DRAFTS: 0,
    }

    screen.list.strip.tabs.choose(InvoiceTab.TO_COLLECT)

    qtbot.waitUntil(lambda: screen.list.table.row_count() == 2)
    qtbot.waitUntil(lambda: "150,00" in screen.list.total.text())


def test_a_filter_and_a_search_narrow_the_list_and_are_taken_away_together(
    qtbot: QtBot, screen: InvoicesScreen
) -> None:
    screen.list.filters.changed.emit({"paid": PaidFilter.PAID})
    qtbot.waitUntil(lambda: screen.list.table.row_count() == 1)
    assert screen.list.filters.chips["paid"].active

    screen.list.search.setText("personne de ce nom")
    qtbot.waitUntil(lambda: screen.list.table.row_count() == 0)
    screen.list.empty.primary.emit()

    qtbot.waitUntil(lambda: screen.list.table.row_count() == 3)


def test_enter_opens_a_document_with_its_money(
    qtbot: QtBot, screen: InvoicesScreen, office: Office
) -> None:
    card = _opened(qtbot, screen, office.settled)

    assert card.due.state is PaidState.PAID
    assert [each.amount for each in card.payments] == [Money(2_400)]
    assert "INA" in _sheet(screen).sheet.title.text()


def test_a_payment_in_part_is_noted_and_the_rest_still_waits(
    qtbot: QtBot, screen: InvoicesScreen, office: Office
) -> None:
    card = _opened(qtbot, screen, office.waits)
    screen.sheets.pay(card)
    paying = screen.sheets.paying
    assert paying is not None
    assert paying.amount.value == "50,00"

    paying.amount.input.setText("20")
    paying._show_after()
    assert paying.after.text() == "30,00\u00a0€"
    paying.save.click()

    qtbot.waitUntil(lambda: office.toasts == ["Paiement noté. Reste 30,00\u00a0€."])
    qtbot.waitUntil(lambda: _told(screen).due.state is PaidState.PARTIAL)


def test_too_much_is_told_before_it_is_noted(
    qtbot: QtBot, screen: InvoicesScreen, office: Office
) -> None:
    screen.sheets.pay(_opened(qtbot, screen, office.waits))
    paying = screen.sheets.paying
    assert paying is not None

    paying.amount.input.setText("60")
    paying._show_after()
    assert "Trop perçu" in paying.told.text()
    paying.save.click()

    qtbot.waitUntil(lambda: _told(screen).due.state is PaidState.OVERPAID)
    assert _sheet(screen).actions.main.text() == "Rembourser…"


def test_a_wrong_amount_or_day_keeps_the_sheet_open(
    qtbot: QtBot, screen: InvoicesScreen, office: Office
) -> None:
    screen.sheets.pay(_opened(qtbot, screen, office.waits))
    paying = screen.sheets.paying
    assert paying is not None

    paying.amount.input.setText("douze")
    paying.save.click()
    assert paying.amount.error
    paying.amount.input.setText("12")
    paying.day.input.setText("31/02/2026")
    paying.save.click()

    assert paying.day.error
    assert paying.sheet.isVisible()
    assert office.toasts == []


def test_a_credit_note_wants_a_reason_and_is_issued_once(
    qtbot: QtBot, screen: InvoicesScreen, office: Office
) -> None:
    screen.sheets.credit(_opened(qtbot, screen, office.waits))
    crediting = screen.sheets.crediting
    assert crediting is not None
    assert crediting.total.text() == "50,00\u00a0€"

    crediting.go.click()
    assert crediting.reason.error
    crediting.reason.input.setText("Article abîmé")
    crediting.go.click()
    crediting.go.click()

    qtbot.waitUntil(lambda: any("émis" in each for each in office.toasts), timeout=15_000)
    qtbot.waitUntil(lambda: _told(screen).page.kind is InvoiceKind.CREDIT_NOTE)
    qtbot.waitUntil(lambda: (screen.list.views or {}).get(InvoiceTab.CREDIT_NOTES) == 1)


def test_a_goodwill_larger_than_the_document_is_refused_in_the_sheet(
    qtbot: QtBot, screen: InvoicesScreen, office: Office
) -> None:
    screen.sheets.credit(_opened(qtbot, screen, office.waits))
    crediting = screen.sheets.crediting
    assert crediting is not None
    crediting.mode.choose("amount")
    crediting._on_mode()
    crediting.reason.input.setText("Geste")
    crediting.amount.input.setText("500")

    crediting.go.click()

    qtbot.waitUntil(crediting.banner.isVisible, timeout=15_000)
    assert crediting.sheet.isVisible()


def test_a_reminder_proposes_its_words_and_keeps_those_that_were_written(
    qtbot: QtBot, screen: InvoicesScreen, office: Office
) -> None:
    screen.sheets.remind(_opened(qtbot, screen, office.late))
    reminding = screen.sheets.reminding
    assert reminding is not None
    qtbot.waitUntil(lambda: reminding.subject.value != "")
    assert reminding.level.key == "1"

    reminding.body.setPlainText("Bonjour,\n\nUn oubli\u00a0?")
    reminding.mail.click()

    qtbot.waitUntil(lambda: office.toasts == ["Relance gardée, son texte est copié."])
    qtbot.waitUntil(lambda: len(_told(screen).reminders) == 1)
    assert "Un oubli" in _told(screen).reminders[0].text


def test_a_document_that_is_not_late_offers_no_reminder(
    qtbot: QtBot, screen: InvoicesScreen, office: Office
) -> None:
    _opened(qtbot, screen, office.waits)

    words = [action.text() for action in _sheet(screen).actions.menu().actions()]

    assert not any("Relancer" in each for each in words)
    assert any("avoir" in each for each in words)


def test_several_documents_are_noted_paid_together(
    qtbot: QtBot, screen: InvoicesScreen, office: Office
) -> None:
    sheet = screen.bulk.paid_sheet
    sheet.open_for((office.late, office.waits, office.settled))

    sheet.save.click()

    qtbot.waitUntil(lambda: office.toasts == ["2 documents notés payés\u00a0: 150,00\u00a0€."])
    qtbot.waitUntil(lambda: (screen.list.views or {}).get(InvoiceTab.TO_COLLECT) == 0)


def test_documents_are_written_as_files_in_a_folder(
    qtbot: QtBot, screen: InvoicesScreen, office: Office, tmp_path: Path
) -> None:
    export = screen.bulk.export_sheet
    export.open_for((office.waits,))
    export.ubl.setChecked(True)

    export.write_to(str(tmp_path / "sortie"))

    qtbot.waitUntil(lambda: bool(office.toasts), timeout=30_000)
    names = sorted(path.suffix for path in (tmp_path / "sortie").iterdir())
    assert names == [".pdf", ".xml"]


def test_the_ages_lead_back_to_the_documents_of_a_customer(
    qtbot: QtBot, screen: InvoicesScreen
) -> None:
    screen.show_ages()
    qtbot.waitUntil(lambda: screen.ages.owed.text() == "150,00\u00a0€")
    qtbot.waitUntil(lambda: screen.ages.table.current() is not None)

    screen.ages.table.activated.emit(screen.ages.table.current())

    assert screen.pages.currentWidget() is screen.list
    qtbot.waitUntil(lambda: screen.list.table.row_count() == 2)
    assert screen.list.search.text() == "Hôtel du Pont"


def test_the_message_of_a_reminder_keeps_accents_and_lines() -> None:
    letter = ReminderLetter(
        seller=Seller("A", Address(), ""),
        buyer=Buyer(Address(), email="a@b.example"),
        written_on=NOW.date(),
        text=ReminderText("Échéance & rappel", "Bonjour,\n\nÀ régler\u00a0: 5 %"),
    )

    link = mail_link(letter)

    assert link.isValid()
    assert link.scheme() == "mailto"
    assert "a@b.example" in link.toString()
