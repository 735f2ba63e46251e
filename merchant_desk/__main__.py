"""The `merchant-desk` command."""

import argparse
import sys
from importlib import metadata


def main() -> int:
    """Read the command line and answer it; return the exit code."""
    parser = argparse.ArgumentParser(prog="merchant-desk")
    parser.add_argument("--version", action="version", version=metadata.version("merchant-desk"))
    parser.parse_args()
    parser.print_usage()
    return 0


if __name__ == "__main__":
    sys.exit(main())
