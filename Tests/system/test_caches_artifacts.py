"""What jobs keep for later runs and hand to each other."""

import hashlib
import io
import json
import tarfile
from datetime import datetime, timedelta

from support_actions import COMPOSITE, actions, here, steps, succeeds, tree  # noqa: F401
from support_http import Repository, anneal, eventually, make_server, workflow  # noqa: F401
from test_events import NAME, log, request, topic, world
from test_hooks import deliver, signed

CACHED = """
- id: cache
  uses: actions/cache@v4
  with:
    path: deps
    key: deps-%s
    restore-keys: deps-
- run: echo "hit=[${{ steps.cache.outputs.cache-hit }}] has=[$(cat deps/a 2>/dev/null)]"
- run: mkdir -p deps && echo %s > deps/a && exit %d
"""


def test_a_cache_is_saved_by_a_job_that_succeeds_and_found_by_the_next(tree):
    tree.commit(steps(CACHED % ("1", "one", 1)))
    assert here(tree, None, "run").returncode == 1
    tree.commit(steps(CACHED % ("1", "one", 0)))
    assert "hit=[] has=[]" in succeeds(here(tree, None, "run"))
    assert "hit=[true] has=[one]" in succeeds(here(tree, None, "run"))
    tree.commit(steps(CACHED % ("2", "two", 0)))
    assert "hit=[false] has=[one]" in succeeds(here(tree, None, "run"))
    assert "hit=[true] has=[two]" in succeeds(here(tree, None, "run"))


def test_a_branch_sees_the_default_branch_s_caches_and_not_the_other_way_round(tree):
    tree.commit(steps(CACHED % ("main", "main", 0)))
    succeeds(here(tree, None, "run"))
    tree.git("switch", "--quiet", "--create", "feature")
    tree.commit(steps(CACHED % ("feature", "feature", 0)))
    assert "hit=[false] has=[main]" in succeeds(here(tree, None, "run"))
    tree.git("switch", "--quiet", "main")
    tree.commit(steps(CACHED % ("feature", "x", 0)))
    assert "hit=[false] has=[main]" in succeeds(here(tree, None, "run"))


def test_a_cache_that_has_to_be_there_and_one_that_is_only_looked_for(tree):
    tree.commit(steps("""
- uses: actions/cache/restore@v4
  with: { path: deps, key: none, fail-on-cache-miss: true }
"""))
    done = here(tree, None, "run")
    assert done.returncode == 1 and "fail-on-cache-miss" in done.stdout
    tree.commit(steps("""
- run: mkdir deps && echo one > deps/a
- uses: actions/cache/save@v4
  with: { path: deps, key: k }
- run: rm -r deps
- id: look
  uses: actions/cache/restore@v4
  with: { path: deps, key: k, lookup-only: true }
- run: echo "found=${{ steps.look.outputs.cache-hit }} key=${{ steps.look.outputs.cache-matched-key }}" && test ! -e deps
"""))
    assert "found=true key=k" in succeeds(here(tree, None, "run"))


def test_a_folder_of_the_job_is_the_same_in_the_next_one_which_lies_elsewhere(tree):
    tree.commit(steps("""
- id: cache
  uses: actions/cache@v4
  with:
    path: |
      ${{ github.workspace }}/deps
      ${{ runner.temp }}/more
    key: k
- run: |
    echo "hit=[${{ steps.cache.outputs.cache-hit }}] has=[$(cat deps/a "$RUNNER_TEMP/more/b" 2>/dev/null | tr '\\n' ' ')]"
    mkdir -p deps "$RUNNER_TEMP/more" && echo one > deps/a && echo two > "$RUNNER_TEMP/more/b"
"""))
    assert "hit=[] has=[]" in succeeds(here(tree, None, "run"))
    assert "hit=[true] has=[one two ]" in succeeds(here(tree, None, "run"))


ARTIFACTS = """
on: push
jobs:
  make:
    runs-on: x
    strategy: { matrix: { n: [1, 2] } }
    steps:
      - run: mkdir -p out/sub && echo ${{ matrix.n }} > out/n${{ matrix.n }}.txt && echo s > out/sub/s.log && echo h > out/.h
      - id: up
        uses: actions/upload-artifact@v4
        with:
          name: part-${{ matrix.n }}
          path: |
            out
            !out/**/*.log
      - run: echo "id=${{ steps.up.outputs.artifact-id }} digest=${{ steps.up.outputs.artifact-digest }}"
  use:
    runs-on: x
    needs: make
    steps:
      - uses: actions/download-artifact@v4
        with: { name: part-1, path: one }
      - uses: actions/download-artifact@v4
        with: { path: all }
      - id: down
        uses: actions/download-artifact@v4
        with: { pattern: "part-*", merge-multiple: true, path: merged }
      - run: find one all merged -type f | sort && echo "at ${{ steps.down.outputs.download-path }}"
"""


def test_artifacts_go_from_job_to_job(tree):
    tree.commit(workflow(ARTIFACTS))
    out = succeeds(here(tree, None, "run"))
    found = [line.split("|")[-1].strip().split()[-1] for line in out.splitlines() if line.rstrip().endswith(".txt")]
    for name in ["one/n1.txt", "all/part-1/n1.txt", "all/part-2/n2.txt", "merged/n1.txt", "merged/n2.txt"]:
        assert name in found, out
    assert "s.log" not in "".join(found) and "/merged" in out


def test_what_an_upload_does_when_there_are_no_files_or_the_name_is_taken(tree):
    upload = "- uses: actions/upload-artifact@v4\n  with: { path: nothing, if-no-files-found: %s }\n"
    tree.commit(steps(upload % "error"))
    done = here(tree, None, "run")
    assert done.returncode == 1 and "no files were found" in done.stdout
    for word in ("warn", "ignore"):
        tree.commit(steps(upload % word))
        succeeds(here(tree, None, "run"))
    twice = """
- run: echo 1 > a
- uses: actions/upload-artifact@v4
  with: { path: a }
- uses: actions/upload-artifact@v4
  with: { path: a, overwrite: %s }
"""
    tree.commit(steps(twice % "false"))
    done = here(tree, None, "run")
    assert done.returncode == 1 and "overwrite: true" in done.stdout
    tree.commit(steps(twice % "true"))
    succeeds(here(tree, None, "run"))


def test_a_server_runs_remote_actions_and_hands_out_artifacts(make_server, actions, tmp_path):
    actions.make("acme/greet", {"action.yml": COMPOSITE})
    server = make_server("--action-source", actions.source)
    source = Repository(tmp_path, "source")
    source.commit(steps("""
- uses: acme/greet@v1
- run: mkdir out && echo result > out/file.txt
- uses: actions/upload-artifact@v4
  with: { name: "the results", path: out }
"""))
    succeeds(anneal("actions", "lock", "--action-source", actions.source, cwd=source.work, HOME=str(tmp_path)))
    sha = source.push({})
    server.ok("repo", "add", "weather", source.bare)
    server.ok("hooks", "install", source.bare)
    sha = source.push({"README.md": "x\n"})
    run = server.run_of(sha)
    assert run["conclusion"] == "success", run
    listed = server.get(f"/api/v1/runs/{run['id']}/artifacts").json["items"]
    assert [(each["name"], each["files"]) for each in listed] == [("the results", 1)]
    answer = server.get(f"/api/v1/runs/{run['id']}/artifacts/{listed[0]['id']}/archive")
    assert answer.status == 200 and hashlib.sha256(answer.body).hexdigest() == listed[0]["digest"]
    with tarfile.open(fileobj=io.BytesIO(answer.body)) as archive:
        assert archive.getnames() == ["file.txt"]
        assert archive.extractfile("file.txt").read() == b"result\n"
    assert server.get(f"/api/v1/runs/{run['id']}/artifacts/999/archive").status == 404


# -- on a server

KEEPING = """
on: push
jobs:
  make:
    runs-on: x
    steps:
      - run: mkdir out && echo "$GITHUB_SHA" > out/file.txt && head -c 3000 /dev/zero > out/zeros
      - uses: actions/upload-artifact@v4
        with: { name: "the results", path: out%s }
"""


def kept(make_server, tmp_path, more="", *flags):
    """A server and the finished run of a push that uploads an artifact."""
    server, source = make_server(*flags), Repository(tmp_path, "source")
    source.push({"README.md": "weather\n"})
    server.ok("repo", "add", "weather", source.bare)
    server.ok("hooks", "install", source.bare)
    return server, server.run_of(source.push(workflow(KEEPING % more)))


def artifact_files(server, run):
    return sorted(path.suffix for path in server.data.glob(f"storage/**/{run}/*") if path.suffix in (".json", ".blob"))


def test_artifacts_are_on_the_page_of_their_run_for_who_may_read_it(make_server, tmp_path):
    server, run = kept(make_server, tmp_path)
    (artifact,) = server.items(f"/runs/{run['id']}/artifacts")
    page = server.get(f"/runs/{run['id']}").text
    link = f"/api/v1/runs/{run['id']}/artifacts/{artifact['id']}/archive"
    assert f'<a href="{link}">the results</a>' in page
    assert artifact["digest"] in page and "in 89 days" in page
    # A link in a page is followed with the cookie that the page was read with.
    cookie = {"Cookie": f"anneal_session={server.session()}"}
    answer = server.get(link, token=False, headers=cookie)
    assert answer.status == 200 and hashlib.sha256(answer.body).hexdigest() == artifact["digest"]
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert server.get(link, token=False).status == 401
    assert server.get(f"/runs/{run['id']}", token=False).status in (302, 303, 307)


def test_everybody_may_download_where_everybody_may_read(make_server, tmp_path):
    server, run = kept(make_server, tmp_path, "", "--public-read")
    (artifact,) = server.items(f"/runs/{run['id']}/artifacts")
    assert server.get(f"/api/v1/runs/{run['id']}/artifacts/{artifact['id']}/archive", token=False).status == 200


def test_an_artifact_that_has_expired_is_gone_at_once_and_its_bytes_with_the_next_sweep(make_server, tmp_path):
    server, run = kept(make_server, tmp_path, ", retention-days: 1")
    (artifact,) = server.items(f"/runs/{run['id']}/artifacts")
    created, expires = (datetime.fromisoformat(artifact[name]) for name in ("created_at", "expires_at"))
    assert expires - created == timedelta(days=1)
    assert artifact_files(server, run["id"]) == [".blob", ".json"]
    # A day goes by.
    (record,) = server.data.glob(f"storage/**/{run['id']}/{artifact['id']}.json")
    fields = json.loads(record.read_text())
    record.write_text(json.dumps(fields | {"expiresAt": fields["createdAt"]}))
    assert server.items(f"/runs/{run['id']}/artifacts") == []
    assert "the results" not in server.get(f"/runs/{run['id']}").text
    link = f"/api/v1/runs/{run['id']}/artifacts/{artifact['id']}/archive"
    assert server.get(link).status == 404
    server.stop()
    server.start()
    eventually(lambda: artifact_files(server, run["id"]) == [], "the sweep at the start")


def test_what_a_pull_request_caches_stays_its_own(make_server, tmp_path):
    """It reads what the branch has cached that it is to be merged into; that branch never reads what it wrote."""
    def text(key, word):
        lines = (CACHED % (key, word, 0)).strip("\n").splitlines()
        return workflow(
            "on: { push: { branches: [main] }, pull_request: {} }\njobs:\n  j:\n    runs-on: x\n    steps:\n"
            + "".join(f"      {line}\n" for line in lines))

    def proposed(action, word):
        source.git("push", "-q", str(source.bare), "+HEAD:refs/heads/topic")  # what was there is pushed away
        head, merge = topic(source, base, text("topic", word))
        source.git("push", "-q", "--force", str(source.bare), f"{merge}:refs/pull/7/merge", f"{head}:refs/pull/7/head")
        body = request(NAME, head, action)
        deliver(server, "github", body, signed("github", "pull_request", body))
        return log(server, server.run_of(merge)["id"])

    server, source, base = world(make_server, tmp_path, text("main", "base"))
    server.ok("hooks", "install", source.bare)
    base = source.push({"README.md": "more\n"})
    assert server.run_of(base)["conclusion"] == "success"
    assert "hit=[false] has=[base]" in proposed("opened", "proposed")
    source.git("reset", "--quiet", "--hard", base)
    assert "hit=[false] has=[base]" in log(server, server.run_of(source.push(text("topic", "x")))["id"])
    source.git("reset", "--quiet", "--hard", base)
    assert "hit=[true] has=[proposed]" in proposed("synchronize", "proposed again")


def test_patterns_names_and_merging_choose_what_is_downloaded(tree):
    tree.commit(workflow("""
on: push
jobs:
  make:
    runs-on: x
    steps:
      - run: mkdir a b && echo a > a/same && echo b > b/same && echo only > b/only
      - uses: actions/upload-artifact@v4
        with: { name: model-a, path: a }
      - uses: actions/upload-artifact@v4
        with: { name: model-b, path: b, compression-level: 0 }
      - uses: actions/upload-artifact@v4
        with: { name: report, path: a/same }
  use:
    needs: make
    runs-on: x
    steps:
      - uses: actions/download-artifact@v4
        with: { pattern: "model-*", path: apart }
      - uses: actions/download-artifact@v4
        with: { pattern: "model-?", path: merged, merge-multiple: true }
      - uses: actions/download-artifact@v4
        with: { pattern: "nothing-*", path: none }
      - run: |
          echo "apart=$(cd apart && find . -type f | sort | tr '\\n' ' ')"
          echo "merged=$(cd merged && find . -type f | sort | tr '\\n' ' ') same=$(cat merged/same)"
          test ! -e none && echo none
      - uses: actions/download-artifact@v4
        with: { name: model-c }
"""))
    done = here(tree, None, "run")
    assert "apart=./model-a/same ./model-b/only ./model-b/same " in done.stdout, done.stdout
    assert "merged=./only ./same  same=b" in done.stdout and "| none" in done.stdout
    assert done.returncode == 1
    assert "the run has no artifact 'model-c'; it has 'model-a', 'model-b', 'report'" in done.stdout
