"""A release as public JSON, version 1, there and back: `samspel release PATH --wave ID`.

Neighbours get `render_release_json` and `read_release_json`, which reads an earlier release.
"""

import json
from dataclasses import asdict, fields
from datetime import date
from importlib.resources import files
from typing import Any

from samspel.terms.releases import Release, ReleaseAnswer, ReleaseCell, ReleaseCheck, ReleaseShare

__all__ = ["read_release_json", "release_schema", "render_release_json"]


def render_release_json(release: Release) -> str:
    """A release: UTF-8 text, indent 2, ending in one newline. Shares are steps of 0.05."""
    document: dict[str, Any] = {"schema": 1, "lens": "perceived"}
    document["release"] = {
        name: value
        for name, value in asdict(release).items()
        if name not in ("cells", "check", "answers", "closed_on")
    } | {"closed_on": release.closed_on.isoformat()}
    document["cells"] = [asdict(cell) for cell in release.cells]
    document["answers"] = [asdict(answer) for answer in release.answers]
    document["check"] = asdict(release.check)
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def read_release_json(text: str) -> Release:
    """The release that `render_release_json` wrote.

    Raises
    ------
    ValueError
        If the text is no release.
    """
    try:
        document = json.loads(text)
        if document["schema"] != 1 or document["lens"] != "perceived":
            raise ValueError("not a release of this version")
        about = dict(document["release"])
        about["closed_on"] = date.fromisoformat(about["closed_on"])
        check = dict(document["check"])
        check["earlier"] = tuple(check["earlier"])
        return Release(
            **about,
            cells=tuple(_cell(each) for each in document["cells"]),
            check=ReleaseCheck(**check),
            answers=tuple(_answer(each) for each in document["answers"]),
        )
    except (KeyError, TypeError, AttributeError) as fault:
        raise ValueError("not a release") from fault


def _cell(row: dict[str, Any]) -> ReleaseCell:
    return ReleaseCell(**{each.name: row[each.name] for each in fields(ReleaseCell)})


def _answer(row: dict[str, Any]) -> ReleaseAnswer:
    found = {each.name: row[each.name] for each in fields(ReleaseAnswer)}
    return ReleaseAnswer(**{**found, "shares": tuple(ReleaseShare(**s) for s in row["shares"])})


def release_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of what `render_release_json` gives."""
    text = (files("samspel.reports") / "release.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema
