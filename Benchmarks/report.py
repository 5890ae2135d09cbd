"""Figures beside their budgets and floors, as a table that grows while it is measured."""

import os
import platform
import time
from dataclasses import asdict, dataclass


@dataclass
class Figure:
    #: What was measured.
    name: str
    value: float
    #: ms, s, /s, MB, MB/s or % of a core
    unit: str
    #: None where there is no budget: the figure is there to be compared with.
    budget: float | None = None
    #: Whether more is better.
    more_is_better: bool = False
    #: What the machine itself needs for the same, in the same unit.
    floor: float | None = None
    floor_name: str = ""
    note: str = ""

    @property
    def is_met(self):
        if self.budget is None:
            return None
        return self.value >= self.budget if self.more_is_better else self.value <= self.budget


def number(value, unit):
    if value is None:
        return ""
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:,.{digits}f} {unit}"


class Report:
    def __init__(self):
        self.figures = []
        self.problems = []
        self.floors = None
        self.started = time.monotonic()

    def begin(self, floors):
        self.floors = floors
        print(f"{processor()}, {os.cpu_count()} cores, Linux {platform.release()}; load {os.getloadavg()[0]:.1f}")
        print("\nFloors of this machine")
        for name, value, unit in floors.all():
            print(f"  {name:58} {number(value, unit):>14}", flush=True)
        print(f"\n  {'Figure':58} {'Measured':>14} {'Budget':>16} {'Floor':>14}  Verdict")

    def add(self, group, figure):
        self.figures.append((group, figure))
        sign = "≥ " if figure.more_is_better else "≤ "
        budget = "" if figure.budget is None else sign + number(figure.budget, figure.unit)
        verdict = {None: "", True: "met", False: "MISSED"}[figure.is_met]
        print(
            f"  {figure.name:58} {number(figure.value, figure.unit):>14} {budget:>16}"
            f" {number(figure.floor, figure.unit):>14}  {verdict}", flush=True)
        if figure.note:
            print(f"      {figure.note}", flush=True)

    def could_not(self, group, reason):
        self.problems.append((group, reason))
        print(f"  {group}: not measured: {reason}", flush=True)

    def took(self, group, seconds):
        if os.environ.get("ANNEAL_BENCHMARKS_VERBOSE"):
            print(f"      ({group} took {seconds:.0f} s)", flush=True)

    def end(self):
        budgets = [figure for _, figure in self.figures if figure.is_met is not None]
        missed = [figure.name for figure in budgets if not figure.is_met]
        print(f"\n{len(budgets) - len(missed)} of {len(budgets)} budgets met, in {time.monotonic() - self.started:.0f} s")
        for name in missed:
            print(f"  missed: {name}")
        for group, reason in self.problems:
            print(f"  not measured: {group}: {reason}")

    @property
    def exit_code(self):
        if self.problems:
            return 2
        return 1 if any(figure.is_met is False for _, figure in self.figures) else 0

    def as_json(self):
        return {
            "machine": {"processor": processor(), "cores": os.cpu_count(), "kernel": platform.release()},
            "floors": [{"name": name, "value": value, "unit": unit} for name, value, unit in self.floors.all()],
            "figures": [{"group": group, **asdict(figure), "met": figure.is_met} for group, figure in self.figures],
            "problems": [{"group": group, "reason": reason} for group, reason in self.problems],
        }


def processor():
    with open("/proc/cpuinfo") as file:
        for line in file:
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.machine()
