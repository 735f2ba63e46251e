from hypothesis import given
from hypothesis.strategies import characters, lists, sampled_from, text

from merchant_desk.values.folding import folded, folded_many

FRENCH = text(sampled_from("abcéèÉÀœŒæß’ -–€½²°µçÇ12\u00a0\u0301ÿŸ"), max_size=12)


@given(texts=lists(FRENCH | text(characters(max_codepoint=255)) | text(), max_size=6))
def test_many_texts_fold_as_each_would(texts: list[str]) -> None:
    assert folded_many(texts) == [folded(each) for each in texts]


@given(texts=lists(text(characters(max_codepoint=255, exclude_characters="\n")), max_size=6))
def test_texts_of_one_byte_fold_as_each_would(texts: list[str]) -> None:
    assert folded_many(texts) == [folded(each) for each in texts]
