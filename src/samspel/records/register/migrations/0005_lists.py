"""Indexes by which a long list is sifted, counted and paged."""

from django.db import migrations, models

import samspel.records.lists


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0004_folded"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="actor",
            name="register_actor_name_ix",
        ),
        migrations.RemoveIndex(
            model_name="actor",
            name="register_actor_came_ix",
        ),
        migrations.RemoveIndex(
            model_name="alias",
            name="register_alias_ix",
        ),
        migrations.RemoveIndex(
            model_name="identifier",
            name="register_identifier_number_ix",
        ),
        migrations.RemoveIndex(
            model_name="membership",
            name="register_member_ecosystem_ix",
        ),
        migrations.AddIndex(
            model_name="actor",
            index=samspel.records.lists.Covering(
                covers=["came_with", "left_with", "sector", "municipality", "roles", "search"],
                fields=["region", "name", "actor_id"],
                name="register_actor_list_ix",
            ),
        ),
        migrations.AddIndex(
            model_name="actor",
            index=models.Index(
                fields=["region", "came_with", "left_with"], name="register_actor_seen_ix"
            ),
        ),
        migrations.AddIndex(
            model_name="alias",
            index=samspel.records.lists.Covering(
                covers=["came_with", "left_with", "search"],
                fields=["region", "actor_id"],
                name="register_alias_of_ix",
            ),
        ),
        migrations.AddIndex(
            model_name="identifier",
            index=samspel.records.lists.Covering(
                covers=["came_with", "left_with", "actor_id"],
                fields=["region", "search"],
                name="register_identifier_found_ix",
            ),
        ),
        migrations.AddIndex(
            model_name="membership",
            index=samspel.records.lists.Covering(
                covers=["member_from", "member_until"],
                fields=["region", "ecosystem_id", "actor_id", "came_with", "left_with"],
                name="register_member_of_ix",
            ),
        ),
    ]
