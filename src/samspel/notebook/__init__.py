"""The library as an analyst meets it: read, measure, look, in a notebook or a script.

Neighbours get what `import samspel` offers. Results are frozen; each prints as sentences, shows
itself as a wheel and a table, gives a frame, a chart and the public JSON. Nothing here measures:
the figures are those of the command line and the service, to the last digit.
"""

from samspel.notebook.changes import ChangeMeasurement, change
from samspel.notebook.measurement import Measurement, measure
from samspel.notebook.reading import read

__all__ = ["ChangeMeasurement", "Measurement", "change", "measure", "read"]
