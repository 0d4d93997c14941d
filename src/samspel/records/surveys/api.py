"""Waves and answers, kept as tables; how a wave is asked, by which links, and how far it is.

Single answers are shown to nobody here. What an open wave is answered lies in a workspace of its
own, `workspace_of_wave`, which no person has, so that two views of it never tell one answer.
"""

from samspel.records import rows
from samspel.records.surveys import models
from samspel.records.surveys.askings import (
    asking_to_change,
    count_response,
    create_asking,
    drop_reminders,
    get_asking,
    keep_run_of,
    keep_step,
    last_step,
    list_askings,
    list_due,
    mark_told,
    move_askings,
    set_state,
)
from samspel.records.surveys.faces import (
    AskedRow,
    AskingRow,
    Extract,
    InvitationRow,
    NewAsking,
    NewInvitation,
    ResponseRow,
    StepFigure,
    StepRow,
)
from samspel.records.surveys.invitations import (
    add_invitation,
    add_speaker,
    ask_instead,
    count_reminder,
    get_invitation,
    invitation_to_answer,
    list_asked,
    list_invitations,
    list_speakers,
    list_to_remind,
    list_to_tell,
    mark_invitation,
    open_link,
)
from samspel.records.surveys.lines import (
    erase_person,
    extract_person,
    get_lines,
    keep_line,
    list_lines,
)
from samspel.records.surveys.links import make_link, revoke_links, too_many, try_once

__all__ = [
    "KEEPER",
    "AskedRow",
    "AskingRow",
    "Extract",
    "InvitationRow",
    "NewAsking",
    "NewInvitation",
    "ResponseRow",
    "StepFigure",
    "StepRow",
    "add_invitation",
    "add_speaker",
    "ask_instead",
    "asking_to_change",
    "count_reminder",
    "count_response",
    "create_asking",
    "drop_reminders",
    "erase_person",
    "extract_person",
    "get_asking",
    "get_invitation",
    "get_lines",
    "invitation_to_answer",
    "keep_line",
    "keep_run_of",
    "keep_step",
    "last_step",
    "list_asked",
    "list_askings",
    "list_due",
    "list_invitations",
    "list_lines",
    "list_speakers",
    "list_to_remind",
    "list_to_tell",
    "make_link",
    "mark_invitation",
    "mark_told",
    "move_askings",
    "open_link",
    "revoke_links",
    "set_state",
    "too_many",
    "try_once",
    "workspace_of_wave",
]

KEEPER = rows.Keeper(models.Wave, models.Answer)


def workspace_of_wave(wave_id: str) -> str:
    """Where the answers of a wave lie until it closes."""
    return f"wave:{wave_id}"
