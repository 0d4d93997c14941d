"""Decision memos and extracts of minutes, read into their fields (issue 4).

Neighbours get `read_memo(path)`, `read_memo_upload(name, data)`, `read_text(text)` and `CODES`,
the problems a file may have. What the memo does not say is None; what could mean two things is
unsure, with its words.
"""

from samspel.sources.memos.files import CODES, document_text, read_memo, read_memo_upload
from samspel.sources.memos.reader import read_text

__all__ = ["CODES", "document_text", "read_memo", "read_memo_upload", "read_text"]
