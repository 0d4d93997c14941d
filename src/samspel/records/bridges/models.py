"""What is done to narrow a gap."""

from django.db import models

from samspel.records.rows import Row

_KEY = 200


class Bridge(Row):
    """A row of `bridges`: one bridge in one state."""

    TABLE = "bridges"

    bridge_id = models.CharField(max_length=_KEY)
    ecosystem_id = models.CharField(max_length=_KEY)
    gap = models.CharField(max_length=_KEY)
    near_actor_id = models.CharField(max_length=_KEY)
    far_actor_id = models.CharField(max_length=_KEY)
    state = models.CharField(max_length=20)
    state_on = models.DateField(null=True)
    cost = models.FloatField(null=True)

    class Meta:
        indexes = [models.Index(fields=["region", "bridge_id"], name="bridges_bridge_ix")]

    def __str__(self) -> str:
        return f"{self.bridge_id} {self.state}"
