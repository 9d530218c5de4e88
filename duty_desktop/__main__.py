"""``python -m duty_desktop``: the same as the command ``duty-desktop``."""

import sys

from duty_desktop.cli import main

sys.exit(main())
