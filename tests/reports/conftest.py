"""Where only the ground floor is installed, documents cannot be made, nor read back."""

from importlib.util import find_spec

collect_ignore = [] if find_spec("typst") and find_spec("pypdfium2") else ["test_documents.py"]
