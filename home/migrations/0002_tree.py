"""The site: front page, the anchor of the cases' tree, and the pages every installation has."""

from __future__ import annotations

from django.db import migrations


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
        body="",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("cases", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(plant, migrations.RunPython.noop)]
