"""The texts of an operation: written, ticked, kept with what has no input."""

from datetime import UTC, date, datetime
from fractions import Fraction

from msgspec.structs import replace
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from merchant_desk.rules.legal.moment import Moment
from merchant_desk.rules.legal.parts import ExtraCharge, Text
from merchant_desk.rules.promotion_draft import PromotionDraft
from merchant_desk.ui.promotions.words_card import WordsCard
from merchant_desk.ui.theme import Theme

PLAIN = PromotionDraft(
    title="Essai", kind="promotion", starts_at=datetime(2027, 3, 1, 8, tzinfo=UTC)
)


def test_texts_keep_what_has_no_input_here(qtbot: QtBot, theme: Theme) -> None:
    charge = ExtraCharge(amount=Fraction(5), kind="unavoidable")
    text = Text(
        text="Offert !",
        place="email",
        on=Moment("2027-03-02T09:30"),
        channels=("web",),
        extra_charges=(charge,),
        mentions=("quantity",),
        announced_start=date(2027, 3, 1),
    )
    draft = replace(PLAIN, texts=(text,))
    card = WordsCard(theme)
    qtbot.addWidget(card)

    card.show_draft(draft)

    assert card.put_into(draft) == draft


def test_a_text_that_is_emptied_or_removed_is_gone(qtbot: QtBot, theme: Theme) -> None:
    card = WordsCard(theme)
    qtbot.addWidget(card)
    card.show()
    card.show_draft(
        replace(PLAIN, texts=(Text(text="Un", place="web"), Text(text="Deux", place="label")))
    )
    first = card.rows[0].inputs["text"]
    first.show_value("")

    assert [each.text for each in card.put_into(PLAIN).texts] == ["Deux"]

    card.rows[1].remove.click()

    assert card.put_into(PLAIN).texts == ()
    assert len(card.rows) == 1


def test_ticking_a_mention_tells_the_law(qtbot: QtBot, theme: Theme) -> None:
    card = WordsCard(theme)
    qtbot.addWidget(card)
    card.show()
    card.add.click()
    entry = card.rows[0].inputs["text"].focusProxy()
    assert entry is not None
    QTest.keyClicks(entry, "Liquidation")
    mentions = card.rows[0].inputs["mentions"]
    mentions.boxes["receipt_date"].click()  # type: ignore[attr-defined]  # the boxes to tick

    (text,) = card.put_into(PLAIN).texts

    assert (text.text, text.place, text.mentions) == ("Liquidation", "web", ("receipt_date",))
