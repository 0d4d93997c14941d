"""The door out: a run as JSON, sentences, a table, the wheel, a page, a PDF and a board memo."""

from samspel.reports.memo_content import MemoContent
from samspel.reports.phrases import gap_name, reason_sentence
from samspel.reports.run_json import render_json
from samspel.reports.sentences import GapText, gap_sentences

__all__ = ["GapText", "MemoContent", "gap_name", "gap_sentences", "reason_sentence", "render_json"]
