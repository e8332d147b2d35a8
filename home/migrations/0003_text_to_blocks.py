"""Ordinary pages were one rich text; as a first step it becomes one paragraph block, also in every draft and revision."""

from __future__ import annotations

import json
import uuid

from django.db import migrations


def as_blocks(text):
    """One paragraph block as JSON; none for a text that says nothing. What is blocks already stays."""
    if text.startswith("["):
        return text
    if not text.strip():
        return "[]"
    return json.dumps([{"type": "paragraph", "value": text, "id": str(uuid.uuid4())}], ensure_ascii=False)


def as_text(stream):
    """The way back: the paragraphs, one after the other."""
    return "".join(block["value"] for block in json.loads(stream or "[]") if block["type"] == "paragraph")


def rewrite(apps, change):
    """Change the body of every page and of every revision of one."""
    for page in apps.get_model("home", "StandardPage").objects.only("body").iterator():
        type(page).objects.filter(pk=page.pk).update(body=change(page.body))
    revisions = apps.get_model("wagtailcore", "Revision").objects.filter(
        content_type__app_label="home", content_type__model="standardpage"
    )
    for revision in revisions.iterator():
        revision.content["body"] = change(revision.content.get("body") or "")
        revision.save(update_fields=["content"])


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0002_tree"),
        ("wagtailcore", "0098_apitoken"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [
        migrations.RunPython(lambda apps, editor: rewrite(apps, as_blocks), lambda apps, editor: rewrite(apps, as_text))
    ]
