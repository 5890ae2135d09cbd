extension ReadyWorkflow {
    /// `workflows/python-ml-ci.yml` of this repository, byte for byte; a test compares the two.
    static let pythonMLCI = ReadyWorkflow(
        name: "python-ml-ci",
        summary: "CI for a Python machine-learning repository: unit, integration and model tests.",
        text: ##"""
            # CI for a Python machine-learning repository. `anneal init` copies this file to .anneal/workflows/; it is yours to change.
            #
            # Expected: tests in tests/unit, tests/integration and tests/model, run by pytest; dependencies in requirements.txt or in
            # pyproject.toml. Where yours are elsewhere, change the `run:` lines. A tier you don't have yet: delete its job.
            name: CI

            on:
              push:
                branches: ["**"] # every branch; tags are not tested again
              workflow_dispatch: # and by hand: anneal run

            defaults:
              run:
                shell: bash

            env:
              # How a job gets its Python environment, written once and run by each job: every job has a workspace of its own.
              # pip keeps what it downloaded, so only the first job on a machine waits for the network.
              MAKE_ENVIRONMENT: |
                set -euo pipefail
                python3 -m venv .venv
                echo "$PWD/.venv/bin" >> "$GITHUB_PATH"
                pip() { .venv/bin/python -m pip --quiet --disable-pip-version-check --no-input "$@"; }
                if [ -f requirements.txt ]; then
                  pip install --requirement requirements.txt
                fi
                if [ -f pyproject.toml ] && grep -q '^\[project\]' pyproject.toml; then
                  pip install --editable .
                fi
                if [ ! -x .venv/bin/pytest ]; then
                  pip install pytest
                fi

            jobs:
              # Cheapest first: when these fail, nothing after them starts.
              unit:
                name: Unit tests
                tier: unit
                runs-on: ubuntu-latest
                timeout-minutes: 20
                steps:
                  - uses: actions/checkout@v4
                  - name: Python environment
                    run: eval "$MAKE_ENVIRONMENT"
                  - name: Unit tests
                    run: python -m pytest tests/unit

              integration:
                name: Integration tests
                tier: integration
                needs: unit
                runs-on: ubuntu-latest
                timeout-minutes: 30
                steps:
                  - uses: actions/checkout@v4
                  - name: Python environment
                    run: eval "$MAKE_ENVIRONMENT"
                  - name: Integration tests
                    run: python -m pytest tests/integration

              # The slow ones: does the model learn? With `paths:` this job runs only when something that the model depends on differs
              # from the last commit where this job passed. So a fix of the documentation skips it (and the run names the commit that
              # vouches), while a broken model stays red until it is mended. As it stands it runs on
              # a change of any Python file; narrow it to your model's folders, and keep the dependencies in it.
              model-tests:
                name: Model tests
                needs: integration
                paths: ["**/*.py", "requirements*.txt", pyproject.toml]
                runs-on: ubuntu-latest
                timeout-minutes: 60
                steps:
                  - uses: actions/checkout@v4
                  - name: Python environment
                    run: eval "$MAKE_ENVIRONMENT"
                  - name: Model tests
                    # ANNEAL_SEED is the run's own seed: use it for every random number, and the run can be repeated.
                    run: python -m pytest tests/model

            """##)
}
