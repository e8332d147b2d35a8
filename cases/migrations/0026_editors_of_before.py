"""A group of editors that was made before the Center's desk, hints or stock sentences gets what came with them."""

from django.db import migrations

EDITORS = "Ban biên tập"
#: What a group made today has and one of before has not: model, and its permissions with their names.
LATER = (
    ("post", {"edit": "Tiếp nhận, giao, chuyển, mở lại phản ánh"}),
    *(
        (model, {f"{verb}_{model}": f"Can {verb} {name}" for verb in ("add", "change", "delete")})
        for model, name in (("hintphrase", "cụm từ gợi ý"), ("stocksentence", "lời mở đầu, lời kết"))
    ),
)


def give(apps, schema_editor):
    """Each of these where the group has none of its kind; what an administrator has taken in part stays taken.

    Permissions are made after all migrations are through: where they are not there yet, they are made here.
    """
    Group, Permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    group = Group.objects.filter(name=EDITORS).first()
    if group is None:
        return
    for model, wanted in LATER:
        if group.permissions.filter(content_type__app_label="cases", codename__in=wanted).exists():
            continue
        kind, _made = ContentType.objects.get_or_create(app_label="cases", model=model)
        for codename, told in wanted.items():
            permission, _made = Permission.objects.get_or_create(
                content_type=kind, codename=codename, defaults={"name": told}
            )
            group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0025_more_mails"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(give, migrations.RunPython.noop, elidable=False)]
