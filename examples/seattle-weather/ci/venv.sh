#!/usr/bin/env bash
# Puts a Python environment with requirements.txt on the job's PATH.
#
# Each job has a workspace of its own, but an environment is the same for all of them: it lives in a cache folder whose
# name is the hash of requirements.txt and of the interpreter, is made once, and is there at once for whoever comes next.
# Two jobs that come at the same time are kept apart by a lock; a job that dies half-way leaves no finish marker.
#
#   ci/venv.sh                               in a step: adds it to $GITHUB_PATH
#   export PATH="$(ci/venv.sh):$PATH"        at your desk: the folder is printed
set -euo pipefail
cd "$(dirname "$0")/.."

readonly KEEP_DAYS=30 # an environment nobody used for that long is thrown away: each has about 400 MB
python=${PYTHON:-python3}

if ! about=$("$python" -c 'import sys; print(sys.version, sys.base_prefix); sys.exit(sys.version_info < (3, 11))'); then
    echo "error: '$python' is not Python 3.11 or newer; set PYTHON to one that is" >&2
    exit 1
fi
if [ -z "${ANNEAL_CACHE:-}${XDG_CACHE_HOME:-}${HOME:-}" ]; then
    echo "error: no place for the environment; set ANNEAL_CACHE, XDG_CACHE_HOME or HOME" >&2
    exit 1
fi

cache=${ANNEAL_CACHE:-${XDG_CACHE_HOME:-${HOME:-}/.cache}}/anneal-examples/seattle-weather
key=$({ printf '%s\n' "$about"; cat requirements.txt; } | sha256sum | cut -c1-16)
venv=$cache/$key
marker=$venv/finished

usable() { [ -f "$marker" ] && [ -x "$venv/bin/python" ]; }

# Runs under the lock. An environment can't be moved once made, so the marker, not a rename, is what says "whole".
make_venv() {
    rm -rf "$venv"
    echo "Making the Python environment (once for this requirements.txt) in $venv" >&2
    if ! "$python" -m venv "$venv" >&2; then
        echo "error: '$python -m venv' failed; on Debian it needs the package python3-venv" >&2
        return 1
    fi
    "$venv/bin/python" -m pip install --quiet --no-input --disable-pip-version-check --only-binary :all: \
        --requirement requirements.txt >&2
    touch "$marker.new"
    mv "$marker.new" "$marker"
    # The marker's time is that of the last use (below). An environment that is being made has none and is not touched.
    find "$cache" -mindepth 2 -maxdepth 2 -name finished -mtime "+$KEEP_DAYS" -print0 |
        while IFS= read -r -d '' old; do rm -rf "${old%/finished}"; done
}

if ! usable; then
    mkdir -p "$cache"
    exec 9>"$cache/$key.lock"
    flock 9
    usable || make_venv # while this job waited for the lock, another may have made it
    exec 9>&-
fi
touch "$marker"

if [ -n "${GITHUB_PATH:-}" ]; then
    echo "$venv/bin" >>"$GITHUB_PATH"
fi
echo "$venv/bin"
