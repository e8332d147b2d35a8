"""What is offered to who types: which of the last words, in which order, and how many."""

import pytest

from search.completing import (
    OFFERED,
    OFFERED_OF_A_KIND,
    Completion,
    Kind,
    Name,
    complete,
    fits,
    may_be_meant,
    most_frequent,
)
from search.folding import tokens


class Names:
    """An engine of these names, that notes what it is asked."""

    def __init__(self, *names):
        self.known, self.asked = names, []

    def names(self, words):
        self.asked.append(" ".join(words))
        return most_frequent([name for name in self.known if fits(name.name, words)])


def name(text, kind=Kind.STREET, count=9):
    return Name(kind=kind, value=text, name=text, count=count)


LIGHTS = name("Đèn đường", Kind.CATEGORY)
KIM_LONG, LONG_KIM = name("Phường Kim Long", Kind.WARD), name("Long Kim")


def offered(typed, *names):
    return [each.name for each in complete(Names(*names), typed).names]


@pytest.mark.parametrize(
    ("typed", "rest", "names"),
    [
        ("den duo", "", ["Đèn đường"]),
        ("Đèn đườ", "", ["Đèn đường"]),
        ("kim lo", "", ["Phường Kim Long"]),
        ("phường kim long", "", ["Phường Kim Long"]),
        ("đèn hỏng  Kim lo", "đèn hỏng", ["Phường Kim Long"]),
        ("cống ngập nặng đèn đu", "cống ngập nặng", ["Đèn đường"]),
        ("rác kim", "rác", ["Long Kim", "Phường Kim Long"]),
        ("kim long rác", "", []),
        ("rác -kim", "", []),
        ("k", "", []),
        ("1 2 3", "", []),
        ("", "", []),
        ("!?", "", []),
    ],
)
def test_the_last_words_are_completed_and_the_others_stay(typed, rest, names):
    found = complete(Names(LIGHTS, KIM_LONG, LONG_KIM), typed)
    assert (found.rest, sorted(each.name for each in found.names)) == (rest, sorted(names))


@pytest.mark.parametrize(
    ("typed", "name", "meant"),
    [
        ("de", "Lý Nam Đế", True),
        ("đe", "Lý Nam Đế", True),
        ("dê", "Lý Nam Đế", True),
        ("đè", "Lý Nam Đế", False),
        ("đen", "Đèn đường", True),
        ("đén", "Đèn đường", False),
        ("đến dươ", "Đèn đường", True),
        ("hò", "Hoà Vang", True),
        ("hòa", "Hoà Vang", True),
        ("hóa", "Hoà Vang", False),
        ("hóa v", "Hoà Vang", True),
        ("hoa v", "Hoà Vang", True),
        ("kim", "Kìm Kim Long", True),
    ],
)
def test_marks_may_lack_and_never_contradict(typed, name, meant):
    assert may_be_meant(name, list(tokens(typed))) is meant


def test_a_name_with_other_marks_is_not_offered_beside_one_with_these():
    assert offered("đè", name("Lý Nam Đế"), name("Đèo Hải Vân")) == ["Đèo Hải Vân"]


def test_open_quotation_marks_do_not_stay():
    assert complete(Names(KIM_LONG), 'đèn "kim lo').rest == "đèn"


def test_at_most_four_questions_are_put_to_the_engine():
    engine = Names()
    assert complete(engine, " ".join(f"tu{n}" for n in range(40))) == Completion()
    assert [len(asked.split()) for asked in engine.asked] == [5, 3, 2, 1]
    engine = Names()
    complete(engine, "hai tu")
    assert [len(asked.split()) for asked in engine.asked] == [2, 1]


def test_as_written_before_folded_beginnings_before_middles_frequent_before_rare():
    hoa, hoa_too = name("Thuận Hòa", count=3), name("Thuận Hóa", count=90)
    assert offered("thuận hòa", hoa, hoa_too) == ["Thuận Hòa", "Thuận Hóa"]
    assert offered("thuan hoa", hoa, hoa_too) == ["Thuận Hóa", "Thuận Hòa"]
    assert offered("lon", name("Long An", count=3), name("Kim Long", count=90)) == ["Long An", "Kim Long"]


def test_a_name_without_marks_gives_way_to_the_same_with_them():
    assert offered("hung", name("Hung Vuong", count=50), name("Hùng Vương", count=3)) == ["Hùng Vương"]
    assert offered("hung", name("Hung Vuong", count=50)) == ["Hung Vuong"]
    assert len(offered("hung", name("Hung Vuong"), name("Hùng Vương", Kind.WARD))) == 2


def test_no_kind_takes_all_the_room():
    streets = [name(f"Nguyễn {letter}", count=99) for letter in "ABCDEFGHIJ"]
    wards = [name(f"Nguyễn {letter}", Kind.WARD, count=5) for letter in "MNOPQ"]
    kinds = [each.kind for each in complete(Names(*streets, *wards, name("Nguyễn", Kind.AGENCY)), "nguyen").names]
    assert kinds.count(Kind.STREET) == OFFERED_OF_A_KIND
    assert len(kinds) == OFFERED
    assert kinds[0] is Kind.STREET


def test_a_street_of_one_case_or_two_is_told_by_no_engine():
    names = [name("Lê Lợi", count=2), name("Lê Lai", count=3), name("Lê Mới", Kind.WARD, count=1)]
    assert [each.name for each in most_frequent(names)] == ["Lê Lai", "Lê Mới"]
    assert most_frequent([name("Lê Lợi", Kind.WARD, count=0)]) == ()
