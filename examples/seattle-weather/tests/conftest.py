"""Shared by all tiers: the marker of a test is the folder it lies in, and the real days are read once."""

from pathlib import Path

import pandas as pd
import pytest

from weather import features, settings, training, windows

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        item.add_marker(item.path.relative_to(HERE).parts[0])


@pytest.fixture
def made_up() -> pd.DataFrame:
    """Ten valid days, easy to spoil: rain on every second one."""
    return pd.DataFrame(
        {
            "date": pd.date_range("2014-12-25", periods=10),
            "precipitation": [0.0, 1.5] * 5,
            "temp_max": [float(10 + day) for day in range(10)],
            "temp_min": [float(day) for day in range(10)],
            "wind": [2.5] * 10,
            "weather": ["sun", "rain"] * 5,
        }
    )


@pytest.fixture(scope="session")
def days() -> pd.DataFrame:
    return features.load(features.raw_path())


@pytest.fixture(scope="session")
def learned_and_judged(days: pd.DataFrame) -> tuple[windows.Windows, windows.Windows]:
    return training.split(windows.build(days, settings.window()))


@pytest.fixture(scope="session")
def learned(learned_and_judged) -> windows.Windows:
    return learned_and_judged[0]


@pytest.fixture(scope="session")
def judged(learned_and_judged) -> windows.Windows:
    return learned_and_judged[1]
