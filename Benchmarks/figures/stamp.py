"""A workflow whose one step says when it began, from inside its process."""

from bench import eventually

#: bash says the time by itself: `date` would be a process more.
WORKFLOW = """\
on:
  push:
  workflow_dispatch:
jobs:
  first:
    runs-on: any
    steps:
      - run: echo "$EPOCHREALTIME" > '{path}'
"""


class Stamp:
    def __init__(self, folder):
        self.path = folder / "stamp"

    @property
    def workflow(self):
        return WORKFLOW.format(path=self.path)

    def forget(self):
        self.path.unlink(missing_ok=True)

    def read(self):
        """Seconds since 1970, once the step has begun."""
        def look():
            try:
                text = self.path.read_text()
            except FileNotFoundError:
                return None
            return float(text.replace(",", ".")) if text.endswith("\n") else None
        return eventually(look, "the first step's process")
