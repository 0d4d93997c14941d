"""Who may see what of a run.

A state that rests only on an actor's own answer is shown to that actor and to an evaluator,
and as unknown to everybody else (method section 6): the figures count it, the list does not
tell on anybody.
"""

from samspel.terms import Viewer

__all__ = ["sees_answers"]

_SEES = frozenset({"system", "evaluator"})


def sees_answers(viewer: Viewer) -> bool:
    """Whether single answers are shown to the viewer."""
    return bool(viewer.roles & _SEES)
