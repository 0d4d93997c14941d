"""The role table: which role may do what, with a sentence for each, as data.

`check_may` raises a `Refusal` whose code is the action's. A refusal says who may and never what
role its reader has. `samspel.records.accounts.refusals` has the sentences of all other refusals.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from samspel.records.accounts.refusals import REFUSALS
from samspel.terms import Refusal, Viewer
from samspel.terms.marking import N_

__all__ = [
    "ACTIONS",
    "NOWHERE",
    "READERS",
    "REFUSALS",
    "ROLE_NAMES",
    "Action",
    "can",
    "check_may",
    "refusal_sentence",
    "sees_answers",
    "system_viewer",
    "within",
    "workspace_of",
]


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


ROLE_NAMES: Mapping[str, str] = {
    "officer": N_("Officer"),
    "platform_leader": N_("Platform leader"),
    "evaluator": N_("Evaluator"),
    "reader": N_("Reader"),
    "actor_contact": N_("Contact of an actor"),
    "administrator": N_("Administrator"),
}
# Who reads the register and the figures. The others' ecosystems are NOWHERE, a key nobody has.
READERS = frozenset({"officer", "platform_leader", "evaluator", "reader"})
NOWHERE = " "

_OFFICER = frozenset({"officer"})
_LEADER = frozenset({"platform_leader"})
_CONTACT = frozenset({"actor_contact"})
_KEEPS_USERS = frozenset({"officer", "administrator"})
_HOLDS_ANSWERS = frozenset({"officer", "evaluator"})

ACTIONS: Mapping[str, Action] = {
    action.key: action
    for action in (
        Action(
            "read",
            READERS,
            N_("Read the register, the figures and the memos"),
            N_("The register and the figures are read by those who have been given a role for it."),
        ),
        Action(
            "see_people",
            frozenset(ROLE_NAMES),
            N_("See one's own roles and deputies; who keeps users sees everybody's"),
            N_("The people of a region are seen by those who have a role in it."),
        ),
        Action(
            "edit_register",
            _OFFICER | _LEADER,
            N_("Enter and change actors, members and what is known of them"),
            N_("The register is changed by officers of the region and by who leads the platform."),
        ),
        Action(
            "enter_acts",
            _OFFICER | _LEADER,
            N_("Enter interplay and notes, and say that a log is complete"),
            N_("Interplay is entered by officers of the region and by who leads the platform."),
        ),
        Action(
            "set_act_defaults",
            _OFFICER,
            N_("Set what each kind of act says of an act until a person does"),
            N_("The defaults of the kinds of act are set by officers of the region."),
            whole=True,
        ),
        Action(
            "set_places",
            _OFFICER,
            N_("Say which municipalities are dense and which are sparse"),
            N_("Which municipalities are dense or sparse is said by officers of the region."),
            whole=True,
        ),
        Action(
            "hand_in",
            _LEADER,
            N_("See what the platform keeps for itself, hand it in or give it up"),
            N_("What a platform keeps for itself is seen and handed in by who leads it."),
        ),
        Action(
            "edit_own_actor",
            _CONTACT,
            N_("Read the page of one's own actor, change its profile, keep it from everybody"),
            N_("An actor's own profile is changed by those who are its contacts."),
        ),
        Action(
            "invite_contact",
            _OFFICER | _LEADER,
            N_("Say who is an actor's contact, and send that person a link to the actor's page"),
            N_(
                "An actor's contact is sent a link by officers of the region and by who leads the "
                "platform."
            ),
        ),
        Action(
            "open_directory",
            _OFFICER,
            N_("Say what everybody can see of the register, without signing in"),
            N_("What everybody can see of the register is said by officers of the region."),
            whole=True,
        ),
        Action(
            "import_register",
            _OFFICER,
            N_("Plan and apply an import to the register"),
            N_("Files are brought into the register by officers of the region."),
            whole=True,
        ),
        Action(
            "measure_gaps",
            _OFFICER | _LEADER,
            N_("Measure the gaps of an ecosystem"),
            N_("Gaps are measured by officers of the region and by who leads the platform."),
        ),
        Action(
            "set_baseline",
            _OFFICER,
            N_("Say which run later ones are compared with"),
            N_("The baseline of an ecosystem is set by officers of the region."),
        ),
        Action(
            "ask_waves",
            _OFFICER | _LEADER,
            N_("Ask the seven questions: who is asked, the letters, reminders and the close"),
            N_("Questions are asked by officers of the region and by who leads the platform."),
        ),
        Action(
            "release_answers",
            _OFFICER,
            N_("Preview and publish what a wave says"),
            N_("What a wave says is released by officers of the region."),
        ),
        Action(
            "download_tables",
            _HOLDS_ANSWERS,
            N_(
                "Download the tables that a run read; answers that waves asked here have collected "
                "are in them for an evaluator alone"
            ),
            N_(
                "The tables that a run read can hold single answers. They are handed whole to an "
                "evaluator, and to officers of the region without what waves asked here have "
                "collected."
            ),
            whole=True,
        ),
        Action(
            "share",
            _OFFICER | _LEADER,
            N_("Make and revoke frozen links to a run or a memo"),
            N_("Links are shared by officers of the region and by who leads the platform."),
        ),
        Action(
            "write_memo",
            _OFFICER,
            N_("Write and render memos"),
            N_("Memos are written by officers of the region."),
        ),
        Action(
            "manage_agreements",
            _OFFICER,
            N_("Enter matters and the figures of agreements"),
            N_("Agreements are entered by officers of the region."),
        ),
        Action(
            "read_memos",
            _OFFICER,
            N_("Read decision memos in, and keep draft matters"),
            N_("Decision memos are read in by officers of the region."),
            whole=True,
        ),
        Action(
            "manage_users",
            _KEEPS_USERS,
            N_("Give and end roles"),
            N_("Roles are given and ended by officers of the region and by its administrator."),
            whole=True,
        ),
        Action(
            "stand_in",
            _OFFICER | _LEADER,
            N_("Let another act for oneself for some days"),
            N_("A deputy is appointed by officers and platform leaders, each for themselves."),
        ),
        Action(
            "hand_over",
            _KEEPS_USERS,
            N_("Appoint deputies for others, and hand over all of a person's matters"),
            N_("A person's matters are handed over by officers of the region."),
            whole=True,
        ),
        Action(
            "handle_person",
            _KEEPS_USERS,
            N_("See all that is kept of one person, correct it and erase it"),
            N_("What is kept of a person is handled by officers of the region."),
            whole=True,
        ),
        Action(
            "read_audit",
            _KEEPS_USERS,
            N_("Read the audit log"),
            N_("The audit log is read by officers of the region and by its administrator."),
            whole=True,
        ),
        Action(
            "use_api",
            READERS,
            N_("Make keys that let programs read, and write what oneself may"),
            N_("Keys for programs are made by those who may read the register."),
        ),
        Action(
            "create_region",
            _KEEPS_USERS,
            N_("Start a region of one's own"),
            N_("A region is started by officers of a region and by its administrator."),
            whole=True,
        ),
    )
}


def can(viewer: Viewer, action: str, *, ecosystem: str = "") -> bool:
    """Whether the viewer may. Without `ecosystem`: in any at all. KeyError for an action not in
    the table."""
    return _why_not(viewer, action, ecosystem) is None


def check_may(viewer: Viewer, action: str, *, ecosystem: str = "") -> None:
    """Raise the Refusal when the viewer may not do that, in that ecosystem when it is of one.

    `may_not.<action>` when no role allows it, `not_this_ecosystem` when one does in others,
    `held_to_ecosystems` when one would in the whole region. Give the ecosystem wherever there is
    one: without it a role that is held to any will do.
    """
    why_not = _why_not(viewer, action, ecosystem)
    if why_not is not None:
        raise Refusal(why_not)


def _why_not(viewer: Viewer, action: str, ecosystem: str) -> str | None:
    row = ACTIONS[action]
    if "system" in viewer.roles:
        return None
    if not viewer.roles & row.roles:
        return f"may_not.{action}"
    if row.whole:
        return None if viewer.holds(row.roles) else "held_to_ecosystems"
    if ecosystem and not viewer.holds(row.roles, ecosystem):
        return "not_this_ecosystem"
    return None


def workspace_of(ecosystem: str, *, by: Viewer) -> str:
    """Where what this viewer enters about the ecosystem goes: its platform's workspace, or ""
    for the register.

    What a leader enters stays with the platform until it is handed in, whatever other roles the
    leader has. An officer's goes to the register, and an actor's contact's about its own actor.
    Without `ecosystem` a leader of one platform means that one. Refusal `not_this_ecosystem`.
    """
    if ecosystem in by.workspaces:
        return ecosystem
    if by.holds({"officer", "system"}, ecosystem) or (by.actors and not by.workspaces):
        return ""
    if not ecosystem and len(by.workspaces) == 1:
        return next(iter(by.workspaces))
    raise Refusal("not_this_ecosystem")


def within(ecosystem: str, *, by: Viewer) -> Viewer:
    """The viewer with the workspace of that ecosystem and no other ("": the register as it is
    for all): what is measured for one platform holds nothing of another's."""
    return replace(by, workspaces=by.workspaces & {ecosystem})


def sees_answers(viewer: Viewer, ecosystem: str = "") -> bool:
    """Whether single answers are shown to the viewer, by the list of a gap and by acts.

    What rests only on an actor's own answer is shown to an evaluator, and as unknown to
    everybody else (method section 4): the figures count it, no list tells on anybody. Without
    `ecosystem`: only to who is evaluator of all that it reads.
    """
    if "system" in viewer.roles:
        return True
    held = viewer.scope_of("evaluator")
    if held is None or not held:
        return held is not None
    return ecosystem in held if ecosystem else bool(viewer.ecosystems) and viewer.ecosystems <= held


def refusal_sentence(code: str) -> str:
    """The English msgid of a refusal, its values as `%(name)s`."""
    if code.startswith("may_not."):
        return ACTIONS[code.removeprefix("may_not.")].refusal
    return REFUSALS[code]


def system_viewer(region: int) -> Viewer:
    """The system itself in one region: a job, the set-up, the tests. All that is in it."""
    return Viewer(region, None, frozenset({"system"}))
