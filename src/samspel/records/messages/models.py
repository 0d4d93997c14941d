"""Letters to send, as template and values; the sentence is made when one is sent."""

from django.db import models


class Letter(models.Model):
    """A letter to a contact, once by its key. Personal data: the contact, and `values`.

    `values` are emptied when it is sent: a sign-in link is a secret until it is used.
    """

    region = models.ForeignKey("register.Region", models.PROTECT, related_name="+")
    contact = models.ForeignKey("contacts.Contact", models.CASCADE, related_name="+")
    template = models.CharField(max_length=40)
    values = models.JSONField(default=dict)
    key = models.CharField(max_length=100, unique=True)
    written_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    attempts = models.IntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["sent_at", "id"], name="messages_unsent_ix")]

    def __str__(self) -> str:
        return f"{self.template} {self.pk}"
