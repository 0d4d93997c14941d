"""When answers must not be told, as method section 4 says it of a release. Plain loops."""


def not_to_be_told(known):
    """Few have answered, or few of A; one legal person is over half of A; all of A said yes,
    or all said no."""
    yes, no = known.a & known.reached, known.a - known.reached
    if 1 <= len(known.spoke) <= 4 or 1 <= len(known.a) <= 4:
        return "too_few_answers"
    rows = {row["actor_id"]: row for row in known.world.tables["actors"]}
    numbers = [rows[i].get("org_number") or i for i in known.a]
    if any(2 * numbers.count(number) > len(known.a) for number in numbers):
        return "answers_of_one_group"
    if known.a and not (yes and no):
        return "answers_over_90" if yes else "answers_under_10"
    return ""
