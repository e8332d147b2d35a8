"""What editors write, as values made by hand: links, contacts, addresses, names of files; without a database."""

from io import BytesIO
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import get_language, override

from cases.actions.pictures import PictureRefused
from home import center, explaining, images, menus
from home.blocks import BodyBlock
from home.center import Center
from home.demo_news import ITEMS
from home.images import ImageForm
from home.models import NewsPage, StandardPage, is_taken, page_number
from home.slugs import PlainSlugForm, PlainSlugs, plain_slug

# --- links -----------------------------------------------------------------------------------------------------------


class Page:
    """A page of the tree, with an address in each of these languages."""

    def __init__(self, *, live=True, **addresses):
        self.live, self.addresses = live, addresses

    @property
    def url(self):
        return self.addresses.get(get_language())


def value(label="Hạn", *, page=None, address="", label_en=""):
    return {"label": label, "label_en": label_en, "page": page, "address": address}


@pytest.mark.parametrize(
    ("given", "addresses"),
    [
        ({"address": "/qua-han/"}, {"vi": "/qua-han/", "en": "/en/qua-han/"}),
        ({"address": "/"}, {"vi": "/", "en": "/en/"}),
        (
            {"address": "/phan-anh/?q=a&page=2#dau"},
            {"vi": "/phan-anh/?q=a&page=2#dau", "en": "/en/phan-anh/?q=a&page=2#dau"},
        ),
        ({"address": "/trang-cua-toi/"}, {"vi": "/trang-cua-toi/", "en": "/en/trang-cua-toi/"}),
        ({"address": "/robots.txt"}, {"vi": "/robots.txt", "en": "/robots.txt"}),
        ({"address": "https://hue.gov.vn/x"}, {"vi": "https://hue.gov.vn/x", "en": "https://hue.gov.vn/x"}),
        ({"page": Page(vi="/a/", en="/en/a/")}, {"vi": "/a/", "en": "/en/a/"}),
        ({"page": Page(vi="/a/")}, {"vi": "/a/"}),
        ({"page": Page(live=False, vi="/a/", en="/en/a/")}, {}),
        ({"page": Page()}, {}),
        ({"page": Page(vi="/a/", en="/en/a/"), "address": "/khac/"}, {"vi": "/a/", "en": "/en/a/"}),
    ],
    ids=[
        *("a path", "the front", "a question", "a page of the tree", "what has one language", "elsewhere", "a page"),
        *("in one language", "a draft", "nowhere", "a page before a path"),
    ],
)
@pytest.mark.parametrize("spoken", ["vi", "en"])
def test_where_a_link_leads_in_each_language_whoever_asks(spoken, given, addresses):
    with override(spoken):
        assert dict(menus.in_every_language(value(**given))) == addresses


def test_an_english_path_is_understood_as_what_it_is():
    """An editor may copy it out of the browser."""
    assert dict(menus.in_every_language(value(address="/en/qua-han/?x=1"))) == {
        "vi": "/qua-han/?x=1",
        "en": "/en/qua-han/?x=1",
    }


@pytest.mark.parametrize(
    ("spoken", "label", "address"),
    [("vi", "Hạn", "/qua-han/"), ("en", "Due", "/en/qua-han/"), (None, "Hạn", "/qua-han/")],
)
def test_a_link_in_the_readers_words(spoken, label, address):
    (link,) = menus.links([SimpleNamespace(value=value(address="/qua-han/", label_en="Due"))])
    with override(spoken):
        assert (link.label, link.address, link.is_elsewhere) == (label, address, False)


def test_what_has_no_english_is_shown_in_vietnamese():
    (link,) = menus.links([SimpleNamespace(value=value(page=Page(vi="/a/")))])
    with override("en"):
        assert (link.label, link.address) == ("Hạn", "/a/")


def test_links_keep_their_order_and_those_that_lead_nowhere_are_left_out():
    given = [value("Một", address="/a/"), value("Hai", page=Page(live=False)), value("Ba", address="https://x.vn/")]
    found = menus.links([SimpleNamespace(value=each) for each in given])
    assert [(link.vietnamese, link.is_elsewhere) for link in found] == [("Một", False), ("Ba", True)]


@pytest.mark.parametrize(
    ("index", "told"),
    [
        (None, []),
        ({"live": False, "has_news": True}, []),
        ({"live": True, "has_news": False}, []),
        ({"live": True, "has_news": True}, [("Tin", "News")]),
    ],
    ids=["no list", "a draft", "an empty list", "some news"],
)
@pytest.mark.parametrize("spoken", ["vi", "en"])
def test_the_way_to_the_news_is_there_while_there_are_any(spoken, index, told):
    page = None
    if index is not None:
        page = Page(live=index["live"], vi="/tin/", en="/en/tin/")
        page.has_news = index["has_news"]
    with override(spoken):
        assert [(link.vietnamese, link.english) for link in menus.news(page)] == told


def test_menus_are_read_only_where_a_page_shows_them(monkeypatch):
    reads = []
    monkeypatch.setattr(menus, "menus", lambda: reads.append(1) or {"news": ()})
    found = menus.context(None)["menus"]
    assert reads == []
    assert found["news"] == ()
    assert found["news"] == ()
    assert reads == [1]


# --- contacts --------------------------------------------------------------------------------------------------------


def a_center(**facts):
    return Center(**{**dict.fromkeys(center.FIELDS, ""), **facts})


@pytest.mark.parametrize(
    ("phone", "dialled"),
    [("1900 1075", "19001075"), ("+84 (0)234-3", "+8402343"), ("0234.123.456", "0234123456"), ("", "")],
)
def test_a_number_as_telephones_take_it(phone, dialled):
    assert a_center(phone=phone).dialled == dialled


@pytest.mark.parametrize(
    ("web", "name"),
    [
        ("https://hue.gov.vn/", "hue.gov.vn"),
        ("http://hue.gov.vn/gui/", "hue.gov.vn/gui"),
        ("https://hue.gov.vn/gui?x=1#y", "hue.gov.vn/gui"),
        ("https://hue.gov.vn:8443/a/b", "hue.gov.vn:8443/a/b"),
        ("", ""),
    ],
)
def test_an_address_as_people_write_it_down(web, name):
    assert a_center(web=web).web_name == name


@pytest.mark.parametrize(
    ("entered", "found"),
    [
        ({"phone": "1900"}, a_center(phone="1900")),
        ({"hours_en": "8–17"}, a_center(hours_en="8–17")),
        ({"phone": ""}, None),
        ({}, None),
    ],
    ids=["a number", "hours in English alone", "emptied", "nothing"],
)
def test_what_was_entered_comes_along_with_another_row(entered, found):
    row = SimpleNamespace(**{f"center_{name}": entered.get(name) for name in center.FIELDS})
    assert center.center(row) == found


# --- addresses of pages ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("ĐỒNG BA", "dong-ba"),
        ("Tin\tnóng\n24/7", "tin-nong-24-7"),
        ("--a--b--", "a-b"),
        ("_a_", "_a_"),
        ("ＨＵẾ ２", "hue-2"),
        ("½ ngày", "1-2-ngay"),
        ("日本", ""),
        ("🌧 mưa", "mua"),
        ("Cổng “Minh Bạch”", "cong-minh-bach"),
    ],
)
def test_titles_in_plain_letters(text, slug):
    assert plain_slug(text) == slug
    assert plain_slug(slug) == slug, "what is plain stays"


@pytest.mark.parametrize(
    ("sent", "had", "kept"),
    [
        ("Đèn đường", "", "den-duong"),
        ("đèn-đường", "đèn-đường", "đèn-đường"),
        ("đèn-đường-2", "đèn-đường", "den-duong-2"),
        ("???", "", "???"),
        ("", "", ""),
        (None, "cu", ""),
    ],
    ids=["new", "as it was", "changed", "nothing left of it", "none", "none sent"],
)
def test_an_address_that_is_out_stays_and_a_new_one_is_plain(sent, had, kept):
    form = SimpleNamespace(cleaned_data={"slug": sent}, instance=SimpleNamespace(slug=had))
    assert PlainSlugForm.clean_slug(form) == kept


@pytest.mark.parametrize(
    ("title", "base", "made"),
    [("Đồng Ba", "ng-ba", "dong-ba+"), ("日本", "x", "x+")],
    ids=["from the title", "as given"],
)
def test_a_page_that_a_program_makes_is_called_by_its_title(title, base, made):
    class Tree:
        def _get_autogenerated_slug(self, base_slug):
            return f"{base_slug}+"

    class Kind(PlainSlugs, Tree):
        pass

    page = Kind()
    page.title = title
    assert page._get_autogenerated_slug(base) == made


@pytest.mark.parametrize(
    ("path", "taken"),
    [
        ("/qua-han/", True),
        ("/du-lieu/", True),
        ("/cms/", True),
        ("/vi/", True),
        ("/en/", True),
        ("/en", True),
        ("/phan-anh/", True),
        ("/media/", True),
        ("/static/", True),
        ("/media-moi/", False),
        ("/phuong-phap/", False),
        ("/tro-giup/", False),
        ("/tin/", False),
        ("/trang-cua-toi/", False),
        ("/english/", False),
    ],
)
def test_which_addresses_the_portal_answers_itself(path, taken):
    assert is_taken(path) is taken


@pytest.mark.parametrize(
    ("asked", "number"), [("01", 1), ("0002", 2), ("00000", 1), ("10000", 1), ("１", 1), (" 2", 1), ("2a", 1)]
)
def test_the_number_of_a_page_is_plain(rf, asked, number):
    assert page_number(rf.get("/tin/", {"page": asked})) == number


@pytest.mark.parametrize(
    ("slug", "depth", "template"),
    [
        ("phuong-phap", 3, "home/explain/method.html"),
        ("tro-giup", 3, "home/explain/help.html"),
        ("phuong-phap", 4, "home/standard_page.html"),
        ("lien-he", 3, "home/standard_page.html"),
    ],
)
def test_a_page_adds_to_our_texts_right_below_the_front_page_alone(slug, depth, template):
    page = SimpleNamespace(slug=slug, depth=depth, template="home/standard_page.html")
    page.explains = StandardPage.explains.fget(page)
    assert StandardPage.get_template(page, None) == template
    assert page.explains is template.startswith("home/explain/")


@pytest.mark.parametrize("days", [7, None])
def test_numbers_in_texts_are_those_in_force(monkeypatch, settings, days):
    settings.REOPEN_REQUEST_DAYS = 31
    monkeypatch.setattr(explaining, "common_term_days", lambda: days)
    found = explaining.numbers()
    assert (found["term_days"], found["reopen_days"]) == (days, 31)


# --- pictures --------------------------------------------------------------------------------------------------------


def cleaned(monkeypatch, name="IMG.HEIC", kind="HEIF", *, changed=True, refused=""):
    """What the form makes of a file of this name and kind, and the file."""

    def clean(data):
        if refused:
            raise PictureRefused(refused)
        return SimpleNamespace(data=data[::-1])

    monkeypatch.setattr(images, "kind_of", lambda data: kind)
    monkeypatch.setattr(images, "clean", clean)
    file = BytesIO(b"abc")
    file.name = name
    form = SimpleNamespace(cleaned_data={"file": file}, changed_data=["file"] if changed else ["title"])
    return ImageForm.clean_file(form), file


@pytest.mark.parametrize(
    ("name", "drawn"),
    [
        ("IMG_1.HEIC", "IMG_1.jpg"),
        ("a.b.jpeg", "a.b.jpg"),
        ("khong-duoi", "khong-duoi.jpg"),
        ("Ảnh cầu.jpg", "Ảnh cầu.jpg"),
    ],
)
def test_a_photograph_is_drawn_anew_under_its_own_name(monkeypatch, name, drawn):
    found, _file = cleaned(monkeypatch, name)
    assert isinstance(found, SimpleUploadedFile)
    assert (found.name, found.content_type, found.read()) == (drawn, "image/jpeg", b"cba")


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF", None])
def test_a_drawing_stays_and_is_read_from_its_beginning(monkeypatch, kind):
    found, file = cleaned(monkeypatch, "so-do.png", kind)
    assert found is file
    assert found.read() == b"abc"


def test_what_is_not_sent_anew_is_not_looked_at(monkeypatch):
    found, file = cleaned(monkeypatch, changed=False, refused="đừng")
    assert found is file


def test_a_refusal_says_why(monkeypatch):
    with pytest.raises(ValidationError, match="Ảnh nặng hơn 40 MB"):
        cleaned(monkeypatch, refused="Ảnh nặng hơn 40 MB.")


# --- news of the demo ------------------------------------------------------------------------------------------------


def test_the_demos_news_would_be_taken_from_an_editor():
    """They are written by a program, which no form holds to anything."""
    block = BodyBlock()
    longest = NewsPage._meta.get_field("lead").max_length
    for item in ITEMS:
        block.clean(block.normalize(list(item.body)))
        assert plain_slug(item.slug) == item.slug
        assert len(item.lead) <= longest
        assert len(item.title) <= 255


def test_the_demos_news_are_of_different_days_the_newest_first():
    days = [item.days_ago for item in ITEMS]
    assert days == sorted(set(days))
    assert min(days) >= 0
