"""Training pipeline: data set -> model.joblib, and metrics.json that says how it was made.

    ANNEAL_SEED=7 python -m weather.training --dataset build/dataset.csv --out build
"""

import argparse
import json
from pathlib import Path

import pandas as pd

from weather import features, settings, windows
from weather.commands import expect, run
from weather.model import Forecaster
from weather.windows import Windows

LEARNING_RATE = 0.01
TEST_FROM = pd.Timestamp("2015-01-01")  # three years to learn from, the fourth to be judged by


def split(days: Windows) -> tuple[Windows, Windows]:
    """Training days and test days, cut by date: a random split would let the model learn from the future."""
    learned, judged = days.where(days.dates < TEST_FROM), days.where(days.dates >= TEST_FROM)
    if len(learned.y) == 0 or len(judged.y) == 0:
        raise ValueError(
            f"{len(learned.y)} training and {len(judged.y)} test days around {TEST_FROM:%Y-%m-%d}; both must have some"
        )
    return learned, judged


def fresh(days: Windows, *, window: int, seed: int) -> Forecaster:
    return Forecaster.fresh(days.x, window=window, seed=seed, learning_rate=LEARNING_RATE)


def fit(forecaster: Forecaster, days: Windows, epochs: int) -> list[float]:
    """Trains on; returns the training loss after each epoch."""
    losses = []
    for _ in range(epochs):
        forecaster.train_epoch(days.x, days.y)
        losses.append(forecaster.loss(days.x, days.y))
    return losses


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="weather.training", description="Train the forecaster.")
    parser.add_argument("--dataset", type=Path, default=Path("build/dataset.csv"))
    parser.add_argument("--out", type=Path, default=Path("build"), help="folder for model.joblib and metrics.json")
    parser.add_argument("--expect-dataset", metavar="DIGEST", help="fail unless the data set has it")
    parser.add_argument("--expect-model", metavar="DIGEST", help="fail unless the same model is learned")
    options = parser.parse_args(arguments)

    dataset = features.digest(options.dataset)
    expect("the data set", dataset, options.expect_dataset)
    window, seed, epochs = settings.window(), settings.seed(), settings.epochs()
    learned, _ = split(windows.build(features.load(options.dataset), window))
    forecaster = fresh(learned, window=window, seed=seed)
    losses = fit(forecaster, learned, epochs)
    model = forecaster.digest()
    expect("the model", model, options.expect_model)

    forecaster.save(options.out / "model.joblib")
    metrics = {
        "dataset": dataset,
        "model": model,
        "seed": seed,
        "window": window,
        "epochs": epochs,
        "learning_rate": LEARNING_RATE,
        "days": len(learned.y),
        "first_loss": round(losses[0], 6),
        "last_loss": round(losses[-1], 6),
    }
    (options.out / "metrics.json").write_text(json.dumps(metrics, indent=2) + "\n", encoding="utf-8")
    print(f"model={model}")
    print(f"loss={losses[-1]:.6f}")


if __name__ == "__main__":
    run(main)
