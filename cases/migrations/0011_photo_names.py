# Photos under names that could be guessed are copied to names that cannot, without what the camera wrote beside them.

import sys
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import migrations, transaction

from cases.actions.pictures import PictureRefused, clean, smaller

DRAWN, ORIGINALS, SHOWN = "demo/", "originals/", "photos/"


def rename(apps, schema_editor):
    """Copy, point the rows to the copies, and delete what they were made from once all of that is committed."""
    Photo = apps.get_model("cases", "Photo")
    photos = Photo.objects.using(schema_editor.connection.alias)
    done = []
    for old in photos.order_by("file").values_list("file", flat=True).distinct():
        rows = photos.filter(file=old)
        if old.startswith(DRAWN):
            rows.filter(public=True).update(shown=old)
        elif old.startswith(ORIGINALS):
            continue
        elif not default_storage.exists(old):
            sys.stderr.write(f"{old}: there is no such file; its photo is not shown any more.\n")
        else:
            take(rows, old)
            done.append(old)

    def delete():
        for name in done:
            default_storage.delete(name)

    transaction.on_commit(delete, using=schema_editor.connection.alias)


def take(rows, old):
    with default_storage.open(old) as file:
        data = file.read()
    try:
        picture = clean(data)
    except PictureRefused as reason:
        sys.stderr.write(f"{old}: {reason} It is kept, and not shown any more.\n")
        rows.update(file=default_storage.save(f"{ORIGINALS}{uuid4().hex}.bin", ContentFile(data)))
        return
    name = default_storage.save(f"{ORIGINALS}{uuid4().hex}.jpg", ContentFile(picture.data))
    rows.update(file=name, width=picture.width, height=picture.height)
    told = {"case__state__in": ["in_progress", "answered"], "case__level": "full"}
    for pk in rows.model.objects.using(rows.db).filter(file=name, public=True, **told).values_list("pk", flat=True):
        shown = default_storage.save(f"{SHOWN}{uuid4().hex}.jpg", ContentFile(smaller(picture.data).data))
        rows.model.objects.using(rows.db).filter(pk=pk).update(shown=shown)


class Migration(migrations.Migration):
    dependencies = [("cases", "0010_photos_apart")]

    operations = [migrations.RunPython(rename, migrations.RunPython.noop)]
