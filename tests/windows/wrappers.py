"""Print the VBA wrappers that xlwings generates: `python -m tests.windows.wrappers MODULE`."""

import sys

from tests.windows.fakes import generate_wrappers


def main(arguments: list[str]) -> int:
    """Write the wrappers of one Python module to standard output, with LF line ends."""
    if len(arguments) != 1:
        print("usage: python -m tests.windows.wrappers MODULE", file=sys.stderr)
        return 2
    sys.stdout.write(generate_wrappers(arguments[0]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
