"""Measuring runs and what they found."""

from django.db import models


class Run(models.Model):
    """One measuring, like a commit: figures and states hang from it and never change.

    `document` is the public JSON as rendered when it was measured, to the last byte; `tables`
    the file of the tables it read. `settings` holds the definitions whole, since the shipped
    ones may be corrected with a release. `workspace`: it counts what that platform keeps for
    itself, and is for who leads it alone. Personal data: who measured, by contact.
    """

    region = models.ForeignKey("register.Region", models.PROTECT, related_name="+")
    ecosystem = models.CharField(max_length=200)
    ecosystem_name = models.CharField(max_length=500)
    on = models.DateField()
    definitions = models.CharField(max_length=100)
    settings = models.JSONField()
    snapshot = models.CharField(max_length=80)
    boundary = models.CharField(max_length=80)
    version = models.CharField(max_length=40)
    example = models.BooleanField(default=False)
    document = models.TextField()
    tables = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+", null=True)
    is_baseline = models.BooleanField(default=False)
    measured_at = models.DateTimeField()
    by = models.BigIntegerField(null=True)
    workspace = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["region", "ecosystem", "-id"], name="gaps_run_latest_ix")]

    def __str__(self) -> str:
        return f"{self.ecosystem} {self.on}"


class Figure(models.Model):
    """One gap of one run; `figure` is the whole figure but its states."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="figures")
    gap = models.CharField(max_length=60)
    place = models.IntegerField()
    figure = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "gap"], name="gaps_figure_once")]

    def __str__(self) -> str:
        return self.gap


class NearState(models.Model):
    """What was known of one near actor and one gap. `name` is the actor's on that day."""

    figure = models.ForeignKey(Figure, models.CASCADE, related_name="states")
    actor_id = models.CharField(max_length=200)
    name = models.CharField(max_length=500)
    search = models.CharField(max_length=1000)
    ordered = models.CharField(max_length=200, default="")
    state = models.CharField(max_length=10)
    basis = models.CharField(max_length=10)
    acts = models.JSONField(default=list)

    class Meta:
        indexes = [
            models.Index(fields=["figure", "ordered", "actor_id"], name="gaps_state_order_ix")
        ]

    def __str__(self) -> str:
        return f"{self.actor_id} {self.state}"


class ShownGroups(models.Model):
    """Of one gap of an ecosystem: who has been counted alike in every figure shown so far.

    `classes` and `said` are by actor, see `samspel.uncertainty.overlap`; `version` counts the
    changes, so that two who measure at once do not both build on the same. It is never deleted.
    """

    region = models.ForeignKey("register.Region", models.PROTECT, related_name="+")
    ecosystem = models.CharField(max_length=200)
    gap = models.CharField(max_length=60)
    classes = models.JSONField(default=dict)
    said = models.JSONField(default=dict)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "ecosystem", "gap"], name="gaps_shown_once")
        ]

    def __str__(self) -> str:
        return f"{self.ecosystem} {self.gap}"


class LensRun(models.Model):
    """One measuring through another lens, or one reading of the stop rule: it never changes.

    `document` is the public JSON as rendered then, to the last byte; `found` the whole of what
    was found, which pages put in words. Personal data: who measured, by contact.
    """

    region = models.ForeignKey("register.Region", models.PROTECT, related_name="+")
    lens = models.CharField(max_length=20)
    ecosystem = models.CharField(max_length=200)
    ecosystem_name = models.CharField(max_length=500)
    on = models.DateField()
    definitions = models.CharField(max_length=100)
    snapshot = models.CharField(max_length=80)
    version = models.CharField(max_length=40)
    example = models.BooleanField(default=False)
    found = models.JSONField()
    document = models.TextField()
    tables = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    measured_at = models.DateTimeField()
    by = models.BigIntegerField(null=True)
    workspace = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        indexes = [
            models.Index(fields=["region", "ecosystem", "lens", "-id"], name="gaps_lens_latest_ix")
        ]

    def __str__(self) -> str:
        return f"{self.lens} {self.ecosystem} {self.on}"


class Release(models.Model):
    """The release of one wave: a preview until `published_at` is set, and then for good.

    What is published stays, with the tables it was made of: a later release is held against all
    earlier ones. `register_version` is what the preview was made of. Personal data: who made the
    preview and who published, by contact.
    """

    region = models.ForeignKey("register.Region", models.PROTECT, related_name="+")
    ecosystem = models.CharField(max_length=200)
    wave = models.CharField(max_length=200)
    number = models.IntegerField()
    document = models.TextField()
    example = models.BooleanField(default=False)
    tables = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    register_version = models.IntegerField()
    previewed_at = models.DateTimeField()
    by = models.BigIntegerField(null=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "ecosystem", "wave"], name="gaps_release_once"
            ),
            models.UniqueConstraint(
                fields=["region", "ecosystem", "number"],
                condition=models.Q(published_at__isnull=False),
                name="gaps_release_number",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ecosystem} {self.wave}"
