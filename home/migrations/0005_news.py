"""The page below which news are written, at /tin/; left out where editors have a page of their own there."""

from __future__ import annotations

from django.db import migrations
from django.db.models import F

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
STEP = 4  # characters a level takes in treebeard's paths


def after(step):
    """The step that follows this one, as treebeard counts."""
    number, digits = int(step, 36) + 1, ""
    while number:
        number, digit = divmod(number, 36)
        digits = DIGITS[digit] + digits
    return digits.rjust(STEP, "0")


def plant(apps, schema_editor):
    """Add it as the last child of the front page; `path`, `depth` and `numchild` are treebeard's."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Page, NewsIndexPage = apps.get_model("wagtailcore", "Page"), apps.get_model("home", "NewsIndexPage")
    home = apps.get_model("home", "HomePage").objects.first()
    if home is None:
        return
    children = Page.objects.filter(path__startswith=home.path, depth=home.depth + 1)
    if children.filter(slug="tin").exists() or NewsIndexPage.objects.exists():
        return
    last = children.order_by("path").last()
    NewsIndexPage.objects.create(
        title="Tin",
        draft_title="Tin",
        slug="tin",
        content_type=ContentType.objects.get_or_create(app_label="home", model="newsindexpage")[0],
        path=home.path + (after(last.path[-STEP:]) if last else after("0000")),
        depth=home.depth + 1,
        numchild=0,
        url_path=f"{home.url_path}tin/",
        locale_id=home.locale_id,
    )
    Page.objects.filter(pk=home.pk).update(numchild=F("numchild") + 1)


class Migration(migrations.Migration):
    dependencies = [("home", "0004_blocks_and_news"), ("wagtailcore", "0098_apitoken")]
    operations = [migrations.RunPython(plant, migrations.RunPython.noop)]
