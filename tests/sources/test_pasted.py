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
    read = read_pasted(strange, ("name", "keep"), headed=True)
    assert (read.rows, read.headed) == ((("Berg", "x"),), True)
    assert read.signature == read_pasted("KUNDNAMN\tövrigt\nDal\ty").first
    assert read.signature != read_pasted("Övrigt\tKundnamn\nx\tDal").first
    assert fields(text, ("name",)) != ["name"], "said of another number of columns"


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
