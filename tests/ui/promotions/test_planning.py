"""Planning an operation in the real window: written, judged, mended, read, planned."""

from PySide6.QtCore import Qt, QTime
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from merchant_desk.queries.promotions import promotion_card
from merchant_desk.rules.legal.answer import Level
from merchant_desk.ui.promotions.own_price_sheet import OwnPriceSheet
from merchant_desk.ui.shell import Undo
from merchant_desk.values.clock import utc_now
from merchant_desk.values.ids import ProductId
from merchant_desk.values.money import Money
from merchant_desk.values.scan import scan_of_text
from merchant_desk.values.words import PromotionState
from tests.ui.promotions.conftest import Stocked
from tests.ui.promotions.planner import Planner, in_days

_EAN = "3760123456784"


def _open_own_price(planner: Planner, product: ProductId) -> OwnPriceSheet:
    planner.line(product)
    table = planner.form.articles.table
    QTest.keyClick(table._view, Qt.Key.Key_Return)
    own = planner.screen.form.own
    assert own is not None
    assert own.sheet.isVisible()
    return own


def test_a_lawful_operation_is_planned_from_the_keyboard(
    qtbot: QtBot, planner: Planner, stocked: Stocked
) -> None:
    planner.new()
    planner.add("savon")
    planner.type(planner.form.prices.value.input, "10")

    verdict = planner.judged()

    assert verdict.level < Level.WARN
    line = planner.line(stocked.soap)
    assert (line.price, line.prior, line.percent) == (Money(531), Money(590), 10)
    assert planner.screen.form.head.plan.isEnabled()

    planner.screen.form.head.plan.click()

    qtbot.waitUntil(planner.screen.calendar.isVisible)
    (row,) = planner.rows
    assert (row.title, row.state) == ("Semaine du savon", PromotionState.PLANNED)
    qtbot.waitUntil(lambda: planner.screen.calendar.bar_area(row.id) is not None)


def test_a_false_prior_price_is_refused_with_the_figure_and_one_press_makes_it_lawful(
    qtbot: QtBot, planner: Planner, stocked: Stocked
) -> None:
    planner.new()
    planner.add("savon")
    planner.judged()
    own = _open_own_price(planner, stocked.soap)
    planner.type(own.prior.input, "9,90")
    QTest.keyClick(own.prior.input, Qt.Key.Key_Return)

    verdict = planner.judged()

    assert verdict.level is Level.BLOCK
    assert not planner.screen.form.head.plan.isEnabled()
    box = planner.boxes[0]
    assert "5,90\u00a0€" in box.words.text()
    assert box.remedy.text() == "Afficher 5,90\u00a0€ comme ancien prix"

    box.remedy.click()

    qtbot.waitUntil(lambda: planner.judged().level < Level.BLOCK)
    qtbot.waitUntil(lambda: planner.line(stocked.soap).prior == Money(590))


def test_an_article_has_its_own_price_and_comes_back_to_the_one_that_is_worked_out(
    qtbot: QtBot, planner: Planner, stocked: Stocked
) -> None:
    planner.new()
    planner.add("savon")
    planner.judged()
    own = _open_own_price(planner, stocked.soap)
    planner.type(own.prices[0].input, "4,50")
    own.keep.click()

    qtbot.waitUntil(lambda: planner.line(stocked.soap).price == Money(450))

    again = _open_own_price(planner, stocked.soap)
    assert again.prices[0].value == "4,50"
    again.reset.click()

    qtbot.waitUntil(lambda: planner.line(stocked.soap).price == Money(472))
    assert planner.screen.form._draft.own_prices == ()


def test_what_is_no_amount_is_not_taken_as_an_own_price(planner: Planner, stocked: Stocked) -> None:
    planner.new()
    planner.add("savon")
    planner.judged()
    own = _open_own_price(planner, stocked.soap)
    planner.type(own.prices[0].input, "douze")

    own.keep.click()

    assert own.sheet.isVisible()
    assert own.prices[0].error == "Écrivez un montant en euros, par exemple 12,90."
    assert planner.screen.form._draft.own_prices == ()


def test_a_warning_must_be_ticked_and_is_kept_with_the_operation(
    qtbot: QtBot, planner: Planner, stocked: Stocked
) -> None:
    planner.new("Bougies")
    planner.add("figuier")

    verdict = planner.judged()

    assert stocked.candle == verdict.facts[0].product_id
    assert verdict.level is Level.WARN
    assert not planner.screen.form.head.plan.isEnabled()

    for box in planner.boxes:
        if not box.tick.isHidden():
            box.tick.click()
    assert planner.screen.form.head.plan.isEnabled()
    planner.screen.form.head.plan.click()

    qtbot.waitUntil(lambda: bool(planner.rows) and planner.screen.calendar.isVisible())
    card = planner.lanes.read(promotion_card, planner.rows[0].id).result()
    assert card is not None
    assert {each.rule for each in card.acknowledged} == verdict.warned_rules
    assert {each.by for each in card.acknowledged} == {"Camille"}


def test_a_reserved_word_is_refused_and_the_button_writes_the_lawful_one(
    qtbot: QtBot, planner: Planner
) -> None:
    planner.new()
    planner.add("savon")
    planner.form.words.add.click()
    planner.type(planner.form.words.rows[0].inputs["text"].focusProxy(), "Liquidation totale")

    assert planner.judged().level is Level.BLOCK
    lawful = next(each for each in planner.boxes if "déstockage" in each.remedy.text())
    lawful.remedy.click()

    qtbot.waitUntil(lambda: planner.screen.form._draft.texts[0].text == "Déstockage totale")
    shown = planner.form.words.rows[0].inputs["text"]
    assert shown.entered == "Déstockage totale"


def test_leaving_keeps_the_draft_and_opening_it_shows_it_again(
    qtbot: QtBot, planner: Planner
) -> None:
    planner.new("Savons du printemps")
    planner.add("savon")
    planner.form.words.add.click()
    planner.type(planner.form.words.rows[0].inputs["text"].focusProxy(), "Nos savons")

    planner.screen.form.head.back.click()

    qtbot.waitUntil(lambda: len(planner.rows) == 1)
    (row,) = planner.rows
    assert (row.title, row.state) == ("Savons du printemps", PromotionState.DRAFT)

    planner.screen.form.open(row.id)

    qtbot.waitUntil(planner.screen.form.isVisible)
    assert planner.form.basics.name.value == "Savons du printemps"
    assert planner.form.words.rows[0].told.text == "Nos savons"
    assert len(planner.screen.form._draft.products) == 1


def test_leaving_what_cannot_be_kept_says_so_and_one_press_takes_it_up_again(
    planner: Planner,
) -> None:
    planner.new("Savons du printemps")
    planner.set_moment(planner.form.basics.ends, in_days(-9), QTime(12, 0))
    told: list[tuple[str, Undo]] = []
    planner.screen.shell.toasted.connect(lambda text, undo: told.append((text, undo)))

    planner.screen.form.head.back.click()

    (words, undo) = told[0]
    assert words == "Changements laissés de côté"
    assert planner.rows == ()

    undo()

    assert planner.screen.form.isVisible()
    assert planner.form.basics.name.value == "Savons du printemps"


def test_pressing_twice_on_keep_makes_one_draft(qtbot: QtBot, planner: Planner) -> None:
    planner.new()

    planner.screen.form.head.keep.click()
    planner.screen.form.head.keep.click()

    qtbot.waitUntil(lambda: planner.screen.form._known)
    qtbot.wait(100)
    assert len(planner.rows) == 1


def test_a_draft_that_is_still_being_kept_does_not_become_the_next_operation(
    qtbot: QtBot, planner: Planner
) -> None:
    planner.new("Une")
    planner.screen.form.head.keep.click()
    planner.screen.form.head.back.click()

    planner.new("Deux")
    planner.screen.form.head.keep.click()

    qtbot.waitUntil(lambda: {each.title for each in planner.rows} == {"Une", "Deux"})


def test_leaving_without_writing_anything_keeps_nothing(planner: Planner) -> None:
    planner.new("")

    planner.screen.form.head.back.click()

    assert planner.screen.calendar.isVisible()
    assert planner.rows == ()


def test_a_scan_puts_the_article_into_the_operation_once(
    qtbot: QtBot, planner: Planner, stocked: Stocked
) -> None:
    planner.new()

    for _time in range(2):
        assert planner.screen.on_scan(scan_of_text(_EAN, utc_now()))
    qtbot.waitUntil(lambda: bool(planner.screen.form._draft.products))

    assert planner.judged().facts[0].product_id == stocked.soap


def test_a_code_nobody_knows_adds_nothing_and_says_so(qtbot: QtBot, planner: Planner) -> None:
    planner.new()
    said: list[str] = []
    planner.screen.shell.noticed.connect(lambda notice: said.append(notice.title))

    planner.screen.on_scan(scan_of_text("9999999999994", utc_now()))

    qtbot.waitUntil(
        lambda: said == ["L’article n’a pas été ajouté\u00a0: ce code n’est pas connu."]
    )
    assert planner.screen.form._draft.products == ()
