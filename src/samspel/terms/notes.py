"""The words of notes beside the acts (R120-R136): kinds, states, who may see, what is changed."""

__all__ = ["ASPECTS", "NOTE_KINDS", "NOTE_SEES", "NOTE_STATES"]

# An idea (R125, R132), a possibility (R120, R128), a conflict of aims or interests (R130), a
# lesson (R134), a changed rule, role, routine or relation (R135), a look ahead (R136), and what
# was told to the platform's actors or to others (R133).
NOTE_KINDS = (
    "idea",
    "possibility",
    "conflict",
    "lesson",
    "change",
    "ahead",
    "communication",
)
NOTE_STATES = ("open", "started", "done", "dropped")
# Those who keep the platform's own workspace alone; the whole region; or, beside the region's
# officers, only those of the actors that the note names.
NOTE_SEES = ("own", "region", "actors")
ASPECTS = {
    "change": ("rule", "role", "routine", "relation"),
    "communication": ("platform", "external"),
}
