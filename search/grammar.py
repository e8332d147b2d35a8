"""Words of grammar: in nearly every text and seldom what somebody looks for, yet the same as others without marks.

Who types `den` hardly means `đến` (until), but `đèn` (lamp) or `đen` (black). So where a word typed without marks may
be one of these, its other readings count for more, and are marked alone where a case has them. It still finds all.
"""

from __future__ import annotations

from collections.abc import Sequence

from search.folding import both

#: As people write them; compared in the forms that texts are compared in.
_WORDS = """
ai ạ bị bởi các chỉ cho chưa chúng có còn của cũng do đã đang đây đến để đều đó được hay hoặc khi không là làm lại
lắm lên luôn mà mọi mỗi một nay này nên nếu nhé như nhưng những nữa ở ơi qua quá ra rất rồi sẽ tại
theo thì tôi trên trong trước từ vào và vẫn về vì với xin
"""
#: What reports and questions open with, whatever they are about.
_PLEAS = """
bà con, bao giờ, cảm ơn, các cấp, cho hỏi, chúng tôi, chức năng, cơ quan, cơ quan chức năng, đề nghị, giúp dùm,
giúp giùm, hiện nay, hiện tại, khi nào, kiến nghị, kính đề nghị, kính gửi, kính mong, làm ơn, làm sao, lãnh đạo,
mong muốn, nhà em, nhà tôi, như thế nào, phản ánh, quý cơ quan, tại sao, tình trạng, vì sao, xem xét, xin hỏi
"""
_FORMS = [both(word) for word in _WORDS.split()]
GRAMMAR = frozenset(marked for __, marked in _FORMS)
GRAMMAR_FOLDED = frozenset(folded for folded, __ in _FORMS)
PLEAS = {tuple(folded.split()): tuple(marked.split()) for folded, marked in map(both, _PLEAS.split(","))}
LONGEST_PLEA = max(map(len, PLEAS))


def plea(said: Sequence[tuple[str, str]]) -> int:
    """How many of these words, each folded and marked, are from the first on one of the pleas."""
    for n in range(min(LONGEST_PLEA, len(said)), 1, -1):
        folded, marked = zip(*said[:n], strict=True)
        if folded in PLEAS and marked in (folded, PLEAS[folded]):
            return n
    return 0
