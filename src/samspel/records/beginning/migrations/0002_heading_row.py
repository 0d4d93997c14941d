from django.db import migrations, models


class Migration(migrations.Migration):
    """Which row is the headings: before, whether it was the first; true is 1 and false is 0."""

    dependencies = [
        ("beginning", "0001_initial"),
    ]

    operations = [
        migrations.RenameField(model_name="begun", old_name="headed", new_name="heading_row"),
        migrations.AlterField(
            model_name="begun", name="heading_row", field=models.IntegerField(null=True)
        ),
    ]
