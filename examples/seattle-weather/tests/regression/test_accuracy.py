"""The model is as good as it has been, for the seed of this run and for a few others."""

import pytest

from weather import evaluation, settings, training


@pytest.mark.parametrize("offset", [0, 1, 2])
def test_accuracy_is_above_the_floor_and_the_baseline(learned, judged, offset):
    seed = (settings.seed() + offset) % 2**64
    forecaster = training.fresh(learned, window=settings.window(), seed=seed)
    training.fit(forecaster, learned, settings.epochs())
    result = evaluation.evaluate(forecaster, learned, judged)
    assert result.accuracy >= evaluation.FLOOR, f"seed {seed}: {result}"
    assert result.accuracy >= result.baseline + 0.05, f"seed {seed}: {result}"


def test_the_probabilities_are_better_than_knowing_only_how_often_it_rains(learned, judged):
    forecaster = training.fresh(learned, window=settings.window(), seed=settings.seed())
    training.fit(forecaster, learned, settings.epochs())
    wet = learned.y.mean()
    said, was = forecaster.probability(judged.x), judged.y
    assert ((said - was) ** 2).mean() < 0.9 * ((wet - was) ** 2).mean()
