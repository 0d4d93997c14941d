"""Names as they are compared, so that an exact name is found at once."""

from typing import Any

from django.db import migrations, models


def fold_names(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001 - Django's own shape
    """The names that are there already, as they are compared."""
    for name in ("Actor", "Alias"):
        rows = apps.get_model("register", name).objects.order_by("pk")
        for row in rows.only("name").iterator(chunk_size=2000):
            rows.filter(pk=row.pk).update(folded=" ".join(row.name.casefold().split())[:500])


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0003_beside"),
    ]

    operations = [
        migrations.AddField(
            model_name="actor",
            name="folded",
            field=models.CharField(default="", max_length=500),
        ),
        migrations.AddField(
            model_name="alias",
            name="folded",
            field=models.CharField(default="", max_length=500),
        ),
        migrations.RunPython(fold_names, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="actor",
            index=models.Index(
                fields=["region", "folded"],
                name="register_actor_folded_ix",
                opclasses=["", "text_pattern_ops"],
            ),
        ),
        migrations.AddIndex(
            model_name="actor",
            index=models.Index(fields=["region", "org_number"], name="register_actor_number_ix"),
        ),
        migrations.AddIndex(
            model_name="alias",
            index=models.Index(fields=["region", "folded"], name="register_alias_folded_ix"),
        ),
        migrations.AddIndex(
            model_name="identifier",
            index=models.Index(fields=["region", "search"], name="register_identifier_number_ix"),
        ),
    ]
