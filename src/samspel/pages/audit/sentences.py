"""What was done, in words, by verb and subject: data.

A test finds every event that the code writes and demands its sentence here. `%(who)s` did it,
`%(whom)s` is whom it was about, `%(key)s` what; the rest are the event's own values.
"""

from collections.abc import Mapping

from django.utils.translation import gettext_noop

__all__ = ["SENTENCES", "SUBJECTS"]

SENTENCES: Mapping[tuple[str, str], str] = {
    ("store", "file"): gettext_noop("%(who)s sent a file to bring in."),
    ("plan", "import"): gettext_noop(
        "%(who)s had import %(key)s planned: %(changes)s rows would change."
    ),
    ("start", "import"): gettext_noop("%(who)s said yes to import %(key)s."),
    ("apply", "import"): gettext_noop("Import %(key)s was written: %(changes)s rows changed."),
    ("cancel", "import"): gettext_noop("Import %(key)s was cancelled, and nothing of it was kept."),
    ("cancel", "job"): gettext_noop("%(who)s wished that work %(key)s be stopped."),
    ("start", "run"): gettext_noop("%(who)s asked for a measurement of %(key)s."),
    ("set_baseline", "run"): gettext_noop("%(who)s made run %(key)s the baseline."),
    ("measure", "run"): gettext_noop(
        "The gaps of %(ecosystem)s were measured as of %(on)s: run %(key)s."
    ),
    ("start", "places"): gettext_noop("%(who)s asked for a measurement by place of %(key)s."),
    ("start", "activity"): gettext_noop("%(who)s asked for a count of the bridges of %(key)s."),
    ("start", "stop_rule"): gettext_noop("%(who)s asked what the stop rule says of %(key)s."),
    ("measure", "places"): gettext_noop(
        "%(ecosystem)s was measured by place as of %(on)s: run %(key)s."
    ),
    ("measure", "activity"): gettext_noop(
        "The bridges of %(ecosystem)s were counted as of %(on)s: run %(key)s."
    ),
    ("measure", "stop_rule"): gettext_noop(
        "The stop rule was read for %(ecosystem)s as of %(on)s: run %(key)s."
    ),
    ("start", "release"): gettext_noop("%(who)s asked for a preview of wave %(wave)s of %(key)s."),
    ("preview", "release"): gettext_noop("A release of wave %(wave)s was previewed."),
    ("publish", "release"): gettext_noop(
        "%(who)s published release %(number)s, of wave %(wave)s: %(shown)s figures."
    ),
    ("drop", "release"): gettext_noop("%(who)s threw a preview away."),
    ("draft", "memo"): gettext_noop("%(who)s drafted memo %(key)s."),
    ("edit", "memo"): gettext_noop("%(who)s changed the texts of memo %(key)s."),
    ("render", "memo"): gettext_noop("%(who)s made the document of memo %(key)s."),
    ("renew", "memo"): gettext_noop("%(who)s began a new version: memo %(key)s."),
    ("read", "draft_matter"): gettext_noop("%(who)s read a memo into draft matter %(key)s."),
    ("keep", "draft_matter"): gettext_noop("%(who)s kept draft matter %(key)s."),
    ("set_aside", "draft_matter"): gettext_noop("%(who)s set draft matter %(key)s aside."),
    ("take_back", "draft_matter"): gettext_noop("%(who)s took draft matter %(key)s back."),
    ("give_role", "contact"): gettext_noop("%(who)s gave %(whom)s the role %(role_name)s."),
    ("end_role", "contact"): gettext_noop("%(who)s ended the role %(role_name)s of %(whom)s."),
    ("send_own_link", "contact"): gettext_noop(
        "%(who)s sent %(whom)s a personal link to the own page."
    ),
    ("end_own_link", "contact"): gettext_noop(
        "%(who)s let the personal link of %(whom)s open nothing any more."
    ),
    ("erase", "contact"): gettext_noop("%(who)s emptied a person's data."),
    ("rename", "region"): gettext_noop("%(who)s renamed the region to %(name)s."),
    ("save", "agreement"): gettext_noop("%(who)s entered an agreement's figures."),
    ("sign_in", "account"): gettext_noop("%(who)s signed in."),
    ("sign_out", "account"): gettext_noop("%(who)s signed out."),
    ("request_link", "account"): gettext_noop("%(who)s asked for a sign-in link."),
    ("print_link", "account"): gettext_noop("A sign-in link was printed for %(who)s."),
    ("set_password", "account"): gettext_noop("%(who)s chose a password."),
    ("tell", "feedback"): gettext_noop("%(who)s wrote about %(page)s: “%(text)s” %(email)s"),
    ("begin", "wave"): gettext_noop("%(who)s began wave %(key)s."),
    ("stop", "wave"): gettext_noop("%(who)s stopped wave %(key)s."),
    ("resume", "wave"): gettext_noop("%(who)s let wave %(key)s go on."),
    ("close", "wave"): gettext_noop("Wave %(key)s was closed."),
    ("remind", "wave"): gettext_noop("Reminders of wave %(key)s were written: %(written)s."),
    ("tell", "wave"): gettext_noop(
        "%(who)s told those who answered what wave %(key)s gave: %(written)s letters."
    ),
    ("withdraw", "wave"): gettext_noop("%(who)s withdrew a link of wave %(key)s."),
    ("ask_instead", "wave"): gettext_noop(
        "%(who)s withdrew a link of wave %(key)s and asked somebody else for actor %(actor)s."
    ),
    ("decline", "wave"): gettext_noop("One of those asked in wave %(key)s said no."),
    ("add", "speaker"): gettext_noop("%(who)s said who answers for actor %(key)s."),
    ("enter", "entry"): gettext_noop("%(who)s entered something by hand: entry %(key)s."),
    ("wish", "letter"): gettext_noop(
        "%(who)s switched the monthly letter about %(key)s on or off."
    ),
    ("take_back", "entry"): gettext_noop("%(who)s took entry %(key)s back."),
    ("undo", "entry"): gettext_noop("%(who)s undid entry %(key)s."),
    ("take_up", "entry"): gettext_noop("%(who)s took entry %(key)s up again."),
    ("let_go", "entry"): gettext_noop(
        "%(who)s left it at what the register says instead of entry %(key)s."
    ),
    ("hand_in", "workspace"): gettext_noop(
        "%(who)s handed in %(entries)s entries of the platform of %(key)s: %(rows)s rows."
    ),
    ("give_up", "workspace"): gettext_noop(
        "%(who)s gave up %(entries)s entries of the platform of %(key)s."
    ),
    ("appoint_deputy", "contact"): gettext_noop(
        "%(who)s let %(deputy_name)s act for %(whom)s from %(since)s until %(until)s."
    ),
    ("end_deputy", "contact"): gettext_noop(
        "%(who)s ended that %(deputy_name)s acts for %(whom)s."
    ),
    ("hand_over", "contact"): gettext_noop(
        "%(who)s handed over all matters of %(whom)s to %(to_name)s."
    ),
    ("extract", "contact"): gettext_noop("%(who)s took out all that is kept of %(whom)s."),
    ("search_files", "contact"): gettext_noop("%(who)s had the kept files searched for %(whom)s."),
    ("empty_file", "contact"): gettext_noop(
        "%(who)s emptied the kept file %(file)s, which named %(whom)s."
    ),
    ("correct", "contact"): gettext_noop("%(who)s corrected what is kept of %(whom)s."),
    ("make", "key"): gettext_noop("%(who)s made key %(key)s for a program."),
    ("revoke", "key"): gettext_noop("%(who)s revoked key %(key)s."),
    ("make", "share"): gettext_noop("%(who)s made shared link %(key)s, until %(until)s."),
    ("revoke", "share"): gettext_noop("%(who)s revoked shared link %(key)s."),
    ("settle", "directory"): gettext_noop(
        "%(who)s said where the open pages are corrected, and whether search engines keep them."
    ),
    ("open", "directory"): gettext_noop(
        "%(who)s let everybody see short pages of the members of %(key)s."
    ),
    ("close", "directory"): gettext_noop(
        "%(who)s let nobody but those signed in see the members of %(key)s."
    ),
    ("show", "listing"): gettext_noop("%(who)s said that everybody may see actor %(key)s."),
    ("hide", "listing"): gettext_noop("%(who)s said that not everybody may see actor %(key)s."),
    ("tick", "listing"): gettext_noop(
        "%(who)s let everybody see %(ticked)s more, and %(unticked)s less, "
        "of what actor %(key)s says of itself."
    ),
    ("create", "region"): gettext_noop("%(who)s began the region."),
}

# What to filter by: each name with the subjects that it holds.
SUBJECTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "register": (gettext_noop("The register"), ("import", "entry", "file", "workspace")),
    "measuring": (
        gettext_noop("Measurements"),
        ("run", "places", "activity", "stop_rule"),
    ),
    "waves": (gettext_noop("Waves and releases"), ("wave", "release", "speaker", "letter")),
    "memos": (gettext_noop("Memos and matters"), ("memo", "draft_matter", "agreement")),
    "people": (gettext_noop("People and roles"), ("contact", "account", "key")),
    "shares": (
        gettext_noop("Shared links, and what everybody can see"),
        ("share", "directory", "listing"),
    ),
    "service": (gettext_noop("The service"), ("job", "region", "feedback")),
}
