"""Something of everything about persons, links, notes and entries, for the walk of two regions."""

from datetime import timedelta
from typing import Any

import polars as pl
from django.utils.timezone import localdate

from records.cast import TODAY, Cast
from samspel.actions import ask_wave, share, stand_in
from samspel.actions.ask_wave import AskedWave, NewSpeaker
from samspel.actions.enter_rows import Entering, enter_rows
from samspel.actions.keep_notes import NoteEntry, write_notes
from samspel.actions.log_acts import Where
from samspel.actions.manage_keys import make_key
from samspel.actions.open_directory import OpenTo, say_of_actor, settle
from samspel.actions.send_feedback import send_feedback
from samspel.records.accounts.api import NewDeputy, NewKey, account_of_email
from samspel.records.beginning.api import Kept, ReadingRow, keep_begun, keep_reading
from samspel.records.directory.api import DirectoryQuery
from samspel.records.interplay.api import ActQuery
from samspel.records.notes.api import NoteQuery, list_notes
from samspel.records.register.api import EntryQuery, ShownQuery
from samspel.records.surveys import api as surveys
from samspel.terms import PageRequest

__all__ = ["LATER", "QUERIES_TOO", "kept"]

# What there is only later, when a wave is answered or told of, a log declared, a boundary drawn,
# a firm's number entered:
# walked for what they tell a stranger, proved by the tests of their own.
LATER = {
    "interplay.list_declarations",
    "register.find_shown_names",
    "register.get_ecosystem_facts",
    "surveys.get_lines",
    "surveys.list_due",
    "surveys.list_lines",
    "surveys.list_to_remind",
    "surveys.list_to_tell",
}
QUERIES_TOO = {
    "count_facts": ActQuery(),
    "count_shown": ShownQuery(("skog",), TODAY),
    "list_directory": DirectoryQuery(),
    "list_doubted": ShownQuery(("skog",), TODAY),
    "list_shown": ShownQuery(("skog",), TODAY, cleared=("f0",)),
    "count_funnel": NoteQuery(),
    "list_entries": EntryQuery(),
    "list_notes": NoteQuery(),
}


def kept(cast: Cast, run_id: int) -> dict[str, Any]:
    """A deputy, a key, a list begun, a shared link, a note, an entry; the ids to ask by."""
    alice, account = cast.alice, account_of_email("alice@norr.example")
    assert account is not None
    until = localdate() + timedelta(days=30)
    new = NewDeputy(alice.contact or 0, cast.bob.contact or 0, localdate(), until)
    stand_in.appoint_deputy(new=new, by=alice)
    make_key(key=NewKey(account.id, "prov", writes=False, expires_on=until), by=alice)
    keep_begun(Kept(ecosystem_name="Ny", text="Ett AB"), changes=None, by=alice)
    keep_reading("abc", ReadingRow(headed=True, columns=("name",)), by=alice)
    send_feedback(text="Skriv till bob@norr.example", email="", page="/", by=alice)
    row, _secret = share.share_run(run_id=run_id, until=until, language="sv", by=alice)
    note = NoteEntry("idea", "En idé om trä", localdate(), ecosystem="skog")
    write_notes(entries=[note], where=Where(localdate(), "skog"), by=alice)
    first = list_notes(NoteQuery(), page=PageRequest(), by=alice).rows[0]
    place = {"places": pl.DataFrame({"municipality": ["2580"], "name": ["Luleå"]})}
    entry = enter_rows(entering=Entering("page", place), by=alice)
    settle(to=OpenTo(frozenset({"skog"}), "ekosystem@norr.example", is_found=False), by=alice)
    say_of_actor(actor_id="f0", own=False, shown=True, by=alice)  # the cast has no numbers
    return {
        **_asked(cast),
        "signatures": ("abc",),
        "share_id": row.id,
        "note_id": first.note_id,
        "entry_id": entry.id,
        "ecosystem": "skog",
    }


def _asked(cast: Cast) -> dict[str, Any]:
    """A wave that is asked, of one firm."""
    today, speaker = localdate(), NewSpeaker("skog", "f0", "Frida", "frida@norr.example")
    ask_wave.add_speaker(speaker=speaker, by=cast.alice)
    days = (today - timedelta(days=365), today - timedelta(days=1), today + timedelta(days=9))
    asked = AskedWave("skog", *days, site="https://samspel.example")
    asking = ask_wave.begin(asked=asked, by=cast.alice)
    [invitation] = surveys.list_invitations(asking.id, by=cast.alice)
    return {"asking": asking.id, "wave_id": asking.wave_id, "invitation": invitation.id}
