"""What an agreement promises in money, in whole öre."""

from django.db import models
from django.db.models import F, Q


class Agreement(models.Model):
    """The decided figures of one agreement (R80-R83). The matter has its diary number."""

    region = models.ForeignKey("register.Region", models.PROTECT, related_name="+")
    matter = models.OneToOneField("programmes.Matter", models.PROTECT, related_name="+")
    ecosystem = models.CharField(max_length=200)
    recipient = models.CharField(max_length=200)
    title = models.CharField(max_length=500)
    first_on = models.DateField()
    last_on = models.DateField()
    yearly_ore = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")), name="agreements_period"
            )
        ]

    def __str__(self) -> str:
        return self.title


class FinancingLine(models.Model):
    """One line of an agreement's financing table (R83)."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="lines")
    place = models.IntegerField()
    financier = models.CharField(max_length=500)
    amount_ore = models.BigIntegerField()

    class Meta:
        ordering = ["place"]

    def __str__(self) -> str:
        return self.financier
