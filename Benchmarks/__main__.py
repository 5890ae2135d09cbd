"""Measures what Anneal costs, beside its budgets and the floor of this machine in the same run.

    python3 Benchmarks [--list] [--json FILE] [--keep] [NAME ...]

Drives the release binaries (`ANNEAL_BIN`, else .build/release) from outside, with real git repositories, real jobs and a
real disk: a folder under .benchmarks/, removed afterwards. Exit code 0 when every budget is met, 1 when one is missed, 2 when
something could not be measured.
"""

import argparse
import json
import shutil
import sys
import tempfile
import time
from pathlib import Path

from bench import BIN, ROOT, Unmeasurable
from figures import FIGURES
from floors import Floors
from report import Report


def main():
    parser = argparse.ArgumentParser(prog="make bench", description="Measures what Anneal costs.")
    parser.add_argument("names", nargs="*", metavar="NAME", help="figures to measure; all when none is named")
    parser.add_argument("--list", action="store_true", help="the names there are, and what they measure")
    parser.add_argument("--json", type=Path, help="also write the figures to a file, as JSON")
    parser.add_argument("--keep", action="store_true", help="keep the working folder")
    options = parser.parse_args()
    if options.list:
        for name, measure in FIGURES.items():
            print(f"{name:12} {measure.__doc__.strip().splitlines()[0]}")
        return 0
    unknown = [name for name in options.names if name not in FIGURES]
    if unknown:
        parser.error(f"no figure {', '.join(unknown)}; there are: {', '.join(FIGURES)}")
    for binary in ("anneal", "anneal-supervisor"):
        if not (BIN / binary).exists():
            print(f"there is no {BIN / binary}: run make build first, or set ANNEAL_BIN", file=sys.stderr)
            return 2

    base = ROOT / ".benchmarks"
    base.mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="work-", dir=base))
    report = Report()
    try:
        floors = Floors(folder)
        report.begin(floors)
        for name in options.names or FIGURES:
            begin = time.monotonic()
            place = folder / name
            place.mkdir()
            try:
                for figure in FIGURES[name](place, floors):
                    report.add(name, figure)
            except Unmeasurable as reason:
                report.could_not(name, str(reason))
            if not options.keep:
                shutil.rmtree(place, ignore_errors=True)
            report.took(name, time.monotonic() - begin)
    finally:
        if not options.keep:
            shutil.rmtree(folder, ignore_errors=True)
    report.end()
    if options.json:
        options.json.write_text(json.dumps(report.as_json(), indent=2) + "\n")
    return report.exit_code


sys.exit(main())
