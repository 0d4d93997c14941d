"""Persons. Nothing else in the database names one."""

from django.db import models


class Contact(models.Model):
    """A person whom one region knows. Emptied on request: the row stays, the person does not.

    Personal data: name, email, phone, language; all of it is emptied by `erase_contact`.
    """

    region = models.ForeignKey("register.Region", models.PROTECT, related_name="+")
    name = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=5, default="sv")
    erased_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["email"], name="contacts_email_ix")]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "email"],
                condition=~models.Q(email=""),
                name="contacts_email_once_a_region",
            )
        ]

    def __str__(self) -> str:
        return f"contact {self.pk}"
