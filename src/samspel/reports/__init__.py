"""The door out: a run as JSON, sentences, a table, the wheel, a page, a PDF and a board memo."""

from samspel.reports.memo_content import MemoContent
from samspel.reports.run_json import render_json

__all__ = ["MemoContent", "render_json"]
