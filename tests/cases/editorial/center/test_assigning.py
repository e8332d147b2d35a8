"""Whom a case is likely to belong to, and many cases given to agencies at once."""

from datetime import date

import pytest
from django.urls import reverse

from cases.editorial.center import suggesting
from cases.editorial.center.suggesting import suggestions
from cases.models import Agency, Assignment
from tests.cases.editorial.center.conftest import accepted, list_of, page, words
from tests.factories import KIM_LONG, LIGHTING, an_agency

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 28)


def habits():
    """Lighting in An Cựu is the ward's, elsewhere the lighting center's."""
    for _ in range(3):
        accepted(ward="an-cuu").assign(an_agency(KIM_LONG))
        accepted(ward="thuan-hoa").assign(an_agency(LIGHTING))
    for _ in range(2):
        accepted(ward="thuan-hoa").assign(an_agency(LIGHTING))


def suggested(walk, today=TODAY):
    found = suggestions([walk.case], today=today).get(walk.case.pk)
    return found and (found.agency.name, found.n, found.of, found.in_ward)


class TestSuggestion:
    """By category and ward, then by category alone."""

    def test_of_the_ward_first(self, django_assert_num_queries):
        habits()
        for ward, found in (
            ("an-cuu", (KIM_LONG, 3, 3, True)),
            ("thuan-hoa", (LIGHTING, 5, 5, True)),
            ("kim-long", (LIGHTING, 5, 8, False)),
            (None, (LIGHTING, 5, 8, False)),
        ):
            assert suggested(accepted(ward=ward)) == found
        assert suggested(accepted(ward="an-cuu", category="giao-thong")) is None
        cases = [accepted(ward="an-cuu").case, accepted(ward="kim-long").case]
        with django_assert_num_queries(4):
            suggestions(cases, today=TODAY)

    def test_nothing_where_there_is_no_habit(self):
        for name in ("A", "B", "C", "D"):
            accepted(ward="an-cuu").assign(an_agency(name))
        assert suggested(accepted(ward="an-cuu")) is None
        assert suggestions([], today=TODAY) == {}

    def test_what_was_passed_on_taught_better(self):
        for _ in range(3):
            accepted(ward="an-cuu").assign(an_agency(LIGHTING)).transfer(an_agency(KIM_LONG))
        assert suggested(accepted(ward="an-cuu")) == (KIM_LONG, 3, 3, True)

    def test_an_agency_that_is_gone_gets_nothing(self):
        habits()
        Agency.objects.filter(name=LIGHTING).update(dissolved_on=TODAY)
        assert suggested(accepted(ward="thuan-hoa")) == (KIM_LONG, 3, 3, False)
        assert suggested(accepted(ward="thuan-hoa"), date(2026, 11, 27)) == (LIGHTING, 5, 5, True)

    def test_only_the_newest_count(self, monkeypatch):
        habits()
        monkeypatch.setattr(suggesting, "RECENT", 4)
        assert suggested(accepted(ward="an-cuu")) == (LIGHTING, 3, 4, False)


class TestMany:
    """Each by itself."""

    def give(self, client, *walks, agency="", **fields):
        sent = {"so": [w.case.number for w in walks], "don-vi": agency, "cau-hoi": "?q=den"}
        sent |= {f"ban-{w.case.number}": w.case.version for w in walks} | fields
        response = client.post(reverse("center_assign_many"), sent)
        assert response["Location"] == list_of("giao", "?q=den")
        return [words(note) for note in page(client, list_of("giao")).select(".told .note")]

    def test_to_one_agency(self, editor):
        walks = [accepted(f"việc {n}") for n in range(3)]
        told = self.give(editor, *walks, agency=an_agency(LIGHTING).slug)
        assert told == [f"Đã giao 3 phản ánh cho {LIGHTING}."]
        assert set(Assignment.objects.values_list("agency__name", flat=True)) == {LIGHTING}

    def test_each_to_the_one_beside_it_as_it_was_shown(self, editor):
        habits()
        near, far = accepted("gần", ward="an-cuu"), accepted("xa", ward="thuan-hoa")
        none = accepted("không ai", category="giao-thong")
        shown = page(editor, list_of("giao"))
        beside = {
            box["value"]: (shown.select_one(f"[name=goi-y-{box['value']}]") or {}).get("value")
            for box in shown.select("[name=so]")
        }
        assert beside[str(near.case.number)] == an_agency(KIM_LONG).slug
        assert "giữ 3 trong 3 phản ánh gần đây cùng lĩnh vực và phường, xã" in words(shown.table)
        assert "Chưa đủ lần giao để gợi ý" in words(shown.table)
        fields = {f"goi-y-{number}": slug for number, slug in beside.items() if slug}
        told = self.give(editor, near, far, none, **fields)
        assert f"Đã giao 1 phản ánh cho {KIM_LONG}." in told
        assert f"Đã giao 1 phản ánh cho {LIGHTING}." in told
        assert told[-1].startswith("1 phản ánh chưa giao được.")
        assert f"{none.case.number}: chưa chọn đơn vị" in told[-1]

    def test_one_that_has_changed_holds_up_no_other(self, editor):
        first, second = accepted("một"), accepted("hai")
        first.assign(an_agency(KIM_LONG))
        stale = {f"ban-{first.case.number}": first.case.version - 1}
        told = self.give(editor, first, second, agency=an_agency(LIGHTING).slug, **stale)
        assert told[0] == f"Đã giao 1 phản ánh cho {LIGHTING}."
        assert f"{first.case.number}: Phản ánh này vừa thay đổi sau khi bạn mở" in told[1]
        assert first.case.assignments.get().agency.name == KIM_LONG

    def test_nothing_ticked_and_nonsense_give_nothing(self, editor):
        walk = accepted()
        assert self.give(editor) == ["Hãy đánh dấu ít nhất một phản ánh."]
        odd = {"so": ["x", "²", "9" * 30, "424242"], "don-vi": "khong-co", "cau-hoi": "https://example.com"}
        response = editor.post(reverse("center_assign_many"), odd)
        assert response["Location"] == list_of("giao")
        self.give(editor, walk, agency="khong-co", **{f"ban-{walk.case.number}": "x"})
        assert not Assignment.objects.exists()


def test_all_of_a_page_are_ticked_by_a_link_and_none_by_another(editor):
    for n in range(2):
        accepted(f"Đèn {n}")
    shown = page(editor, list_of("giao", "?xep=-so"))
    assert shown.select("[name=so][checked]") == []
    link = shown.select_one(".tick-all a")
    ticked = page(editor, link["href"])
    assert len(ticked.select("[name=so][checked]")) == 2
    assert "xep=-so" in ticked.select_one(".tick-all a")["href"]
    assert page(editor, ticked.select_one(".tick-all a")["href"]).select("[name=so][checked]") == []
