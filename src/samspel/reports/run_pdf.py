"""A run as a PDF of its own: wheel, table, chart, every gap in words, footnoted to the run."""

from collections.abc import Mapping
from typing import Any

from samspel.reports.charts import gap_chart_key, gap_chart_text, render_gap_chart
from samspel.reports.run_figures import figure_data, head_data, note_data
from samspel.reports.sentences import GapText, gap_sentences
from samspel.reports.typesetting import set_pdf
from samspel.reports.words import Words, for_language
from samspel.terms import Run

__all__ = ["render_pdf"]


def render_pdf(run: Run, language: str, *, names: Mapping[str, str] | None = None) -> bytes:
    """The run as a tagged PDF, the same bytes for the same run; `names` is actor id to name."""
    say = for_language(language)
    texts = [gap_sentences(run, figure.gap, language, names=names) for figure in run.gaps]
    title = say.gettext("The gaps of %(name)s on %(on)s") % {
        "name": run.ecosystem_name,
        "on": say.date(run.settings.on),
    }
    data = {
        **head_data(title, run.example, say, dated_on=run.settings.on.isoformat()),
        "head": say.gettext("Measurement"),
        **figure_data(run, say, ("first", "again")),
        "chart": {
            "svg": render_gap_chart(run, language, titled=False),
            "alt": gap_chart_text(run, language),
            "caption": " ".join([say.gettext("The same gaps as bars."), *gap_chart_key(language)]),
            "mark": "again",
        },
        "note": note_data(run, say),
        "gaps": [_gap(text, say) for text in texts],
    }
    return set_pdf("run.typ", data)


def _gap(text: GapText, say: Words) -> dict[str, Any]:
    return {
        "heading": text.heading,
        "sentence": text.sentence,
        "figure": " ".join(part for part in (text.estimate, text.reason) if part),
        "beside": [sentence for _, sentences in text.beside for sentence in sentences],
        "next_step": text.next_step,
        "next_label": say.gettext("Next step") + ":",
    }
