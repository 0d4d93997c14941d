"""Who has been counted in what has been shown of a gap: kept for ever, shown to nobody.

Its neighbours use it by `samspel.records.gaps.api`. Only the system reads it: it would tell who has
answered, and what a change of it was.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from samspel.records.gaps.models import ShownGroups
from samspel.terms import Refusal, Viewer

__all__ = ["Groups", "keep_groups", "shown_groups"]


@dataclass(frozen=True, slots=True)
class Groups:
    """Of one gap, by actor: its class, and a hash of what was counted of it; which version."""

    classes: Mapping[str, str]
    said: Mapping[str, str]
    version: int = 0


def shown_groups(ecosystem: str, *, by: Viewer) -> Mapping[str, Groups]:
    """What has been shown of the ecosystem's gaps, by gap. For the system alone."""
    if "system" not in by.roles:
        raise Refusal("not_found")
    rows = ShownGroups.objects.filter(region_id=by.region, ecosystem=ecosystem)
    return {row.gap: Groups(row.classes, row.said, row.version) for row in rows}


def keep_groups(ecosystem: str, groups: Mapping[str, Groups], *, by: Viewer) -> bool:
    """Keep what is shown now; False when somebody else has kept since `version` was read.

    Call it in the transaction that shows it, and give that up when it is False.
    """
    mine = {"region_id": by.region, "ecosystem": ecosystem}
    for gap, new in groups.items():
        row, made = ShownGroups.objects.get_or_create(
            **mine, gap=gap, defaults={"classes": new.classes, "said": new.said}
        )
        if made and new.version == 0:
            continue
        there = ShownGroups.objects.filter(pk=row.pk, version=new.version)
        values = {"classes": new.classes, "said": new.said, "version": new.version + 1}
        if not there.update(**values):
            return False
    return True
