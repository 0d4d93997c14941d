"""Indexes by which a long list is sifted, counted and paged."""

from django.db import migrations, models

import samspel.records.lists


class Migration(migrations.Migration):
    dependencies = [
        ("interplay", "0002_facts_and_defaults"),
        ("register", "0005_lists"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="act",
            name="interplay_act_ix",
        ),
        migrations.RemoveIndex(
            model_name="act",
            name="interplay_act_started_ix",
        ),
        migrations.RemoveIndex(
            model_name="act",
            name="interplay_act_came_ix",
        ),
        migrations.RemoveIndex(
            model_name="actfact",
            name="interplay_fact_value_ix",
        ),
        migrations.RemoveIndex(
            model_name="actfact",
            name="interplay_fact_came_ix",
        ),
        migrations.RemoveIndex(
            model_name="participation",
            name="interplay_part_act_ix",
        ),
        migrations.RemoveIndex(
            model_name="participation",
            name="interplay_part_actor_ix",
        ),
        migrations.RemoveIndex(
            model_name="participation",
            name="interplay_part_came_ix",
        ),
        migrations.AddIndex(
            model_name="act",
            index=samspel.records.lists.Covering(
                covers=["came_with", "left_with", "started_on", "last_on", "kind", "source"],
                fields=["region", "interplay_id"],
                name="interplay_act_key_ix",
            ),
        ),
        migrations.AddIndex(
            model_name="act",
            index=samspel.records.lists.Covering(
                covers=["came_with", "left_with", "last_on", "kind", "source", "search"],
                fields=["region", "-started_on", "interplay_id"],
                name="interplay_act_list_ix",
            ),
        ),
        migrations.AddIndex(
            model_name="act",
            index=models.Index(fields=["region", "kind"], name="interplay_act_kind_ix"),
        ),
        migrations.AddIndex(
            model_name="act",
            index=models.Index(
                fields=["region", "came_with", "left_with", "source"], name="interplay_act_seen_ix"
            ),
        ),
        migrations.AddIndex(
            model_name="actfact",
            index=models.Index(
                fields=["region", "fact", "value", "interplay_id", "came_with", "left_with"],
                name="interplay_fact_told_ix",
            ),
        ),
        migrations.AddIndex(
            model_name="participation",
            index=models.Index(
                fields=["region", "interplay_id", "actor_id", "came_with", "left_with"],
                name="interplay_part_of_act_ix",
            ),
        ),
        migrations.AddIndex(
            model_name="participation",
            index=models.Index(
                fields=["region", "actor_id", "interplay_id", "came_with", "left_with"],
                name="interplay_part_of_actor_ix",
            ),
        ),
    ]
