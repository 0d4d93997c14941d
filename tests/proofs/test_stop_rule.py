"""Claim: the stop rule counts as section 6 reads, for every list of verdicts of up to five areas.

*Backward* and *no clear change* are not forward; *moved* and *cannot say* count neither for nor
against; with fewer verdicts than "several" the rule cannot be used. Its error rates rest on
`test_verdicts.py`. (R79)
"""

from itertools import product

import pytest

from samspel.effects.stop_rule import counted
from samspel.terms import Verdict

AGAINST = ("backward", "no_clear_change")
EITHER = ("forward", *AGAINST)


def read(names, several):
    """By names and plain counting: None when it cannot be used, else whether it flags."""
    spoken = [name for name in names if name in EITHER]
    if len(spoken) < several:
        return None
    return len([name for name in spoken if name in AGAINST]) >= several


@pytest.mark.parametrize("several", range(1, 5))
def test_every_list_of_verdicts_is_counted_as_it_reads(several):
    said = set()
    for many in range(6):
        for verdicts in product((*Verdict, None), repeat=many):
            names = [each.value if each else "none" for each in verdicts]
            found = counted(verdicts, several)
            assert found is read(names, several), (names, several)
            said.add(found)
    assert said == {None, True, False}
