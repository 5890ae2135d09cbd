"""The forecaster: standardised windows into a logistic regression, trained epoch by epoch."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

import joblib
import numpy as np
from sklearn.linear_model import SGDClassifier
from sklearn.metrics import log_loss

CLASSES = np.array([0, 1])  # dry, wet


@dataclass
class Forecaster:
    """All that a prediction or a further epoch needs, so that a saved one goes on exactly where it was."""

    window: int
    seed: int
    learning_rate: float
    mean: np.ndarray
    scale: np.ndarray
    epoch: int = 0
    classifier: SGDClassifier = field(default=None)

    @classmethod
    def fresh(cls, x: np.ndarray, *, window: int, seed: int, learning_rate: float) -> "Forecaster":
        """Untrained; the standardisation is taken from `x`, which must be training days only."""
        scale = x.std(axis=0)
        # A feature that never varies would divide by zero; it says nothing, so it stays as it is.
        forecaster = cls(window, seed, learning_rate, x.mean(axis=0), np.where(scale == 0, 1.0, scale))
        forecaster.classifier = SGDClassifier(
            loss="log_loss", learning_rate="constant", eta0=learning_rate, alpha=1e-4, shuffle=False, average=True
        )
        return forecaster

    def train_epoch(self, x: np.ndarray, y: np.ndarray) -> None:
        """One pass over the days, in an order that depends on seed and epoch alone: resumed equals unbroken."""
        order = np.random.default_rng([self.seed, self.epoch]).permutation(len(x))
        self.classifier.partial_fit(self._standardised(x)[order], y[order], classes=CLASSES)
        self.epoch += 1

    def probability(self, x: np.ndarray) -> np.ndarray:
        """(days,) probability of a wet day."""
        return self.classifier.predict_proba(self._standardised(x))[:, 1]

    def predict(self, x: np.ndarray) -> np.ndarray:
        """(days,) 1 = wet, 0 = dry."""
        return (self.probability(x) >= 0.5).astype(int)

    def loss(self, x: np.ndarray, y: np.ndarray) -> float:
        """Mean log loss in nats; ln 2 = 0.693 is a coin's."""
        return float(log_loss(y, self.probability(x), labels=CLASSES))

    def digest(self) -> str:
        """Names what was learned: equal parameters, equal digest."""
        learned = hashlib.sha256()
        for part in (self.mean, self.scale, self.classifier.coef_, self.classifier.intercept_):
            learned.update(np.ascontiguousarray(part, dtype="<f8").tobytes())
        return "sha256:" + learned.hexdigest()

    def save(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        joblib.dump(self, path)

    @staticmethod
    def load(path: Path) -> "Forecaster":
        """Loads a file that `save` wrote. It is a pickle: load only what your own pipeline made."""
        forecaster = joblib.load(path)
        if not isinstance(forecaster, Forecaster):
            raise ValueError(f"{path} holds a {type(forecaster).__name__}; expected a Forecaster")
        return forecaster

    def _standardised(self, x: np.ndarray) -> np.ndarray:
        if x.shape[1] != len(self.mean):
            raise ValueError(f"rows have {x.shape[1]} features; this model was trained on {len(self.mean)}")
        return (x - self.mean) / self.scale
