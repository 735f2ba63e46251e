"""The weekly comparison as it is shown: counts, each difference, and a file for a spreadsheet."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.ui.sync.conftest import Kit


def _open(qtbot: QtBot, kit: Kit) -> None:
    kit.report()
    kit.screen.arrive(tab="parity")
    qtbot.waitUntil(lambda: kit.screen.parity_page.table.row_count() == 2)


def test_a_shop_that_was_never_compared_says_so(qtbot: QtBot, kit: Kit) -> None:
    kit.screen.arrive(tab="parity")

    page = kit.screen.parity_page
    qtbot.waitUntil(page.empty.isVisible)
    assert page.when.text() == "Cette boutique n’a pas encore été comparée"
    assert not page.save.isVisible()


def test_the_kinds_of_differences_are_counted(qtbot: QtBot, kit: Kit) -> None:
    _open(qtbot, kit)

    words = kit.screen.parity_page.what
    told = "Stock\u00a0: 1 · Commande jamais reçue\u00a0: 1"
    qtbot.waitUntil(lambda: words.text().endswith(told))


def test_one_kind_alone_is_shown_when_chosen(qtbot: QtBot, kit: Kit) -> None:
    _open(qtbot, kit)

    gap = kit.screen.parity_page.gap
    qtbot.waitUntil(lambda: gap.count() == 3)
    gap.setCurrentIndex(1)

    qtbot.waitUntil(lambda: kit.screen.parity_page.table.row_count() == 1)


def test_a_difference_opens_the_product_it_is_about(qtbot: QtBot, kit: Kit) -> None:
    _open(qtbot, kit)
    table = kit.screen.parity_page.table
    qtbot.waitUntil(lambda: table.select_id(b"stock:501"))

    table.activated.emit(table.current())

    assert kit.gone == [("products", {"product_id": kit.product_id})]


def test_what_only_the_shop_knows_opens_nothing_and_says_why(qtbot: QtBot, kit: Kit) -> None:
    _open(qtbot, kit)
    table = kit.screen.parity_page.table
    qtbot.waitUntil(lambda: table.select_id(b"order_only_there:1042"))

    with qtbot.waitSignal(kit.shell.noticed) as noticed:
        table.activated.emit(table.current())

    assert "seule la boutique" in noticed.args[0].title
    assert kit.gone == []


def test_it_is_written_for_a_spreadsheet_without_formulas(
    qtbot: QtBot, kit: Kit, tmp_path: Path
) -> None:
    _open(qtbot, kit)
    file = tmp_path / "comparaison.csv"

    kit.screen.parity_page.table.save_rows_to(file)

    qtbot.waitUntil(lambda: file.exists() and file.stat().st_size > 0)
    lines = file.read_text("utf-8-sig").splitlines()
    assert lines[0] == "Article ou commande;Différence;Ici;Boutique;État"
    assert lines[1] == "'=Savon;Stock;4;7;En attente d’envoi"
    assert lines[2] == "n° 1042;Commande jamais reçue;—;—;À regarder"


def test_a_folder_that_takes_no_file_is_told(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    _open(qtbot, kit)

    with qtbot.waitSignal(kit.screen.desk.unavailable) as told:
        kit.screen.parity_page.table.save_rows_to(tmp_path / "absent" / "x.csv")

    assert "pas été enregistré" in told.args[0]


def test_comparing_by_hand_asks_the_shop_once(qtbot: QtBot, kit: Kit) -> None:
    kit.screen.arrive(tab="parity")
    qtbot.waitUntil(kit.screen.parity_page.compare.isVisible)

    kit.screen.parity_page.compare.click()
    kit.screen.parity_page.compare.click()

    qtbot.waitUntil(lambda: kit.screen.runs.going(kit.shop_id) is None)
    assert kit.outside.asked == [("compare", kit.shop_id)]


def test_it_is_printed_to_a_pdf(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    _open(qtbot, kit)
    file = tmp_path / "comparaison.pdf"

    kit.screen.parity_page.write_paper(file)

    qtbot.waitUntil(lambda: kit.toasts == ["Comparaison écrite dans comparaison.pdf"])
    assert file.read_bytes().startswith(b"%PDF")
