"""``python -m assessment`` is the command ``bop``."""

from assessment.cli import main

raise SystemExit(main())
