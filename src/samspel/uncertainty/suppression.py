"""When answers may not be used in the open. Neighbours get `withheld` and `why_withheld`.

In one place, so that a figure, a page, a document and an export cannot have rules of their own.
"""

__all__ = ["FEWEST", "why_withheld", "withheld"]

FEWEST = 5


def withheld(respondents: int) -> bool:
    """Whether answers must be measured as if they had not been given (X12).

    Answers of at least one and fewer than five respondents could be traced to who gave them:
    a figure moved by one actor's answer shows that answer. No answers at all hide nothing.

    >>> [withheld(count) for count in (0, 1, 4, 5)]
    [False, True, True, False]
    """
    return 0 < respondents < FEWEST


def why_withheld(yes: int, no: int, largest: int = 1) -> str:
    """Why a count of yes and no must not be told, nor be part of a figure; empty when it may.

    Fewer than five stand behind it; or one group of actors gave over half of it, so that the
    group can work out the others; or all said the same, so that everybody's answer is known. Of
    the last it is told only that over 90 % said so, or under 10 % (method section 4).

    Parameters
    ----------
    yes, no : int
    largest : int
        The most answers that one group of actors gave.

    Examples
    --------
    >>> [why_withheld(*each) for each in ((1, 3), (0, 5), (6, 0), (4, 2))]
    ['too_few_answers', 'answers_under_10', 'answers_over_90', '']
    >>> why_withheld(4, 3, largest=4), why_withheld(0, 0)
    ('answers_of_one_group', '')
    """
    if withheld(yes + no):
        return "too_few_answers"
    if 2 * largest > yes + no > 0:
        return "answers_of_one_group"
    if not yes or not no:
        return "" if yes == no else "answers_over_90" if yes else "answers_under_10"
    return ""
