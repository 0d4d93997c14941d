"""What each field and parameter of the API says, in one sentence.

Neighbours get `add_meanings(document)`. The columns of our tables are said by `terms`; the rest
here: by its name where it is the same everywhere, else by the row or the address it stands in. A
test fails when one has no sentence.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from samspel.terms.marking import N_
from samspel.terms.meanings import meaning

__all__ = ["add_meanings"]

# The same wherever it stands, in a row or as a parameter.
_EVERYWHERE: Mapping[str, str] = {
    "absent": N_("The contact who is away."),
    "absent_name": N_("The name of the contact who is away."),
    "account": N_("The account's id."),
    "actor": N_("An actor, by its key."),
    "actor_name": N_("The actor's name."),
    "actors": N_("Actors, by their keys."),
    "after": N_("The next of the page before: rows after it are given."),
    "also": N_("The other name by which a search found it; empty when it was its own."),
    "area": N_("The area of smart specialisation that it concerns."),
    "as_recorded": N_(
        "Whether the record is taken as complete: what is not there is then no contact."
    ),
    "asks_from": N_("The first day that the questions are about."),
    "asks_until": N_("The last day that the questions are about."),
    "aspect": N_("What was changed, or to whom it was told."),
    "basis": N_("What it rests on."),
    "by": N_("The contact who did it, by id. null: the system itself."),
    "closes_on": N_("The last day on which it can be answered."),
    "contact": N_("The contact, by id."),
    "contact_id": N_("The contact, by id."),
    "contact_name": N_("The contact's name."),
    "count": N_("How many there are in all, on every page."),
    "definitions": N_("The set of gaps: memo-a, memo-b, or one of the region's own."),
    "deputy": N_("The contact who acts in place of the other."),
    "deputy_id": N_("The deputyship, by id."),
    "deputy_name": N_("The name of the contact who acts in place of the other."),
    "direction": N_("Where what flows goes, seen from the ecosystem's members."),
    "ecosystem": N_("An ecosystem, by its key."),
    "ecosystem_name": N_("What the ecosystem is called."),
    "email": N_("The person's address for e-mail."),
    "entered_at": N_("When it was entered."),
    "entry": N_("The entry."),
    "entry_id": N_("The entry, by id."),
    "expires_on": N_("The last day it is good."),
    "extra": N_("Columns that the file had and Samspel does not know, as they were."),
    "fact": N_("What is told of an act: flow, level, tag or another."),
    "facts": N_("What is told of it."),
    "first_on": N_("The first day."),
    "flow": N_("What flowed between the actors, where somebody has said so."),
    "function": N_("Whether knowledge was produced, spread or used."),
    "gap": N_("A gap, by its key."),
    "grant_id": N_("The role that somebody has, by id."),
    "greeting": N_("A line of your own at the top of the letter."),
    "held": N_("At a place, at a distance, or both."),
    "id": N_("Its id."),
    "ids": N_("These alone."),
    "industry": N_("Its main industry, as an SNI code."),
    "invitation": N_("One actor asked, by the id that the list of those asked gives."),
    "is_example": N_("Whether it is the made-up example region."),
    "is_seen": N_("Whether the caller may open its page."),
    "job_id": N_("The job, by id."),
    "kind": N_("What kind it is."),
    "kinds": N_("Any of these kinds."),
    "language": N_("The language, sv or en."),
    "last_on": N_("The last day."),
    "leadership": N_("Whether leadership was shared in it: strategic or operative."),
    "level": N_("Whether it was regional, national or international, where somebody has said so."),
    "made_at": N_("When it was made."),
    "max_size": N_("More participants than this are a meeting place, and no contact."),
    "month": N_("The month, as 2026-10."),
    "municipality_name": N_("What the municipality is called; its code where that is not known."),
    "name": N_("Its name."),
    "next": N_("What to give as after for the next page; empty on the last."),
    "noted_on": N_("The day it was noted."),
    "offers": N_("What the actor says of itself."),
    "on": N_("A day."),
    "org_number": N_("The Swedish organisation number, ten digits."),
    "origin": N_("How it came: page, grid, file, wave, api or another way."),
    "parts": N_("The acts that are parts of it."),
    "person": N_("Who did it, or whom it is about: a contact's id."),
    "place_class": N_("Dense or sparse, as the region sees it."),
    "problems": N_("Every fault, with its place and its remedy."),
    "remind_on": N_("The days on which who has not answered is reminded."),
    "role": N_("The role."),
    "roles": N_("Its roles in the interplay."),
    "row": N_("The number of the row, as ends takes it."),
    "rows": N_("The rows of this page."),
    "run": N_("The run, by id."),
    "run_id": N_("The run, by id."),
    "sector": N_("The sector: academia, public, private or civil."),
    "seed": N_("Where the chance begins: the same seed gives the same figures."),
    "seen": N_(
        "A mark of what it says. Given back with a change, the change is refused with "
        "row_was_changed when somebody has changed it since it was read; left out, it is written "
        "over."
    ),
    "sees": N_("Who may see it: own, actors or region."),
    "sha256": N_("The document's SHA-256."),
    "share_id": N_("The link, by id."),
    "shown": N_("Whether everybody can see it."),
    "since": N_("The first day."),
    "size": N_("How many rows at most."),
    "solution": N_("How a conflict was solved."),
    "started_on": N_("The day it happened, or began."),
    "ended_on": N_("The last day, when it went on for more than one."),
    "state": N_("The state it is in."),
    "states": N_("Any of these states."),
    "subject": N_("What it is about: actor, run, memo or another."),
    "subjects": N_("About any of these."),
    "table": N_("The table, by its name."),
    "tables_file": N_("The file of the tables that it read, by id."),
    "tag": N_("Its areas of activity, any of ten."),
    "text": N_("Words to find."),
    "title": N_("What it is called."),
    "until": N_("The last day."),
    "value": N_("The value."),
    "wave_id": N_("The wave, by its key."),
    "website": N_("Its web site."),
    "whole": N_("The act that it is a part of."),
    "who": N_("The names of the first few who took part, where it has no title."),
    "window_months": N_("How many months back an act still counts."),
    "workspace": N_("The platform's workspace it is kept in; empty for the register."),
    "year": N_("The year."),
    # Columns that rows give as the tables have them.
    **{
        name: meaning("", name)
        for name in (
            "actor_id",
            "country",
            "ecosystem_id",
            "interplay_id",
            "latitude",
            "longitude",
            "municipality",
            "note_id",
            "region",
            "source",
            "valid_from",
            "valid_until",
        )
    },
    **{
        name: meaning("memberships", name)
        for name in ("member_from", "member_until", "is_platform", "is_financier")
    },
}
# Rows that say the same as another, and more.
_LIKE: Mapping[str, str] = {"ActAnew": "ActGiven", "NoteAnew": "NoteGiven"}
# What a name says in one row, where that is something else or more.
_IN_ROW: Mapping[str, Mapping[str, str]] = {
    "Act": {
        "participants": N_("How many different actors took part."),
        "kind": N_("What kind of act it is."),
    },
    "ActDetail": {
        "act": N_("The act."),
        "participants": N_("Who took part, and as what."),
        "facts": N_("What is told of it: by a person, or by its kind."),
    },
    "ActGiven": {
        "ecosystem": N_("Whose log it goes in, and whose workspace when the caller leads it."),
        "actors": N_("Who took part, by their keys: at least two."),
        "kind": N_("What kind of act it is; what is not said of it follows from that."),
        "organiser": N_(
            "Who held it: one of the actors, by its key. Left out in an act written anew: who it "
            "was."
        ),
        "introducer": N_(
            "Who brought the others together: one of the actors, by its key. Left out in an act "
            "written anew: who it was."
        ),
        "facts": N_("What is said of it; the rest follows from its kind."),
        "part_of": N_("The act that it is a part of, by its key."),
        "idea": N_("The note that led to it, by its key."),
        "key": N_("A key of your own. Sent twice with the same key it is one act."),
        "title": N_("What it was called. Never the name of a person."),
    },
    "ActorDetail": {
        "actor": N_("The actor as it stands."),
        "memberships": N_("Its memberships, past and running."),
        "spells": N_("Its state on some days, where that was another."),
    },
    "ActorProfile": {
        "detail": N_("The actor with all that the register holds of it."),
        "facts": N_("The rows that tell of it, by table."),
    },
    "ActorState": {
        "state": N_("What is known of contact: reached, none or unknown."),
        "acts": N_("The acts behind it, by their keys."),
    },
    "Asked": {
        "state": N_("waiting, answered, declined or withdrawn; never what was answered."),
        "reminders": N_("How many reminders have gone."),
    },
    "Asking": {
        "region": N_("The region, by id."),
        "state": N_("open, stopped or closed."),
        "site": N_("The address of the service, as it stands in the letters."),
        "before_run": N_("The run made before it was asked, by id."),
        "after_run": N_("The run made once it was closed, by id."),
        "began_at": N_("When its letters went."),
        "closed_at": N_("When it was closed."),
        "told_at": N_("When those who answered were told what came of it."),
    },
    "Candidate": {
        "name": N_("The actor's name."),
        "gaps": N_("The gaps that it stands on the near side of, by their keys."),
        "contact": N_("Who is asked for it, by a contact's id. null: nobody yet."),
        "contact_name": N_("The name of who is asked for it."),
    },
    "Churn": {
        "before": N_("How many were members at the beginning of the days."),
        "after": N_("How many were members at their end."),
        "joined": N_("Who came between, the first 500."),
        "left": N_("Who left between, the first 500."),
        "undated": N_("Of how many members at the end nobody has said since when."),
        "ever": N_("All who are or were members, the first 500 spells."),
        "spells": N_("How many spells of membership there are in all."),
    },
    "Declaration": {
        "first_on": N_("The first day of the log that is complete."),
        "last_on": N_("The last day of the log that is complete."),
        "who": N_("Who says so: region, platform: and a key, or what a file says."),
    },
    "Desk": {
        "mailbox": N_("Where one writes to have something corrected."),
        "is_found": N_("Whether search engines may keep the pages."),
    },
    "DirectoryDetail": {
        "desk": N_("How the pages are answered for."),
        "openings": N_("The ecosystems that everybody can see."),
    },
    "Done": {"count": N_("How many it was.")},
    "Ecosystem": {
        "name": N_("What the ecosystem is called."),
        "region_name": N_("The region or county it is in."),
        "members": N_("How many actors were members on the day."),
    },
    "Entry": {
        "state": N_("kept, applied, undone, cancelled, overtaken, planned or staging."),
        "made": N_("The version of the register that it made."),
        "unmade": N_("The version of the register that undid it."),
        "tables": N_("The tables that got rows."),
        "ended": N_("The tables whose rows left."),
        "values": N_("What the history tells of it: counts and names of actors."),
        "by": N_("Who entered it: a contact's id."),
    },
    "EntryGiven": {
        "ecosystem": N_("Whose platform's workspace it goes to, when the caller leads it."),
        "adds": N_("Rows to write, by table."),
        "ends": N_("Rows that leave, by table."),
    },
    "Event": {
        "at": N_("When it was done."),
        "verb": N_("What was done."),
        "key": N_("The key or id of what it is about."),
        "values": N_("What is told of it beside."),
    },
    "EventQueryGiven": {"key": N_("The key or id of what it is about.")},
    "Fact": {
        "values": N_("The row's columns with their values."),
        "other": N_("The other actor of a relation or a succession, by its key."),
        "other_name": N_("The name of the other actor."),
    },
    "FactCount": {
        "value": N_("Which of the fact's words."),
        "given": N_("In how many acts a person has told it."),
        "default": N_("In how many acts it only follows from their kind."),
    },
    "Facts": {"purpose": N_("Whether it developed the ecosystem or one organisation's business.")},
    "Fault": {
        "code": N_("What kind of fault it is; it stays the same for ever."),
        "place": N_("Where it stands."),
        "what": N_("What is wrong, as a sentence to show."),
        "remedy": N_("What to do about it, as a sentence to show."),
    },
    "Follows": {
        "acts": N_("How many acts follow to the new actor when a day is measured."),
        "ends": N_("How many running memberships end the day before."),
        "begins": N_("How many memberships the new actors get."),
        "answers": N_("How many answers follow."),
        "claims": N_("How many claims of a complete record follow."),
    },
    "Grant": {
        "role": N_("The role, by its key."),
        "name": N_("The person's name."),
        "ecosystems": N_("The ecosystems it is held to; empty for all of the region's."),
        "actors": N_("The actors that the person is the contact of."),
        "until": N_("Its last day. null: no end."),
    },
    "HandInPlan": {
        "entries": N_("The entries that go."),
        "pulled": N_("Those that came along, since they belong together with those chosen."),
        "rows": N_("The rows as they will stand."),
        "problems": N_("What would not hold together; with any of them nothing goes."),
    },
    "Job": {
        "region": N_("The region, by id."),
        "kind": N_("What is done: an import, a measuring or another."),
        "values": N_("What it was asked with."),
        "state": N_("queued, running, cancelling, done, failed or cancelled."),
        "done": N_("How much of it is done."),
        "total": N_("How much there is to do. 0: not known yet."),
        "what": N_("A code of what goes on now."),
        "attempts": N_("How many times it was begun."),
        "error": N_("A code of why it failed; empty when it did not."),
        "error_values": N_("What the sentence of the fault is filled with."),
        "result": N_("What came of it, such as the run's id."),
        "queued_at": N_("When it was asked for."),
        "heartbeat_at": N_("When it last showed that it goes on."),
        "ended_at": N_("When it ended."),
    },
    "KeptEntry": {
        "rows": N_("The rows that it would change."),
        "needs": N_("The kept entries that it stands on, by id."),
        "now": N_("What the register says of the same, when that has overtaken it."),
    },
    "Key": {
        "name": N_("The name of the key's person."),
        "purpose": N_("What the key is for, in its person's words."),
        "writes": N_("Whether the program may also write."),
        "revoked_at": N_("When it was revoked. null: it was not."),
        "used_on": N_("The last day it was used. null: never."),
    },
    "Listing": {
        "actor": N_("The actor."),
        "state": N_("shown, or why it is not: closed, sole_trader, doubted, own_no, region_no."),
        "said": N_("What the actor itself and the region have said."),
    },
    "ListingGiven": {
        "shown": N_("Whether the region lets it be seen."),
        "offers": N_(
            "Those of its own words that everybody may see, by row. Not given: as before."
        ),
    },
    "InsteadGiven": {
        "name": N_("The person's name. null, with the address: who was added last for the actor."),
        "email": N_("The person's address. null, with the name: who was added last."),
        "language": N_("The language to write to the person in."),
    },
    "LogDetail": {
        "log": N_("Whether it is kept up."),
        "declarations": N_("The claims that it rests on."),
    },
    "LogState": {
        "state": N_(
            "none (no month to declare yet), running, late (a month or two missing) or stopped "
            "(three or more)."
        ),
        "declared_until": N_(
            "The last day up to which all since the first declared month is. null: none is."
        ),
        "missing": N_(
            "The first days of the months that are over and not declared, since the first that is "
            "or, where none is, since the first act."
        ),
    },
    "Made": {
        "share": N_("The link, without its secret."),
        "address": N_("Its address, which is told this once."),
    },
    "MeasuringGiven": {"on": N_("The day to measure. null: today.")},
    "Member": {
        "first_on": N_("The first day of the membership. null: nobody has said."),
        "last_on": N_("Its last day. null: it runs."),
    },
    "Memo": {
        "dnr": N_("The diary number."),
        "agreement": N_("The agreement that it is about, by id."),
        "version": N_("Which version of the memo it is."),
        "state": N_("draft, or rendered once its document is made."),
        "file_id": N_("The document, by id, once it is made."),
        "changed_at": N_("When it was last changed."),
    },
    "NotNow": {
        "code": N_("What stands in the way; it stays the same for ever."),
        "reason": N_("A sentence to show to a person."),
        "problems": N_("All that does not fit; nothing of what was sent is kept."),
    },
    "Note": {
        "kind": N_("What kind of note it is."),
        "text": N_("The note, in one line."),
        "state": N_("open, started, done or dropped."),
        "actors": N_("The actors that it names."),
        "acts": N_("The acts that it led to, by their keys."),
    },
    "NoteGiven": {
        "ecosystem": N_("Whose log it goes in, and whose workspace when the caller leads it."),
        "kind": N_("What kind of note it is."),
        "text": N_("The note, in one line. Never the name of a person."),
        "actors": N_("The actors that it names, by their keys."),
        "state": N_("open, started, done or dropped."),
        "sees": N_("Who may see it: own, actors or region. Empty: as on the page."),
    },
    "OfferSaid": {"text": N_("It, in the actor's own words.")},
    "OfferTick": {"text": N_("It, in the actor's own words.")},
    "OpenGiven": {
        "ecosystems": N_("The ecosystems that shall be open, by their keys, and no other."),
        "mailbox": N_("Where one writes to have something corrected."),
        "is_found": N_("Whether search engines may keep the pages."),
    },
    "OpenPage": {
        "actor": N_("The actor."),
        "also": N_("Its other names today."),
        "earlier": N_("The names that it had."),
        "ecosystems": N_("The open ecosystems that it is a member of: keys and names."),
        "years": N_("How many recorded acts began in each year."),
        "sides": N_("The gaps across which recorded acts show contact."),
    },
    "Opening": {
        "name": N_("What the ecosystem is called."),
        "opened_at": N_("Since when it is open."),
        "by": N_("Who opened it: a contact's id."),
    },
    "Participant": {"role": N_("As what it took part.")},
    "Problems": {"code": N_("What kind of fault it is; it stays the same for ever.")},
    "Refused": {
        "code": N_("Why it is not done; it stays the same for ever."),
        "reason": N_("A sentence to show to a person."),
    },
    "Region": {
        "key": N_("The region's key, which stands in addresses."),
        "name": N_("What the region is called."),
        "version": N_("The register's version: it rises with every entry."),
    },
    "Response": {
        "asked": N_("How many were asked."),
        "answered": N_("How many have answered something."),
        "finished": N_("How many have answered all of it."),
        "declined": N_("How many have said no thanks."),
    },
    "Run": {
        "on": N_("The day that was measured."),
        "snapshot": N_("The SHA-256 of the tables that were read."),
        "boundary": N_("The version of the ecosystem's boundary that held that day."),
        "version": N_("The version of Samspel that measured."),
        "measured_at": N_("When it was measured."),
        "is_baseline": N_("Whether it is the baseline that later runs are held against."),
        "example": N_("Whether it is of the made-up example region."),
    },
    "Sample": {
        "what": N_("added, changed or ended."),
        "values": N_("The row's columns with their values."),
        "before": N_("The old values of the columns that change."),
    },
    "Share": {
        "kind": N_("What is shared: run or memo."),
        "source": N_("Its id."),
        "until": N_("The last day the link is good."),
        "revoked_at": N_("When it was revoked. null: it was not."),
        "opened": N_("How many times it was opened; never by whom."),
    },
    "ShareGiven": {
        "what": N_("What to share: run or memo."),
        "id": N_("Its id."),
        "until": N_("The last day the link is good, a year ahead at most."),
    },
    "ShownGiven": {"entries": N_("The entries of the plan, by id, all of them.")},
    "Side": {"on": N_("The day of the measurement that shows it.")},
    "SpeakerGiven": {
        "name": N_("The person's name."),
        "language": N_("The language to write to the person in."),
    },
    "Step": {"rows": N_("Its rows that tell of the actor, as they were before and after.")},
    "SuccessionGiven": {
        "others": N_("The actors that it goes on as, by their keys; several when it is split."),
        "kind": N_("Whether it was renamed, merged or split."),
        "on": N_("The first day of the new actor."),
    },
    "TablePlan": {
        "added": N_("How many rows come."),
        "changed": N_("How many rows change."),
        "ended": N_("How many rows leave."),
        "same": N_("How many rows stay as they are."),
    },
    "UndoPlan": {
        "tables": N_("What would change, by table, as counts of rows."),
        "samples": N_("Some of the rows."),
        "later": N_("The entries that build on it, by id; they are undone first."),
        "can": N_("Whether it can be undone."),
    },
    "WaveDetail": {
        "asking": N_("The wave as it is asked."),
        "response": N_("How many have answered, now."),
        "respondents": N_(
            "How many had answered when the widths were worked out: a multiple of 5."
        ),
        "widths": N_("How wide the interval of each gap can be."),
    },
    "WaveGiven": {"actors": N_("Those asked, by their keys; empty for all who have a contact.")},
    "Width": {
        "answered": N_("At least how many have answered it. null: fewer than five."),
        "before": N_("The widest its interval can be before the wave, in whole points."),
        "now": N_("The widest its interval can be now, in whole points."),
        "then": N_("What to expect when all who are asked have answered."),
    },
    "YearCount": {"acts": N_("How many recorded acts began in it.")},
}
# What a parameter says at some addresses, where that is something else or more.
_AT_ADDRESS: Mapping[str, Mapping[str, str]] = {
    "/tables/{table}/rows": {
        "column": N_("A column of the table that holds text."),
        "value": N_("Rows with this in the column are given. May stand several times."),
    },
    "/acts": {
        "actor": N_("An actor that took part, by its key."),
        "ecosystem": N_("An ecosystem one of whose members took part."),
        "text": N_("Words in the title or the key."),
        "value": N_("Which of the fact's words."),
    },
    "/told": {
        "actor": N_("An actor that took part, by its key."),
        "ecosystem": N_("An ecosystem one of whose members took part."),
        "text": N_("Words in the title or the key."),
        "value": N_("Which of the fact's words."),
    },
    "/acts/{interplay_id}": {"ecosystem": N_("Whose workspace it goes from.")},
    "/notes": {"actor": N_("An actor that the note names, by its key.")},
    "/notes/{note_id}": {"ecosystem": N_("Whose workspace it goes from.")},
    "/actors": {
        "text": N_("Words in the name, the key or the number."),
        "ecosystem": N_("An ecosystem that it is a member of."),
    },
    "/ecosystems": {"on": N_("The day on which members are counted. Not given: today.")},
    "/ecosystems/{ecosystem_id}": {
        "on": N_("The day on which members are counted. Not given: today.")
    },
    "/audit": {"key": N_("The key or id of what it is about.")},
    "/runs/{run_id}/gaps/{gap}/states": {
        "state": N_("What is known of contact: reached, none or unknown."),
        "text": N_("Words in the actor's name."),
    },
    "/entries": {"state": N_("kept, applied, undone, cancelled, overtaken, planned or staging.")},
    "/open/{region}/ecosystems": {"region": N_("The region, by its key.")},
    "/open/{region}/actors": {"region": N_("The region, by its key.")},
    "/open/{region}/actors/{actor_id}": {"region": N_("The region, by its key.")},
    "/ecosystems/{ecosystem_id}/workspace/hand-in": {
        "entry": N_("An entry that shall go, by id. May stand several times.")
    },
    "/ecosystems/{ecosystem_id}/workspace/give-up": {
        "entry": N_("An entry that shall be given up, by id. May stand several times.")
    },
    "/kinds/{kind}": {"kind": N_("The kind of act, by its key.")},
}
_BY_TABLE: Mapping[str, str] = {
    "Adds": N_("Rows of this table to write."),
    "Ends": N_("Rows of this table that leave, by the _row that reading gives."),
}


def add_meanings(document: dict[str, Any]) -> None:
    """Write a `description` at each field and parameter of the document that has none."""
    for name, schema in document["components"]["schemas"].items():
        for field, told in schema.get("properties", {}).items():
            if "description" not in told:
                told["description"] = _of_field(name, field)
    for address, one in _parameters(document):
        one["description"] = _of_parameter(address, one["name"])


def _of_field(row: str, field: str) -> str:
    if row in _BY_TABLE:
        return _BY_TABLE[row]
    own = _IN_ROW.get(_LIKE.get(row, row), {})
    return own[field] if field in own else _EVERYWHERE[field]


def _of_parameter(address: str, name: str) -> str:
    own = _AT_ADDRESS.get(address, {})
    return own[name] if name in own else _EVERYWHERE[name]


def _parameters(document: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for address, methods in document["paths"].items():
        for told in methods.values():
            for one in told.get("parameters", ()):
                yield address.removeprefix("/api/v1"), one
