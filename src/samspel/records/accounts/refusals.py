"""Why something may not be done: a sentence for every refusal of the service, by its code.

Who may do what is the role table, `roles`; this is everything else. A sentence says what is in
the way and what to do about it, and never names the role of whoever reads it.
"""

from collections.abc import Mapping

from samspel.terms.marking import N_

__all__ = ["REFUSALS"]

# Every other refusal of the service by its code: "who" is above, "when" is here.
REFUSALS: Mapping[str, str] = {
    "not_found": N_("There is nothing here that you may see."),
    "held_to_ecosystems": N_(
        "This touches all of the region's ecosystems, and your role is held to some of them. "
        "Ask an officer of the whole region."
    ),
    # Roles.
    "needs_end": N_("An evaluator's role has a last day. Give one."),
    "needs_ecosystem": N_("A platform leader leads at least one ecosystem's platform. Say which."),
    "needs_actor": N_("A contact is the contact of at least one actor. Say which."),
    "memo_is_a_draft": N_("Only a memo whose document is made can be shared. Make it first."),
    "bad_share_period": N_("A link is good from today and at most a year ahead."),
    "no_such_actor": N_("The register has no actor called %(name)s, or more than one. Look it up."),
    "too_many_pages": N_("Too much was asked for in a short time. Wait a minute and go on."),
    "needs_mailbox": N_("Say where one writes to have something corrected. A mailbox will do."),
    "not_to_oneself": N_("Nobody gives a role to oneself. Ask a colleague to do it."),
    "evaluator_stands_apart": N_(
        "An evaluator stands apart from the work and acts for nobody in it. Choose another deputy."
    ),
    "nothing_to_lend": N_(
        "Only an officer or a platform leader is acted for, and that person is neither on that day."
    ),
    # The seven questions.
    "bad_wave_days": N_(
        "The days asked about must be over, in order, and the closing day not before today "
        "nor more than a year ahead."
    ),
    "list_has_problems": N_("Some line of the list cannot be read. Nothing of it is written."),
    "bad_reminders": N_("At most two reminders, on days after today and up to the closing day."),
    "nobody_to_ask": N_("Nobody can be asked yet: add a person for at least one member."),
    "name_and_address": N_(
        "A new person is asked by name and address: fill in both, or none for who was added last."
    ),
    "same_person": N_(
        "That is the person who was asked already: choose another, by name and address."
    ),
    "wave_is_open": N_("The wave is still open. Close it first."),
    "wave_is_over": N_("The questions are closed. What was answered is kept as it was."),
    "wave_is_stopped": N_("The questions have been paused by who asks them. Try again later."),
    "bad_link": N_(
        "The link opens nothing: it may have been cut off in the letter, be too old, or have been "
        "withdrawn. Copy the whole link from the letter, or write to who sent it."
    ),
    "too_many_links_tried": N_(
        "Too many links that open nothing were tried from here. Wait ten minutes and try again."
    ),
    "too_many_saves": N_("Too much was saved in a short time. Wait ten minutes and go on."),
    "bad_answer": N_("That is not one of the answers. Load the page again and choose anew."),
    "named_without_contact": N_("You have named somebody. Say also whether you have had contact."),
    # Interplay and notes.
    "too_few_actors": N_("Interplay is between at least two actors: who met?"),
    "entered_already": N_("This is entered already."),
    "not_yet": N_("It is entered when it has happened: the day cannot lie ahead."),
    "not_a_source": N_("A source that begins with wave: is for answers. Write another."),
    "act_is_an_answer": N_("This is an actor's own answer, and is changed by that actor alone."),
    "month_not_over": N_("A month is declared when it is over."),
    "already_declared": N_("That month is declared already."),
    "built_upon": N_("Something entered later builds on this. Take that back first."),
    "workspace_has_changed": N_(
        "What is kept has changed since you looked at it. Look at it again before it goes."
    ),
    "not_handed_in": N_(
        "This counts what the platform has not handed in. Hand it in and measure again."
    ),
    "not_this_ecosystem": N_(
        "Your role does not reach this ecosystem. Ask whoever leads its platform, or an officer "
        "of the region."
    ),
    "role_ended": N_("Your role in this region has ended. Its last whole day was %(until)s."),
    "region_exists": N_("There is already a region with the short name %(key)s."),
    "bad_key": N_("A short name has lower case letters, digits and hyphens, at most 60."),
    "email_is_taken": N_("Somebody else in the region has that e-mail address."),
    "bad_email": N_("That is not an e-mail address."),
    "example_is_made_up": N_(
        "The example region is made up and stays as it is. Import into a region of your own."
    ),
    "later_spell": N_(
        "There is a later change of this actor already. Take that back first, or change it."
    ),
    "actor_is_referred_to": N_(
        "Others build on this actor, so it stays: %(tables)s. If it has gone on as another, say so "
        "instead."
    ),
    "no_successor": N_("Say which actor it goes on as."),
    "succeeds_itself": N_("An actor cannot go on as one that goes on as it."),
    "one_successor": N_("Only what is split goes on as several. Name one actor."),
    "import_has_errors": N_("The file has errors. Correct them and upload it again."),
    "plan_is_stale": N_("The register has changed since the plan was made. Make the plan again."),
    "another_import_runs": N_("Another import is being applied. Wait until it is done."),
    "not_your_workspace": N_("What a platform keeps for itself is for those who lead it."),
    "not_your_entry": N_(
        "What is in the register is taken back by who entered it, or by officers of the region."
    ),
    "entry_is_over": N_("This is already handed in, taken back or given up."),
    "row_was_changed": N_("Somebody has changed this since you opened it. Look at it again."),
    "import_is_over": N_("This import is already applied or cancelled."),
    # The first ten minutes.
    "town_unknown": N_("One of the municipalities that you wrote is none. The rest is kept."),
    "kinds_missing": N_("Say what those are that nothing is suggested for. The rest is kept."),
    "ecosystem_unnamed": N_("The list has no ecosystem. Choose one, or give a new one its name."),
    "not_told_so": N_("That is no cell of the grid. Open it again: it may have changed."),
    "not_staged": N_("The import is not wholly read in yet."),
    "no_such_ecosystem": N_("There is no ecosystem %(ecosystem)s in the register."),
    "no_such_definitions": N_("There are no definitions called %(definitions)s."),
    "measured_meanwhile": N_(
        "The same ecosystem was measured while this was done. Do it once more."
    ),
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
    "file_is_emptied": N_(
        "The file was emptied on %(on)s, since it named a person. What was brought in from it "
        "stands in the register."
    ),
    "file_stays": N_(
        "This file is not emptied: figures or a decision stand on it. Correct the register, and "
        "measure anew."
    ),
    "file_is_in_use": N_(
        "An import of the file is being planned or written just now, so nothing was emptied. Wait "
        "until the work is done, or stop it, and try again."
    ),
    "memo_is_rendered": N_("This version is rendered and stays as it is. Make a new version."),
    "draft_was_changed": N_(
        "Somebody else has kept this draft since you opened it. Open it again to see what changed."
    ),
    "memo_was_changed": N_(
        "Somebody else has saved this memo since you opened it. Open it again to see what changed."
    ),
    "last_officer": N_("A region needs an officer: this is the last one."),
    "key_only_reads": N_("This key reads only. Make one that may write, under People."),
    "bad_key_period": N_("A key is for a year at most, from today."),
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
