"""Charts in a notebook: Altair's, drawn as inline SVG, so that showing one calls nobody.

Neighbours get `gap_chart`, `change_chart` and `Chart`. Altair's own HTML fetches scripts from a
public network; ours is the same drawing that the service makes. This is the one module that knows
Altair.
"""

from html import escape
from pathlib import Path
from typing import Any

from samspel.reports.charts import change_chart_spec, draw, gap_chart_spec
from samspel.reports.typesetting import MissingExtra
from samspel.terms import Change, Run

try:
    import altair as alt
except ModuleNotFoundError as missing:
    raise MissingExtra("charts need: pip install 'samspel[documents]'", name="altair") from missing

__all__ = ["Chart", "change_chart", "gap_chart"]

_PAGE = (
    '<!doctype html>\n<html lang="{language}">\n<head><meta charset="utf-8"><title>{title}</title>'
    "</head>\n<body>\n{body}\n</body>\n</html>\n"
)


class Chart(alt.LayerChart):
    """An Altair chart that shows itself as inline SVG.

    Everything Altair does with a chart works (`properties`, `to_dict`, `configure_axis`, `save`);
    what leaves as HTML holds the drawing itself and no address.
    """

    def to_svg(self) -> str:
        """The drawing, with our own type family."""
        return draw(self.to_dict())

    def to_html(self, *_: Any, **__: Any) -> str:
        """A page of its own with the drawing in it; Altair's options for scripts do nothing."""
        spec = self.to_dict()
        title = escape(str(spec.get("description", "")).partition(".")[0])
        language = spec.get("usermeta", {}).get("language", "en")
        return _PAGE.format(language=language, title=title, body=draw(spec))

    def save(self, fp: Any, format: Any = None, *more: Any, **options: Any) -> None:  # noqa: A002
        """As Altair saves; HTML and SVG are ours."""
        kind = format or (Path(fp).suffix.lstrip(".") if isinstance(fp, str | Path) else "")
        made = {"html": self.to_html, "svg": self.to_svg}.get(kind)
        if made is None:
            super().save(fp, format, *more, **options)
        elif isinstance(fp, str | Path):
            Path(fp).write_text(made(), encoding="utf-8")
        else:
            fp.write(made())

    def _repr_html_(self) -> str:
        return self.to_svg()

    def _repr_mimebundle_(self, *_: Any, **__: Any) -> dict[str, str]:
        return {"text/html": self.to_svg(), "text/plain": self.to_dict().get("description", "")}


def gap_chart(run: Run, language: str) -> Chart:
    """The chart of a run's gaps; its specification is the one the service draws."""
    return _chart(gap_chart_spec(run, language))


def change_chart(change: Change, language: str) -> Chart:
    """The chart of every gap on both days; its specification is the one the service draws."""
    return _chart(change_chart_spec(change, language))


def _chart(spec: dict[str, Any]) -> Chart:
    chart = Chart.from_dict(spec)
    if not isinstance(chart, Chart):
        raise TypeError(f"the specification is no layered chart but a {type(chart).__name__}")
    return chart
