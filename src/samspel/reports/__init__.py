"""The door out: a run or a change as JSON, sentences, table, wheel, page, PDF and board memo."""

from samspel.reports.change_json import render_change_json, render_stop_rule_json
from samspel.reports.change_table import render_change_table, render_stop_rule_table
from samspel.reports.changes import (
    ChangeRow,
    ChangeText,
    area_headings,
    area_rows,
    change_headings,
    change_notes,
    change_rows,
    change_sentences,
    spoken_change,
)
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
from samspel.reports.stop_rule_words import stop_rule_lines
from samspel.reports.wheel import render_wheel, render_wheel_pair, wheel_css, wheel_is_thin

__all__ = [
    "ChangeRow",
    "ChangeText",
    "GapText",
    "MemoContent",
    "ReadingRow",
    "WheelRow",
    "area_headings",
    "area_rows",
    "change_headings",
    "change_notes",
    "change_rows",
    "change_sentences",
    "draft_memo",
    "footnote",
    "gap_name",
    "gap_sentences",
    "headings",
    "reading_rows",
    "reason_sentence",
    "recompute_command",
    "render_change_json",
    "render_change_table",
    "render_html",
    "render_json",
    "render_memo",
    "render_pdf",
    "render_reading_json",
    "render_reading_table",
    "render_stop_rule_json",
    "render_stop_rule_table",
    "render_table",
    "render_wheel",
    "render_wheel_pair",
    "spoken_change",
    "stop_rule_lines",
    "wheel_css",
    "wheel_is_thin",
    "wheel_rows",
]
