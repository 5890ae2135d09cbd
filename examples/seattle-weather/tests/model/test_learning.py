"""The learning itself: what is wrong here is wrong in the mathematics, whatever the data."""

import math

import numpy as np
import pytest

from weather import settings, training, windows
from weather.model import Forecaster

WINDOW = settings.window()
SEED = settings.seed()
COIN = math.log(2)  # the loss of saying 0.5 to everything


@pytest.fixture
def forecaster(learned) -> Forecaster:
    return training.fresh(learned, window=WINDOW, seed=SEED)


def test_shapes(forecaster, learned):
    training.fit(forecaster, learned, 1)
    days, feature_count = learned.x.shape
    assert feature_count == windows.feature_count(WINDOW)
    assert forecaster.classifier.coef_.shape == (1, feature_count)
    assert forecaster.probability(learned.x).shape == (days,)
    assert forecaster.predict(learned.x).shape == (days,)


def test_probabilities_are_probabilities(forecaster, learned):
    training.fit(forecaster, learned, 2)
    said = forecaster.probability(learned.x)
    assert ((said > 0) & (said < 1)).all()


def test_the_loss_falls(forecaster, learned):
    losses = training.fit(forecaster, learned, 15)
    assert losses[0] < COIN
    assert losses[-1] < losses[0] - 0.005
    # Averaged weights let it fall smoothly; a rise means that the steps are too large.
    assert all(later < earlier + 0.001 for earlier, later in zip(losses, losses[1:], strict=False)), losses


def test_it_overfits_a_tiny_batch(learned):
    wet, dry = np.flatnonzero(learned.y == 1)[:4], np.flatnonzero(learned.y == 0)[:4]
    batch = learned.where(np.concatenate([wet, dry]))
    forecaster = training.fresh(batch, window=WINDOW, seed=SEED)
    training.fit(forecaster, batch, 500)
    assert (forecaster.predict(batch.x) == batch.y).all()
    assert forecaster.loss(batch.x, batch.y) < 0.1


def test_a_checkpoint_restores_and_goes_on_exactly(forecaster, learned, tmp_path):
    training.fit(forecaster, learned, 3)
    forecaster.save(tmp_path / "checkpoint.joblib")
    restored = Forecaster.load(tmp_path / "checkpoint.joblib")
    assert restored.digest() == forecaster.digest()
    assert np.array_equal(restored.probability(learned.x), forecaster.probability(learned.x))

    unbroken = training.fresh(learned, window=WINDOW, seed=SEED)
    training.fit(unbroken, learned, 6)
    training.fit(restored, learned, 3)
    assert restored.epoch == unbroken.epoch == 6
    assert restored.digest() == unbroken.digest()


def test_rows_of_another_window_are_refused(forecaster, learned):
    training.fit(forecaster, learned, 1)
    with pytest.raises(ValueError, match="this model was trained on"):
        forecaster.predict(learned.x[:, 1:])
