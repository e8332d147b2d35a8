"""Words of grammar: in nearly every text and seldom what somebody looks for, yet the same as others without marks.

Who types `den` hardly means `đến` (until), but `đèn` (lamp) or `đen` (black). So where a word typed without marks may
be one of these, its other readings count for more, and are marked alone where a case has them. It still finds all.
"""

from __future__ import annotations

from search.folding import both

#: As people write them; compared in the forms that texts are compared in.
_WORDS = """
ai ạ bị bởi các chỉ cho chưa chúng có còn của cũng do đã đang đây đến để đều đó được hay hoặc khi không là lại lên mà
mỗi một nay này nên nếu như nhưng những nữa ở qua ra rất rồi sẽ tại theo thì tôi trên trong trước từ vào và vẫn về vì
với
"""
_FORMS = [both(word) for word in _WORDS.split()]
GRAMMAR = frozenset(marked for __, marked in _FORMS)
GRAMMAR_FOLDED = frozenset(folded for folded, __ in _FORMS)
