"""Blocks of ordinary pages: each drawn in the portal's look, nothing of Wagtail's own, pictures by one query."""

import io

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image as Pillow
from wagtail.images.models import Image, Rendition

from home.blocks import PICTURE, BodyBlock
from home.models import HomePage, StandardPage
from tests.home.bodies import body

BODY = BodyBlock()


def drawn(kind, value):
    """One block as the page shows it."""
    html = BODY.to_python([{"type": kind, "value": value}])[0].render()
    return BeautifulSoup(html, "html.parser")


def a_picture(title="Cột đèn mới", width=1600, colour="purple"):
    """A stored picture."""
    buffer = io.BytesIO()
    Pillow.new("RGB", (width, width // 2), colour).save(buffer, "PNG")
    return Image.objects.create(title=title, file=ContentFile(buffer.getvalue(), f"{title}.png"))


def picture(image, caption="", alt="Cột đèn", decorative=False):
    """The value of a picture block, as stored."""
    return {"image": {"image": image.pk, "alt_text": alt, "decorative": decorative}, "caption": caption}


def a_page(*blocks, slug="lien-he"):
    page = StandardPage(title="Liên hệ", slug=slug, body=body(*blocks))
    return HomePage.objects.get().add_child(instance=page)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


# --- without a database ----------------------------------------------------------------------------------------------


def test_a_heading_is_a_second_one():
    assert str(drawn("heading", "Tính <ra> sao").h2) == "<h2>Tính &lt;ra&gt; sao</h2>"


def test_paragraphs_stand_in_the_text_without_a_box():
    html = drawn("paragraph", "<p>Một <b>hai</b>.</p><ul><li>Ba</li></ul>")
    assert [tag.name for tag in html.find_all(recursive=False)] == ["p", "ul"]


@pytest.mark.parametrize("kind", ["", "ok", "warn", "bad"])
@pytest.mark.parametrize("strong", ["", "Chú ý."])
def test_a_note_has_its_kind_and_first_words(kind, strong):
    note = drawn("note", {"kind": kind, "strong": strong, "text": "<p>Đếm lúc 00:05.</p>"}).div
    assert note["class"] == [name for name in ("note", kind) if name]
    assert [b.get_text() for b in note.find_all("b")] == ([strong] if strong else [])
    assert "Đếm lúc 00:05." in note.get_text()


@pytest.mark.parametrize("address", ["", "https://hue.gov.vn/van-ban"])
def test_a_quote_says_whose_it_is(address):
    quote = drawn("quote", {"text": "Một.\n\nHai <i>.", "source": "Chỉ thị 2019", "address": address}).figure
    assert [p.get_text() for p in quote.blockquote.find_all("p")] == ["Một.", "Hai <i>."]
    assert quote.figcaption.get_text() == "Chỉ thị 2019"
    links = [(a["href"], a["rel"]) for a in quote.find_all("a")]
    assert links == ([(address, ["noopener", "nofollow"])] if address else [])


@pytest.mark.parametrize("address", ["javascript:alert(1)", "khong phai", "ftp:"])
def test_a_source_is_an_address(address):
    from django.core.exceptions import ValidationError

    value = BODY.to_python([{"type": "quote", "value": {"text": "a", "source": "b", "address": address}}])
    with pytest.raises(ValidationError):
        BODY.clean(value)


def test_questions_fold_over_their_answers():
    asked = [{"question": f"Câu {n}?", "answer": f"<p>Lời {n}</p>"} for n in range(3)]
    folds = drawn("questions", asked).find_all("details", class_="fold")
    assert [fold.summary.get_text() for fold in folds] == ["Câu 0?", "Câu 1?", "Câu 2?"]
    assert [fold.p.get_text() for fold in folds] == ["Lời 0", "Lời 1", "Lời 2"]


def test_there_is_no_block_that_takes_raw_html_or_foreign_content():
    from wagtail import blocks
    from wagtail.embeds.blocks import EmbedBlock

    def kinds(block):
        children = getattr(block, "child_blocks", {}).values()
        inner = [block.child_block] if isinstance(block, blocks.ListBlock) else []
        return {type(block)} | {kind for child in [*children, *inner] for kind in kinds(child)}

    found = kinds(BODY)
    assert blocks.RichTextBlock in found
    assert not [kind for kind in found if issubclass(kind, blocks.RawHTMLBlock | EmbedBlock)]


@pytest.mark.parametrize("name", ["paragraph", "note"])
def test_rich_text_has_no_first_headings_pictures_or_embeds(name):
    block = BODY.child_blocks[name]
    features = block.features if name == "paragraph" else block.child_blocks["text"].features
    assert not {"h1", "h2", "image", "embed", "hr", "code"} & set(features)


# --- with pictures ---------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("caption", ["", "Đường Kim Long, ngày 02/03/2026"])
def test_a_picture_has_its_words_and_its_caption(client, caption):
    page = a_page(("picture", {"image": a_picture(), "caption": caption}))
    block = page.body[0].value
    block["image"].contextual_alt_text = "Cột đèn đã thay"
    page.save()
    figure = BeautifulSoup(client.get("/lien-he/").content, "html.parser").find("figure", class_="shown")
    assert figure.img["src"].startswith("/media/images/")
    assert figure.img["alt"] == "Cột đèn đã thay"
    assert (int(figure.img["width"]), int(figure.img["height"])) == (1280, 640)
    assert [tag.get_text() for tag in figure.find_all("figcaption")] == ([caption] if caption else [])


@pytest.mark.django_db
def test_a_deleted_picture_leaves_no_gap(client):
    image = a_picture()
    a_page(("picture", {"image": image, "caption": "Ảnh này"}))
    image.delete()
    html = client.get("/lien-he/").content.decode()
    assert "Ảnh này" not in html
    assert "<figure" not in html


@pytest.mark.django_db
def test_queries_do_not_grow_with_the_pictures(client):
    pictures = [("picture", {"image": a_picture(f"Ảnh {n}"), "caption": ""}) for n in range(6)]
    a_page(pictures[0], slug="it")
    a_page(*pictures, slug="nhieu")
    few, many = asked(client, "/it/"), asked(client, "/nhieu/")
    assert Rendition.objects.filter(filter_spec=PICTURE).count() == 6
    assert many == few <= 10


def asked(client, address):
    """How many queries a page asks, once its renditions are made."""
    from django.core.cache import caches

    client.get(address)
    caches["default"].clear()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).content.count(b"<figure") >= 1
    return len(captured)
