"""Drafts a board memo in the form of memo B from a run and an agreement's figures.

Every text is a draft for a person to edit: it says what the run found, what the agreement holds,
and nothing about what caused what. The seven gaps are told as the memos tell them.
"""

from collections.abc import Mapping

from samspel.reports.memo_content import MemoContent
from samspel.reports.phrases import GAP_PHRASES, definition_of, far_name, gap_name
from samspel.reports.sentences import gap_sentences, spoken_figure
from samspel.reports.words import Words, for_language
from samspel.terms import AgreementFigures, Run

__all__ = ["draft_memo"]

_MARK = " [run]"  # where a figure is footnoted to its run


def draft_memo(
    run: Run | None,
    agreement: AgreementFigures | None,
    language: str,
    *,
    names: Mapping[str, str] | None = None,
) -> MemoContent:
    """Every section's text, ready to be edited; a section with nothing to say is left empty.

    Parameters
    ----------
    names
        Actor id to name: the recipient of the agreement and those on a sole route.
    """
    say, known = for_language(language), names or {}
    return MemoContent(
        title=_title(run, agreement, say),
        dnr=agreement.dnr if agreement else "",
        points=_points(run, agreement, say),
        yttrande=_yttrande(run, agreement, say, known),
        summary=_summary(run, say),
        background=_background(run, say),
        purpose=_purpose(run, say),
        implementation=_implementation(run, say),
        financing=agreement.financing if agreement else (),
        attachments=_attachments(run, say),
        recipients=(
            say.gettext("The regional development director"),
            say.gettext("The functional mailbox of regional development"),
        ),
        run=run,
        language=say.language,
        example=run is not None and run.example,
        dated_on=run.settings.on if run else None,
    )


def _title(run: Run | None, agreement: AgreementFigures | None, say: Words) -> str:
    if agreement and agreement.title:
        return agreement.title
    return say.gettext("The ecosystem %(name)s") % {"name": run.ecosystem_name} if run else ""


def _points(run: Run | None, agreement: AgreementFigures | None, say: Words) -> tuple[str, ...]:
    if agreement is None:
        name = run.ecosystem_name if run else ""
        text = say.gettext(
            "The regional development committee approves continued work with the ecosystem "
            "%(name)s."
        )
        return (text % {"name": name},) if name else ()
    grant = say.gettext(
        "The regional development committee decides that %(title)s is granted %(amount)s a year in "
        "base financing."
    ) % {"title": agreement.title, "amount": say.kronor(agreement.yearly)}
    period = say.gettext("The project runs from %(first)s to %(last)s.") % {
        "first": say.date(agreement.first_on),
        "last": say.date(agreement.last_on),
    }
    mandate = say.gettext(
        "The regional development director is instructed to draw up an agreement in accordance "
        "with this decision."
    )
    return tuple(point for point in (grant, _funds(agreement, say), period, mandate) if point)


def _funds(agreement: AgreementFigures, say: Words) -> str:
    if not agreement.financing:
        return ""
    text = say.gettext("The funds are allocated from %(financier)s.")
    return text % {"financier": say.listing(line.financier for line in agreement.financing)}


def _yttrande(
    run: Run | None, agreement: AgreementFigures | None, say: Words, names: Mapping[str, str]
) -> str:
    if agreement is None:
        return _continued(run, say)
    recipient = names.get(agreement.recipient_id, agreement.title)
    first = say.gettext(
        "To give cooperation and financing a longer horizon, an agreement is made with %(name)s "
        "and base financing is granted for %(first)s to %(last)s, %(total)s in all."
    ) % {
        "name": recipient,
        "first": say.date(agreement.first_on),
        "last": say.date(agreement.last_on),
        "total": say.kronor(agreement.total),
    }
    second = say.gettext(
        "The agreement holds undertakings, mission and role. Its purpose is that the actor and the "
        "region learn more together, make roles clearer and support innovation in a more "
        "coordinated way."
    )
    return _paragraphs(first, second, _rests_on(agreement, say))


def _continued(run: Run | None, say: Words) -> str:
    if run is None:
        return ""
    text = say.gettext(
        "The proposal rests on the measurement of %(on)s. Continued work means building bridges "
        "where the interplay is missing, and measuring again."
    ) % {"on": say.date(run.settings.on)}
    return f"{text}{_MARK}"


def _rests_on(agreement: AgreementFigures, say: Words) -> str:
    if not agreement.parent_dnr:
        return ""
    return say.gettext("The matter rests on decision %(dnr)s.") % {"dnr": agreement.parent_dnr}


def _summary(run: Run | None, say: Words) -> str:
    first = say.gettext(
        "An ecosystem is a network, with the emphasis on the interplay of the actors in it from "
        "academia, the public sector, the private sector and the civil sector. To develop an "
        "ecosystem is to build bridges between actors so that they work together better."
    )
    return _paragraphs(first, _overview(run, say))


def _overview(run: Run | None, say: Words) -> str:
    if run is None:
        return ""
    figures = [spoken_figure(figure) for figure in run.gaps]
    said = sum(figure.estimate is not None for figure in figures)
    text = say.gettext(
        "The interplay in %(name)s was measured on %(on)s. Of %(all)s gaps, %(said)s can be given "
        "a figure; of the others it is said what is missing."
    ) % {
        "name": run.ecosystem_name,
        "on": say.date(run.settings.on),
        "all": say.number(len(figures)),
        "said": say.number(said),
    }
    return f"{text}{_MARK}"


def _background(run: Run | None, say: Words) -> str:
    if run is None:
        return ""
    opening = _opening(run, say)
    texts = {figure.gap: gap_sentences(run, figure.gap, say.language) for figure in run.gaps}
    lines = [f"- {text.sentence} {text.estimate}{_MARK}" for text in texts.values()]
    reasons = _grouped({gap: text.reason for gap, text in texts.items()}, run, say)
    why = say.gettext("Why some cannot be said:") if reasons else ""
    return _paragraphs(opening, "\n".join(lines), why, reasons)


def _opening(run: Run, say: Words) -> str:
    if run.settings.as_recorded:
        text = say.gettext(
            "What follows is what the records show for the %(months)s months up to %(on)s. They "
            "are taken to be complete: who has no recorded act counts as without contact."
        )
    else:
        text = say.gettext(
            "What follows is what the records and the members' answers show for the %(months)s "
            "months up to %(on)s. What nobody has recorded or answered counts as unknown, not as "
            "no."
        )
    months = say.number(run.settings.window_months)
    return text % {"months": months, "on": say.date(run.settings.on)}


def _purpose(run: Run | None, say: Words) -> str:
    if run is None:
        return ""
    text = say.gettext(
        "The purpose is to develop the ecosystem %(name)s. That contributes to the region's power "
        "of attraction and to the conditions for investment, new firms and growth."
    )
    return text % {"name": run.ecosystem_name}


def _implementation(run: Run | None, say: Words) -> str:
    if run is None:
        return ""
    opening = say.gettext(
        "The ecosystem gathers firms and other actors around a neutral platform. There are gaps "
        "between actors that hinder its development. They may be the following:"
    )
    decided = [_decided(run, figure.gap, say) for figure in run.gaps]
    listed = "\n".join(
        f"{place}. {text}" for place, text in enumerate(filter(None, decided), start=1)
    )
    return _paragraphs(opening, listed, _steps(run, say))


def _decided(run: Run, gap: str, say: Words) -> str:
    """What the gap limits, in the words the definition was decided in."""
    definition = definition_of(run, gap)
    if definition is None:
        return ""
    return definition.decided.sv if say.swedish else definition.decided.en


def _steps(run: Run, say: Words) -> str:
    missing = [figure for figure in run.gaps if spoken_figure(figure).estimate is None]
    if not missing:
        return ""
    opening = say.gettext("What would let more be said:")
    steps = {
        figure.gap: gap_sentences(run, figure.gap, say.language).next_step for figure in missing
    }
    return _paragraphs(opening, _grouped(steps, run, say))


def _grouped(told: dict[str, str], run: Run, say: Words) -> str:
    """What is told of each gap, as a list in which the same words are said once."""
    gaps: dict[str, list[str]] = {}
    for gap, text in told.items():
        if text:
            gaps.setdefault(text, []).append(_name(run, gap, say))
    return "\n".join(f"- {say.listing(names)}: {text}" for text, names in gaps.items())


def _name(run: Run, gap: str, say: Words) -> str:
    return gap_name(gap, say.language) if gap in GAP_PHRASES else far_name(run, gap, say)


def _attachments(run: Run | None, say: Words) -> tuple[str, ...]:
    if run is None:
        return ()
    text = say.gettext("Appendix 1: Measurement of %(name)s, %(on)s")
    return (text % {"name": run.ecosystem_name, "on": say.date(run.settings.on)},)


def _paragraphs(*texts: str) -> str:
    return "\n\n".join(text for text in texts if text)
