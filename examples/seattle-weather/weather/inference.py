"""Inference pipeline: model + data set -> a csv with one prediction per day (batch).

    python -m weather.inference --from 2015-12-01 --out build/predictions.csv
"""

import argparse
from datetime import date
from pathlib import Path

import pandas as pd

from weather import features, windows
from weather.commands import run
from weather.model import Forecaster


def predict(forecaster: Forecaster, days: pd.DataFrame, first: date) -> pd.DataFrame:
    """Columns `date`, `wet` (0 or 1), `probability` of a wet day; days on or after `first` that have a whole window."""
    built = windows.build(days, forecaster.window)
    asked = built.where(built.dates >= pd.Timestamp(first))
    if len(asked.dates) == 0:
        raise ValueError(f"no day on or after {first} to predict; the data ends on {days['date'].iloc[-1]:%Y-%m-%d}")
    return pd.DataFrame(
        {"date": asked.dates, "wet": forecaster.predict(asked.x), "probability": forecaster.probability(asked.x)}
    )


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="weather.inference", description="Predict a batch of days.")
    parser.add_argument("--dataset", type=Path, default=Path("build/dataset.csv"))
    parser.add_argument("--model", type=Path, default=Path("build/model.joblib"))
    parser.add_argument("--out", type=Path, default=Path("build/predictions.csv"))
    parser.add_argument("--from", dest="first", type=date.fromisoformat, default=date(2015, 1, 1), metavar="YYYY-MM-DD")
    options = parser.parse_args(arguments)

    predictions = predict(Forecaster.load(options.model), features.load(options.dataset), options.first)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    predictions.to_csv(options.out, index=False, float_format="%.4f", date_format="%Y-%m-%d", lineterminator="\n")
    print(f"predictions={len(predictions)}")


if __name__ == "__main__":
    run(main)
