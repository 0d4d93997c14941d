"""A list straight from Excel, with any columns in any order (issue 5 item 1a; R17, R27)."""

import pytest

from samspel.sources.pasted import MOST_LINES, read_pasted


def fields(text, columns=None):
    return [one.field for one in read_pasted(text, columns).columns]


@pytest.mark.parametrize("mark", ["\t", ";", ","])
@pytest.mark.parametrize(
    "headings",
    [
        ("Företag", "Org.nr", "Kommun", "Kontaktperson"),
        ("Name", "Organisation number", "Municipality", "E-mail"),
    ],
)
def test_columns_by_heading_whatever_their_order(mark, headings):
    values = ("Berg AB", "556036-0793", "Luleå", "Anna Ek")
    for turn in range(4):
        order = [(turn + at) % 4 for at in range(4)]
        text = "\n".join(mark.join(row[at] for at in order) for row in (headings, values))
        read = read_pasted(text)
        assert read.sure
        assert read.named("name") == ("Berg AB",)
        assert read.named("org_number") == ("556036-0793",)
        assert read.named("municipality") == ("Luleå",)
        assert [c.field for c in read.columns].count("person") == 1


def test_columns_by_what_stands_in_them():
    rows = "556036-0793\tBerg AB\tSverige\tprivat\t2021-01-01\ta@b.se\n" * 2
    assert fields(rows + "5560004615\tDal HB\tFinland\tprivat\t2022-03-01\tc@d.se") == [
        "org_number", "name", "country", "sector", "member_from", "person",
    ]  # fmt: skip
    assert not read_pasted(rows).sure


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Berg AB\nDal HB", ("Berg AB", "Dal HB")),
        ("1. Berg AB\n2) Dal HB\n\n - Fors\n• Å", ("Berg AB", "Dal HB", "Fors", "Å")),
        ("Dal, Fors & Co\nBerg", ("Dal, Fors & Co", "Berg")),
        ("Namn\nBerg", ("Berg",)),
        ("\ufeffBerg\u00a0 AB\r\nDal\r\n", ("Berg AB", "Dal")),
        ('"Norrsken" AB\tLuleå\nX "Y\tBoden', ('"Norrsken" AB', 'X "Y')),
    ],
)
def test_lines_of_names(text, names):
    assert read_pasted(text).named("name") == names


def test_a_cell_with_a_line_break_stays_one_cell():
    read = read_pasted('Namn\tKommentar\nBerg AB\t"rad ett\nrad två"\nDal\tx')
    assert read.named("name") == ("Berg AB", "Dal")
    assert read.beside(0) == {"Kommentar": "rad ett rad två"}


def test_no_personal_number_is_ever_read():
    """R146: a sole trader's number is a person's."""
    read = read_pasted("Namn\tOrg.nr\nAnnas fisk\t850101-1236\nBerg AB\t556036-0793")
    assert read.named("org_number") == ("***", "556036-0793")
    assert "850101" not in str(read)


def test_what_a_person_said_is_followed_and_found_again():
    text = "Berg\tRyd\nDal\tAlm\n"
    assert read_pasted(text, ("keep", "name")).named("name") == ("Ryd", "Alm")
    assert read_pasted(text).signature == read_pasted("a\tb\nc\td").signature
    strange = "Kundnamn\tÖvrigt\nBerg\tx"
    read = read_pasted(strange, ("name", "keep"), heading_row=1)
    assert (read.rows, read.heading_row) == ((("Berg", "x"),), 1)
    assert read.signature == read_pasted("KUNDNAMN\tövrigt\nDal\ty").top_signatures[0]
    assert read.signature != read_pasted("Övrigt\tKundnamn\nx\tDal").top_signatures[0]
    assert fields(text, ("name",)) != ["name"], "said of another number of columns"


@pytest.mark.parametrize(
    "heading",
    ["Representant", "Kontaktuppgifter", "Firmatecknare", "Kontakt 1", "Styrelseledamot",
     "Ägare/VD", "Ansvarig handläggare", "Ordförande 2026", "Contact name", "Chairperson",
     "Kontaktperson org"],
)  # fmt: skip
def test_a_heading_that_speaks_of_persons_is_left_out(heading):
    """R146: whatever stands under it, also when we do not know the name."""
    read = read_pasted(f"Företag\t{heading}\tKommun\nBerg AB\tXyzzy\tBoden")
    assert [one.field for one in read.columns] == ["name", "person", "municipality"]
    assert read.beside(0) == {}


@pytest.mark.parametrize(
    "heading", ["Personal", "Antal kontakter", "Number of contacts", "Mobilitet"]
)
def test_a_count_of_persons_is_not_about_a_person(heading):
    read = read_pasted(f"Företag\t{heading}\nBerg AB\t12")
    assert (read.columns[1].field, read.sure) == ("keep", False)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        (("Eva Sund", "Bo Ek, inköp"), "person"),
        (("eva@sund.se", "Bo Ek <bo@ek.se>"), "person"),
        (("0701234567", "+46 920 123 45"), "person"),
        (("Xyzzy Okänd", "Qwerty Ny"), "keep"),
        (("fiske", "Eva Sund AB"), "keep"),
    ],
)
@pytest.mark.parametrize("heading", ["Nisch", "Kommentar"])
def test_a_column_that_looks_like_persons_is_proposed_to_be_left_out(heading, values, field):
    """And one with a heading that nobody knows is never gone past: a person looks at it first."""
    rows = "\n".join(f"Firma {value} AB\t{value}" for value in values)
    read = read_pasted(f"Företag\t{heading}\n{rows}")
    column = read.columns[1]
    if heading == "Kommentar" and "0701234567" in values:
        field = "keep"  # numbers stand in many columns that are known to be of something else
    assert column.field == field
    assert read.sure == (heading == "Kommentar" and field == "keep")
    assert column.why == {"person": "looks", "keep": column.why}[field]


def test_of_two_columns_of_names_the_one_without_persons_is_the_organisations():
    """A list of contacts: "Namn" is the person."""
    read = read_pasted("Namn\tFöretag\nEva Sund\tBerg AB\nBo Ek\tDal HB")
    assert read.named("name") == ("Berg AB", "Dal HB")
    assert [one.field for one in read.columns] == ["person", "name"]
    alone = read_pasted("Namn\tKommun\nEva Sund\tBoden\nBo Ek\tLuleå")
    assert (alone.columns[0].field, alone.sure) == ("name", False), "a person looks at it"
    assert read_pasted("Eva Sund\nBo Ek").named("name") == ("Eva Sund", "Bo Ek"), "lines of names"


TABLE = "Företag\tKontaktperson\tTelefon\tKommun\nBerg AB\tEva Sund\t070-1234567\tBoden"


@pytest.mark.parametrize(
    ("above", "told"),
    [
        ("Medlemmar 2026\n\n", ("Medlemmar 2026",)),
        ("Medlemmar\n", ("Medlemmar",)),
        ("\tMedlemmar 2026\t\t\nNy\t2026-05-01\n\n", ("Medlemmar 2026", "Ny 2026-05-01")),
        ("", ()),
    ],
)  # fmt: skip
def test_a_title_above_the_headings_is_no_member(above, told):
    read = read_pasted(above + TABLE)
    assert (read.named("name"), read.above) == (("Berg AB",), told)
    assert [one.field for one in read.columns] == ["name", "person", "person", "municipality"]
    assert read.signature == read_pasted(TABLE).signature, "remembered whatever stands above"
    said = read_pasted(above + TABLE, heading_row=0)
    assert len(said.rows) == len(told) + 2


def test_headings_are_found_where_they_stand():
    """One known word is enough where the row is as full as those below."""
    read = read_pasted("Lista\nFöretag\tNisch\nBerg AB\tfiske\nDal\tgruva")
    assert read.named("name") == ("Berg AB", "Dal")
    csv = read_pasted("Medlemmar 2026\nNamn,Ort\nBerg AB,Boden\nDal,Kiruna")
    assert (csv.named("name"), csv.above) == (("Berg AB", "Dal"), ("Medlemmar 2026",))
    assert read_pasted("Medlemmar 2026\nNamn\nBerg\nDal").named("name") == ("Berg", "Dal")


@pytest.mark.parametrize(
    "text",
    [
        "Berg AB\tFöretag\nKiruna\tKommun\nDal AB\tFöretag",  # a type of the list's own
        "Kontakta Norr AB\tLuleå\nPersonalpoolen AB\tBoden",
        "Berg AB\nDal AB\nFörening\nFors",
        "Berg AB\tx\tBoden\nDal AB\tPartner\tOrt",
    ],
)
def test_no_member_is_taken_for_a_title_or_a_heading(text):
    read = read_pasted(text)
    assert (read.heading_row, read.above) == (0, ())
    assert len(read.rows) == text.count("\n") + 1


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "empty"),
        (" \n\t\n", "empty"),
        ("Namn\tOrt", "empty"),
        ("x\n" * (MOST_LINES + 1), "too_many_lines"),
        ("x" * 500_000, "too_many_signs"),
        ("556036-0793\n556000-4615", "no_name"),
    ],
)
def test_what_cannot_be_read_says_why(text, problem):
    assert problem in read_pasted(text).problems


def test_partners_of_a_programme_as_somebody_would_paste_them(shared_data):
    """Real names in columns nobody prepared, by tab."""
    path = shared_data / "interreg-se-2021-2027" / "partners.csv"
    import polars as pl

    kept = ["projektnamn", "organisationstyp", "nuts3", "organisationsnamn", "organisationsagande"]
    rows = pl.read_csv(path, infer_schema=False).select(kept).drop_nulls().head(300)
    read = read_pasted(rows.write_csv(separator="\t"))
    assert read.named("name") == tuple(" ".join(x.split()) for x in rows["organisationsnamn"])
    assert read.named("ownership") == tuple(rows["organisationsagande"])
    assert [c.field for c in read.columns if c.field == "roles"] == ["roles"]
