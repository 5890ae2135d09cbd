"""What a person sees and does in a browser while jobs run."""

import os
import tarfile

import pytest
from playwright.sync_api import expect
from support_http import Repository, eventually, workflow

PHONE = {"width": 390, "height": 844}

CI = """
name: CI
on:
  push:
  workflow_dispatch:
    inputs:
      epochs:
        description: How often the data is gone through
        type: number
        default: 3
      model:
        type: choice
        options: [logistic, boosted]
      note:
        required: true
      publish:
        type: boolean
        default: true
jobs:
  prepare:
    runs-on: anneal
    environment:
      name: staging
      url: https://weather.example/${{ steps.hello.outputs.page }}
    steps:
      - name: Say hello
        id: hello
        run: |
          echo 'page=7' >> "$GITHUB_OUTPUT"
          echo '::group::Settings'
          echo 'a hidden line'
          echo '::endgroup::'
          echo '::warning file=weather/model.py,line=3::the window is short'
          echo '# Result' >> "$GITHUB_STEP_SUMMARY"
          echo '| metric | value |' >> "$GITHUB_STEP_SUMMARY"
          echo '|---|---:|' >> "$GITHUB_STEP_SUMMARY"
          echo '| accuracy | **0.84** |' >> "$GITHUB_STEP_SUMMARY"
          echo '<script>document.title = "owned"</script>' >> "$GITHUB_STEP_SUMMARY"
          head -c 3000 /dev/urandom > model.bin
      - uses: actions/upload-artifact@v4
        with:
          name: the model & its plots
          path: model.bin
  train:
    name: Train <b>the model</b>
    needs: prepare
    runs-on: anneal
    steps:
      - name: Follow the test
        run: cat '{pipe}'
  broken:
    needs: prepare
    runs-on: anneal
    continue-on-error: true
    steps:
      - run: exit 3
  publish:
    needs: prepare
    if: github.ref == 'refs/heads/release' && needs.prepare.result == 'success'
    runs-on: anneal
    steps:
      - run: 'true'
"""

LONG = """
name: Long
on: push
jobs:
  long:
    runs-on: anneal
    steps:
      - run: |
          seq -f 'line %.0f of many' 5000
          head -c 9000 /dev/zero | tr '\\0' x; echo
          printf 'bad \\377 byte and <i>markup</i>\\n'
"""

INVALID = """
name: Invalid
on: push
jobs:
  one:
    runs-on: anneal
    step: []
"""


class Story:
    """One push, and the two runs and one failure it starts; the job `train` says what is written into `pipe`."""

    def __init__(self, server, folder):
        self.server = server
        self.pipe = folder / "pipe"
        os.mkfifo(self.pipe)
        self.repository = Repository(folder, name="weather")
        self.repository.push({"README.md": "Weather\n"})
        server.ok("repo", "add", "team/weather", self.repository.bare)
        server.ok("hooks", "install", self.repository.bare)
        files = workflow(CI.replace("{pipe}", str(self.pipe))) | workflow(LONG, "long") | workflow(INVALID, "invalid")
        self.repository.push(files, message="Longer windows")
        runs = eventually(
            lambda: len(found := server.items("/runs")) == 3 and found, "the runs of the push")
        self.runs = {run["workflow"].rsplit("/", 1)[1].removesuffix(".yml"): run["id"] for run in runs}

    def job(self, run, key):
        return eventually(
            lambda: (job := self.server.jobs(self.runs[run]).get(key)) and job["attempt"] > 0 and job["id"],
            f"job {key}")


@pytest.fixture(scope="module")
def story(shared, tmp_path_factory):
    return Story(shared, tmp_path_factory.mktemp("story"))


def has_no_sideways_scroll(page):
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_signing_in_needs_the_token_and_leads_back(story, visit, picture, shared):
    page = visit("/events", is_signed_in=False)
    expect(page).to_have_url(f"http://127.0.0.1:{shared.port}/sign-in?to=/events")
    page.get_by_label("Token").fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("not the right one")
    picture(page, "sign-in-wrong")
    page.get_by_label("Token").fill(shared.token)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Events", level=1)).to_be_visible()
    cookie = page.context.cookies()[0]
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (True, "Strict", "/")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_label("Token")).to_be_visible()
    assert page.context.cookies() == []


def test_another_site_cannot_be_the_place_to_go_after_signing_in(story, visit, shared):
    page = visit("/sign-in?to=//evil.example/", is_signed_in=False)
    page.get_by_label("Token").fill(shared.token)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(f"http://127.0.0.1:{shared.port}/")


def test_a_job_is_watched_live(story, visit, picture):
    job = story.job("ci", "train")
    run_page = visit(f"/runs/{story.runs['ci']}")
    job_page = visit(f"/jobs/{job}")
    for page in (run_page, job_page):
        page.evaluate("window.neverReloaded = true")
    expect(run_page.locator(".state")).to_contain_text("running")
    expect(job_page.locator(".state")).to_contain_text("running")

    with open(story.pipe, "w", buffering=1) as pipe:
        pipe.write("epoch 1 \x1b[32mloss 0.7\x1b[0m\n")
        line = job_page.locator(".line", has_text="epoch 1")
        expect(line).to_be_visible()
        expect(line.locator("span.f2")).to_have_text("loss 0.7")
        picture(job_page, "job-live")
        picture(run_page, "run-live")
        first = line.get_attribute("id")
        job_page.evaluate("id => window.firstLine = document.getElementById(id)", first)
        pipe.write("epoch 2 <script>document.title = 'owned'</script>\n")
        expect(job_page.locator(".line", has_text="epoch 2")).to_contain_text("<script>")
        assert job_page.evaluate("window.firstLine.isConnected"), "lines that were there are kept as they are"
        pipe.write("loading 10%\rloading 100%\nno line end")
        expect(job_page.locator(".line").last).to_contain_text("no line end")
        expect(job_page.locator("#L3 .t")).to_have_text("loading 100%")

    expect(job_page.locator(".state")).to_contain_text("passed")
    expect(run_page.locator(".state")).to_contain_text("passed")
    for page in (run_page, job_page):
        assert page.evaluate("window.neverReloaded"), "the page changed without being loaded again"
        assert "owned" not in page.title()


def test_a_finished_run_tells_all(story, visit, picture):
    page = visit(f"/runs/{story.runs['ci']}")
    expect(page.locator("svg a.node")).to_have_count(4)
    expect(page.locator("svg a.node.warning")).to_contain_text("passed with a warning")
    expect(page.get_by_role("cell", name="0.84")).to_be_visible()
    expect(page.locator(".annotations")).to_contain_text("weather/model.py:3")
    expect(page.locator(".summary")).to_contain_text("<script>")
    expect(page.get_by_role("link", name="staging")).to_have_attribute("href", "https://weather.example/7")
    publish = page.locator(".job", has=page.get_by_role("heading", name="publish"))
    expect(publish.locator(".trace")).to_contain_text("Why it was skipped")
    expect(publish.get_by_role("row", name="github.ref")).to_contain_text("refs/heads/main")
    expect(page.get_by_role("link", name="push")).to_be_visible()
    picture(page, "run")
    with page.expect_download() as download:
        page.get_by_role("link", name="the model & its plots").click()
    assert download.value.suggested_filename == "the model & its plots.tar.gz"
    with tarfile.open(download.value.path()) as archive:
        assert [(each.name, each.size) for each in archive] == [("model.bin", 3000)]
    page.locator("svg a.node", has_text="prepare").click()
    expect(page.locator(".job:target h3")).to_have_text("prepare")


def test_groups_fold(story, visit):
    page = visit(f"/jobs/{story.job('ci', 'prepare')}")
    hidden = page.locator(".line", has_text="a hidden line")
    expect(hidden).to_be_hidden()
    page.locator(".group summary").click()
    expect(hidden).to_be_visible()


def test_a_long_log_opens_at_its_end_and_can_be_walked(story, visit, picture):
    job = story.job("long", "long")
    story.server.settled(story.runs["long"])
    page = visit(f"/jobs/{job}")
    expect(page.locator(".line")).to_have_count(1000)
    expect(page.locator(".line").last).to_contain_text("bad \ufffd byte and <i>markup</i>")
    expect(page.locator(".cut")).to_have_text("… 5000 more bytes")
    page.get_by_role("link", name="First").first.click()
    expect(page.locator("#L1")).to_contain_text("line 1 of many")
    page.get_by_role("link", name="Later").first.click()
    expect(page.locator("#L1001")).to_contain_text("line 1001 of many")
    page.locator("#L1500 .n").click()
    expect(page).to_have_url(f"{page.url.split('?')[0]}?from=1001#L1500")
    picture(page, "log-line")
    elsewhere = visit(f"/jobs/{job}#L42")
    expect(elsewhere.locator("#L42:target")).to_contain_text("line 42 of many")


def test_a_log_is_searched_as_a_whole(story, visit, picture):
    page = visit(f"/jobs/{story.job('long', 'long')}")
    page.get_by_label("Search", exact=True).fill("LINE 77")
    page.get_by_label("Search", exact=True).press("Enter")
    # 77, 770 to 779
    expect(page.get_by_role("status")).to_contain_text("11 lines with")
    picture(page, "search")
    page.locator("#L775 .n").click()
    expect(page.locator("#L775:target")).to_contain_text("line 775 of many")


def test_an_invalid_workflow_shows_where(story, visit, picture):
    page = visit(f"/runs/{story.runs['invalid']}")
    expect(page.locator(".diagnostics li").first).to_contain_text(".anneal/workflows/invalid.yml:6:5")
    expect(page.locator(".state")).to_contain_text("failed")
    picture(page, "run-invalid")


def test_an_event_tells_what_each_workflow_did(story, visit, picture):
    page = visit("/events")
    page.get_by_role("link", name="push #").first.click()
    expect(page.locator(".decision")).to_have_count(3)
    expect(page.locator(".decision", has_text="ci.yml")).to_contain_text("matched")
    expect(page.get_by_role("button", name="Replay")).to_be_visible()
    picture(page, "event")


def test_runs_are_filtered(story, visit, picture):
    page = visit("/repositories/team/weather")
    expect(page.locator(".run")).to_have_count(3)
    page.get_by_label("State").select_option("failed")
    page.get_by_role("button", name="Filter").click()
    expect(page.locator(".run")).to_have_count(1)
    page.get_by_label("Branch or tag").fill("nowhere")
    page.get_by_role("button", name="Filter").click()
    expect(page.get_by_text("No run is like that")).to_be_visible()
    picture(visit("/repositories/team/weather"), "repository")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no script"])
def test_every_page_fits_a_phone(story, visit, picture, scheme, has_script):
    pages = {
        "home": "/", "repository": "/repositories/team/weather", "dispatch": "/dispatch/team/weather",
        "run": f"/runs/{story.runs['ci']}", "invalid": f"/runs/{story.runs['invalid']}",
        "job": f"/jobs/{story.job('long', 'long')}", "events": "/events", "event": "/events/1",
        "missing": "/runs/999999", "sign-in": "/sign-in"}
    page = visit(viewport=PHONE, color_scheme=scheme, java_script_enabled=has_script)
    grounds = set()
    for name, path in pages.items():
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert has_no_sideways_scroll(page), path
        grounds.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        if has_script:
            picture(page, f"phone-{name}-{scheme}")
    assert grounds == {"rgb(250, 249, 247)" if scheme == "light" else "rgb(22, 21, 19)"}


def test_a_workflow_is_started_by_hand_and_cancelled(story, visit, picture):
    page = visit("/dispatch/team/weather")
    page.get_by_label("epochs").fill("5")
    page.get_by_label("model").select_option("boosted")
    page.get_by_label("publish").uncheck()
    page.get_by_role("button", name="Run", exact=True).click()
    assert page.get_by_label("note").evaluate("field => field.validity.valueMissing"), "the browser asks for what is missing"
    page.get_by_label("note").fill("a \"note\" & more")
    picture(page, "dispatch")
    page.get_by_role("button", name="Run", exact=True).click()
    for text in ["epochs=5", "model=boosted", "publish=false", 'note=a "note" & more']:
        expect(page.locator(".pairs")).to_contain_text(text)
    page.locator(".decision a").click()
    expect(page.locator(".pairs")).to_contain_text("workflow_dispatch")
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator(".state")).to_contain_text("cancelled")
    expect(page.get_by_role("button", name="Re-run all jobs")).to_be_visible()


def test_what_is_wrong_in_a_form_is_shown_beside_what_was_typed(story, visit, picture):
    page = visit("/dispatch/team/weather?workflow=.anneal/workflows/ci.yml", java_script_enabled=False)
    page.get_by_label("epochs").clear()
    page.get_by_label("model").select_option("boosted")
    page.get_by_label("note").fill("kept")
    page.get_by_label("publish").uncheck()
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing was started")
    expect(page.locator(".problem")).to_contain_text("must be a number")
    assert page.get_by_label("note").input_value() == "kept"
    assert page.get_by_label("model").input_value() == "boosted"
    assert not page.get_by_label("publish").is_checked()
    picture(page, "dispatch-wrong")
    page.goto("/dispatch/team/weather?ref=nowhere")
    expect(page.get_by_role("alert")).to_contain_text("no branch or tag 'nowhere'")


def test_a_form_of_another_site_changes_nothing(story, shared):
    answer = shared.post(
        f"/runs/{story.runs['ci']}/rerun", body="", token=False,
        headers={"Cookie": f"anneal_session={shared.session()}", "Sec-Fetch-Site": "cross-site"})
    assert answer.status == 403
    assert shared.api(f"/runs/{story.runs['ci']}")["attempt"] == 1


def test_home_shows_the_last_runs(story, visit, picture):
    page = visit("/")
    expect(page.get_by_role("heading", name="team/weather")).to_be_visible()
    expect(page.locator(".run").first).to_be_visible()
    picture(page, "home")
