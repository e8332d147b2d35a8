"""Names in running text."""

import pytest

from search.folding import folded, tokens
from search.proper import names_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("đèn đường Hồng Vân tắt", {"Hồng Vân"}),
        ("Đèn ở kiệt 42 Nguyễn Phúc Thái, Kim Long", {"Nguyễn Phúc Thái", "Kim Long"}),
        ("Đường Hồng Vân", {"Hồng Vân"}),  # the first word of a sentence is capitalised in any case
        ("Cây đổ. Đường Huế tối. Hỏi Hội An", {"Hội An"}),
        ("cổng Hồng-Vân, Hồng (Vân)", set()),  # in one breath, or none
        ("ĐÈN ĐƯỜNG HỎNG ở UBND TP Huế", set()),  # shouted, or shortened
        ("đèn ở A Lưới", {"A Lưới"}),
        ("số 5 Hồng\nVân", set()),
        ("", set()),
    ],
)
def test_words_of_a_name_know_each_other(text, names):
    words = [text[token.start : token.end] for token in tokens(text)]
    found = names_in(text)
    assert {i: words[i] for i in found} == {
        i: word for i, word in enumerate(words) if any(word in name.split() for name in names) and i
    }
    assert set(found.values()) == {tuple(folded(name).split()) for name in names}
