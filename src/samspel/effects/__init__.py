"""What moved between two days, and what may be said of it.

Neighbours get `measure_change` (change, verdicts, areas), `read_stop_rule`, `POWER` and
`alone_areas`, which a rule may name.
"""

from samspel.effects.change import measure_change
from samspel.effects.power import POWER
from samspel.effects.rule_areas import alone_areas
from samspel.effects.stop_rule import check_stop_rule, read_stop_rule

__all__ = ["POWER", "alone_areas", "check_stop_rule", "measure_change", "read_stop_rule"]
