import pandas as pd
import pytest

from weather import features
from weather.schema import InvalidData


def raw(*rows: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["date", "precipitation", "temp_max", "temp_min", "wind", "weather"])


FIRST = ("2012/01/01", "0.0", "12.8", "5.0", "4.7", "drizzle")
SECOND = ("2012/01/02", "10.9", "10.6", "2.8", "4.5", "rain")


def test_cells_become_typed_columns():
    days = features.clean(raw(FIRST))
    assert days.loc[0, "date"] == pd.Timestamp("2012-01-01")
    assert days.loc[0, "temp_max"] == 12.8


def test_spaces_and_capitals_are_tidied():
    untidy = (" 2012/01/01 ", " 0.0", "12.8 ", "5.0", "4.7", " Drizzle ")
    assert features.clean(raw(untidy)).equals(features.clean(raw(FIRST)))


def test_days_are_put_in_order_and_numbered_anew():
    days = features.clean(raw(SECOND, FIRST))
    assert days["date"].is_monotonic_increasing
    assert list(days.index) == [0, 1]


def test_a_row_delivered_twice_counts_once():
    assert len(features.clean(raw(FIRST, SECOND, FIRST))) == 2


def test_both_date_spellings_are_one():
    dashed = ("2012-01-01", *FIRST[1:])
    assert features.clean(raw(dashed)).equals(features.clean(raw(FIRST)))


@pytest.mark.parametrize(
    ("column", "cell"), [(0, "2012/02/30"), (0, ""), (1, "a lot"), (2, ""), (4, "4,7")], ids=lambda value: str(value)
)
def test_a_cell_that_cannot_be_read_is_named(column: int, cell: str):
    spoiled = list(SECOND)
    spoiled[column] = cell
    with pytest.raises(InvalidData, match=r"line 3: \w+ is '" + cell):
        features.clean(raw(FIRST, tuple(spoiled)))


def test_a_missing_column_is_named():
    with pytest.raises(InvalidData, match="wind missing"):
        features.clean(raw(FIRST).drop(columns="wind"))


def test_a_file_that_is_no_csv_is_named(tmp_path):
    broken = tmp_path / "days.csv"
    broken.write_bytes(b"")
    with pytest.raises(InvalidData, match=r"days\.csv"):
        features.read(broken)


def test_saving_gives_the_same_bytes_for_the_same_days(tmp_path, made_up):
    features.save(made_up, tmp_path / "one.csv")
    features.save(features.load(tmp_path / "one.csv"), tmp_path / "two.csv")
    assert features.digest(tmp_path / "one.csv") == features.digest(tmp_path / "two.csv")


def test_another_value_gives_another_digest(tmp_path, made_up):
    features.save(made_up, tmp_path / "one.csv")
    made_up.loc[3, "wind"] += 0.1
    features.save(made_up, tmp_path / "two.csv")
    assert features.digest(tmp_path / "one.csv") != features.digest(tmp_path / "two.csv")
