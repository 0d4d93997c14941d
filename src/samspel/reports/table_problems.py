"""What can be wrong with tables that somebody gives us, in words.

Each code has what is wrong and what to do about it; `problems` fills and places them.
"""

from collections.abc import Mapping
from types import MappingProxyType

from samspel.reports.words import N_

__all__ = ["TABLE_PROBLEMS"]

TABLE_PROBLEMS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "no_such_path": (
            N_("There is no file or folder called %(path)s."),
            N_("Check the spelling and the folder."),
        ),
        "unsupported_form": (
            N_("This kind of file cannot be read."),
            N_(
                "Give a folder of CSV or Parquet files, an .xlsx workbook, or a .zip of such a "
                "folder."
            ),
        ),
        "not_a_workbook": (
            N_("The file is not a whole workbook."),
            N_(
                "It may have been cut short on the way. Open it in your spreadsheet program, save"
                " it again as .xlsx and send it once more."
            ),
        ),
        "locked_or_old_workbook": (
            N_("The workbook has a password or is of the old kind (.xls)."),
            N_("Save it as .xlsx without a password."),
        ),
        "not_a_zip": (
            N_("The file is not a whole zip file."),
            N_("Make the zip anew from the folder and send it once more."),
        ),
        "too_large": (
            N_("The content is larger than the limit, %(limit)s."),
            N_("Send less at a time, or tables only."),
        ),
        "too_many_files": (
            N_("There are %(count)s files; at most %(limit)s are read."),
            N_("Keep the tables alone in the folder."),
        ),
        "unreadable_file": (
            N_("The file cannot be read."),
            N_("Save it again from the program that made it."),
        ),
        "cannot_be_scanned": (
            N_("The file is damaged, or a row does not fit its headings."),
            N_("samspel check says which row. A file that is damaged: save it again."),
        ),
        "not_utf8": (
            N_("The file is not UTF-8, and a file that is scanned must be."),
            N_("Save it as “CSV UTF-8”."),
        ),
        "not_as_scanned": (
            N_("%(value)s can be read, but not scanned as it stands."),
            N_(
                "Write %(instead)s there and the like in other rows, or write the tables anew with "
                "samspel convert, or read them whole (--scan-over)."
            ),
        ),
        "twice_as_scanned": (
            N_("%(value)s is there already, in row %(first_row)s."),
            N_(
                "Keep one of the rows, or write the tables anew with samspel convert: a row that "
                "is scanned counts each time."
            ),
        ),
        "out_exists": (
            N_(
                "There is something else where the tables should be written, and it was left as "
                "it is."
            ),
            N_("Name another folder or file, or clear that one."),
        ),
        "identifier_check_digit": (
            N_("%(value)s cannot be right: its check digit does not fit (%(scheme)s)."),
            N_("Compare it with the official register. It was kept as it stands."),
        ),
        "identifier_form": (
            N_("%(value)s does not look like a number of that kind (%(scheme)s)."),
            N_("Check the number and its kind. It was kept as it stands."),
        ),
        "identifier_missing": (
            N_("There is a kind of number (%(scheme)s) but no number."),
            N_("Fill in the number, or write the kind as none."),
        ),
        "industry_form": (
            N_("%(value)s is no SNI code."),
            N_("An SNI code has two to five digits, such as 55 or 55.101. It was kept."),
        ),
        "same_actor_twice": (
            N_("%(value)s stands on both sides of the row."),
            N_("Name two different actors."),
        ),
        "succession_twice": (
            N_("%(value)s is said to have gone on as more than one actor."),
            N_("Keep one row, or write the kind as split."),
        ),
        "succession_circle": (
            N_("%(value)s would succeed itself."),
            N_("Take away one of the rows that lead back to it."),
        ),
        "nothing_found": (
            N_("No table was found."),
            N_(
                "Name the files or sheets by table: ecosystems, actors, memberships, interplay, "
                "participations."
            ),
        ),
        "missing_table": (
            N_("The table %(table)s is missing."),
            N_("Add a file or sheet with that name. The template has all of them."),
        ),
        "answers_held_back": (
            N_("The table %(table)s holds answers that some gap must not count (uncounted:)."),
            N_(
                "An atlas cannot leave them out. Measure one ecosystem at a time with samspel "
                "gaps, which does."
            ),
        ),
        "two_files_one_table": (
            N_("The table %(table)s is there twice."),
            N_("Keep one of them."),
        ),
        "too_long": (
            N_(
                "A text is longer than the %(limit)s characters that are kept: %(rows)s row(s), "
                "the first %(key)s."
            ),
            N_("Shorten it."),
        ),
        "answers_of_own_wave": (
            N_("The table %(table)s has rows of a wave that was asked here."),
            N_(
                "Take those rows away. What members have answered here is changed by themselves "
                "alone, behind their link."
            ),
        ),
        "unknown_table": (
            N_("%(name)s is no table of ours and was passed over."),
            N_("Nothing, if that was meant. Else give it the table's name."),
        ),
        "sheet_ignored": (
            N_(
                "The sheet %(name)s is hidden, marked (ignore) or instructions, and was passed "
                "over."
            ),
            N_("Nothing, if that was meant. Else show the sheet or rename it."),
        ),
        "empty_file": (
            N_("There is nothing in it, not even headings."),
            N_("Put the headings in the first row."),
        ),
        "wrong_delimiter": (
            N_("The columns are not told apart: the heading reads %(heading)s."),
            N_("Save as CSV with semicolon, comma or tab between the columns."),
        ),
        "unknown_encoding": (
            N_("The letters of the file cannot be told for certain."),
            N_("Save it as “CSV UTF-8”."),
        ),
        "encoding_guessed": (
            N_("The file is not UTF-8 and was read as Windows-1252."),
            N_("Look whether å, ä and ö are right. If not, save it as “CSV UTF-8”."),
        ),
        "too_many_rows": (
            N_("There are %(count)s rows; at most %(limit)s are read."),
            N_("Divide the table, or use Parquet for what does not fit a sheet."),
        ),
        "too_many_columns": (
            N_("There are %(count)s columns; at most %(limit)s are read."),
            N_(
                "Remove columns that are not used. In a workbook there may be a stray cell far to"
                " the right or far down."
            ),
        ),
        "missing_column": (
            N_("The column %(heading)s is missing."),
            N_("Add it. Its heading must stand in the first row, spelt like that."),
        ),
        "duplicate_column": (
            N_("There are two columns called %(heading)s; the first was read."),
            N_("Remove or rename one of them."),
        ),
        "unknown_columns": (
            N_("Columns we do not use were kept as they are: %(columns)s."),
            N_("Nothing, if that was meant. Else compare the spelling with the template."),
        ),
        "like_a_formula": (
            N_("%(value)s looks like a formula."),
            N_(
                "It was kept as text, and is text in every file we write. Was a value meant: "
                "write the value."
            ),
        ),
        "ragged_row": (
            N_("The row has more cells than there are headings."),
            N_(
                "A text with the delimiter in it must stand within quotation marks. A decimal "
                "comma in a file with commas too."
            ),
        ),
        "duplicate_id": (
            N_("%(value)s is there already, in row %(first_row)s, with other content."),
            N_("Keep one of the rows, or give them different ids."),
        ),
        "duplicate_row": (
            N_("The row says the same as an earlier one and counts once."),
            N_("Remove it, if you like."),
        ),
        "ends_before_start": (
            N_("It ends %(last)s, before it starts %(first)s."),
            N_("Correct one of the dates."),
        ),
        "overlapping_spells": (
            N_("%(value)s has two periods that overlap."),
            N_("End the first before the second begins."),
        ),
        "unknown_reference": (
            N_("%(value)s is not in the table %(table)s."),
            N_("Add it there, or correct the id here."),
        ),
        "act_without_participants": (
            N_("Nobody takes part in %(value)s."),
            N_("Add its participants to the table participations."),
        ),
        "ecosystem_without_members": (
            N_("%(value)s has no members."),
            N_("Add them to the table memberships."),
        ),
        "blank_cell": (
            N_("The cell is empty."),
            N_("Fill it in; nothing can be measured without it."),
        ),
        "bad_date": (
            N_("%(value)s is no date."),
            N_("Write the date as 2026-09-30."),
        ),
        "ambiguous_date": (
            N_("%(value)s can be read in two ways."),
            N_("Write the date as 2026-09-30."),
        ),
        "bad_number": (
            N_("%(value)s is no number."),
            N_("Write digits, with a comma or a point before decimals."),
        ),
        "bad_flag": (
            N_("%(value)s is neither yes nor no."),
            N_("Write 1 or 0, ja or nej, or leave the cell empty for no."),
        ),
        "bad_country": (
            N_("%(value)s is no country that we know of."),
            N_("Write its name, or two letters such as SE for Sweden or FI for Finland."),
        ),
        "bad_type": (
            N_("The column has a type that cannot be read: %(type)s."),
            N_("Save it as text, number, date or true and false."),
        ),
        "error_cell": (
            N_("The cell shows an error, such as #N/A."),
            N_("Mend the formula, or write the value."),
        ),
        "out_of_range": (
            N_("%(value)s is not between %(low)s and %(high)s."),
            N_("Correct it. Coordinates are degrees: latitude first, then longitude."),
        ),
        "unknown_value": (
            N_("%(value)s is not one of %(known)s."),
            N_("Choose one of them."),
        ),
        "unknown_role": (
            N_("%(value)s has a role outside the known ones: %(known)s."),
            N_(
                "Nothing, if your region has added it. Else correct the spelling; several roles "
                "are told apart with |."
            ),
        ),
        "unknown_gap": (
            N_("%(value)s is a gap outside the known ones: %(known)s."),
            N_("Nothing, if your definitions have it. Else correct the spelling."),
        ),
        "unknown_respondent": (
            N_("%(value)s has answered but is no actor in the table actors."),
            N_("Add the actor, or correct the id. The answer counts for nobody until then."),
        ),
        "org_number_check_digit": (
            N_("The check digit of organisation number %(value)s is wrong."),
            N_("Look the number up. It was kept as it is."),
        ),
        "org_number_form": (
            N_("%(value)s is no Swedish organisation number of ten digits."),
            N_(
                "Correct it, leave it empty, or fill in the country if it is foreign. It was kept"
                " as it is."
            ),
        ),
        "sole_trader_number_dropped": (
            N_(
                "The number is a person's: the actor is marked as a sole trader, and the number "
                "was dropped and not kept anywhere."
            ),
            N_("Nothing. You may empty the cell in your own file."),
        ),
        "personal_number_removed": (
            N_(
                "A personal identity number stood here. It was taken away (***) and not kept "
                "anywhere."
            ),
            N_("Nothing. Remove it from your own file if it is not needed there."),
        ),
        "personal_number_in_id": (
            N_("The id looks like a personal identity number. It is not shown and not kept."),
            N_("Give the actor another id, such as a number of your own, everywhere it stands."),
        ),
    }
)
