"""What a day must look like. Everything that enters training or inference has passed `validate`."""

from dataclasses import dataclass

import pandas as pd

SHOWN = 5  # problems per message: enough to see the pattern, few enough to read


class InvalidData(ValueError):
    """The data breaks the schema; the message lists where, and what was expected."""


@dataclass(frozen=True)
class Range:
    low: float
    high: float
    unit: str


# Wider than anything ever measured in Seattle, narrow enough to catch a wrong unit or a slipped decimal.
MEASUREMENTS = {
    "precipitation": Range(0, 200, "mm"),
    "temp_max": Range(-30, 50, "°C"),
    "temp_min": Range(-40, 40, "°C"),
    "wind": Range(0, 50, "m/s"),
}
WEATHER = ("drizzle", "fog", "rain", "snow", "sun")
COLUMNS = ("date", *MEASUREMENTS, "weather")


def validate(days: pd.DataFrame) -> pd.DataFrame:
    """Returns `days` unchanged (one row per day, columns `COLUMNS`, `date` as datetime), or raises `InvalidData`."""
    if tuple(days.columns) != COLUMNS:
        raise InvalidData(f"columns are {', '.join(map(str, days.columns))}; expected {', '.join(COLUMNS)}")
    if days.empty:
        raise InvalidData("there are no rows; expected at least one day")
    problems = [*_dates(days["date"]), *_measurements(days), *_categories(days)]
    if problems:
        more = f"\n  and {len(problems) - SHOWN} more" if len(problems) > SHOWN else ""
        listed = "\n  ".join(problems[:SHOWN])
        raise InvalidData(f"{len(problems)} problem(s) in {len(days)} days:\n  {listed}{more}")
    return days


def _dates(dates: pd.Series) -> list[str]:
    problems = []
    for before, day in zip(dates, dates.iloc[1:], strict=False):
        step = (day - before).days
        if step == 0:
            problems.append(f"{day:%Y-%m-%d}: appears twice with different values")
        elif step < 0:
            problems.append(f"{day:%Y-%m-%d}: comes after {before:%Y-%m-%d}; expected rising dates")
        elif step > 1:
            problems.append(f"{before:%Y-%m-%d}: followed by {day:%Y-%m-%d}; {step - 1} day(s) are missing between")
    return problems


def _measurements(days: pd.DataFrame) -> list[str]:
    problems = []
    for name, allowed in MEASUREMENTS.items():
        column = days[name]
        # The comparison is false for NaN too, so a missing value can't slip through.
        for date, value in zip(days["date"], column, strict=True):
            if not allowed.low <= value <= allowed.high:
                problems.append(
                    f"{date:%Y-%m-%d}: {name} is {value}; expected {allowed.low} to {allowed.high} {allowed.unit}"
                )
    crossed = days[days["temp_min"] > days["temp_max"]]
    for date, low, high in zip(crossed["date"], crossed["temp_min"], crossed["temp_max"], strict=True):
        problems.append(f"{date:%Y-%m-%d}: temp_min {low} is above temp_max {high}")
    return problems


def _categories(days: pd.DataFrame) -> list[str]:
    unknown = days[~days["weather"].isin(WEATHER)]
    return [
        f"{date:%Y-%m-%d}: weather is {value!r}; expected one of {', '.join(WEATHER)}"
        for date, value in zip(unknown["date"], unknown["weather"], strict=True)
    ]
