"""``python -m assessment`` is the command ``bop``."""

import atexit
import gc

from assessment.cli import main

atexit.register(gc.freeze)  # who ends looks for no rubbish: that took half of a short command
raise SystemExit(main())
