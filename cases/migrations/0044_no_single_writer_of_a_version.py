from django.db import migrations


class Migration(migrations.Migration):
    """Apart from the filling of what replaces it: PostgreSQL alters no table in whose transaction rows were written."""

    dependencies = [
        ("cases", "0043_hands"),
    ]

    operations = [
        migrations.RemoveField(model_name="submission", name="writer"),
    ]
