"""The set-up actions: interpreters and tools that the machine has, and those that can be brought."""

import os
import subprocess
import sys
import zipfile

import pytest

from support_actions import here, steps, succeeds, tree  # noqa: F401
from support_http import anneal  # noqa: F401


def test_a_python_of_the_machine_is_set_up_in_an_environment_of_the_job(tree):
    tree.commit(steps("""
- id: python
  uses: actions/setup-python@v5
  with: { python-version: 3.x }
- run: |
    python -c 'import sys; print("runs %d.%d.%d" % sys.version_info[:3], sys.prefix != sys.base_prefix)'
    pip --version
    echo "outputs ${{ steps.python.outputs.python-version }} ${{ steps.python.outputs.python-path }}"
"""))
    out = succeeds(here(tree, None, "run"))
    version = out.split("outputs ")[1].split()[0]
    assert f"runs {version} True" in out


def test_a_python_that_is_not_there_is_an_error_that_names_those_that_are(tree):
    tree.commit(steps("- uses: actions/setup-python@v5\n  with: { python-version: '2.6' }\n"))
    done = here(tree, None, "run")
    assert done.returncode == 1 and "there is no Python 2.6" in done.stdout and "it has 3." in done.stdout
    tree.commit(steps("- uses: actions/setup-python@v5\n  with: { python-version: pypy3.9 }\n"))
    done = here(tree, None, "run")
    assert done.returncode == 1 and "PyPy" in done.stdout


def test_a_version_file_says_which_python(tree):
    tree.commit({"pyproject.toml": "[project]\nrequires-python = \">=3.8\"\n", "requirements.txt": "# none\n"} | steps("""
- uses: actions/checkout@v4
- id: python
  uses: actions/setup-python@v5
  with: { python-version-file: pyproject.toml, cache: pip }
- run: echo "is ${{ steps.python.outputs.python-version }} hit=${{ steps.python.outputs.cache-hit }}"
"""))
    assert "is 3." in succeeds(here(tree, None, "run"))


def test_a_uv_of_the_machine_is_found(tree, tmp_path):
    tools = tmp_path / "bin"
    tools.mkdir()
    program = tools / "uv"
    program.write_text("#!/bin/sh\necho 'uv 9.9.1 (fake)'\n")
    program.chmod(0o755)
    tree.commit(steps("- id: uv\n  uses: astral-sh/setup-uv@v6\n- run: echo \"is ${{ steps.uv.outputs.uv-version }}\" && uv\n"))
    path = f"{tools}:{os.environ['PATH']}"
    done = anneal("run", cwd=tree.work, HOME=str(tmp_path), PATH=path)
    assert "is 9.9.1" in succeeds(done)


# -- what is brought

#: A uv that can what these tests need, says what it was asked, and brings a Python that can nothing but say its version.
UV = """\
#!/bin/sh
echo "uv $*" >> "$HOME/asked"
case "$1 $2" in
"--version "*) echo "uv VERSION (a test)" ;;
"python install")
    test -e "$HOME/no-network" && { echo "error: Failed to download: github.com can't be reached" >&2; exit 2; }
    mkdir -p "$4/cpython-$5.4-x/bin"
    printf '#!/bin/sh\\necho CPython %s.4\\n' "$5" > "$4/cpython-$5.4-x/bin/python3"
    chmod +x "$4/cpython-$5.4-x/bin/python3" ;;
"venv "*)
    for folder; do :; done
    mkdir -p "$folder/bin" && touch "$folder/pyvenv.cfg" && cp "$(dirname "$0")/../python" "$folder/bin/python" 2>/dev/null \
        || printf '#!/bin/sh\\necho the new python\\n' > "$folder/bin/python"
    chmod +x "$folder/bin/python" ;;
"cache prune") : ;;
esac
"""


def wheel(folder, name, version, script):
    """A package with one program, as pip takes it."""
    path = folder / f"{name}-{version}-py3-none-any.whl"
    info = f"{name}-{version}.dist-info"
    files = {
        f"{name}-{version}.data/scripts/{name}": script,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    with zipfile.ZipFile(path, "w") as archive:
        for file, text in files.items():
            entry = zipfile.ZipInfo(file)
            entry.external_attr = 0o100755 << 16
            archive.writestr(entry, text)
        archive.writestr(f"{info}/RECORD", "".join(f"{file},,\n" for file in [*files, f"{info}/RECORD"]))
    return path


@pytest.fixture
def index(tree):
    """A home whose pip knows a folder of wheels and no network."""
    home = tree.work.parent
    wheels = home / "wheels"
    wheels.mkdir()
    (home / ".config/pip").mkdir(parents=True)
    (home / ".config/pip/pip.conf").write_text(f"[global]\nno-index = true\nfind-links = {wheels}\n")
    for version in ("0.4.9", "0.5.1", "0.6.0"):
        wheel(wheels, "uv", version, UV.replace("VERSION", version))
    return home


def without_uv(tmp_path):
    """A PATH on which there is no uv."""
    return ":".join(
        folder for folder in os.environ["PATH"].split(":") if not os.path.exists(os.path.join(folder, "uv")))


def run(tree, tmp_path, path=None):
    return anneal("run", cwd=tree.work, HOME=str(tree.work.parent), PATH=path or without_uv(tmp_path))


@pytest.mark.parametrize("wanted, version", [("", "0.6.0"), ("latest", "0.6.0"), ("0.5.x", "0.5.1"), ("'<0.5'", "0.4.9")])
def test_a_uv_is_brought_by_pip_in_the_version_that_is_asked_for_and_kept(tree, index, tmp_path, wanted, version):
    given = f"\n  with: {{ version: {wanted} }}" if wanted else ""
    tree.commit(steps(f"""
- id: uv
  uses: astral-sh/setup-uv@v6{given}
- run: echo "is ${{{{ steps.uv.outputs.uv-version }}}}" && uv --version && command -v uv
"""))
    out = succeeds(run(tree, tmp_path))
    assert "asking PyPI" in out and f"is {version}" in out and f"uv {version} (a test)" in out
    # The second run has it, and needs no pip.
    for file in (index / "wheels").iterdir():
        file.unlink()
    out = succeeds(run(tree, tmp_path))
    assert "asking PyPI" not in out and f"is {version}" in out


def test_a_uv_that_nobody_has_is_an_error_that_says_what_there_is(tree, index, tmp_path):
    tree.commit(steps("- uses: astral-sh/setup-uv@v6\n- uses: astral-sh/setup-uv@v6\n  with: { version: 7.7.7 }\n"))
    done = run(tree, tmp_path)
    assert done.returncode == 1 and "uv 7.7.7 can't be had: this machine has 0.6.0" in done.stdout
    assert "No matching distribution" in done.stdout
    tree.commit(steps("- uses: astral-sh/setup-uv@v6\n  with: { version: newest }\n"))
    assert "is no version of uv" in run(tree, tmp_path).stdout


def test_what_uv_has_downloaded_is_there_in_the_next_run(tree, index, tmp_path):
    tree.commit({"uv.lock": "one\n"} | steps("""
- uses: actions/checkout@v4
- id: uv
  uses: astral-sh/setup-uv@v6
  with: { enable-cache: true }
- run: |
    echo "hit=${{ steps.uv.outputs.cache-hit }} has=[$(cat "$UV_CACHE_DIR/package" 2>/dev/null)]"
    mkdir -p "$UV_CACHE_DIR" && echo downloaded > "$UV_CACHE_DIR/package"
"""))
    assert "hit=false has=[]" in succeeds(run(tree, tmp_path))
    assert "uv cache prune --ci" in (index / "asked").read_text()
    assert "hit=true has=[downloaded]" in succeeds(run(tree, tmp_path))
    tree.commit({"uv.lock": "two\n"})
    assert "hit=false has=[]" in succeeds(run(tree, tmp_path))


def test_a_python_that_the_machine_lacks_is_brought_by_uv(tree, index, tmp_path):
    tree.commit(steps("""
- uses: astral-sh/setup-uv@v6
- id: python
  uses: actions/setup-python@v5
  with: { python-version: '3.99' }
- run: echo "is ${{ steps.python.outputs.python-version }}" && python
"""))
    out = succeeds(run(tree, tmp_path))
    assert "asking uv" in out and "is 3.99.4" in out and "the new python" in out
    # It stays: the next run asks nobody.
    assert "asking uv" not in succeeds(run(tree, tmp_path))


def test_a_python_that_uv_cannot_bring_is_an_error_that_says_so(tree, index, tmp_path):
    (index / "no-network").touch()
    tree.commit(steps("- uses: astral-sh/setup-uv@v6\n- uses: actions/setup-python@v5\n  with: { python-version: '3.99' }\n"))
    done = run(tree, tmp_path)
    assert done.returncode == 1 and "github.com can't be reached" in done.stdout
    assert "there is no Python 3.99 on this machine (it has 3." in done.stdout
    assert "'uv python install' did not bring one (exit code 2)" in done.stdout


def test_the_real_uv_comes_from_the_package_index(tree, tmp_path):
    """With a network alone; what is asked for is old enough to stay."""
    asked = subprocess.run(
        [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", tmp_path / "probe", "uv==0.5.1"],
        capture_output=True)
    if asked.returncode:
        pytest.skip("there is no package index")
    tree.commit(steps("""
- uses: astral-sh/setup-uv@v6
  with: { version: 0.5.1 }
- run: uv --version && uv venv --quiet e && e/bin/python -c 'print("from a real environment")'
"""))
    out = succeeds(run(tree, tmp_path))
    assert "uv 0.5.1" in out and "from a real environment" in out
