"""The run's summary page: Markdown into $GITHUB_STEP_SUMMARY, or to the terminal where that is not set.

    python -m weather.report --folder build
"""

import argparse
import json
import os
from pathlib import Path

from weather.commands import run
from weather.evaluation import Evaluation


def markdown(made: dict, result: Evaluation) -> str:
    verdict = "✅ good enough" if result.passed else "❌ too weak"
    (dry_dry, dry_wet), (wet_dry, wet_wet) = result.confusion
    return f"""\
## Will it rain in Seattle tomorrow? {verdict}

| | model | majority baseline | floor |
| --- | ---: | ---: | ---: |
| accuracy on 2015 | **{result.accuracy:.3f}** | {result.baseline:.3f} | {result.floor:.3f} |
| log loss on 2015 | {result.loss:.3f} | | |
| log loss in training, first → last epoch | {made["first_loss"]:.3f} → {made["last_loss"]:.3f} | | |

| | said dry | said wet |
| --- | ---: | ---: |
| **was dry** | {dry_dry} | {dry_wet} |
| **was wet** | {wet_dry} | {wet_wet} |

Trained on {made["days"]} days, {made["window"]} days a window, {made["epochs"]} epochs, seed {made["seed"]}.
Data set `{made["dataset"][:19]}`, model `{made["model"][:19]}`.
"""


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="weather.report", description="Write the summary page.")
    parser.add_argument("--folder", type=Path, default=Path("build"), help="holds metrics.json and evaluation.json")
    options = parser.parse_args(arguments)

    made = json.loads((options.folder / "metrics.json").read_text(encoding="utf-8"))
    result = Evaluation(**json.loads((options.folder / "evaluation.json").read_text(encoding="utf-8")))
    page = markdown(made, result)
    target = os.environ.get("GITHUB_STEP_SUMMARY")
    if not target:
        print(page)
        return
    with open(target, "a", encoding="utf-8") as summary:
        summary.write(page)


if __name__ == "__main__":
    run(main)
