"""The perceived lens: how well each gap works, as its two sides see it (method section 4).

Neighbours get `make_release`, the only way out: a numbered release of one closed wave on a fixed
grid. No other date, filter or window gives a perceived figure.
"""

from samspel.gaps.perceived.opinion import DRAWS, Votes, perceived_gap
from samspel.gaps.perceived.releasing import ReleaseRefused, ReleaseSettings, make_release

__all__ = ["DRAWS", "ReleaseRefused", "ReleaseSettings", "Votes", "make_release", "perceived_gap"]
