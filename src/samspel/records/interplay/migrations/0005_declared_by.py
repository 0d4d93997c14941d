"""Who said that a log is complete as a key of the office: a person's name stood here before."""

from typing import Any

from django.db import migrations


def name_offices(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001 - Django's own shape
    """The claims made on the page of the log, by the workspace that they were made in."""
    said = apps.get_model("interplay", "Coverage").objects.filter(came_with__origin="log")
    said.filter(came_with__workspace="").update(by="region")
    entry = apps.get_model("register", "Entry").objects
    for workspace in entry.filter(origin="log").values_list("workspace", flat=True).distinct():
        if workspace:
            said.filter(came_with__workspace=workspace).update(by=f"platform:{workspace}")


class Migration(migrations.Migration):
    dependencies = [
        ("interplay", "0004_kinds"),
        ("register", "0006_ordered"),
    ]

    operations = [migrations.RunPython(name_offices, migrations.RunPython.noop)]
