"""Who may sign in, what they may do where, and the tokens mailed to them."""

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models


def new_handle() -> str:
    return uuid.uuid4().hex


class Account(AbstractBaseUser):
    """A way in for one person. The e-mail stands in `contacts` and nowhere else.

    Signing in goes by the e-mail of `contact`, the account's home: only its own region's
    officers can change it, so no other region's can turn letters to themselves.
    Personal data: a password's hash; when it last signed in; wrong tries.
    """

    handle = models.CharField(max_length=32, unique=True, default=new_handle)
    contact = models.OneToOneField("contacts.Contact", models.PROTECT, related_name="+")
    is_active = models.BooleanField(default=True)
    wrong = models.IntegerField(default=0)
    closed_until = models.DateTimeField(null=True)

    USERNAME_FIELD = "handle"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.handle


class Grant(models.Model):
    """A role of an account in a region, held to some ecosystems (none: all), until a day.

    `actors` are those that an `actor_contact` is the contact of. `contact` is who the person is
    in that region. A grant that ends keeps its row.
    """

    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    contact = models.ForeignKey("contacts.Contact", models.PROTECT, related_name="+")
    region = models.ForeignKey("register.Region", models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    ecosystems = models.JSONField(default=list, blank=True)
    actors = models.JSONField(default=list, blank=True)
    until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "region", "role"], name="accounts_role_once")
        ]

    def __str__(self) -> str:
        return f"{self.role} in {self.region_id}"


class Deputy(models.Model):
    """Somebody acts for another from a day to a day; the row stays when it is over.

    Personal data: the two, by contact.
    """

    region = models.ForeignKey("register.Region", models.PROTECT, related_name="+")
    absent = models.ForeignKey("contacts.Contact", models.PROTECT, related_name="+")
    absent_account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    deputy = models.ForeignKey("contacts.Contact", models.PROTECT, related_name="+")
    deputy_account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    since = models.DateField()
    until = models.DateField()

    def __str__(self) -> str:
        return f"{self.deputy_id} for {self.absent_id}"


class Token(models.Model):
    """A secret mailed or printed, kept as its hash; used once, for one purpose."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    hash = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=20)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"


class ApiKey(models.Model):
    """A secret that lets a program do what its person may, for one purpose, until a day.

    Kept as its hash. Personal data: whose it is, by contact, and what that person said it is for.
    """

    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    contact = models.ForeignKey("contacts.Contact", models.PROTECT, related_name="+")
    region = models.ForeignKey("register.Region", models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=200)
    writes = models.BooleanField(default=False)
    hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_on = models.DateField()
    revoked_at = models.DateTimeField(null=True)
    used_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"key {self.pk}"
