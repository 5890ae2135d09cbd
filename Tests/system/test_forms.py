"""The form that starts a workflow, as a browser without JavaScript sends it, and what the page answers."""

import html
import re
from urllib.parse import urlencode

import pytest

from support_http import Repository, shared, workflow  # noqa: F401

FORM = """
on:
  workflow_dispatch:
    inputs:
      epochs: { type: number, default: 3, description: How often }
      model: { type: choice, options: [logistic, boosted], required: true }
      note: { type: string, required: true }
      title: { default: nightly }
      limit: { type: number }
      publish: { type: boolean }
      place: { type: environment }
jobs:
  go:
    runs-on: x
    steps:
      - run: 'true'
"""

PATH = ".anneal/workflows/form.yml"
GOOD = {"workflow": PATH, "ref": "main", "input.epochs": "5", "input.model": "boosted", "input.note": "a + b & 'c' \"d\"",
        "input.title": "", "input.limit": "", "input.publish": "false", "input.place": "staging"}


@pytest.fixture(scope="module")
def world(shared, tmp_path_factory):
    source = Repository(tmp_path_factory.mktemp("source"))
    source.push(workflow(FORM, "form") | workflow("on: push\njobs: {}\n", "broken"))
    source.push({"README.md": "x\n"})
    source.git("checkout", "--quiet", "-b", "other")
    source.push(workflow(FORM.replace("epochs", "rounds"), "form"), ref="other")
    shared.ok("repo", "add", "team/weather", source.bare)
    return shared


def submit(world, fields, **headers):
    return world.post(
        "/dispatch/team/weather", urlencode(fields), token=False,
        headers={"Content-Type": "application/x-www-form-urlencoded", "Cookie": f"anneal_session={world.session()}",
                 "Sec-Fetch-Site": "same-origin", **headers})


def field(page, name):
    """The element of an input's field, with its options."""
    found = re.search(rf'<(input|select)[^>]*id="[^"]*" name="input\.{name}"[^>]*>(.*?</select>)?', page, re.S)
    assert found, name
    return html.unescape(found[0])


def test_each_type_has_its_field(world):
    page = world.get("/dispatch/team/weather").text
    assert 'type="number"' in field(page, "epochs") and 'value="3"' in field(page, "epochs")
    assert "<option>logistic</option>" in field(page, "model")
    assert "required" in field(page, "note") and "required" not in field(page, "title")
    assert 'type="checkbox"' in field(page, "publish") and "checked" not in field(page, "publish")
    assert "list=" in field(page, "place")
    assert "How often" in page


def test_the_inputs_are_those_of_the_branch(world):
    assert "input.rounds" in world.get("/dispatch/team/weather?ref=other").text
    assert "input.rounds" not in world.get("/dispatch/team/weather").text
    page = world.get("/dispatch/team/weather?ref=nowhere").text
    assert "There is no branch or tag &#39;nowhere&#39;" in page


def test_what_is_typed_is_what_the_run_gets(world):
    answer = submit(world, GOOD)
    assert answer.status == 303, answer.text
    event = int(answer.headers["Location"].rsplit("/", 1)[1])
    page = html.unescape(world.get(f"/events/{event}").text)
    assert "epochs=5" in page and "note=a + b & 'c' \"d\"" in page and "publish=false" in page
    assert "title=<" in page, "an emptied field with a default is empty, not the default"
    assert "limit=" not in page, "an empty field without a default was not given"


@pytest.mark.parametrize(("change", "word"), [
    ({"input.epochs": "many"}, "must be a number"), ({"input.epochs": ""}, "must be a number"),
    ({"input.model": "guessed"}, "must be one of"), ({"input.note": ""}, "is required"),
    ({"input.publish": "perhaps"}, "must be true or false"),
])
def test_what_is_wrong_is_said_beside_it_and_the_rest_is_kept(world, change, word):
    before = len(world.items("/events"))
    answer = submit(world, GOOD | change)
    assert answer.status == 422
    assert word in answer.text and "Nothing was started" in answer.text
    assert 'aria-invalid="true"' in field(answer.text, next(iter(change)).removeprefix("input."))
    for name in {"note", "place", "epochs"} - {next(iter(change)).removeprefix("input.")}:
        assert f'value="{GOOD["input." + name]}"' in field(answer.text, name)
    assert len(world.items("/events")) == before


@pytest.mark.parametrize(("change", "word"), [
    ({"ref": "nowhere"}, "no branch or tag"), ({"workflow": "none.yml"}, "no workflow that can be started"),
    ({"workflow": ".anneal/workflows/broken.yml"}, "no workflow that can be started"),
])
def test_what_cannot_be_started_is_said(world, change, word):
    answer = submit(world, GOOD | change)
    assert answer.status == 422 and word in answer.text


def test_only_a_form_is_taken(world):
    assert submit(world, GOOD, **{"Content-Type": "application/json"}).status == 415
    assert submit(world, {"ref": "main"}).status == 400


@pytest.mark.parametrize("changed, sentence", [
    ({"epochs": "many"}, "input 'epochs' must be a number, not 'many'"),
    ({"model": "deep"}, "input 'model' must be one of 'logistic', 'boosted', not 'deep'"),
    ({"note": None}, "input 'note' is required and has no default"),
    ({"ntoe": "x"}, "there is no input 'ntoe'; did you mean 'note'?")])
def test_the_api_says_what_the_form_says(world, changed, sentence):
    inputs = {"model": "boosted", "note": "n", **changed}
    body = {"repository": "team/weather", "workflow": "form.yml",
            "inputs": {name: value for name, value in inputs.items() if value is not None}}
    before = world.items("/events")[:1]
    answer = world.post("/api/v1/dispatches", body)
    assert (answer.status, answer.json["detail"]) == (422, sentence)
    assert world.items("/events")[:1] == before
    if all(name in ("epochs", "model", "note") for name in changed):
        page = html.unescape(submit(world, {**GOOD, **{f"input.{name}": value or "" for name, value in changed.items()}}).text)
        told = sentence.split("' ", 1)[1]
        assert told in page or "is required" in page


def test_a_file_with_errors_is_not_started(world):
    answer = world.post("/api/v1/dispatches", {"repository": "team/weather", "workflow": "broken.yml"})
    assert answer.status == 422 and "broken.yml at" in answer.json["detail"]
