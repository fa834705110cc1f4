"""`python -m lightstack_desktop` is the command `lightstack`."""

from __future__ import annotations

import sys

from lightstack_desktop.cli import main

if __name__ == "__main__":
    sys.exit(main())
