"""Near-duplicates: what two texts share, and the keys they are found by."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.rules.hints.reading import runs_in
from cases.rules.hints.shingles import BANDS, FEWEST_WORDS, MOST_RUNS, SAME, keys_of, likeness
from tests.cases.rules.hints.lists import starting_book

pytestmark = pytest.mark.pure

TEXT = (
    "Đội cây xanh đã cắt tỉa hàng phượng trước trường tiểu học, dọn cành khô, chằng chống hai cây nghiêng"
    " và rào khu vực nguy hiểm cho đến khi thay cây mới vào đầu mùa xuân."
)
OTHER = "Phường đã phạt chủ quán hát loa kéo quá giờ, tạm giữ hai loa và buộc ký cam kết không tái phạm trong mọi dịp."
KEYS = [7036736088269755811, 2193205276133447989]


def runs(text):
    return runs_in(text, starting_book())


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (TEXT, True),
        (TEXT.upper(), True),
        (f"Kính gửi ông bà,\n{TEXT}\nTrân trọng cảm ơn!", True),
        (TEXT.replace("phượng", "bàng"), True),
        (OTHER, False),
        (f"{TEXT} {OTHER}", False),
    ],
)
def test_the_same_text(other, same):
    assert (likeness(runs(TEXT), runs(other)) >= SAME) is same


def test_likeness_of_nothing_is_nothing():
    assert likeness((), ()) == 0.0
    assert likeness(runs(TEXT), ()) == 0.0


@pytest.mark.parametrize(("words", "some"), [(FEWEST_WORDS - 1, False), (FEWEST_WORDS, True)])
def test_a_text_of_few_words_is_nobodys(words, some):
    assert bool(runs(" ".join("abcdefghijklmnop"[:words]))) is some


def test_keys_are_stored_so_they_never_change():
    assert keys_of(runs(TEXT))[:2] == KEYS
    assert len(keys_of(runs(TEXT))) == BANDS
    assert all(0 <= key < 1 << 63 for key in keys_of(runs(TEXT)))
    assert keys_of(()) == []


def test_a_long_text_is_compared_by_its_smallest_runs():
    words = [f"w{i}" for i in range(20_000)]
    long, changed = " ".join(words), " ".join(words[:19_000])
    assert len(runs(long)) == MOST_RUNS
    assert likeness(runs(long), runs(changed)) > 0.85


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 1 << 32))
def test_keys_find_what_is_alike_and_little_else(seed):
    drawn = random.Random(seed)
    texts = [frozenset(drawn.getrandbits(63) for _ in range(60)) for _ in range(40)]
    close = [frozenset([*sorted(text)[:48], *(drawn.getrandbits(63) for _ in range(12))]) for text in texts]
    met = sum(not set(keys_of(one)).isdisjoint(keys_of(other)) for one, other in zip(texts, close, strict=True))
    strangers = sum(
        not set(keys_of(one)).isdisjoint(keys_of(other)) for one, other in zip(texts, close[1:], strict=False)
    )
    assert met >= 34  # they share two thirds; 95 of 100 are expected at 60 %
    assert strangers == 0


def test_how_often_texts_of_the_least_likeness_meet():
    drawn = random.Random(7)
    met = 0
    for _ in range(200):
        both = [drawn.getrandbits(63) for _ in range(60)]
        one, other = (frozenset([*both, *(drawn.getrandbits(63) for _ in range(20))]) for _ in range(2))
        assert likeness(one, other) == SAME
        met += not set(keys_of(one)).isdisjoint(keys_of(other))
    assert met >= 180
