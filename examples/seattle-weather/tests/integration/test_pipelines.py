"""The pipelines as CI runs them: one hands its files to the next."""

import json

import joblib
import pandas as pd
import pytest

from weather import evaluation, features, inference, report, training
from weather.commands import Mismatch


@pytest.fixture(autouse=True)
def few_epochs(monkeypatch):
    monkeypatch.setenv("WEATHER_EPOCHS", "5")
    monkeypatch.setenv("WEATHER_WINDOW", "3")


@pytest.fixture
def dataset(tmp_path):
    path = tmp_path / "dataset.csv"
    features.main(["--out", str(path)])
    return path


def train(dataset, folder, *more: str) -> dict:
    training.main(["--dataset", str(dataset), "--out", str(folder), *more])
    return json.loads((folder / "metrics.json").read_text())


def test_the_real_data_set_is_valid_and_whole(dataset):
    days = features.load(dataset)
    assert len(days) == 1461
    assert (days["date"].min(), days["date"].max()) == (pd.Timestamp("2012-01-01"), pd.Timestamp("2015-12-31"))


def test_features_feed_training_and_inference_gives_a_day_a_line(dataset, tmp_path):
    train(dataset, tmp_path)
    out = tmp_path / "predictions.csv"
    common = ["--dataset", str(dataset), "--model", str(tmp_path / "model.joblib")]
    inference.main([*common, "--from", "2015-12-01", "--out", str(out)])
    predictions = pd.read_csv(out)
    assert list(predictions.columns) == ["date", "wet", "probability"]
    assert len(predictions) == 31
    assert predictions["probability"].between(0, 1).all()
    assert (predictions["wet"] == (predictions["probability"] >= 0.5)).all()


def test_the_report_reads_what_training_and_evaluation_left(dataset, tmp_path, monkeypatch):
    train(dataset, tmp_path)
    # The floor is the regression tier's business; here it is whether the files fit together.
    monkeypatch.setattr(evaluation, "FLOOR", 0.0)
    monkeypatch.setattr(evaluation, "majority_accuracy", lambda learned, judged: -1.0)
    common = ["--dataset", str(dataset), "--model", str(tmp_path / "model.joblib")]
    evaluation.main([*common, "--out", str(tmp_path / "evaluation.json")])
    summary = tmp_path / "summary.md"
    summary.write_text("written before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    report.main(["--folder", str(tmp_path)])
    page = summary.read_text()
    assert page.startswith("written before\n## Will it rain")
    assert "majority baseline" in page


def test_the_same_seed_learns_the_same_model(dataset, tmp_path, monkeypatch):
    monkeypatch.setenv("ANNEAL_SEED", "11")
    assert train(dataset, tmp_path / "one") == train(dataset, tmp_path / "two")


def test_another_seed_learns_another_model(dataset, tmp_path, monkeypatch):
    monkeypatch.setenv("ANNEAL_SEED", "11")
    one = train(dataset, tmp_path / "one")
    monkeypatch.setenv("ANNEAL_SEED", "12")
    assert train(dataset, tmp_path / "two")["model"] != one["model"]


def test_training_refuses_a_data_set_that_is_not_the_one_expected(dataset, tmp_path):
    with pytest.raises(Mismatch, match="the data set is sha256:"):
        train(dataset, tmp_path, "--expect-dataset", "sha256:0")


def test_a_data_set_spoiled_on_the_way_is_not_trained_on(dataset, tmp_path):
    lines = dataset.read_text().splitlines(keepends=True)
    dataset.write_text("".join(lines[:500] + lines[501:]))
    with pytest.raises(ValueError, match="1 day"):
        train(dataset, tmp_path)
    assert not (tmp_path / "model.joblib").exists()


def test_a_model_file_that_is_none_is_refused(dataset, tmp_path):
    joblib.dump({"not": "a model"}, tmp_path / "model.joblib")
    with pytest.raises(ValueError, match="holds a dict; expected a Forecaster"):
        inference.main(["--dataset", str(dataset), "--model", str(tmp_path / "model.joblib")])
