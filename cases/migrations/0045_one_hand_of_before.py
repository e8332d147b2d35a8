from django.db import migrations
from django.db.models import Exists, OuterRef

AT_ONCE = 500


def tell_of_one_hand(apps, schema_editor):
    """Let the stories of answers that one of their authors approved say so, before anything else happens to the case.

    Who wrote on an answer is known since 0043; a story is written when its case changes.
    """
    Submission, Story = apps.get_model("cases", "Submission"), apps.get_model("cases", "Story")
    alone = Exists(Submission.objects.filter(pk=OuterRef("pk"), hands=OuterRef("decided_by")))
    found = Submission.objects.filter(alone, decision="approved", retracted_at=None).order_by(
        "answer__assignment__case", "pk"
    )
    told = {}
    for case, answer in found.values_list("answer__assignment__case", "answer").iterator(AT_ONCE):
        told.setdefault(case, set()).add(answer)
    for case, answers in told.items():
        story = Story.objects.filter(pk=case).first()
        if story is None:
            continue
        for row in story.data["answers"]:
            if row["id"] in answers:
                row["one_hand"] = True
        story.save(update_fields=["data"])


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0044_no_single_writer_of_a_version"),
    ]

    operations = [migrations.RunPython(tell_of_one_hand, migrations.RunPython.noop)]
