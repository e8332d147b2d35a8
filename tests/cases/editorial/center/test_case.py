"""One case at the Center: which verbs are offered to whom, what each does, and what is said where it is refused."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.actions.causes import CenterCause
from cases.contacts.access import keep_contact
from cases.contacts.models import ContactAccess
from cases.editorial.center.sentences import CAUSES
from cases.editorial.center.verbs import VERBS
from cases.models import Assignment, Case, UrgentMark, Ward
from tests.accounts import GROUPS, an_account
from tests.cases.editorial.center.conftest import (
    accepted,
    answered,
    do,
    findable,
    offered,
    page,
    sent,
    soup,
    told,
    words,
)
from tests.cases.editorial.desk.conftest import signed_in
from tests.factories import KIM_LONG, LIGHTING, a_category, ago, an_agency

pytestmark = pytest.mark.django_db

ALWAYS = ["linh-vuc", "muc"]
OPEN = ["hoi-cap-tren", "gop", "gap", *ALWAYS, "noi"]


def screen(walk):
    return reverse("center_case", args=[walk.case.number])


def said(cause):
    return str(CAUSES[cause].sentence)


def slug(name):
    return an_agency(name).slug


class TestOffered:
    """By the tables of states and of rights."""

    def test_by_state(self, approver):
        for walk, verbs in (
            (sent(), ["tiep-nhan", "khong-tiep-nhan", "gop", "gap", *ALWAYS]),
            (accepted(), ["giao", *OPEN, "che", "rut"]),
            (accepted().assign(), ["them-don-vi", "chuyen", *OPEN, "che", "rut"]),
            (accepted().assign().submit(), ["them-don-vi", *OPEN, "che", "rut"]),
            (answered(), ["mo-lai", *ALWAYS, "noi", "che", "rut"]),
            (sent().decline(), ["xem-lai"]),
            (accepted().merge(), ["tach"]),
            (accepted().withdraw(), ["khoi-phuc"]),
        ):
            assert offered(approver, walk) == verbs, walk.case.state

    def test_an_editor_withdraws_nothing(self, editor):
        assert offered(editor, accepted()) == ["giao", *OPEN]
        assert offered(editor, accepted().withdraw()) == []
        walk = accepted()
        assert do(editor, walk, "rut", reason="nguoi-gui-yeu-cau").status_code == 403
        empty = do(editor, walk, "rut")
        assert (empty.status_code, "không có quyền làm việc này" in empty.content.decode()) == (403, True)
        walk.case.refresh_from_db()
        assert walk.case.state == "in_progress"

    def test_what_one_has_come_for_stands_open(self, approver):
        for walk, first in ((sent(), "tiep-nhan"), (accepted(), "giao")):
            assert [fold["id"] for fold in page(approver, screen(walk)).select("details.verb[open]")] == [first]

    def test_a_screen_costs_the_same_queries_whatever_has_happened(self, approver):
        asked = []
        for walk in (accepted("một").assign(), accepted("nhiều").assign().transfer().assign().escalate()):
            with CaptureQueriesContext(connection) as captured:
                page(approver, screen(walk))
            asked.append(len(captured))
        assert asked[0] == asked[1] <= 26


@pytest.mark.parametrize("power", GROUPS)
def test_who_comes_in(power):
    walk = sent("MẬT-7731")
    client = signed_in(an_account(power, agency=KIM_LONG))
    lists = [reverse("center_list", args=["xac-minh"]), reverse("center_file", args=["xac-minh"])]
    for where in (reverse("center_day"), reverse("center_enter"), *lists, screen(walk)):
        response = client.get(where)
        if power in ("edit", "decide", "head"):
            assert response.status_code == 200
            continue
        assert response.status_code == 403
    if power not in ("edit", "decide", "head"):
        for verb in VERBS:
            assert do(client, walk, verb, reason="ngoai-pham-vi").status_code == 403
        client.post(reverse("center_assign_many"), {"so": walk.case.number, "don-vi": slug(KIM_LONG)})
        client.post(reverse("center_enter"), {"title": "x", "place": "y", "category": "chieu-sang"})
        assert client.post(reverse("center_contacts", args=[walk.case.number]), {"purpose": "ask"}).status_code == 403
        walk.case.refresh_from_db()
        assert (walk.case.state, Case.objects.count(), ContactAccess.objects.count()) == ("received", 1, 0)
        assert "MẬT-7731" not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_menu_leads_those_there_who_may(editor):
    assert reverse("center_day") in editor.get(reverse("wagtailadmin_home")).content.decode()
    officer = signed_in(an_account("answer", agency=KIM_LONG))
    assert reverse("center_day") not in officer.get(reverse("wagtailadmin_home")).content.decode()


def test_nobody_comes_in_without_an_account_and_nothing_is_done_by_reading(client, editor):
    walk = sent()
    assert client.get(screen(walk))["Location"].startswith("/cms/login/")
    led = editor.get(reverse("center_do", args=[walk.case.number, "tiep-nhan"]))
    assert (led.status_code, led["Location"]) == (302, screen(walk))
    assert editor.put(reverse("center_do", args=[walk.case.number, "tiep-nhan"])).status_code == 405
    assert editor.get(reverse("center_assign_many")).status_code == 405
    assert editor.post(screen(walk)).status_code == 405
    assert editor.get(reverse("center_case", args=[999_999])).status_code == 404
    assert do(editor, walk, "khong-co").status_code == 404


class TestVerify:
    """What came in."""

    WORDS = {"title": "Đèn hỏng", "text": "Tối quá [đã che]", "place": "Kim Long", "category": "chieu-sang"}

    def test_accept_with_other_words_and_give_it_at_once(self, editor):
        walk = sent("Đèn nhà ông A hỏng", text="Gọi 0905")
        response = do(editor, walk, "tiep-nhan", **self.WORDS, agency=slug(KIM_LONG))
        assert response["Location"] == screen(walk)
        walk.case.refresh_from_db()
        assert (walk.case.state, walk.case.page.title, walk.case.page.text) == (
            "in_progress",
            "Đèn hỏng",
            "Tối quá [đã che]",
        )
        assert walk.case.assignments.get().agency == an_agency()
        shown = page(editor, screen(walk))
        assert "Đã tiếp nhận" in words(shown.select_one(".told"))
        assert "0905" in words(shown.find("details", id=None))  # the reporter's own words, for the Center

    def test_personal_data_for_everybody_is_told_once_and_then_taken(self, editor):
        walk = sent()
        named = {**self.WORDS, "text": "Gọi tôi 0912345678", "place": "CCCD 046190001234"}
        first = do(editor, walk, "tiep-nhan", **named)
        assert [("0912345678" in told(first)[0], "046190001234" in told(first)[1])] == [(True, True)], told(first)
        hinted = soup(first).select_one("#tiep-nhan [name=hinted]")["value"]
        other = do(editor, walk, "tiep-nhan", **{**named, "text": "Gọi tôi 0912345679"}, hinted=hinted)
        assert other.status_code == 400, "other words have not been told"
        assert do(editor, walk, "tiep-nhan", **named, hinted=hinted).status_code == 302
        walk.case.refresh_from_db()
        assert walk.case.state == "in_progress"

    def test_accept_under_another_category_takes_its_level(self, editor):
        other = a_category("tieng-on")
        type(other).objects.filter(pk=other.pk).update(publication_level="summary")
        walk = sent("Quán A ồn", text="Ông A hát", place="12 Kim Long")
        same = {"title": "Quán A ồn", "text": "Ông A hát", "place": "12 Kim Long", "category": "tieng-on"}
        refused = do(editor, walk, "tiep-nhan", **same)
        assert refused.status_code == 400
        assert [text.partition(":")[0] for text in told(refused)] == ["Đăng bản tóm tắt thì hãy viết lại"] * 3
        do(editor, walk, "tiep-nhan", title="Tiếng ồn", text="Có tiếng ồn buổi tối", place="", category="tieng-on")
        walk.case.refresh_from_db()
        assert (walk.case.state, walk.case.level, walk.case.category) == ("in_progress", "summary", other)

    def test_another_level_needs_a_reason_and_nothing_is_lost(self, editor):
        walk = sent()
        refused = do(editor, walk, "tiep-nhan", **{**self.WORDS, "text": "Lời mới viết"}, level="figures")
        assert (refused.status_code, told(refused)) == (400, [said(CenterCause.NO_LEVEL_REASON)])
        assert "Lời mới viết" in refused.content.decode()
        walk.case.refresh_from_db()
        assert walk.case.state == "received"

    def test_decline_with_a_code_and_take_it_up_again(self, editor):
        walk = sent()
        assert do(editor, walk, "khong-tiep-nhan").status_code == 400
        assert do(editor, walk, "khong-tiep-nhan", reason="thieu-anh").status_code == 400  # of another list
        do(editor, walk, "khong-tiep-nhan", reason="ngoai-pham-vi")
        walk.case.refresh_from_db()
        assert walk.case.state == "declined"
        assert walk.case.events.get(kind="case.decline").data["reason"] == "ngoai-pham-vi"
        do(editor, walk, "xem-lai")
        walk.case.refresh_from_db()
        assert walk.case.state == "received"

    def test_merge_and_unmerge_keep_contacts_and_number(self, editor):
        first, again = accepted("Đèn hỏng").assign(), sent("Đèn lại hỏng")
        kept = keep_contact(again.case, phone="0905")
        number = str(first.case.number)
        said_ = do(editor, again, "gop", into=f"a{number}")
        assert told(said_) == [f"Số {number} là “Đèn hỏng”, không rõ phường, xã. Đúng thì bấm lần nữa."]
        assert soup(said_).select_one("#gop [name=told]")["value"] == number
        assert do(editor, again, "gop", into=f"a{number}", told="0").status_code == 400, "another was told"
        assert do(editor, again, "gop", into=f"a{number}", told=number).status_code == 302
        again.case.refresh_from_db()
        assert (again.case.state, again.case.merged_into) == ("merged", first.case)
        do(editor, again, "tach")
        again.case.refresh_from_db()
        assert (again.case.state, again.case.merged_into) == ("received", None)
        kept.refresh_from_db()
        assert kept.case_id == again.case.pk

    @pytest.mark.parametrize(
        ("into", "sentence"),
        [
            ("", "Gộp vào phản ánh nào? Hãy ghi số."),
            ("mười", "Số phản ánh chỉ gồm chữ số."),
            ("9999999999999999999", "Số phản ánh chỉ gồm chữ số."),
            ("424242", "Không có phản ánh mang số này."),
            ("self", CenterCause.INTO_ITSELF),
            ("received", CenterCause.NOT_TO_MERGE_INTO),
        ],
    )
    def test_not_into_just_anything(self, editor, into, sentence):
        walk = sent()
        number = {"self": walk.case.number, "received": sent().case.number}.get(into, into)
        refused = do(editor, walk, "gop", into=number)
        assert refused.status_code == 400
        assert told(refused) == [said(sentence) if sentence in set(CenterCause) else sentence]

    def test_another_ward_is_said_before_it_is_merged(self, editor):
        first, again = accepted("Đèn “cũ” hỏng", ward="kim-long"), sent("Đèn hỏng", ward="an-cuu")
        (said_,) = told(do(editor, again, "gop", into=first.case.number))
        assert said_.startswith(f"Số {first.case.number} là “Đèn ‘cũ’ hỏng”, Phường Kim Long, khác phường, xã với")
        again.case.refresh_from_db()
        assert again.case.state == "received"

    def test_what_is_close_by_can_be_chosen(self, editor):
        first = accepted("Đèn hỏng", lat=16.4637, lon=107.5909)
        again = sent("Đèn hỏng", lat=16.4637, lon=107.5909)
        findable()
        box = page(editor, screen(again)).select(f"#gop [type=radio][value='{first.case.number}']")
        assert len(box) == 1
        Case.objects.filter(pk=again.case.pk).update(ward=Ward.objects.get(slug="an-cuu"))
        asked = soup(do(editor, again, "gop", near=first.case.number))
        assert "khác phường" in words(asked.select_one(".field.bad.of-near .err")), "beside what was chosen"
        do(editor, again, "gop", near=first.case.number, told=first.case.number)
        again.case.refresh_from_db()
        assert again.case.merged_into == first.case


class TestWhose:
    """Assign, add, transfer, ask above."""

    def test_assign_then_add_a_part(self, editor):
        walk = accepted()
        do(editor, walk, "giao", agency=slug(KIM_LONG))
        assert "Đơn vị ấy đang giữ phản ánh này rồi." in told(do(editor, walk, "them-don-vi", agency=slug(KIM_LONG)))
        do(editor, walk, "them-don-vi", agency=slug(LIGHTING))
        assert {a.agency.name for a in walk.case.assignments.all()} == {KIM_LONG, LIGHTING}

    def test_transfer_with_a_reason(self, editor):
        walk = accepted().assign()
        to = slug(LIGHTING)
        charge = walk.assignment.pk
        assert do(editor, walk, "chuyen", assignment=charge, agency=to).status_code == 400
        do(editor, walk, "chuyen", assignment=charge, agency=to, reason="sai-tham-quyen")
        assert [a.state for a in walk.case.assignments.all()] == ["transferred", "open"]

    def test_not_while_an_answer_waits(self, editor):
        walk = accepted().assign()
        fields = {"assignment": walk.assignment.pk, "agency": slug(LIGHTING), "reason": "sai-tham-quyen"}
        walk.submit()
        refused = do(editor, walk, "chuyen", **fields)
        assert refused.status_code == 400
        assert "chuyen" not in offered(editor, walk)
        assert "Chưa làm được." in told(refused)
        assert walk.assignment.state == "awaiting"

    def test_ask_above_stands_chosen(self, editor):
        board = an_agency("Sở Xây dựng", kind="department")
        ward = an_agency()
        type(ward).objects.filter(pk=ward.pk).update(parent=board)
        walk = accepted().assign()
        chosen = page(editor, screen(walk)).select_one("#hoi-cap-tren select[name=agency] option[selected]")
        assert chosen["value"] == board.slug
        do(editor, walk, "hoi-cap-tren", agency=board.slug, asked="opinion")
        assert Assignment.objects.get(agency=board).kind == "opinion"

    def test_reopen_gives_it_back_to_who_answered(self, editor):
        walk = answered()
        assert do(editor, walk, "mo-lai", reason="chua-xong").status_code == 400  # nobody chosen
        do(editor, walk, "mo-lai", reason="chua-xong", agencies=[slug(KIM_LONG)], agency=slug(LIGHTING))
        walk.case.refresh_from_db()
        assert (walk.case.round, walk.case.state) == (2, "in_progress")
        assert walk.case.assignments.filter(round=2).count() == 2

    def test_sent_twice_it_says_what_was_chosen_by_its_words(self, editor):
        walk = answered()
        fields = {"reason": "chua-xong", "agencies": [slug(KIM_LONG), slug("Sở Xây dựng")], "agency": slug(LIGHTING)}
        do(editor, walk, "mo-lai", **{**fields, "agencies": [slug(KIM_LONG)]})
        again = do(editor, walk, "mo-lai", **fields)
        note = words(soup(again).select_one(".note.bad"))
        assert f"Đơn vị đã trả lời {KIM_LONG}, Sở Xây dựng" in note
        assert f"Hoặc thêm đơn vị khác {LIGHTING}" in note
        for raw in ("chua-xong", slug(KIM_LONG), slug(LIGHTING), "['"):
            assert raw not in note, raw

    def test_a_dissolved_agency_is_not_offered(self, editor):
        gone = an_agency("Phường cũ")
        type(gone).objects.filter(pk=gone.pk).update(dissolved_on="2020-01-01")
        walk = accepted()
        assert page(editor, screen(walk)).select(f"option[value='{gone.slug}']") == []
        assert do(editor, walk, "giao", agency=gone.slug).status_code == 400


class TestUrgent:
    """A mark, with a term in hours."""

    def test_marked_and_unmarked(self, editor, settings):
        settings.URGENT_HOURS = 6
        walk = accepted()
        do(editor, walk, "gap")
        mark = UrgentMark.objects.get(case=walk.case)
        assert (mark.until - mark.since).total_seconds() == 6 * 3600
        assert mark.marked_by == editor.account
        assert "Gấp." in words(page(editor, screen(walk)).select_one(".note.warn"))
        assert "thoi-gap" in offered(editor, walk)
        assert "gap" not in offered(editor, walk)
        do(editor, walk, "thoi-gap")
        assert not UrgentMark.objects.exists()


class TestFiled:
    """Category and level."""

    def test_both(self, editor):
        walk = accepted()
        do(editor, walk, "linh-vuc", category="giao-thong")
        assert told(do(editor, walk, "linh-vuc", category="giao-thong")) == [said(CenterCause.SAME_CATEGORY)]
        do(editor, walk, "muc", level="figures", level_reason="An ninh")
        walk.case.refresh_from_db()
        assert (walk.case.category.slug, walk.case.level) == ("giao-thong", "figures")
        assert told(do(editor, walk, "muc", level="figures", level_reason="x")) == [said(CenterCause.SAME_LEVEL)]

    def test_no_summary_is_what_the_reporter_wrote(self, editor):
        walk = accepted()
        refused = do(editor, walk, "muc", level="summary", level_reason="Nêu một hộ")
        assert (refused.status_code, told(refused)) == (400, [said(CenterCause.OWN_WORDS)])
        waits = sent()
        do(editor, waits, "muc", level="summary", level_reason="Nêu một hộ")
        own = {"title": "Đèn hỏng", "text": "", "place": "", "category": "chieu-sang"}
        assert told(do(editor, waits, "tiep-nhan", **own)) == [said(CenterCause.OWN_WORDS)]


class TestContacts:
    """How to reach the reporter."""

    def test_for_a_purpose_which_is_written_down(self, editor):
        walk = sent()
        keep_contact(walk.case, name="Bà Hoa", phone="0905123456")
        where = reverse("center_contacts", args=[walk.case.number])
        assert "0905123456" not in editor.get(screen(walk)).content.decode()
        assert editor.post(where, {"purpose": "ask"}).status_code == 302  # this account may not
        reader = signed_in(_reader(editor.account))
        assert reader.post(where, {"purpose": "gossip"}).status_code == 302
        assert ContactAccess.objects.count() == 0
        asked = reader.post(where, {"purpose": "ask"})
        assert (asked.status_code, asked["Location"]) == (302, f"{screen(walk)}#lien-he")
        assert ContactAccess.objects.get().account_id == editor.account.pk
        assert "0905123456" not in page(reader, screen(sent())).get_text(), "another report's page shows nothing"
        assert "0905123456" in page(reader, screen(walk)).get_text()
        assert "0905123456" not in page(reader, screen(walk)).get_text(), "once: going back asks anew"
        assert ContactAccess.objects.count() == 1
        reader.post(where, {"purpose": "ask"})
        ContactAccess.objects.update(read_at=ago(minutes=2))
        assert "0905123456" not in page(reader, screen(walk)).get_text(), "a moment, not a day"


def _reader(account):
    account.user_permissions.add(Permission.objects.get(content_type__app_label="contacts", codename="view_contact"))
    return type(account).objects.get(pk=account.pk)


def test_every_cause_has_a_sentence_of_its_own():
    assert set(CAUSES) == set(CenterCause)
    assert len({str(told.sentence) for told in CAUSES.values()}) == len(CAUSES)
