from django.conf import settings
from django.db import migrations, models

AT_ONCE = 500


def remember_hands(apps, schema_editor):
    """Everybody who is known to have written on an answer by a version is of its authors, and who handed it in."""
    Answer, Submission = apps.get_model("cases", "Answer"), apps.get_model("cases", "Submission")
    of_answer, of_version = Answer.hands.through, Submission.hands.through
    (account,) = [field.attname for field in of_answer._meta.fields if field.name not in ("id", "answer")]
    wrote, handed = {}, []
    known = Submission.objects.exclude(writer=None, author=None).order_by("answer", "number")
    for pk, answer, writer, author in known.values_list("pk", "answer", "writer", "author").iterator(AT_ONCE):
        hands = wrote.setdefault(answer, set())
        hands |= {writer} - {None}
        handed += [of_version(submission_id=pk, **{account: hand}) for hand in sorted({*hands, author} - {None})]
    for answer, writer in Answer.objects.exclude(writer=None).values_list("pk", "writer").iterator(AT_ONCE):
        wrote.setdefault(answer, set()).add(writer)
    of_version.objects.bulk_create(handed, batch_size=AT_ONCE)
    written = [of_answer(answer_id=pk, **{account: hand}) for pk, hands in wrote.items() for hand in sorted(hands)]
    of_answer.objects.bulk_create(written, batch_size=AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0042_press_mentions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="answer",
            name="hands",
            field=models.ManyToManyField(blank=True, related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name="submission",
            name="hands",
            field=models.ManyToManyField(blank=True, related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.RunPython(remember_hands, migrations.RunPython.noop),
    ]
