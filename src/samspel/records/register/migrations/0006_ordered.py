"""The order in which a reader looks actors up, the same in every database."""

from typing import Any

from django.db import migrations, models

import samspel.records.lists
from samspel.terms.ordering import swedish_order


def put_in_order(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001 - Django's own shape
    """The names that are there already."""
    rows = apps.get_model("register", "Actor").objects.order_by("pk")
    some = []
    for row in rows.only("name").iterator(chunk_size=2000):
        row.ordered = swedish_order(row.name)[:200]
        some.append(row)
        if len(some) == 2000:
            rows.bulk_update(some, ["ordered"], batch_size=500)
            some = []
    rows.bulk_update(some, ["ordered"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0005_lists"),
    ]

    operations = [
        migrations.AddField(
            model_name="actor",
            name="ordered",
            field=models.CharField(default="", max_length=200),
        ),
        migrations.RunPython(put_in_order, migrations.RunPython.noop),
        migrations.RemoveIndex(
            model_name="actor",
            name="register_actor_list_ix",
        ),
        migrations.AddIndex(
            model_name="actor",
            index=samspel.records.lists.Covering(
                covers=["came_with", "left_with", "sector", "municipality", "roles", "search"],
                fields=["region", "ordered", "actor_id"],
                name="register_actor_order_ix",
            ),
        ),
    ]
