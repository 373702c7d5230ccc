"""`python -m bpindex` is the command line."""

from bpindex.cli.app import main

if __name__ == "__main__":
    main()
