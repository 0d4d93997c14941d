"""Near actors in the order in which a reader looks them up."""

from typing import Any

from django.db import migrations, models

from samspel.terms.ordering import swedish_order


def put_in_order(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001 - Django's own shape
    """The names that are kept already: each once, however many figures it stands in."""
    rows = apps.get_model("gaps", "NearState").objects.order_by()
    for name in rows.values_list("name", flat=True).distinct().iterator(chunk_size=2000):
        rows.filter(name=name).update(ordered=swedish_order(name)[:200])


class Migration(migrations.Migration):
    dependencies = [
        ("gaps", "0004_shown_groups"),
    ]

    operations = [
        migrations.AddField(
            model_name="nearstate",
            name="ordered",
            field=models.CharField(default="", max_length=200),
        ),
        migrations.RemoveIndex(
            model_name="nearstate",
            name="gaps_state_name_ix",
        ),
        migrations.RunPython(put_in_order, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="nearstate",
            index=models.Index(
                fields=["figure", "ordered", "actor_id"], name="gaps_state_order_ix"
            ),
        ),
    ]
