"""An index by which the acts of each kind are counted without any act being fetched."""

from django.db import migrations

import samspel.records.lists


class Migration(migrations.Migration):
    dependencies = [
        ("interplay", "0003_lists"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="act",
            name="interplay_act_kind_ix",
        ),
        migrations.AddIndex(
            model_name="act",
            index=samspel.records.lists.Covering(
                covers=["came_with", "left_with", "source"],
                fields=["region", "kind"],
                name="interplay_act_kind_ix",
            ),
        ),
    ]
