"""Words before figures: what a person is told, in both languages (R53-R62, X13, X14)."""

import re
from dataclasses import replace

import pytest

from reports import runs
from samspel.reports import (
    gap_name,
    gap_sentences,
    reason_sentence,
    render_table,
    wheel_rows,
)
from samspel.reports.depth_words import _flows, _ladder, _levels
from samspel.reports.holding_words import holding_sentences, lever_sentences
from samspel.reports.part_words import part_sentences, sorted_is_read
from samspel.reports.phrases import GAP_PHRASES, REASON_SENTENCES, REASON_TAGS
from samspel.reports.words import for_language
from samspel.terms import (
    GAP_KEYS,
    MINUTES_EACH,
    NEXT_STEPS,
    REASONS,
    FlowVolume,
    GapDefinition,
    Ladder,
    LeftOut,
    LevelShare,
    Levers,
    NextStep,
    Parts,
    Sensitivity,
    Side,
    Wording,
)

SV = for_language("sv")


def plain(text: str) -> str:
    """The text with ordinary spaces."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_the_sentence_of_look_md() -> None:
    figure = runs.known("research", (41, 19, 16), (0.54, 0.45, 0.6))
    text = gap_sentences(runs.run((figure,)), "research", "sv")
    assert text.heading == "Hur nära är företagen forskningen?"
    assert text.sentence == (
        "19 av 41 företag har haft utbyte med någon forskningsorganisation "
        "de senaste 24 månaderna. Om 6 vet vi inget."
    )
    assert plain(text.estimate) == "Gapet uppskattas till 54 % (45–60): ungefär 22 av 41."


def test_one_month_and_one_unknown_are_said_as_a_person_would() -> None:
    figure = runs.figure("firms", 9, 5, 3)
    text = gap_sentences(runs.run((figure,), window_months=1), "firms", "sv")
    assert text.sentence == (
        "5 av 9 företag har haft utbyte med något annat medlemsföretag den senaste månaden. "
        "Om en vet vi inget."
    )


def test_nothing_known_is_not_no() -> None:
    """X13: unknown is said to be unknown."""
    figure = runs.figure("research", 41, 0, 0, reason="nothing_observed")
    text = gap_sentences(runs.run((figure,)), "research", "sv")
    assert "Vi vet inget om någon av dem." in text.sentence
    assert text.estimate == "Hur stort gapet är kan inte sägas: det kan vara vad som helst."
    assert text.next_step == (
        "Fråga 5 av de 41 medlemsföretag vi inget vet om. "
        "Det tar cirka 3 minuter var, 15 tillsammans."
    )
    assert text.sentence.startswith("Forskningsgapet: hur många av 41"), "no finding of nobody"


def test_bounds_are_said_when_the_figure_is_not() -> None:
    figure = runs.figure("capital", 20, 6, 4)
    text = gap_sentences(runs.run((figure,)), "capital", "sv")
    assert "ligger mellan 20 % och 70 %" in plain(text.estimate)
    assert text.reason == reason_sentence("too_few_asked", "sv")


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("code", REASONS)
def test_every_reason_has_its_sentence_and_its_tag(code: str, language: str) -> None:
    say = for_language(language)
    assert reason_sentence(code, language)
    assert say.gettext(REASON_TAGS[code])
    if language == "sv":
        assert reason_sentence(code, "sv") != REASON_SENTENCES[code]
        assert SV.gettext(REASON_TAGS[code]) != REASON_TAGS[code]


def test_the_lists_are_closed() -> None:
    assert tuple(REASON_SENTENCES) == REASONS
    assert tuple(REASON_TAGS) == REASONS
    assert tuple(GAP_PHRASES) == GAP_KEYS


@pytest.mark.parametrize("gap", GAP_KEYS)
def test_every_gap_is_spoken_of_in_swedish(gap: str) -> None:
    phrase = GAP_PHRASES[gap]
    for source in (phrase.name, phrase.far, phrase.near, phrase.question, phrase.sentence):
        assert SV.gettext(source) != source
    assert gap_name(gap, "sv").startswith(("Forsk", "Utb", "Kap", "Mynd", "Gapet", "Det glob"))


def test_nothing_claims_to_lead_to_anything() -> None:
    """X14: "bidrar till", never "leder till"."""
    for language in ("sv", "en"):
        for made in (runs.run(), runs.run(runs.same(41, 3, 3), civil=True)):
            for figure in made.gaps:
                text = " ".join(map(str, _all(gap_sentences(made, figure.gap, language))))
                assert not re.search(r"leder till|leads to|tack vare|thanks to", text)


def test_the_authority_sentence_leaves_the_financier_out_and_gives_both() -> None:
    text = gap_sentences(runs.run(), "authority", "sv")
    assert text.sentence.startswith("30 av 41 företag")
    assert text.caveats[0] == (
        "Finansiären är inte med i meningen. Räknas den med nås 33 av 41, utan den 30."
    )


def test_memo_b_counts_the_civil_sector_and_says_so() -> None:
    text = gap_sentences(runs.run(civil=True), "authority", "sv")
    assert "någon myndighet eller civil organisation" in text.sentence


def test_what_it_rests_on_names_who_declared_and_hides_a_few_answers() -> None:
    figure = replace(
        runs.figure("research", 12, 8, 4),
        told=2,
        declared_by=("Plattformen",),
        states=runs.states(8, 4, 0),
        next_step=NextStep("test_declaration", 4, 12),
    )
    text = gap_sentences(runs.run((figure,)), "research", "sv")
    assert "några få har svarat själva" in text.rests_on
    assert "2 av 12 vilar på vad andra har berättat." in text.rests_on
    assert "intyg från Plattformen som ingen har prövat" in text.rests_on
    assert text.next_step == (
        "Fråga minst 4 av dem som sägs sakna kontakt: det prövar intyget. "
        "Det tar cirka 3 minuter var, 12 tillsammans."
    )


@pytest.mark.parametrize(
    ("value", "sd", "read"), [(0.14, 0.05, True), (0.14, 0.07, False), (-0.2, 0.05, True)]
)
def test_sorted_is_read_only_beyond_two_sd(value: float, sd: float, read: bool) -> None:
    figure = runs.figure("research", 41, 20, 21, parts=Parts(0.1, 0.0, 0.2, value, sd))
    assert sorted_is_read(figure) is read
    said = " ".join(part_sentences(figure, SV))
    assert ("inte ojämnare fördelat än slumpen ger" in said) is not read
    assert ("jämnare fördelade än slumpen" in said) is (read and value < 0)


def test_reach_says_both_ends_of_the_dependence_and_who_has_one_way() -> None:
    text = gap_sentences(runs.run(), "research", "sv", names={"a1": "Ålö AB", "a2": "Bergs AB"})
    said = plain(" ".join(text.reach))
    assert "försvinner 20 % av den räckvidden" in said
    assert "sammankallat eller deltagit i 50 %" in said
    assert "Den direkta räckvidden beror inte på plattformen." in said
    assert "2 har plattformen som enda väg: Ålö AB och Bergs AB." in said


def test_a_saturated_reach_shows_nothing() -> None:
    figure = replace(runs.full()[0], two_step=0.98)
    assert (
        "Så nära alla visar inget." in gap_sentences(runs.run((figure,)), "research", "sv").reach[0]
    )


def test_reach_by_acts_is_no_smaller_than_what_is_reached_without_a_word() -> None:
    """Answers that name nobody reach directly and give no second step: 31 % beside 54 %."""
    figure = replace(runs.figure("research", 13, 7, 6), two_step=4 / 13)
    run = runs.run((figure,))
    said = gap_sentences(run, "research", "sv").reach[0]
    assert "enbart av aktiviteter: 4 av 13" in said
    assert wheel_rows(run, "sv")[0].two_step == "–"
    whole = runs.run((replace(figure, two_step=8 / 13),))
    assert wheel_rows(whole, "sv")[0].two_step == "62\N{NO-BREAK SPACE}%"


def test_no_platform_is_said_with_its_reason() -> None:
    figure = replace(
        runs.full()[0],
        platform_dependence=None,
        platform_dependence_high=None,
        sole_route=None,
        why={"platform_dependence": "no_platform"},
    )
    reach = gap_sentences(runs.run((figure,)), "research", "sv").reach
    assert reach[-1] == "Ingen plattform är registrerad under perioden."


def test_a_reason_is_not_said_twice() -> None:
    why = {"parts": "no_other_ecosystem", "two_step": "no_other_ecosystem"}
    figure = runs.figure("ecosystems", 58, 6, 0, reason="no_other_ecosystem", why=why)
    text = gap_sentences(runs.run((figure,)), "ecosystems", "sv")
    assert (text.parts, text.reach) == ((), ())


@pytest.mark.parametrize(
    ("step", "says"),
    [
        (
            NextStep("ask", 2, 6),
            "Fråga 2 av de 20 medlemsföretag vi inget vet om. Det tar cirka 3 m",
        ),
        (
            NextStep("ask", 1, 3),
            "Fråga 1 av de 20 medlemsföretag vi inget vet om. Det tar cirka 3 m",
        ),
        (
            NextStep("ask", 22, 66),
            "Fråga 22 medlemsföretag, bland dem de 20 vi inget vet om: färre",
        ),
        (
            NextStep("narrow", 9, 27),
            "Fråga 9 av de 20 vi inget vet om: siffran bör då bli säker på",
        ),
        (NextStep("ask_rest", 20, 60), "Fråga de 20 som vi inget vet om"),
        (NextStep("record", None, 2), "Notera periodens aktiviteter"),
        (
            NextStep("choose_day", None, 1, "2018-01-01", "2024-12-31"),
            "Noteringarna går från 2018-01-01 till 2024-12-31: välj en dag däremellan.",
        ),
        (
            NextStep("choose_day", None, 1, None, "2024-12-31"),
            "Noteringarna slutar 2024-12-31: välj en dag före det.",
        ),
        (
            NextStep("other_source", None, 240),
            "Läs in en källa som kan visa det, eller fråga medlemmarna själva. Det tar cirka 4 t",
        ),
        (NextStep("test_declaration", 1, 3), "Fråga en till av dem som sägs sakna kontakt"),
        (None, ""),
    ],
)
def test_the_computed_step_is_said(step: NextStep | None, says: str) -> None:
    figure = runs.figure("research", 40, 10, 10, next_step=step)
    text = gap_sentences(runs.run((figure,)), "research", "sv").next_step
    assert text.startswith(says)
    assert bool(text) == (step is not None)


def test_every_step_says_what_it_takes_with_the_assumption_it_rests_on() -> None:
    """Each code has its minutes, each a row in the reference (X13)."""
    from pathlib import Path

    page = Path(__file__).parents[2] / "docs" / "reference" / "measures" / "next_step.md"
    text = page.read_text(encoding="utf-8")
    assert tuple(MINUTES_EACH) == NEXT_STEPS
    for code, each in MINUTES_EACH.items():
        assert re.search(rf"^\| `{code}` \|.*\| {each} \|", text, re.MULTILINE), code


def test_a_day_outside_the_record_is_no_finding_and_leads_to_a_day_within() -> None:
    """Nobody is a member yet: to register five more would not help (X13)."""
    step = NextStep("choose_day", None, 1, "2018-01-01", "2024-12-31")
    figure = runs.figure("research", 0, 0, 0, reason="outside_record", next_step=step)
    text = gap_sentences(runs.run((figure,)), "research", "en")
    assert text.sentence == (
        "The research gap: how many member firms have had exchange cannot be said."
    )
    assert text.next_step.startswith("The record runs from 2018-01-01 to 2024-12-31")
    table = render_table(runs.run((figure,)), "en")
    assert table.count("choose a day within it") == 1
    assert "Register" not in table


def test_answers_withheld_are_counted_on_when_more_are_asked() -> None:
    figure = runs.figure(
        "research", 20, 5, 0, why={"answers": "too_few_answers"}, next_step=NextStep("ask", 2, 6)
    )
    text = gap_sentences(runs.run((figure,)), "research", "en").next_step
    assert text == (
        "Ask 2 more of the 15 member firms we know nothing of, beside the few who have answered. "
        "It takes about 3 minutes each, 6 in all."
    )


@pytest.mark.parametrize(
    ("near", "step"),
    [(3, "Registrera 2 medlemmar till"), (4, "Registrera 1 medlem till"), (0, "Registrera 5")],
)
def test_too_few_near_says_how_many_more(near: int, step: str) -> None:
    text = gap_sentences(runs.run((runs.figure("research", near, 0, 0),)), "research", "sv")
    assert text.next_step.startswith(step)


def test_a_limit_is_told_in_the_sources_words() -> None:
    figure = runs.figure("global", 30, 2, 3, reason="limits", limit="Bara svenska partner.")
    text = gap_sentences(runs.run((figure,)), "global", "sv")
    assert "Källan säger: Bara svenska partner." in text.caveats
    assert text.next_step.startswith("Läs in en källa som kan visa det")


def test_a_regions_own_gap_is_called_by_its_own_name() -> None:
    """R53: the list of gaps is open."""
    made = runs.run((runs.figure("media", 9, 4, 5),))
    own = GapDefinition(
        "media", Wording("Mediegapet", "The media gap"), Wording("", ""), Wording("", ""),
        (Side(),), (Side(),), False,
    )  # fmt: skip
    settings = replace(made.settings, definitions=replace(made.settings.definitions, gaps=(own,)))
    text = gap_sentences(replace(made, settings=settings), "media", "sv")
    assert text.sentence.startswith("4 av 9 på den nära sidan")
    assert text.estimate.startswith("Gapet är 56")


def test_a_gap_that_was_not_measured_is_refused() -> None:
    with pytest.raises(KeyError):
        gap_sentences(runs.run((runs.full()[0],)), "capital", "sv")


def test_every_count_of_states_is_in_english_too() -> None:
    text = gap_sentences(runs.run(), "research", "en")
    assert text.sentence == (
        "15 of 41 firms had exchange with some research organisation in the last 24 months. "
        "Of 10 we know nothing."
    )


def _all(text: object) -> list[object]:
    return [getattr(text, name) for name in text.__slots__]


def test_a_count_of_nobody_is_no_finding_where_nothing_could_be_seen() -> None:
    """X13: a source that cannot show a gap does not show that nobody has contact."""
    figure = runs.figure("global", 48, 0, 48, reason="limits", estimate=None)
    text = gap_sentences(runs.run((figure,), as_recorded=True), "global", "sv")
    assert text.sentence == (
        "Det globala marknadsgapet: hur många av 48 medlemmar som har haft utbyte kan inte sägas."
    )
    assert text.estimate == "Hur stort gapet är kan inte sägas."


def test_as_recorded_is_said_of_every_figure() -> None:
    figure = runs.figure("research", 6, 5, 1, low=None, high=None)
    made = runs.run((figure,), as_recorded=True)
    text = gap_sentences(made, "research", "sv")
    assert plain(text.estimate) == "Som noterat är gapet 17 %: 1 av 6."
    assert text.caveats[0].startswith("Räknat som om noteringarna vore fullständiga")
    assert plain(wheel_rows(made, "sv")[0].figure) == "17 % som noterat"


def test_a_crowd_on_the_platforms_road_is_told_short() -> None:
    route = tuple(f"a{i:02}" for i in range(30))
    figure = replace(runs.full()[0], sole_route=route)
    told = gap_sentences(runs.run((figure,)), "research", "sv").reach[-1]
    assert told.startswith("30 har plattformen som enda väg: a00, a01")
    assert told.endswith("a11 och 18 till.")


def test_levers_are_told_of_the_thin_that_is_shown() -> None:
    """Thin is 0.4 by the closed form and 0.2 by shuffling: a lever that halves it leaves 10 of the
    20 that are shown, not 20. (R63, R64)"""
    said = []
    for null, shown in (("closed_form", 0.4), ("curveball", 0.2)):
        parts = Parts(inactive=0.1, thin=0.4, sorted=0.0, sorted_sd=0.1, null=null,
                      shown_thin=shown, shown_sorted=0.4 - shown, shown_sorted_sd=0.1)  # fmt: skip
        levers = Levers(more_acts=0.3, more_far=0.2, moves_more="more_far", first="more_far")
        made = runs.figure("research", 100, 50, 50, parts=parts, levers=levers)
        said.append(" ".join(gap_sentences(runs.run((made,)), "research", "en").parts))
    assert "leave about 30 of these" in said[0]
    assert "about 20. More of the far side" in said[0]
    assert "leave about 15 of these" in said[1]
    assert "about 10. More of the far side" in said[1]


def test_how_it_holds_is_one_line_with_all_four_and_one_act_left_out_in_every_gap() -> None:
    """Method section 3: odds times 1, 2/3, 1/2, 1/3; and the largest fall, also where it is one."""
    lean = tuple(
        Sensitivity(times, 0.5 + times / 10, 0.4 + times / 10, 0.6 + times / 10)
        for times in (1.0, 1.5, 2.0, 3.0)
    )
    made = runs.figure("research", 41, 20, 11, sensitivity=lean, hang_on_one=0.2)
    holds = {
        act: plain(" ".join(gap_sentences(runs.run((figure,)), "research", "sv").holds))
        for act, figure in (
            (None, made),
            ("ett", replace(made, leave_one_out=LeftOut("a", "Mötet", 1, 1 / 41))),
            ("fyra", replace(made, leave_one_out=LeftOut("a", "", 4, 4 / 41))),
            ("ingen", replace(made, hang_on_one=None)),
        )
    }
    assert "svarar 1, 1,5, 2 eller 3 gånger så gärna" in holds[None]
    assert "är gapet 60 % (50–70), 65 % (55–75), 70 % (60–80) eller 80 % (70–90)." in holds[None]
    assert "blir ingen utan kontakt" in holds[None]
    assert "högst en av dem utan kontakt (en sådan är ”Mötet”)" in holds["ett"]
    assert "Utan aktiviteten ”a” skulle 4 av dem bli utan" in holds["fyra"]
    assert "kontakt" not in holds["ingen"].split(" svarar ")[0].removeprefix(
        "Om de som har kontakt"
    )


def test_a_tie_is_a_tie_and_an_act_an_act_in_swedish() -> None:
    """The glossary's words: band and aktivitet, also where strength is told."""
    text = SV.gettext(
        "If a tie counts the more the fewer share its act (one for two alone, a ninth for ten), "
        "%(near)s %(who)s have %(strength)s each on average."
    )
    assert text.startswith("Om ett band räknas mer ju färre som delar aktiviteten")


def test_the_level_and_what_flows_are_told_of_the_acts_where_somebody_has_said_it() -> None:
    """Issue 5 item 3: what is only usual for a kind is no finding."""
    levels = tuple(LevelShare(level, n, n / 4) for level, n in (("national", 1), ("", 3)))
    flows = (FlowVolume("knowledge", 2, 2), FlowVolume("people", 2, 1), FlowVolume("", 0, 0))
    found = runs.figure("research", 8, 4, 4, levels=levels, flows=flows)
    assert _levels(found, for_language("en")) == (
        "The level is said of 1 of 4 acts: national 1. "
        "What is only usual for an act's kind is not counted."
    )
    assert (
        _flows(found, for_language("en"))
        == "What flows is said of 4 of 4 acts: knowledge 2, people 2."
    )
    nobody = replace(found, flows=(FlowVolume("", 4, 3),))
    assert _flows(nobody, SV).startswith("Ingen har sagt om någon aktivitet vad som utbyts")


def test_what_stands_beside_is_said_in_both_languages() -> None:
    """The made-up region's gaps have a sentence for each of what stands beside. (R63, R66, R119)"""
    from samspel.gaps import load_definitions, measure_all
    from samspel.sources import example
    from samspel.terms import RunSettings

    made = example.build()
    settings = RunSettings(example.VISITOR, made.on, load_definitions("memo-b"))
    run = measure_all(made.tables, settings, snapshot="sha256:x")
    said = {gap.gap: gap_sentences(run, gap.gap, "sv") for gap in run.gaps}
    research = " ".join((*said["research"].parts, *said["research"].reach))
    assert "Mer av den andra sidan gör mest." in research
    assert "Andra som skulle saknas mest" in research
    assert "utan plattformen" in research
    assert "av de 12 som har kontakt har den genom en enda aktivitet" in said["research"].holds[1]
    assert any("kunskap 12" in sentence for sentence in said["research"].depth)
    assert run.gap("research").strength
    tied = [each for key in said for each in said[key].depth if "en niondel för tio" in each]
    assert tied
    assert any("Hur många medlemmar" in sentence for sentence in said["ecosystems"].depth)
    english = gap_sentences(run, "research", "en")
    assert len(english.holds) == len(said["research"].holds) > 1
    assert not any("%(" in each for each in (*english.holds, *english.depth, *english.reach))


def test_lines_of_nought_are_left_out_or_said_in_a_sentence() -> None:
    """Nobody reads a row of noughts: a rung, a lever and a platform that say nothing."""
    few = replace(
        runs.full()[0],
        ladder=Ladder(0, 3, 0, 0),
        levers=Levers(more_acts=0.0, more_far=0.0, moves_more="more_far", first="more_far"),
        parts=Parts(inactive=0.1, thin=0.4, sorted=0.0, sorted_sd=0.1, null="closed_form"),
        hang_on_one=0.0,
    )
    assert _ladder(few, SV) == "Efter sitt närmaste band: 3 gör något tillsammans."
    assert _ladder(replace(few, ladder=Ladder(0, 0, 0, 0)), SV) == ""
    assert "skulle nästan ingen av dem stå utan" in lever_sentences(few, SV)[-1]
    held = " ".join(holding_sentences(few, SV))
    assert "Ingen som har kontakt har den genom en enda aktivitet." in held
