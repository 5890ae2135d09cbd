"""What a run may choose from outside, read from the environment; each wrong value is refused by name."""

import os


def seed() -> int:
    """`ANNEAL_SEED`: the engine makes one per run and hands it to every step; 0 at your own desk."""
    return _integer("ANNEAL_SEED", default=0, low=0, high=2**64 - 1)


def window() -> int:
    """`WEATHER_WINDOW`: how many past days the model sees."""
    return _integer("WEATHER_WINDOW", default=3, low=1, high=60)


def epochs() -> int:
    """`WEATHER_EPOCHS`: passes over the training days."""
    return _integer("WEATHER_EPOCHS", default=30, low=1, high=10_000)


def _integer(name: str, *, default: int, low: int, high: int) -> int:
    text = os.environ.get(name, "").strip()
    if not text:
        return default
    if not text.isascii() or not text.isdecimal() or not low <= int(text) <= high:
        raise ValueError(f"{name} is {text!r}; expected a whole number from {low} to {high}")
    return int(text)
