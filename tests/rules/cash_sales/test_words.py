"""Operations that add nothing are told of in one sentence, however many they are."""

from merchant_desk.rules.cash_sales.words import unmeasured_words


def _told(*names: str) -> str:
    return unmeasured_words(names).replace("\u00a0", " ")


def test_one_is_named_and_many_are_counted_in_one_sentence() -> None:
    assert _told("Tisanes").startswith("Promotion « Tisanes » : aucune de ce genre")
    assert _told("Thés", "Savons").endswith(": « Thés », « Savons ».")

    many = _told("A", "B", "C", "D", "E", "E")

    assert many.startswith("6 promotions n’ajoutent rien")
    assert many.endswith(": « A », « B », « C » et 2 autres.")
