"""Every kind of work there is in the background: to import this is to make them known.

The worker does, before it takes the first job; `background` itself knows none of them, so that
an action may queue work without the two knowing each other.
"""

from samspel.actions import (
    import_register,
    measure_gaps,
    measure_lens,
    read_stop_rule,
    release_answers,
    search_files,
    watch_wave,
)

__all__ = [
    "import_register",
    "measure_gaps",
    "measure_lens",
    "read_stop_rule",
    "release_answers",
    "search_files",
    "watch_wave",
]
