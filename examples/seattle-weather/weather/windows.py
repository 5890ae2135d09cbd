"""A window of days before a day -> numbers that say whether that day will be wet."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

PER_DAY = 6  # features of one past day
SEASON = 2  # features of the predicted day's date
YEAR = 365.25


@dataclass(frozen=True)
class Windows:
    """`x`: (days, features) float64. `y`: (days,) int, 1 = wet. `dates`: (days,) the predicted days."""

    x: np.ndarray
    y: np.ndarray
    dates: pd.DatetimeIndex

    def where(self, chosen: np.ndarray) -> "Windows":
        return Windows(self.x[chosen], self.y[chosen], self.dates[chosen])


def feature_count(window: int) -> int:
    return PER_DAY * window + SEASON


def build(days: pd.DataFrame, window: int) -> Windows:
    """One row for each day that has `window` days before it. Nothing of the predicted day but its date is used.

    The observers' word for the day (column `weather`) is left out on purpose: from 2013 on, most of what
    used to be called rain is called fog, so the label drifted while the weather did not.
    """
    if not 1 <= window < len(days):
        raise ValueError(f"window is {window} days; expected 1 to {len(days) - 1}, there are {len(days)} days of data")
    rain = days["precipitation"].to_numpy()
    low, high = days["temp_min"].to_numpy(), days["temp_max"].to_numpy()
    per_day = np.column_stack([np.log1p(rain), rain > 0, high, low, high - low, days["wind"].to_numpy()])
    past = [per_day[window - back : len(days) - back] for back in range(1, window + 1)]
    dates = pd.DatetimeIndex(days["date"].iloc[window:])
    angle = 2 * np.pi * dates.day_of_year.to_numpy() / YEAR
    x = np.column_stack([*past, np.sin(angle), np.cos(angle)])
    return Windows(x, (rain[window:] > 0).astype(int), dates)
