"""`python -m roadmap`."""

import sys

from roadmap.cli import main

if __name__ == "__main__":
    sys.exit(main())
