"""Every column of ours says what it is, once, and nothing else is said."""

from samspel.tables import ALL_CONTRACTS
from samspel.terms import ROLES, meanings
from samspel.terms.meanings import meaning

COLUMNS = {contract.name: [one.name for one in contract.columns] for contract in ALL_CONTRACTS}


def test_every_column_says_what_it_is():
    for table, columns in COLUMNS.items():
        for column in columns:
            assert meaning(table, column).endswith(".")


def test_nothing_is_said_of_a_column_that_is_not_there():
    assert not {
        (table, column)
        for table, told in meanings._OWN.items()
        for column in told
        if column not in COLUMNS[table]
    }
    assert set(meanings._EVERYWHERE) <= set().union(*COLUMNS.values())


def test_roles_are_named_as_they_are():
    said = meaning("actors", "roles")
    assert all(role in said for role in ROLES)
