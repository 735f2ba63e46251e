"""The bank beside the books: what parts them is named, and nothing is left over."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from merchant_desk.rules.bank_book import BankBook, BankDifference, bank_book
from merchant_desk.rules.posting.bank_line import BankFact, BankPart
from merchant_desk.rules.posting.entry import Party
from merchant_desk.rules.posting.facts import MoneyFact, SupplierMoneyFact
from merchant_desk.rules.posting.period import PeriodFacts, numbered_entries, within
from merchant_desk.rules.posting.plan import account_plan
from merchant_desk.values.money import Money

FIRST, LAST = date(2026, 10, 1), date(2026, 10, 31)
PLAN = account_plan(FIRST)
DUPONT, GROSSISTE = Party("C1", "Dupont"), Party("F1", "Grossiste")


def _money(story: bytes, cents: int, day: date, means: str = "transfer") -> MoneyFact:
    return MoneyFact(story + day.isoformat().encode(), day, Money(cents), means, DUPONT, story,
                     f"F-{story.decode()}", day)  # fmt: skip


def _paid(story: bytes, cents: int, day: date) -> SupplierMoneyFact:
    return SupplierMoneyFact(story, day, Money(cents), "transfer", GROSSISTE, "A-1", day,
                             invoice=story)  # fmt: skip


def _line(cents: int, day: date, *parts: BankPart) -> BankFact:
    return BankFact(
        id=f"{cents}{day}".encode(), day=day, amount=Money(cents), label="VIR", piece="BQ",
        parts=parts,
    )  # fmt: skip


def _seen(story: bytes, cents: int, fee: int = 0) -> BankPart:
    return BankPart(amount=Money(cents), fee=Money(fee), recorded=True, story=story)


def _book(facts: PeriodFacts) -> BankBook:
    entries = within(numbered_entries(PLAN, facts), FIRST, LAST)
    return bank_book(facts, PLAN, entries, (FIRST, LAST))


def test_a_transfer_that_the_bank_has_not_shown_yet_is_named() -> None:
    book = _book(
        PeriodFacts(
            money=(_money(b"1", 10_000, FIRST), _money(b"2", 7_000, LAST)),
            bank=(_line(9_800, FIRST, _seen(b"1", 9_800, -200)), _line(-400, LAST)),
        )
    )

    assert book.differences == (BankDifference(LAST, "F-2", "Dupont", Money(7_000), Money(0)),)
    assert (book.bank, book.books, book.explained) == (
        Money(9_400), Money(16_400), Money(16_400),
    )  # fmt: skip
    assert [each.amount for each in book.unknown] == [Money(-400)]


def test_what_came_without_its_document_waits_beside_what_nobody_recognised() -> None:
    goods = BankPart(amount=Money(-4_000), role="unknown")
    rent = BankPart(amount=Money(-5_000), role="rent")

    book = _book(PeriodFacts(bank=(_line(-4_300, FIRST, goods), _line(-5_000, LAST, rent))))

    assert [each.waits for each in book.unknown] == [Money(-4_300)]


def test_cards_and_cash_are_no_concern_of_the_bank() -> None:
    cash = (_money(b"1", 10_000, FIRST, "cash"), _money(b"2", 5_000, FIRST, "card"))

    book = _book(PeriodFacts(money=cash, bank=(_line(-400, LAST),)))

    assert (book.differences, book.books) == ((), Money(-400))


def test_days_that_no_statement_told_of_have_nothing_beside_them() -> None:
    book = _book(PeriodFacts(money=(_money(b"1", 10_000, FIRST),)))

    assert (book.told, book.differences) == (False, ())


_DAYS = st.integers(-5, 35).map(lambda days: FIRST + timedelta(days=days))
_CENTS = st.integers(-(10**7), 10**7)


@given(
    money=st.lists(st.tuples(st.sampled_from([b"1", b"2"]), _CENTS, _DAYS), max_size=4),
    paid=st.lists(st.tuples(st.sampled_from([b"3", b"4"]), _CENTS, _DAYS), max_size=3),
    lines=st.lists(
        st.tuples(_CENTS, _DAYS, st.sampled_from([b"1", b"3", b""]), _CENTS), min_size=1, max_size=5
    ),
)
def test_the_differences_explain_the_account_to_the_cent(
    money: list[tuple[bytes, int, date]],
    paid: list[tuple[bytes, int, date]],
    lines: list[tuple[int, date, bytes, int]],
) -> None:
    facts = PeriodFacts(
        money=tuple(_money(*each) for each in money),
        supplier_money=tuple(_paid(*each) for each in paid),
        bank=tuple(
            _line(cents, day, *((_seen(story, part, -25),) if story else ()))
            for cents, day, story, part in lines
        ),
    )

    book = _book(facts)

    if book.told:
        assert book.explained == book.books
