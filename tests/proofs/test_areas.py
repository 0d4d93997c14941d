"""Areas beside the gaps: the sign test against another program, activity against plain loops."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from effects.test_activity import said
from effects.test_answers import waves
from effects.two_years import asked, rows, tables_of
from samspel.effects.activity import ACTIVE
from samspel.effects.areas import signs
from samspel.effects.change import asked_of
from samspel.effects.seen import look
from samspel.gaps import index

FIRMS = 9
# What the firms are asked of; the university stands on no near side but those of all members.
ITEMS = ("research", "education", "firms", "ecosystems", "nothing of ours")
FORM = st.tuples(*(st.sampled_from(("yes", "no", "no", "no", None)) for _ in ITEMS))
WAVE = st.lists(st.one_of(st.none(), FORM), min_size=FIRMS, max_size=FIRMS)


@pytest.mark.parametrize("of", [0, 1, 5, 12, 60])
def test_the_sign_test_is_scipy_s_binomial_tail(of):
    for at_least in range((of + 1) // 2, of + 1):
        told = binomtest(at_least, of, 0.5, alternative="greater").pvalue if of else 1.0
        assert signs(at_least, of) == pytest.approx(told, abs=1e-12)


def by_hand(forms):
    """Who is active, who is not, and who would have been known whichever, by reading each form."""
    ours = ITEMS[:-1]
    asked_of_somebody = [k for k in range(len(ours)) if any(form and form[k] for form in forms)]
    yes, none, whole = set(), set(), set()
    for firm, form in enumerate(forms):
        given_ = [form[k] for k in range(len(ours))] if form else []
        if not any(given_):
            continue
        if given_[ours.index("firms")] and all(given_[k] for k in asked_of_somebody):
            whole.add(firm)
            if "yes" not in given_:
                none.add(firm)
        if "yes" in given_:
            yes.add(firm)
    return yes, none, whole


@settings(deadline=None)
@given(WAVE, WAVE)
def test_activity_is_what_each_form_says_read_one_by_one(first, last):
    found = waves(rows(FIRMS))
    for wave, forms in (("w1", first), ("w2", last)):
        for firm, form in enumerate(forms):
            items = dict(zip(ITEMS, form or (), strict=False))
            said(found, wave, [firm], **{item: value for item, value in items.items() if value})
    both = asked_of(asked(as_recorded=False), index(tables_of(found)))
    for scene, forms in ((both.start, first), (both.end, last)):
        states = look(ACTIVE, scene).states
        yes, none, whole = by_hand(forms)
        spoke = {k for k, form in enumerate(forms) if form and any(form[:-1]) and (k in yes | none)}
        # The answers of one to four are left out, and so are all where those who would have been
        # known whichever all say the same (X12).
        if len(spoke) < 5 or 0 < len(whole) < 5 or (whole and whole & yes in (whole, set())):
            yes, none, whole = set(), set(), set()
        masks = (states.reached, states.none, states.asked, states.answered)
        assert [_firms(mask, scene) for mask in masks] == [yes, none, whole, whole]


def _firms(mask, scene):
    ids = scene.indexed.actor_ids[mask].tolist()
    return {int(each[1:]) for each in ids if each != "u"}


def test_blanks_do_not_make_the_silent_seem_active():
    """Three in five are active; half answer, and leave one item in ten blank. The estimate lies
    four points high, as those whose noes are not whole are drawn as others are, where learning
    from every yes gave eight."""
    rng, found = np.random.default_rng(5), []
    for _ in range(100):
        table = waves(rows(60))
        for firm in np.flatnonzero(rng.random(60) < 0.5).tolist():
            truth = ["no"] * 4
            if rng.random() < 0.6:
                truth[rng.integers(4)] = "yes"
            kept = {g: v for g, v in zip(ITEMS, truth, strict=False) if rng.random() > 0.1}
            said(table, "w1", [firm], **kept)
        both = asked_of(asked(as_recorded=False), index(tables_of(table)))
        found.append(1 - look(ACTIVE, both.start).estimate().value)
    assert np.mean(found) == pytest.approx(0.64, abs=0.02)
