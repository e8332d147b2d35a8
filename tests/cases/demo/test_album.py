"""Photos of the invented city's cases: which have some, what they say, where their files lie, and who never has any."""

from datetime import timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from cases.demo import album
from cases.demo.album import DRAWN, draw_missing, file_name, fill_album, scene_for
from cases.demo.drawing.scenes import scenes
from cases.models import Answer, Case, CasePage, Photo, PublicationLevel

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demo_city")]


@pytest.fixture
def filled(demo_city, monkeypatch):
    """The city with as many photos as there can be; the instant it is looked at."""
    monkeypatch.setattr(album, "TAKEN", 1.0)
    monkeypatch.setattr(album, "SHOWN", 1.0)
    assert fill_album() == Photo.objects.count() > 0
    return demo_city


@pytest.fixture
def media(settings, tmp_path):
    """An empty folder for files."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def few(monkeypatch):
    """Four scenes in place of sixty."""
    monkeypatch.setattr(album, "scenes", lambda: iter(list(scenes())[:4]))


@pytest.mark.parametrize(
    ("category", "title", "matter"),
    [
        ("chieu-sang", "Đường Lê Lợi tối om về đêm", "den-tat"),
        ("chieu-sang", "Trụ đèn nghiêng trên đường Lê Lợi", "tru-den"),
        ("chieu-sang", "Đèn trên đường Lê Lợi quên tắt", None),
        ("duong-via-he", "Mất nắp hố ga trước số 3 Lê Lợi", "ho-ga"),
        ("duong-via-he", "Đường Lê Lợi chi chít ổ gà", "o-ga"),
        ("duong-via-he", "Gạch vỉa hè trước số 3 Lê Lợi lún", "via-he"),
        ("thoat-nuoc", "Cứ mưa là đường Lê Lợi ngập", "ngap"),
        ("rac-thai", "Rác ngập chân cầu cuối đường Lê Lợi", None),
        ("rac-thai", "Rác ùn ứ đầu kiệt 3 Lê Lợi", "rac"),
        ("rac-thai", "Xà bần đổ trộm bên đường Lê Lợi", "xa-ban"),
        ("xay-dung", "Công trình trước số 3 Lê Lợi đổ vật liệu ra đường", "xa-ban"),
        ("cay-xanh", "Cây đổ chắn ngang đường Lê Lợi", "canh-cay"),
        ("vien-thong", "Cáp mạng đứt thòng xuống đường Lê Lợi", "day-cap"),
        ("giao-thong", "Xin kẻ lại vạch sang đường trước trường học đường Lê Lợi", "vach-sang-duong"),
        ("giao-thong", "Gờ giảm tốc đường Lê Lợi bong hết", None),
        ("tieng-on", "Quán trên đường Lê Lợi mở nhạc lớn quá 22 giờ", None),
        ("chieu-sang-khac", "Đường Lê Lợi tối om về đêm", None),
    ],
)
def test_a_scene_shows_what_the_title_says(category, title, matter):
    found = [scene_for(category=category, title=title, number=n, month=5) for n in range(30)]
    assert {scene and scene.matter.name for scene in found} == {matter}
    if matter:
        assert len({scene.number for scene in found}) == 2, "not always the same one"


@pytest.mark.parametrize("month", range(1, 13))
def test_a_scene_lies_in_the_season(month):
    for n in range(20):
        scene = scene_for(category="rac-thai", title="Rác ùn ứ", number=n, month=month)
        assert scene.rainy == (month in {9, 10, 11, 12, 1})


def test_cases_that_a_scene_fits_have_one_photo_before_and_those_done_one_after(filled):
    before = dict(Photo.objects.filter(kind="before").values_list("case", "file"))
    after = dict(Photo.objects.filter(kind="after").values_list("case", "file"))
    assert len(before) + len(after) == Photo.objects.count()
    assert set(after) < set(before)
    for case, name in after.items():
        assert name == before[case].replace("-truoc.jpg", "-sau.jpg")
    expected = set()
    for case in Case.objects.indexable().select_related("category"):
        title = CasePage.objects.get(case=case).title
        month = timezone.localdate(case.sent_at).month
        if scene_for(category=case.category.slug, title=title, number=case.number, month=month):
            expected.add(case.pk)
    assert set(before) == expected


@pytest.mark.usefixtures("filled")
def test_a_photo_after_belongs_to_an_approved_answer_that_says_it_is_done():
    photos = Photo.objects.filter(kind="after").select_related("answer__assignment", "case")
    assert photos
    for photo in photos:
        assert photo.answer.assignment.case_id == photo.case_id
        assert (photo.answer.state, photo.answer.outcome, photo.case.state) == ("approved", "done", "answered")
        assert photo.taken_on == timezone.localdate(photo.answer.submissions.get(decision="approved").submitted_at)
    assert not Photo.objects.filter(kind="before").exclude(answer=None)


@pytest.mark.usefixtures("filled")
def test_photos_were_taken_when_the_report_was_sent_those_of_dark_lamps_at_night():
    for photo in Photo.objects.filter(kind="before").select_related("case"):
        sent = timezone.localtime(photo.case.sent_at)
        night = "den-tat" in photo.file.name and sent.hour < 18
        assert photo.taken_on == sent.date() - timedelta(days=night)


@pytest.mark.usefixtures("filled")
def test_every_photo_says_that_it_is_drawn_and_how_large_it_is():
    for photo in Photo.objects.all():
        assert photo.caption.endswith(DRAWN)
        assert len(photo.caption) > len(DRAWN) + 10
        assert (photo.width, photo.height, photo.public) == (480, 360, True)


@pytest.mark.parametrize("part", [0.0, 0.5, 1.0])
def test_as_many_as_the_parts_say(demo_city, monkeypatch, part):
    monkeypatch.setattr(album, "TAKEN", part)
    monkeypatch.setattr(album, "SHOWN", 0.0)
    some = fill_album()
    Photo.objects.all().delete()
    monkeypatch.setattr(album, "TAKEN", 1.0)
    whole = fill_album()
    assert not Photo.objects.filter(kind="after")
    assert abs(some - part * whole) <= 0.3 * whole * (part == 0.5)


@pytest.mark.usefixtures("demo_city")
def test_the_same_city_has_the_same_photos():
    def rows():
        return list(Photo.objects.order_by("case", "kind").values_list("case", "kind", "file", "caption", "taken_on"))

    fill_album()
    first = rows()
    Photo.objects.all().delete()
    fill_album()
    assert rows() == first


@pytest.mark.usefixtures("demo_city")
def test_rows_are_written_at_once(django_assert_num_queries):
    with django_assert_num_queries(2):
        fill_album()


# --- whose they never are ---------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("demo_city")
@pytest.mark.parametrize("level", [PublicationLevel.SUMMARY, PublicationLevel.FIGURES])
def test_cases_told_less_than_in_full_have_none(level, monkeypatch):
    monkeypatch.setattr(album, "TAKEN", 1.0)
    fill_album()
    chosen = Photo.objects.filter(kind="before").earliest("pk").case
    Photo.objects.all().delete()
    Case.objects.filter(pk=chosen.pk).update(level=level)
    fill_album()
    assert Photo.objects.exists()
    assert not Photo.objects.filter(case=chosen)


@pytest.mark.usefixtures("filled")
def test_cases_without_a_page_have_none():
    states = set(Photo.objects.values_list("case__state", flat=True))
    assert states <= {"in_progress", "answered"}
    assert set(Photo.objects.values_list("case__level", flat=True)) == {"full"}


# --- files ------------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("few")
def test_files_are_drawn_once(media):
    assert draw_missing() == 8
    files = sorted(Path(media).rglob("*.jpg"))
    assert [str(path.relative_to(media)) for path in files] == sorted(
        file_name(scene, kind) for scene in list(scenes())[:4] for kind in ("before", "after")
    )
    bytes_of = [path.read_bytes() for path in files]
    assert draw_missing() == 0
    files[0].unlink()
    assert draw_missing() == 2, "the pair it belongs to"
    assert [path.read_bytes() for path in sorted(Path(media).rglob("*.jpg"))] == bytes_of


def test_every_photo_of_a_case_has_a_file_that_is_drawn(filled):
    drawn = {file_name(scene, kind) for scene in scenes() for kind in ("before", "after")}
    assert set(Photo.objects.values_list("file", flat=True)) <= drawn


# --- pages ------------------------------------------------------------------------------------------------------------


def shown(client, case):
    page = BeautifulSoup(client.get(CasePage.objects.get(case=case).url).content, "lxml")
    return [(image["src"], image["alt"]) for image in page.select("main img")]


@pytest.mark.usefixtures("filled")
def test_pages_show_them_before_and_after(client):
    photo = Photo.objects.filter(kind="after").earliest("pk")
    before = photo.case.photos.get(kind="before")
    title = CasePage.objects.get(case=photo.case).title
    first = (f"/media/{before.file.name}", f"Ảnh trước khi xử lý: {title}")
    assert shown(client, photo.case) == [first, first, (f"/media/{photo.file.name}", f"Ảnh sau khi xử lý: {title}")]


@pytest.mark.usefixtures("filled")
def test_a_case_that_is_only_summed_up_later_shows_none(client):
    photo = Photo.objects.filter(kind="after").earliest("pk")
    Case.objects.filter(pk=photo.case_id).update(level=PublicationLevel.SUMMARY)
    assert shown(client, photo.case) == []


@pytest.mark.usefixtures("filled")
def test_no_answer_but_the_newest_that_is_done_is_chosen():
    for photo in Photo.objects.filter(kind="after"):
        done = Answer.objects.filter(
            assignment__case=photo.case_id, state="approved", outcome="done", amends=None, assignment__kind="handling"
        )
        assert photo.answer == done.latest("pk")
