import dataclasses

import numpy as np
import pytest

from weather import report
from weather.commands import Mismatch, expect
from weather.evaluation import Evaluation, majority_accuracy

GOOD = Evaluation(accuracy=0.75, baseline=0.6, loss=0.5, floor=0.7, confusion=[[40, 10], [15, 35]])
MADE = {
    "dataset": "sha256:" + "a" * 64, "model": "sha256:" + "b" * 64, "seed": 1, "window": 3, "epochs": 5,
    "days": 9, "first_loss": 0.6, "last_loss": 0.5,
}  # fmt: skip


def test_the_baseline_gives_the_commonest_answer_of_training_not_of_the_test():
    assert majority_accuracy(np.array([0, 0, 1]), np.array([1, 1, 1, 0])) == 0.25


@pytest.mark.parametrize(
    ("changes", "passed"), [({}, True), ({"accuracy": 0.69}, False), ({"baseline": 0.75}, False)]
)
def test_a_model_passes_only_above_floor_and_baseline(changes, passed):
    assert dataclasses.replace(GOOD, **changes).passed is passed


def test_the_page_shows_the_verdict_the_baseline_and_the_confusion():
    page = report.markdown(MADE, GOOD)
    assert "good enough" in page
    assert "| accuracy on 2015 | **0.750** | 0.600 | 0.700 |" in page
    assert "| **was wet** | 15 | 35 |" in page
    assert "too weak" in report.markdown(MADE, dataclasses.replace(GOOD, accuracy=0.1))


def test_a_digest_that_differs_between_jobs_is_refused():
    with pytest.raises(Mismatch, match="the model is b, but the job before had a"):
        expect("the model", "b", "a")


def test_a_digest_that_nobody_told_is_said_and_one_that_nobody_asked_for_is_not(capsys):
    expect("the model", "b", "")
    assert "nothing to compare" in capsys.readouterr().err
    expect("the model", "b", None)
    assert capsys.readouterr().err == ""
