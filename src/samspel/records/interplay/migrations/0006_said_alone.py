"""The flow and level of an act only where somebody has said them: its kind's stood there before."""

from typing import Any

from django.db import migrations
from django.db.models import Exists, OuterRef


def blank_defaults(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001 - Django's own shape
    """Where the act's own facts say that it was a default."""
    acts = apps.get_model("interplay", "Act").objects
    facts = apps.get_model("interplay", "ActFact").objects
    same = {one: OuterRef(one) for one in ("region", "interplay_id", "came_with")}
    for fact in ("flow", "level"):
        usual = facts.filter(**same, fact=fact, value=OuterRef(fact), basis="default")
        acts.exclude(**{fact: ""}).filter(Exists(usual)).update(**{fact: ""})


class Migration(migrations.Migration):
    dependencies = [
        ("interplay", "0005_declared_by"),
    ]

    operations = [migrations.RunPython(blank_defaults, migrations.RunPython.noop)]
