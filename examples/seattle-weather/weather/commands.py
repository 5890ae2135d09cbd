"""What the command lines share: how a mistake of the user's is told, and how digests are compared."""

import sys
from collections.abc import Callable


class Mismatch(ValueError):
    """Two jobs of one run disagree about data that must be the same."""


def run(main: Callable[[], None]) -> None:
    """Runs `main`; a mistake in data or settings becomes one message and exit code 1, not a stack trace."""
    try:
        main()
    except (ValueError, OSError) as error:
        sys.exit(f"error: {error}")


def expect(what: str, found: str, expected: str | None) -> None:
    """None: nobody asked. Empty: the job that would know did not run (its gate skipped it), which is said."""
    if expected is None:
        return
    if not expected:
        print(f"note: {what} is {found}; nothing to compare it with", file=sys.stderr)
    elif found != expected:
        raise Mismatch(f"{what} is {found}, but the job before had {expected}; is a step not deterministic?")
