"""`python -m benchmarks [AGENCIES]` prints every ratio."""

import sys

from benchmarks import run_all

if __name__ == "__main__":
    for line in run_all(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000):
        print(line, flush=True)
