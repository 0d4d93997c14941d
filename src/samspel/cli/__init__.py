"""The library, and the server, at the command line: `samspel`.

Neighbours get `main`. Nothing heavy is imported before a command needs it, so that `--help`
answers at once. Messages go to standard error; standard output holds the answer alone.
"""

import sys
from collections.abc import Sequence

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. 0 answered (also when the answer is "no estimate"), 1 bad data, 2 bad usage.

    Parameters
    ----------
    argv
        The arguments after the program's name; those of this process when left out.
    """
    from samspel.cli.parser import SERVICE_VERBS, parse

    given = list(sys.argv[1:] if argv is None else argv)
    try:
        if given and given[0] in SERVICE_VERBS:
            from samspel.cli.service import run

            return run(given)
        return parse(given)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    except BrokenPipeError:
        return _closed()
    except OSError as fault:
        # A full disk, a folder that may not be written: the name and the reason, no traceback.
        sys.stderr.write(f"samspel: {fault.strerror or fault}: {fault.filename or ''}\n")
        return 1
    except KeyboardInterrupt:
        return 130


def _closed() -> int:
    # The reader (`| head`) went away: nothing is wrong, and nothing more can be said.
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return 0


if __name__ == "__main__":
    sys.exit(main())
