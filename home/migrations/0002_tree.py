"""The site: front page, the anchor of the cases' tree, and the pages every installation has."""

from __future__ import annotations

from django.db import migrations

METHOD = """<p>Cổng này công khai mọi phản ánh hiện trường đã được Trung tâm tiếp nhận, kể cả khi chưa có trả lời.</p>
<h2>Hạn được tính thế nào</h2><p>Đồng hồ của người dân chạy từ lúc tiếp nhận đến khi đơn vị cuối cùng trả lời. Mỗi đơn
vị có đồng hồ riêng, chạy từ lúc được giao. Ngày nghỉ, ngày lễ không tính; ngày làm bù có tính. Gia hạn không dời hạn
cuối theo quy định, chỉ ghi thêm lời hẹn.</p>
<h2>Bốn tình trạng hạn</h2><p>Trong hạn; đã gia hạn (quá hạn nhưng còn trong ngày đã hẹn); lỡ hẹn; trễ hạn. Con số đứng
đầu danh sách là trễ hạn cộng lỡ hẹn; đã gia hạn đứng riêng bên cạnh.</p>
<h2>Tỷ lệ đúng hạn</h2><p>Số phản ánh trả lời trong hạn chia cho số đã trả lời có hạn cộng số còn mở đã quá hạn. Bỏ mặc
một phản ánh cũ làm tỷ lệ xấu đi. Dưới 30 phản ánh thì không xếp hạng.</p>"""


def plant(apps, schema_editor):
    """Replace Wagtail's welcome page by ours; `path`, `depth` and `numchild` are treebeard's."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Page, Site = apps.get_model("wagtailcore", "Page"), apps.get_model("wagtailcore", "Site")
    Locale = apps.get_model("wagtailcore", "Locale")
    locale, _ = Locale.objects.get_or_create(language_code="vi")

    def kind(app, model):
        return ContentType.objects.get_or_create(app_label=app, model=model)[0]

    Page.objects.filter(pk=2, slug="home").delete()
    home = apps.get_model("home", "HomePage").objects.create(
        title="Minh Bạch",
        draft_title="Minh Bạch",
        slug="home",
        content_type=kind("home", "homepage"),
        path="00010001",
        depth=2,
        numchild=2,
        url_path="/home/",
        locale=locale,
        intro="",
    )
    Page.objects.filter(depth=1).update(numchild=1)
    Site.objects.filter(is_default_site=True).delete()
    Site.objects.create(hostname="localhost", root_page_id=home.pk, is_default_site=True, site_name="Minh Bạch")
    apps.get_model("cases", "CaseIndexPage").objects.create(
        title="Phản ánh",
        draft_title="Phản ánh",
        slug="phan-anh",
        content_type=kind("cases", "caseindexpage"),
        path="000100010001",
        depth=3,
        numchild=0,
        url_path="/home/phan-anh/",
        locale=locale,
    )
    apps.get_model("home", "StandardPage").objects.create(
        title="Cách tính từng con số",
        draft_title="Cách tính từng con số",
        slug="phuong-phap",
        content_type=kind("home", "standardpage"),
        path="000100010002",
        depth=3,
        numchild=0,
        url_path="/home/phuong-phap/",
        locale=locale,
        body=METHOD,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("cases", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(plant, migrations.RunPython.noop)]
