import numpy as np
import pytest

from weather import windows


@pytest.mark.parametrize("window", [1, 3, 9])
def test_there_is_one_row_for_each_day_with_a_whole_window(made_up, window):
    built = windows.build(made_up, window)
    assert built.x.shape == (10 - window, windows.feature_count(window))
    assert list(built.dates) == list(made_up["date"].iloc[window:])


def test_the_answer_is_whether_the_predicted_day_was_wet(made_up):
    assert list(windows.build(made_up, 1).y) == [1, 0, 1, 0, 1, 0, 1, 0, 1]


def test_the_nearest_day_comes_first(made_up):
    row = windows.build(made_up, 3).x[0]
    maxima = row[2 : 3 * windows.PER_DAY : windows.PER_DAY]
    assert list(maxima) == [12.0, 11.0, 10.0]


def test_nothing_of_the_predicted_day_or_later_leaks_into_its_row(made_up):
    before = windows.build(made_up, 3)
    made_up.loc[6:, ["precipitation", "temp_max", "temp_min", "wind"]] = [99.0, 40.0, 30.0, 49.0]
    after = windows.build(made_up, 3)
    # The row at 3 predicts day 6, the first that was changed; the row after it has that day in its window.
    assert np.array_equal(before.x[:4], after.x[:4])
    assert not np.array_equal(before.x[4], after.x[4])


def test_the_season_goes_round_the_year(made_up):
    season = windows.build(made_up, 1).x[:, -windows.SEASON :]
    assert np.allclose(np.linalg.norm(season, axis=1), 1.0)


@pytest.mark.parametrize("window", [0, -1, 10])
def test_a_window_that_cannot_be_is_refused(made_up, window):
    with pytest.raises(ValueError, match=f"window is {window} days; expected 1 to 9"):
        windows.build(made_up, window)
