import pytest

from weather.schema import SHOWN, InvalidData, validate


def test_valid_days_pass_unchanged(made_up):
    assert validate(made_up) is made_up


def test_a_gap_in_the_dates_says_how_many_days_are_missing(made_up):
    with pytest.raises(InvalidData, match=r"2014-12-27: followed by 2014-12-30; 2 day\(s\) are missing"):
        validate(made_up.drop(index=[3, 4]))


def test_a_day_with_two_different_rows_is_refused(made_up):
    made_up.loc[4, "date"] = made_up.loc[3, "date"]
    with pytest.raises(InvalidData, match="2014-12-28: appears twice"):
        validate(made_up)


def test_days_out_of_order_are_refused(made_up):
    with pytest.raises(InvalidData, match="expected rising dates"):
        validate(made_up.iloc[::-1])


@pytest.mark.parametrize(
    ("column", "value"), [("precipitation", -0.1), ("temp_max", 55.0), ("temp_min", -41.0), ("wind", 50.1)]
)
def test_a_value_out_of_range_is_named_with_what_was_expected(made_up, column, value):
    made_up.loc[2, column] = value
    with pytest.raises(InvalidData, match=f"2014-12-27: {column} is {value}; expected"):
        validate(made_up)


def test_a_missing_value_is_out_of_range(made_up):
    made_up.loc[2, "wind"] = float("nan")
    with pytest.raises(InvalidData, match="wind is nan"):
        validate(made_up)


def test_a_minimum_above_the_maximum_is_refused(made_up):
    made_up.loc[2, "temp_min"] = 20.0
    with pytest.raises(InvalidData, match=r"temp_min 20.0 is above temp_max 12.0"):
        validate(made_up)


def test_an_unknown_category_is_refused(made_up):
    made_up.loc[9, "weather"] = "hail"
    with pytest.raises(InvalidData, match="weather is 'hail'; expected one of drizzle, fog"):
        validate(made_up)


def test_columns_must_be_exactly_those_of_the_schema(made_up):
    with pytest.raises(InvalidData, match="columns are"):
        validate(made_up.assign(humidity=1.0))


def test_no_rows_are_refused(made_up):
    with pytest.raises(InvalidData, match="no rows"):
        validate(made_up.iloc[:0])


def test_many_problems_are_counted_and_the_first_few_shown(made_up):
    made_up["wind"] = -1.0
    with pytest.raises(InvalidData, match=f"(?s)10 problem.*and {10 - SHOWN} more") as caught:
        validate(made_up)
    assert str(caught.value).count("wind is") == SHOWN
