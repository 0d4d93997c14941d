"""The role table: which role may do what, with a sentence for each, as data.

`check_may` raises a `Refusal` whose code is the action's; `REFUSALS` has a sentence for every
refusal anywhere in the service, so a page never has to make one up.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from samspel.terms import Refusal, Viewer

__all__ = [
    "ACTIONS",
    "REFUSALS",
    "ROLE_NAMES",
    "Action",
    "can",
    "check_may",
    "refusal_sentence",
    "sees_answers",
    "system_viewer",
]


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "to be translated"
    """The message itself; the catalogue's collector knows the name."""
    return message


@dataclass(frozen=True, slots=True)
class Action:
    """Something done: who may, what it is in words, and why not for the others.

    `whole`: it touches the whole region, so a role held to some ecosystems is not enough.
    """

    key: str
    roles: frozenset[str]
    sentence: str
    refusal: str
    whole: bool = False


ROLE_NAMES: Mapping[str, str] = {"officer": N_("Officer"), "reader": N_("Reader")}

_OFFICER = frozenset({"officer"})
_BOTH = frozenset({"officer", "reader"})

ACTIONS: Mapping[str, Action] = {
    action.key: action
    for action in (
        Action(
            "read",
            _BOTH,
            N_("Read the register, the figures and the memos"),
            N_("You have no role in this region. Ask an officer of the region for one."),
        ),
        Action(
            "import_register",
            _OFFICER,
            N_("Plan and apply an import to the register"),
            N_("Only an officer may change the register. You have the role of reader."),
            whole=True,
        ),
        Action(
            "measure_gaps",
            _OFFICER,
            N_("Measure the gaps of an ecosystem"),
            N_("Only an officer may start a measuring. You have the role of reader."),
        ),
        Action(
            "release_answers",
            _OFFICER,
            N_("Preview and publish what a wave says"),
            N_("Only an officer may release what a wave says. You have the role of reader."),
        ),
        Action(
            "download_tables",
            _OFFICER,
            N_("Download uploaded files and the tables that a run read"),
            N_(
                "Only an officer may download the tables that a run read: "
                "they hold single answers. You have the role of reader."
            ),
            whole=True,
        ),
        Action(
            "write_memo",
            _OFFICER,
            N_("Write and render memos"),
            N_("Only an officer may write memos. You have the role of reader."),
        ),
        Action(
            "manage_agreements",
            _OFFICER,
            N_("Enter matters and the figures of agreements"),
            N_("Only an officer may enter agreements. You have the role of reader."),
        ),
        Action(
            "read_memos",
            _OFFICER,
            N_("Read decision memos in, and keep draft matters"),
            N_("Only an officer may read memos in. You have the role of reader."),
            whole=True,
        ),
        Action(
            "manage_users",
            _OFFICER,
            N_("Give and end roles, and empty contacts"),
            N_("Only an officer may give or end roles. You have the role of reader."),
            whole=True,
        ),
        Action(
            "read_audit",
            _OFFICER,
            N_("Read the audit log"),
            N_("Only an officer may read the audit log. You have the role of reader."),
            whole=True,
        ),
        Action(
            "create_region",
            _OFFICER,
            N_("Start a region of one's own"),
            N_("Only an officer may start a region. You have the role of reader."),
            whole=True,
        ),
    )
}

# Every other refusal of the service by its code: "who" is above, "when" is here.
REFUSALS: Mapping[str, str] = {
    "not_found": N_("There is nothing here that you may see."),
    "held_to_ecosystems": N_(
        "Your role is held to some of the region's ecosystems, and this touches them all."
    ),
    "role_ended": N_("Your role in this region ended on %(until)s."),
    "region_exists": N_("There is already a region with the short name %(key)s."),
    "bad_key": N_("A short name has lower case letters, digits and hyphens, at most 60."),
    "bad_email": N_("That is not an e-mail address."),
    "example_is_made_up": N_(
        "The example region is made up and stays as it is. Import into a region of your own."
    ),
    "import_has_errors": N_("The file has errors. Correct them and upload it again."),
    "plan_is_stale": N_("The register has changed since the plan was made. Make the plan again."),
    "another_import_runs": N_("Another import is being applied. Wait until it is done."),
    "not_your_workspace": N_("What a platform keeps for itself is for those who lead it."),
    "entry_is_over": N_("This is already handed in, taken back or given up."),
    "row_was_changed": N_("Somebody has changed this since you opened it. Look at it again."),
    "import_is_over": N_("This import is already applied or cancelled."),
    "not_staged": N_("The import is not wholly read in yet."),
    "no_such_ecosystem": N_("There is no ecosystem %(ecosystem)s in the register."),
    "no_such_definitions": N_("There are no definitions called %(definitions)s."),
    "bad_window": N_("A window is 1 to 120 months."),
    "bad_days": N_("The last day must come after the first."),
    # The stop rule.
    "patience_under_window": N_("The patience must be at least as long as the window."),
    "several_over_areas": N_("Several cannot be more than there are areas."),
    "unknown_area": N_("There is no such area: %(areas)s."),
    # A release, see samspel.gaps.perceived.
    "no_such_wave": N_("There is no wave %(wave)s in the tables."),
    "wave_not_closed": N_("The wave %(wave)s is not closed, so nothing of it is released."),
    "already_released": N_("The wave %(wave)s is released already; it is released once."),
    "other_ecosystem": N_("The earlier release of %(wave)s is of another ecosystem."),
    "other_definitions": N_(
        "The earlier release of %(wave)s has other gap definitions. The definitions of an "
        "ecosystem's releases stay the same."
    ),
    "earlier_is_later": N_("The wave %(wave)s closed later, so it is no earlier release."),
    "not_reproduced": N_(
        "The tables no longer give what the earlier release of %(wave)s says, so the new one "
        "cannot be checked against it. Use the tables that hold its answers unchanged."
    ),
    "preview_is_stale": N_(
        "The register or the earlier releases have changed since the preview was made. Make the "
        "preview again."
    ),
    "file_too_large": N_("The file is larger than %(limit)s MB."),
    "file_is_missing": N_("The file is no longer kept."),
    "memo_is_rendered": N_("This version is rendered and stays as it is. Make a new version."),
    "draft_was_changed": N_(
        "Somebody else has kept this draft since you opened it. Open it again to see what changed."
    ),
    "memo_was_changed": N_(
        "Somebody else has saved this memo since you opened it. Open it again to see what changed."
    ),
    "register_is_busy": N_("The register is being changed. Try again in a moment."),
    "last_officer": N_("A region needs an officer: this is the last one."),
    "bad_token": N_("The link has been used or is too old. Ask for a new one."),
    "bad_password": N_("The e-mail address or the password is not right."),
    "too_many_tries": N_(
        "Too many wrong passwords. Wait fifteen minutes, or ask for a link by e-mail."
    ),
    "weak_password": N_("The password must have at least 12 characters and be hard to guess."),
    "bad_period": N_("A period cannot end before it starts."),
    "tried_too_often": N_("The work was tried %(attempts)s times and failed each time."),
    "job_failed": N_("The work failed. The log of the service has the details."),
    "documents_missing": N_("Documents need the extra: pip install samspel[documents]"),
}


def can(viewer: Viewer, action: str) -> bool:
    """Whether the viewer's role allows it. KeyError for an action not in the table."""
    return _why_not(viewer, action) is None


def check_may(viewer: Viewer, action: str) -> None:
    """Raise the Refusal when the viewer's role does not allow it: `may_not.<action>`, or
    `held_to_ecosystems` when it would in the whole region."""
    why_not = _why_not(viewer, action)
    if why_not is not None:
        raise Refusal(why_not)


def _why_not(viewer: Viewer, action: str) -> str | None:
    row = ACTIONS[action]
    if "system" in viewer.roles:
        return None
    if not viewer.roles & row.roles:
        return f"may_not.{action}"
    return "held_to_ecosystems" if row.whole and viewer.ecosystems else None


_SEES = frozenset({"system", "evaluator"})


def sees_answers(viewer: Viewer) -> bool:
    """Whether single answers are shown to the viewer, by the list of a gap and by acts.

    What rests only on an actor's own answer is shown to an evaluator, and as unknown to
    everybody else (method section 4): the figures count it, no list tells on anybody.
    """
    return bool(viewer.roles & _SEES)


def refusal_sentence(code: str) -> str:
    """The English msgid of a refusal, its values as `%(name)s`."""
    if code.startswith("may_not."):
        return ACTIONS[code.removeprefix("may_not.")].refusal
    return REFUSALS[code]


def system_viewer(region: int) -> Viewer:
    """The system itself in one region: a job, the set-up, the tests. All that is in it."""
    return Viewer(region, None, frozenset({"system"}))
