"""Section 3 of the method read aloud by plain loops and sets. No product code is used.

It is meant to be checked against the method by eye, one paragraph at a time; it is slow on
purpose and knows nothing of arrays. Tables are lists of dicts with Python values (dates as
`date`, flags as bool, blanks as None); probabilities are exact fractions.

`read_section_3(tables, asked)` gives one dict a gap, with the keys of the public JSON.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations
from math import comb, sqrt

from proofs.brute_force_record import all_days, earlier, outside, record
from proofs.brute_force_told import not_to_be_told

GAPS = ("research", "education", "capital", "authority", "firms", "ecosystems", "global")


@dataclass(frozen=True)
class Asked:
    ecosystem: str
    on: date
    months: int = 24
    max_size: int = 50
    as_recorded: bool = False
    memo: str = "memo-a"


# --- who is there ------------------------------------------------------------------------------


class World:
    """What holds for all gaps: W, the members, the actors' state on t, the acts."""

    def __init__(self, tables, asked):
        self.tables, self.asked = tables, asked
        # W = (t − w, t]: the day w months before t is out, t is in.
        self.first = earlier(asked.on, asked.months) + timedelta(days=1)
        self.last = asked.on
        self.window = all_days(self.first, self.last)
        self.actors = sorted({row["actor_id"] for row in tables["actors"]})
        self.here = self.members_of(asked.ecosystem)
        self.elsewhere = set()
        for row in tables["ecosystems"]:
            if row["ecosystem_id"] != asked.ecosystem:
                self.elsewhere |= self.members_of(row["ecosystem_id"])
        self.elsewhere -= self.here
        self.platform = self.marked("is_platform")
        self.financier = self.marked("is_financier")

    def overlaps(self, first, last):
        return (first is None or first <= self.last) and (last is None or last >= self.first)

    def spells(self, ecosystem):
        return [
            row
            for row in self.tables["memberships"]
            if row["ecosystem_id"] == ecosystem
            and self.overlaps(row["member_from"], row["member_until"])
        ]

    def members_of(self, ecosystem):
        return {row["actor_id"] for row in self.spells(ecosystem)}

    def marked(self, flag):
        return {r["actor_id"] for r in self.spells(self.asked.ecosystem) if r[flag]}

    def left_before(self, actor):
        ends = [
            r["member_until"] for r in self.spells(self.asked.ecosystem) if r["actor_id"] == actor
        ]
        return all(end is not None and end < self.asked.on for end in ends)

    def state(self, actor):
        """Sector, roles and country on t: a spell that holds on t overrides, cell by cell."""
        state = dict(next(r for r in self.tables["actors"] if r["actor_id"] == actor))
        valid = [
            r
            for r in self.tables["actor_spells"]
            if r["actor_id"] == actor
            and (r["valid_from"] is None or r["valid_from"] <= self.asked.on)
            and (r["valid_until"] is None or r["valid_until"] >= self.asked.on)
        ]
        for row in sorted(valid, key=lambda r: r["valid_from"] or date.min)[-1:]:
            for cell in ("sector", "roles", "country"):
                if row[cell] is not None:
                    state[cell] = row[cell]
        state["roles"] = {role for role in (state["roles"] or "").split("|") if role}
        return state


def sides(gap, world, without_financier=False):
    """The table of section 2."""
    state = {actor: world.state(actor) for actor in world.actors}
    own = next(
        r["country"]
        for r in world.tables["ecosystems"]
        if r["ecosystem_id"] == world.asked.ecosystem
    )

    def having(role):
        return {a for a in world.actors if role in state[a]["roles"]}

    public = {a for a in world.actors if state[a]["sector"] == "public"}
    civil = {a for a in world.actors if state[a]["sector"] == "civil"}
    abroad = {a for a in world.actors if own and state[a]["country"] not in (None, "", own)}
    firms = world.here & having("firm")
    near = {"capital": firms | (world.here & having("education"))}.get(gap, firms)
    if gap in ("ecosystems", "global"):
        near = set(world.here)
    far = {
        "research": having("research"),
        "education": having("education"),
        "capital": having("capital"),
        "authority": (public & having("authority"))
        | (civil if world.asked.memo == "memo-b" else set()),
        "firms": firms,
        "ecosystems": world.elsewhere,
        "global": abroad | having("market"),
    }[gap]
    if without_financier:
        far = far - world.financier
    return near - world.platform, far - world.platform


# --- acts --------------------------------------------------------------------------------------


class Acts:
    """The acts that overlap W, less those that are withheld, and which of them carry contact."""

    def __init__(self, world, reports_left_out_of=frozenset()):
        rows = world.tables["participations"]
        self.holds, self.reporters, self.is_report = {}, {}, {}
        for act in world.tables["interplay"]:
            key = act["interplay_id"]
            if not world.overlaps(act["started_on"], act["ended_on"] or act["started_on"]):
                continue
            mine = [r for r in rows if r["interplay_id"] == key]
            report = (act["source"] or "").startswith("wave:")
            reporters = {r["actor_id"] for r in mine if r["role"] == "reporter"}
            if report and reporters & reports_left_out_of:
                continue
            self.holds[key] = {r["actor_id"] for r in mine}
            self.reporters[key] = reporters if report else set()
            self.is_report[key] = report
        largest = world.asked.max_size
        self.carrying = sorted(k for k, who in self.holds.items() if 2 <= len(who) <= largest)

    def takes_part(self, actor, recorded_only=False):
        return any(
            actor in who and not (recorded_only and self.is_report[key])
            for key, who in self.holds.items()
        )

    def reaching(self, actor, far):
        """The acts that carry contact, hold the actor and a far actor other than it."""
        return [
            key
            for key in self.carrying
            if actor in self.holds[key] and (self.holds[key] & far) - {actor}
        ]

    def otherwise(self, actor, far):
        """Of those, the ones that are not its own report."""
        return [key for key in self.reaching(actor, far) if actor not in self.reporters[key]]


# --- answers and claims ------------------------------------------------------------------------


def covers(world, spans):
    """Together at least three quarters of W, ending at most six months before t."""
    days = set()
    for first, last in spans:
        if first <= last and world.overlaps(first, last):
            days |= all_days(max(first, world.first), min(last, world.last))
    if not days:
        return False
    return 4 * len(days) >= 3 * len(world.window) and max(days) >= earlier(world.asked.on, 6)


class Said:
    """What own and told answers say about one gap."""

    def __init__(self, gap, world):
        self.world = world
        self.waves = {
            r["wave_id"]: (r["asks_from"], r["asks_until"])
            for r in world.tables["waves"]
            if r["ecosystem_id"] == world.asked.ecosystem
        }
        self.foreign = {r["wave_id"] for r in world.tables["waves"]} - set(self.waves)
        self.spans, self.yes, self.told_yes, self.told_no = {}, set(), set(), set()
        for row in world.tables["answers"]:
            if row["item"] == f"contact:{gap}" and row["value"] in ("yes", "no"):
                if row["wave_id"].startswith("told:"):
                    self.tell(row)
                else:
                    self.answer(row)

    def answer(self, row):
        period = self.waves.get(row["wave_id"])
        if period is None or row["about"] is not None or not self.world.overlaps(*period):
            return
        self.spans.setdefault(row["respondent_id"], []).append(period)
        if row["value"] == "yes":
            self.yes.add(row["respondent_id"])

    def tell(self, row):
        """Told about a wave's period it follows the rules of that period; else it is undated."""
        wave = row["wave_id"].removeprefix("told:")
        if wave in self.foreign or row["about"] is None:
            return
        period = self.waves.get(wave)
        if row["value"] == "yes" and (period is None or self.world.overlaps(*period)):
            self.told_yes.add(row["about"])
        if row["value"] == "no" and (period is None or covers(self.world, [period])):
            self.told_no.add(row["about"])

    def leave_out_own(self):
        self.spans, self.yes = {}, set()


def log_of(gap, actor, world):
    return [
        (r["from"], r["until"])
        for r in world.tables["coverage"]
        if r["ecosystem_id"] == world.asked.ecosystem
        and r["actor_id"] in (actor, "*")
        and r["gap"] in (gap, "*")
    ]


# --- the posterior, exactly --------------------------------------------------------------------


def rising(start, times):
    product = Fraction(1)
    for k in range(times):
        product *= start + k
    return product


def shape(unknown, yes, no, companions=0):
    """a and b of the share of the unknown: two of them are alike since q is the same for both,
    with correlation 1/(a + b + 1), or since they come together; and not alike when neither is so.
    """
    a, b = Fraction(1, 2) + yes, Fraction(1, 2) + no
    if unknown < 2 or not companions:
        return a, b
    by_q = 1 / (a + b + 1)
    together = min(Fraction(companions), unknown - 1) / (unknown - 1) * (1 - a / (a + b))
    alike = 1 - (1 - by_q) * (1 - together)
    # A Beta whose two draws are alike so often: a + b = 1/alike − 1, the mean as it was.
    return (1 / alike - 1) * a / (a + b), (1 / alike - 1) * b / (a + b)


def beta_binomial(unknown, yes, no, companions=0):
    a, b = shape(unknown, yes, no, companions)
    return [
        comb(unknown, k) * rising(a, k) * rising(b, unknown - k) / rising(a + b, unknown)
        for k in range(unknown + 1)
    ]


def added(one, other):
    total = [Fraction(0)] * (len(one) + len(other) - 1)
    for i, p in enumerate(one):
        for j, q in enumerate(other):
            total[i + j] += p * q
    return total


def quantile(probabilities, p):
    cumulative = Fraction(0)
    for count, probability in enumerate(probabilities):
        cumulative += probability
        if cumulative >= p:
            return count
    raise AssertionError("probabilities that do not reach 1")


# --- the three states --------------------------------------------------------------------------


class Known:
    """Who is reached, none and unknown for one gap, and all that the estimate needs."""

    def __init__(self, gap, world, without_financier=False):
        self.gap, self.world = gap, world
        self.near, self.far = sides(gap, world, without_financier)
        self.why = {}
        said = Said(gap, world)
        self.spoke = {actor for actor in self.near if actor in said.spans}
        # As it would be if nothing were withheld: how many are left to ask.
        self.said, self.acts = said, Acts(world, reports_left_out_of=set())
        self.settle()
        self.told_all = (self.a, self.unknown)
        self.heeded = {i for i in self.near if not self.acts.otherwise(i, self.far)}
        self.hear(Said(gap, world))
        self.settle()

    def hear(self, said):
        """Answers that must not be told are left out, and with them the reports that who gave
        them made: everything after this is as if they had not been given."""
        left_out = set()
        if code := not_to_be_told(self):
            left_out = self.spoke
            self.why["answers"] = code
            said.leave_out_own()
        self.said, self.acts = said, Acts(self.world, reports_left_out_of=left_out)

    def logged(self, actor):
        return log_of(self.gap, actor, self.world)

    def settle(self):
        near, far, said, world = self.near, self.far, self.said, self.world
        answers = {i: said.spans.get(i, []) for i in near}
        self.by_act = {i for i in near if self.acts.reaching(i, far)}
        otherwise = {i for i in near if self.acts.otherwise(i, far)}
        answered = {i for i in near if covers(world, answers[i])}
        logged = {i for i in near if covers(world, self.logged(i))}
        together = {i for i in near if covers(world, answers[i] + self.logged(i))}
        reached = self.by_act | (near & said.yes)
        none_by_log = together - reached - answered

        # A, those of it that the log calls none, and whether they are enough to check the log.
        self.a = answered - otherwise
        self.tests = self.a & logged
        checked = len(self.tests) >= 10
        self.from_log = none_by_log if checked else set()
        self.on_a_declaration = none_by_log - self.from_log
        none = (answered - reached) | self.on_a_declaration

        # Told answers, where nothing better is known; a yes goes before a no.
        told_yes = (near - reached - none) & said.told_yes
        told_no = (near - reached - none) & said.told_no - told_yes
        self.told = told_yes | told_no
        self.reached, self.none = reached | told_yes, none | told_no
        self.unknown = near - self.reached - self.none
        self.by_word = self.reached - self.by_act
        self.whatever = answered if checked else together
        self.whatever = self.whatever | (near & (said.told_yes | said.told_no))
        # Known to have none by somebody's word, whatever is declared of the record.
        self.settled = self.none | none_by_log
        # What is declared complete must be there.
        if world.asked.as_recorded and (record(world) or any(map(self.acts.takes_part, near))):
            self.none, self.unknown, self.whatever = self.none | self.unknown, set(), near


# --- one gap -----------------------------------------------------------------------------------


def read_gap(gap, world, without_financier=False):
    known = Known(gap, world, without_financier)
    figure = read_states(known) | read_estimate(known)
    figure["parts"] = read_parts(known)
    why = known.why
    if figure["parts"] is None:
        why["parts"] = "too_few_near" if len(known.near) < 5 else "no_far_side"
    else:
        two = figure["parts"]["inactive"] + figure["parts"]["thin"]
        figure["parts"]["sorted"] = figure["upper"] - two
        if not world.platform:
            why["platform_only"] = "no_platform"
    figure |= read_access(known)
    if gap == "authority" and not world.financier:
        why["without_financier"] = "no_financier"
    return figure | {"why": why}


def read_states(known):
    near, n = known.near, len(known.near)

    def share(actors):
        return Fraction(len(actors), n) if n else None

    if not n:
        keys = ("asked", "lower", "upper", "coverage")
        known.why |= dict.fromkeys(keys, "too_few_near")
    return {
        "gap": known.gap,
        "near": n,
        "left": sum(known.world.left_before(i) for i in near),
        "far": len(known.far),
        "reached": len(known.reached),
        "none": len(known.none),
        "unknown": len(known.unknown),
        "told": len(known.told),
        "asked": share(known.whatever),
        "lower": share(known.none),
        "upper": share(known.none | known.unknown),
        "coverage": share(known.reached | known.none),
        "declared_by": sorted(
            {
                r["by"]
                for r in known.world.tables["coverage"]
                if r["ecosystem_id"] == known.world.asked.ecosystem and r["gap"] in (known.gap, "*")
            }
        )
        if known.on_a_declaration
        else [],
        "states": {
            i: "reached" if i in known.reached else "none" if i in known.none else "unknown"
            for i in near
        },
        "acts": {i: known.acts.reaching(i, known.far) for i in near},
    }


def no_estimate(known):
    """Why there is none: the first reason that holds."""
    world, n = known.world, len(known.near)
    if outside(world) and not known.reached and not known.settled:
        return "outside_record"
    here = world.asked.ecosystem
    if any((r["ecosystem_id"], r["gap"]) == (here, known.gap) for r in world.tables["limits"]):
        return "limits"
    others = {r["ecosystem_id"] for r in world.tables["ecosystems"]} - {here}
    if known.gap == "ecosystems" and not any(len(world.members_of(o)) >= 5 for o in others):
        return "no_other_ecosystem"
    if n < 5:
        return "too_few_near"
    if not known.far:
        return "no_far_side"
    asked, _unknown = known.told_all
    if known.unknown and len(asked) >= 5 and "answers" in known.why:
        return known.why["answers"]
    if not (any(map(known.acts.takes_part, known.near)) or known.whatever or known.reached):
        return "nothing_observed"
    return "too_few_asked" if known.unknown - known.from_log and len(known.a) < 5 else None


def read_estimate(known):
    n, found = len(known.near), dict.fromkeys(("estimate", "low", "high"))
    found["reason"] = no_estimate(known)
    if found["reason"]:
        return found
    if known.world.asked.as_recorded and not known.unknown:
        known.why |= {"low": "as_recorded", "high": "as_recorded"}
        return found | {"estimate": 1 - Fraction(len(known.reached), n)}
    missing = missing_reached(known)
    for key, p in (("estimate", "1/2"), ("low", "19/20"), ("high", "1/20")):
        found[key] = 1 - Fraction(len(known.reached) + quantile(missing, Fraction(p)), n)
    return found


def companions(known):
    """How many others are missing with one who is missing (docs/explanation/together).

    Of A, whoever is reached named near actors; how many of those would be unknown, had it said
    nothing? Before any answer: one, times the share of the far side that is near.
    """
    acts, near, far = known.acts, known.near, known.far
    named = 0
    reached_of_a = known.a & known.reached
    for i in reached_of_a:
        by_i_alone = {
            key
            for key in acts.reaching(i, far)
            if acts.is_report[key] and acts.reporters[key] & near == {i}
        }
        for j in near - {i} - known.whatever - known.said.yes:
            keys = acts.reaching(j, far)
            named += bool(keys) and by_i_alone.issuperset(keys)
    first = Fraction(len(near & far), len(far)) if far else Fraction(0)
    return (first + named) / (1 + len(reached_of_a))


def missing_reached(known):
    a, unknown = known.a, known.unknown - known.from_log
    x, y = a & known.reached, a - known.reached
    m = companions(known)
    active = {i for i in known.near if known.acts.takes_part(i, recorded_only=True)}
    if len(a & active) >= 5 and len(a - active) >= 5:
        missing = added(
            beta_binomial(len(unknown & active), len(x & active), len(y & active), m),
            beta_binomial(len(unknown - active), len(x - active), len(y - active), m),
        )
    else:
        missing = beta_binomial(len(unknown), len(x), len(y), m)
    log = len(known.unknown & known.from_log)
    tests = known.tests
    if log:
        yes, no = len(tests & known.reached), len(tests - known.reached)
        return added(missing, beta_binomial(log, yes, no, m))
    return missing


def read_parts(known):
    near, far, acts, by_word = known.near, known.far, known.acts, known.by_word
    platform = known.world.platform
    if len(near) < 5 or not far:
        return None
    n = len(near)
    # Who is reached by an answer alone has one slot with the label: a report that names nobody.
    slots = {i: sum(i in acts.holds[key] for key in acts.carrying) for i in near}
    unmarked = sum(
        i in acts.holds[key] and not (acts.holds[key] & far) - {i}
        for i in near
        for key in acts.carrying
    )
    for i in by_word:
        slots[i] += 1
    total = sum(slots.values())
    active = sorted(i for i in near if slots[i])

    def empty(k):
        return Fraction(comb(unmarked, k), comb(total, k)) if k <= unmarked else Fraction(0)

    thin = sum((empty(slots[i]) for i in active), Fraction(0))
    variance = sum((empty(slots[i]) * (1 - empty(slots[i])) for i in active), Fraction(0))
    for i, j in combinations(active, 2):
        variance += 2 * (empty(slots[i] + slots[j]) - empty(slots[i]) * empty(slots[j]))
    only_platform = set()
    for i in near - by_word:
        company = [acts.holds[key] - {i} for key in acts.carrying if i in acts.holds[key]]
        if company and all(others <= platform for others in company):
            only_platform.add(i)
    return {
        "inactive": Fraction(n - len(active), n),
        "platform_only": Fraction(len(only_platform), n) if platform else None,
        "thin": thin / n,
        "sorted_sd": sqrt(variance) / n,
    }


def in_two_steps(near, far, acts):
    """i shares an act with a far actor, or with a j that shares an act with a far actor."""
    reached = set()
    for i in near:
        for one in acts:
            if i not in one:
                continue
            if (one & far) - {i}:
                reached.add(i)
            for j in one - {i}:
                for other in acts:
                    if j in other and (other & far) - {i, j}:
                        reached.add(i)
    return reached


def read_access(known):
    near, far, acts, world, why = known.near, known.far, known.acts, known.world, known.why
    carrying = [acts.holds[key] for key in acts.carrying]
    keys = ("platform_dependence", "platform_dependence_high", "sole_route")
    found = dict.fromkeys(("two_step", *keys))
    if not near or not far:
        reason = "no_far_side" if near else "too_few_near"
        why |= dict.fromkeys(("two_step", *keys), reason)
        return found
    reached = in_two_steps(near, far, carrying)
    found["two_step"] = Fraction(len(reached), len(near))
    reason = (
        "no_platform"
        if not world.platform
        else "too_few_near"
        if len(near) < 5
        else "nothing_reached"
        if not reached
        else None
    )
    if reason:
        why |= dict.fromkeys(keys, reason)
        return found
    # Its participations removed; an act left with one participant carries none.
    thinned = [who - world.platform for who in carrying if len(who - world.platform) >= 2]
    without = in_two_steps(near, far, thinned)
    # Every act it took part in removed.
    apart = in_two_steps(near, far, [who for who in carrying if not who & world.platform])
    found["platform_dependence"] = 1 - Fraction(len(without), len(reached))
    found["platform_dependence_high"] = 1 - Fraction(len(apart), len(reached))
    # By name only what recorded acts alone say.
    told = [acts.holds[key] for key in acts.carrying if not acts.is_report[key]]
    apart = [who - world.platform for who in told if len(who - world.platform) >= 2]
    found["sole_route"] = sorted(in_two_steps(near, far, told) - in_two_steps(near, far, apart))
    return found


def read_section_3(tables, asked):
    """Every gap, in the order of the memos; the authority gap also without the financier."""
    world = World(tables, asked)
    figures = []
    for gap in GAPS:
        figure = read_gap(gap, world)
        twin = gap == "authority" and world.financier
        figure["without_financier"] = read_gap(gap, world, True) if twin else None
        if gap == "global":
            figure["blank_countries"] = sum(
                world.state(a)["country"] in (None, "") for a in set(world.actors) - world.platform
            )
        figures.append(figure)
    return figures
