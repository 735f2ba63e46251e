"""What the macOS application starts."""

import sys

from merchant_desk.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
