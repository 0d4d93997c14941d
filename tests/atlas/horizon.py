"""Horizon 2020's participations as tables of ours, for the atlas by country."""

import polars as pl

from samspel.tables import Tables

# What the participant types stand for; made for this test, not the shipped mapping.
_TYPES = pl.DataFrame(
    {
        "type": ["PRC", "HES", "REC", "PUB", "OTH"],
        "sector": ["private", "academia", "academia", "public", "civil"],
        "roles": ["firm", "research|education", "research", "authority", "other"],
    }
)


def horizon(file):
    """Every participation, each organisation in the country and of the type it has first."""
    rows = pl.read_csv(file.read_bytes(), infer_schema=False)
    rows = rows.filter(pl.col("country").str.len_chars() == 2)
    actors = (
        rows.sort("pic", "rcn")
        .unique("pic", keep="first", maintain_order=True)
        .join(_TYPES, on="type", how="left", maintain_order="left")
        .select(actor_id="pic", name="pic", sector="sector", roles="roles", country="country")
    )
    acts = rows.unique("rcn", keep="first", maintain_order=True).select(
        interplay_id="rcn",
        kind=pl.lit("project"),
        started_on=pl.col("start_date").str.to_date(strict=False),
        ended_on=pl.col("end_date").str.to_date(strict=False),
    )
    taking = rows.select(interplay_id="rcn", actor_id="pic", role="role")
    return Tables.of(actors=actors, interplay=acts, participations=taking)
