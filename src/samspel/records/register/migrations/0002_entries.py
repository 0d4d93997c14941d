"""Imports become entries: what a person enters by hand comes and goes as a file's rows do."""

from typing import Any

from django.db import migrations, models
from django.db.models import F, Q


def number_applied(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001 - Django's own shape
    """An applied import was made current as the version after the one it was planned on."""
    rows = apps.get_model("register", "Entry").objects.filter(state="applied")
    rows.update(made=F("version") + 1)


class Migration(migrations.Migration):
    # The rows that point at an import are renamed with it, so they must be there.
    dependencies = [
        ("register", "0001_initial"),
        ("interplay", "0001_initial"),
        ("surveys", "0001_initial"),
        ("bridges", "0001_initial"),
        ("evaluations", "0001_initial"),
    ]

    operations = [
        migrations.RenameModel("Import", "Entry"),
        migrations.AddField("entry", "origin", models.CharField(default="file", max_length=20)),
        migrations.AddField(
            "entry", "workspace", models.CharField(blank=True, default="", max_length=200), False
        ),
        migrations.AddField("entry", "made", models.BigIntegerField(null=True)),
        migrations.AddField("entry", "unmade", models.BigIntegerField(null=True)),
        migrations.AddField("entry", "tables", models.JSONField(default=list)),
        migrations.AddField("entry", "ended", models.JSONField(default=list)),
        migrations.AddIndex(
            "entry", models.Index(fields=["region", "made"], name="register_entry_made_ix")
        ),
        migrations.AddIndex(
            "entry",
            models.Index(
                condition=Q(("made__isnull", True), ("unmade__isnull", False), _connector="OR"),
                fields=["region"],
                name="register_entry_hidden_ix",
            ),
        ),
        migrations.RunPython(number_applied, migrations.RunPython.noop),
    ]
