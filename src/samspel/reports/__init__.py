"""The door out: a run as JSON, sentences, a table, the wheel, a page, a PDF and a board memo."""

from samspel.reports.memo import render_memo
from samspel.reports.memo_content import MemoContent
from samspel.reports.memo_draft import draft_memo
from samspel.reports.phrases import gap_name, reason_sentence
from samspel.reports.reading_json import render_reading_json
from samspel.reports.reading_table import ReadingRow, reading_rows, render_reading_table
from samspel.reports.run_html import render_html
from samspel.reports.run_json import render_json
from samspel.reports.run_pdf import render_pdf
from samspel.reports.run_rows import WheelRow, footnote, headings, recompute_command, wheel_rows
from samspel.reports.run_table import render_table
from samspel.reports.sentences import GapText, gap_sentences
from samspel.reports.wheel import render_wheel, render_wheel_pair, wheel_css, wheel_is_thin

__all__ = [
    "GapText",
    "MemoContent",
    "ReadingRow",
    "WheelRow",
    "draft_memo",
    "footnote",
    "gap_name",
    "gap_sentences",
    "headings",
    "reading_rows",
    "reason_sentence",
    "recompute_command",
    "render_html",
    "render_json",
    "render_memo",
    "render_pdf",
    "render_reading_json",
    "render_reading_table",
    "render_table",
    "render_wheel",
    "render_wheel_pair",
    "wheel_css",
    "wheel_is_thin",
    "wheel_rows",
]
