"""Gaps as pages: the wheel of an ecosystem, one gap down to its acts, a run and its downloads."""
