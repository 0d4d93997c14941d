"""`python -m samspel.cli` is `samspel`."""

import sys

from samspel.cli import main

sys.exit(main())
