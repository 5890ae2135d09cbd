"""Feature pipeline: raw daily observations -> a cleaned, validated data set whose digest names it.

    python -m weather.features --out build/dataset.csv
"""

import argparse
import hashlib
from pathlib import Path

import pandas as pd
from vega_datasets import local_data

from weather.commands import run
from weather.schema import COLUMNS, MEASUREMENTS, InvalidData, validate


def raw_path() -> Path:
    """The csv that lies inside the installed `vega_datasets` package; nothing is fetched."""
    return Path(local_data.seattle_weather.filepath)


def read(path: Path) -> pd.DataFrame:
    """The file as text cells, so that `clean` decides what a number or a date is, not the csv reader."""
    try:
        return pd.read_csv(path, dtype=str, keep_default_na=False)
    except (OSError, UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise InvalidData(f"{path}: {error}") from error


def clean(raw: pd.DataFrame) -> pd.DataFrame:
    """Typed columns, trimmed and lower-cased categories, days in order, rows that were delivered twice once."""
    missing = [name for name in COLUMNS if name not in raw.columns]
    if missing:
        raise InvalidData(f"column(s) {', '.join(missing)} missing; found {', '.join(map(str, raw.columns))}")
    cells = raw[list(COLUMNS)].apply(lambda column: column.str.strip())
    days = pd.DataFrame({"date": _typed(cells["date"], _dates, "a date such as 2012/01/31")})
    for name in MEASUREMENTS:
        days[name] = _typed(cells[name], lambda column: pd.to_numeric(column, errors="coerce"), "a number")
    days["weather"] = cells["weather"].str.lower()
    return days.drop_duplicates().sort_values("date", kind="stable").reset_index(drop=True)


def _dates(column: pd.Series) -> pd.Series:
    return pd.to_datetime(column.str.replace("/", "-"), format="%Y-%m-%d", errors="coerce")


def _typed(column: pd.Series, convert, expected: str) -> pd.Series:
    typed = convert(column)
    if typed.isna().any():
        row = int(typed.isna().to_numpy().argmax())
        # Row 0 of the frame is line 2 of the file: line 1 has the names.
        raise InvalidData(f"line {row + 2}: {column.name} is {column.iloc[row]!r}; expected {expected}")
    return typed


def load(path: Path) -> pd.DataFrame:
    """A data set from disk, checked again: a pipeline never trusts the file that another one left."""
    return validate(clean(read(path)))


def save(days: pd.DataFrame, path: Path) -> None:
    """The canonical bytes: equal days give equal files, hence equal digests."""
    path.parent.mkdir(parents=True, exist_ok=True)
    days.to_csv(path, index=False, float_format="%.1f", date_format="%Y-%m-%d", lineterminator="\n")


def digest(path: Path) -> str:
    return "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest()


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="weather.features", description="Clean and validate the observations.")
    parser.add_argument("--source", type=Path, help="raw csv; default: the one in the vega_datasets package")
    parser.add_argument("--out", type=Path, default=Path("build/dataset.csv"))
    options = parser.parse_args(arguments)

    days = load(options.source or raw_path())
    save(days, options.out)
    # Lines of name=value: readable here, and in CI they go to $GITHUB_OUTPUT as they are.
    print(f"days={len(days)}")
    print(f"digest={digest(options.out)}")


if __name__ == "__main__":
    run(main)
