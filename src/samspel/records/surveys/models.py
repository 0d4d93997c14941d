"""Waves of questions, who is asked in them and by which link, and the answers given."""

from django.db import models

from samspel.records.rows import Row

_KEY = 200
_TEXT = 500


class Wave(Row):
    """A row of `waves`: one round of questions and the days it asks about."""

    TABLE = "waves"

    wave_id = models.CharField(max_length=_KEY)
    ecosystem_id = models.CharField(max_length=_KEY)
    closed_on = models.DateField(null=True)
    asks_from = models.DateField()
    asks_until = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["region", "wave_id"], name="surveys_wave_ix")]

    def __str__(self) -> str:
        return self.wave_id


class Answer(Row):
    """A row of `answers`. Personal data: none; who answers is an actor."""

    TABLE = "answers"

    wave_id = models.CharField(max_length=_KEY)
    respondent_id = models.CharField(max_length=_KEY)
    item = models.CharField(max_length=_TEXT)
    about = models.CharField(max_length=_KEY, blank=True)
    value = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["region", "wave_id"], name="surveys_answer_ix"),
            models.Index(fields=["came_with"], name="surveys_answer_came_ix"),
            models.Index(fields=["region", "respondent_id"], name="surveys_answer_who_ix"),
        ]

    def __str__(self) -> str:
        return f"{self.item} in {self.wave_id}"


class Speaker(models.Model):
    """A person who may answer for an actor. Personal data: the contact."""

    region = models.ForeignKey("register.Region", models.PROTECT, related_name="+")
    actor_id = models.CharField(max_length=_KEY)
    contact = models.ForeignKey("contacts.Contact", models.CASCADE, related_name="+")
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "actor_id", "contact"], name="surveys_speaker_once"
            )
        ]

    def __str__(self) -> str:
        return f"speaker {self.pk}"


class Asking(models.Model):
    """How a wave is asked: its letters, its days, its state. `wave_id` is the row in `waves`.

    open <-> stopped -> closed;  open -> closed. `before_run` and `after_run` are ids of kept runs.
    """

    region = models.ForeignKey("register.Region", models.PROTECT, related_name="+")
    wave_id = models.CharField(max_length=_KEY)
    ecosystem = models.CharField(max_length=_KEY)
    asks_from = models.DateField()
    asks_until = models.DateField()
    closes_on = models.DateField()
    remind_on = models.JSONField(default=list)
    state = models.CharField(max_length=10, default="open")
    site = models.CharField(max_length=200)
    greeting = models.TextField(blank=True)
    definitions = models.CharField(max_length=40)
    before_run = models.BigIntegerField(null=True)
    after_run = models.BigIntegerField(null=True)
    by = models.BigIntegerField(null=True)
    began_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "wave_id"], name="surveys_asking_once")
        ]
        indexes = [models.Index(fields=["state", "closes_on"], name="surveys_asking_state_ix")]

    def __str__(self) -> str:
        return self.wave_id


class Invitation(models.Model):
    """One actor asked in a wave, and the person asked for it. `asks`: the gaps that concern it.

    `contact` is None when the person has been erased. Personal data: the contact, the times.
    """

    asking = models.ForeignKey(Asking, models.CASCADE, related_name="+")
    actor_id = models.CharField(max_length=_KEY)
    contact = models.ForeignKey(
        "contacts.Contact", models.SET_NULL, related_name="+", null=True, blank=True
    )
    asks = models.JSONField(default=list)
    language = models.CharField(max_length=5, default="sv")
    reminders = models.IntegerField(default=0)
    began_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["asking", "actor_id"], name="surveys_invited_once")
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"


class Link(models.Model):
    """A personal link, for answering one wave for one actor. The secret is kept as its hash.

    `selector` finds the row, the rest of the link is compared in constant time.
    """

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="+")
    selector = models.CharField(max_length=16, unique=True)
    hash = models.CharField(max_length=64)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"link {self.pk}"


class Line(models.Model):
    """Open words of one respondent. Personal data: the text. Deleted with the person.

    Never in the tables: what stands there is kept with every measurement.
    """

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="+")
    item = models.CharField(max_length=40)
    text = models.CharField(max_length=_TEXT)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["invitation", "item"], name="surveys_line_once")
        ]

    def __str__(self) -> str:
        return f"line {self.pk}"


class Step(models.Model):
    """What an open wave has done so far, seen at least five respondents apart."""

    asking = models.ForeignKey(Asking, models.CASCADE, related_name="+")
    respondents = models.IntegerField()
    figures = models.JSONField(default=list)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["asking", "respondents"], name="surveys_step_once")
        ]

    def __str__(self) -> str:
        return f"step {self.respondents}"


class Tries(models.Model):
    """How often something was tried since a time: in the database, so that every process counts.

    `key` is a keyed hash of an address or a link; gone a day later.
    """

    key = models.CharField(max_length=64, unique=True)
    since = models.DateTimeField()
    count = models.IntegerField(default=0)

    def __str__(self) -> str:
        return f"tries {self.pk}"
