"""What the machine needs for the smallest thing of each kind: nothing built on it can be quicker."""

import os
import time
from functools import cached_property

from statistics_of import median, p99


class Floors:
    def __init__(self, folder):
        self.folder = folder

    def all(self):
        return [
            ("start of /bin/true to its end, median of 200", self.spawn, "ms"),
            ("a synced write of 500 bytes, median of 200", self.sync, "ms"),
            ("a synced write of 500 bytes, p99", self.sync_p99, "ms"),
        ]

    @cached_property
    def spawn(self):
        """Milliseconds."""
        def once():
            begin = time.perf_counter()
            os.waitpid(os.posix_spawn("/bin/true", ["/bin/true"], {}), 0)
            return (time.perf_counter() - begin) * 1000
        once()
        return median([once() for _ in range(200)])

    @cached_property
    def _syncs(self):
        descriptor = os.open(self.folder / "synced", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        block = b"x" * 499 + b"\n"

        def once():
            begin = time.perf_counter()
            os.write(descriptor, block)
            os.fdatasync(descriptor)
            return (time.perf_counter() - begin) * 1000
        try:
            once()
            return [once() for _ in range(200)]
        finally:
            os.close(descriptor)

    @property
    def sync(self):
        """Milliseconds."""
        return median(self._syncs)

    @property
    def sync_p99(self):
        return p99(self._syncs)
