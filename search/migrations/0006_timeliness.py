"""What was answered stands apart from what is open, in rows that are there already too."""

from django.db import migrations, models

OPEN = ["in_term", "extended", "promise_broken", "overdue"]
ANSWERED = {
    "in_term": "answered_in_term",
    "extended": "answered_extended",
    "promise_broken": "answered_late",
    "overdue": "answered_late",
}
BACK = {"answered_in_term": "in_term", "answered_extended": "extended", "answered_late": "overdue"}
KNOWN = "a_settled_verdict_is_known"


def _rename(apps, names):
    documents = apps.get_model("search", "SearchDocument").objects.filter(phase="answered", settled__in=list(names))
    named = models.Case(
        *(models.When(settled=old, then=models.Value(new)) for old, new in names.items()),
        output_field=models.CharField(),
    )
    documents.update(settled=named)


def tell_apart(apps, schema_editor):
    """Give cases whose answer counts their own values."""
    _rename(apps, ANSWERED)


def put_together(apps, schema_editor):
    """Give them back those of open cases; which of the late had broken a promise is told by `rebuild_search`."""
    _rename(apps, BACK)


def _known(values):
    condition = models.Q(("settled", None), ("settled__in", ["", *values]), _connector="OR")
    return models.CheckConstraint(condition=condition, name=KNOWN)


class Migration(migrations.Migration):
    """Widens `settled` and what it may hold."""

    dependencies = [("search", "0005_staff_words")]

    operations = [
        migrations.RemoveConstraint(model_name="searchdocument", name=KNOWN),
        migrations.AlterField(
            model_name="searchdocument", name="settled", field=models.CharField(max_length=20, null=True)
        ),
        migrations.RunPython(tell_apart, put_together, elidable=True),
        migrations.AddConstraint(
            model_name="searchdocument", constraint=_known([*OPEN, *dict.fromkeys(ANSWERED.values())])
        ),
    ]
