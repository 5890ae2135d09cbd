# Anneal: every need is one command, here and in CI.

SWIFT_RELEASE := swift build -c release --static-swift-stdlib
VENV := .build/venv

.PHONY: help build run test check browser conformance bench fuzz

help: ## This list.
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' Makefile

build: ## Leaves .build/release/anneal and .build/release/anneal-supervisor.
	@.ci/install
	@$(SWIFT_RELEASE) --product anneal-supervisor
	@$(SWIFT_RELEASE) --product anneal

run: build ## The example: a server, a push, a run, pages. ARGS=--once ends with the run's exit code.
	@.build/release/anneal demo --example examples/seattle-weather --directory .demo $(ARGS)

test: ## All tests: the units, then the real binaries as their users see them, and the pages in a browser.
	@.ci/install --test
	@swift build --build-tests
	@.ci/test

check: ## Format, the import table, and links and symbols of the documentation.
	@.ci/install
	@swift format lint --strict --recursive --parallel Package.swift Sources Tests Benchmarks
	@swift build --build-tests --quiet
	@swift test --skip-build --quiet --filter '^ArchitectureTests\.'
	@.ci/documentation

browser: ## Only the tests of the pages in a real Chromium. SHOTS=folder keeps pictures.
	@.ci/install --test
	@swift build --product anneal-supervisor
	@swift build --product anneal
	@ANNEAL_BIN=$(CURDIR)/.build/debug ANNEAL_SCREENSHOTS=$(SHOTS) $(VENV)/bin/python -m pytest -q Tests/browser

bench: build ## Figures beside their budgets and the machine's floor. BENCH=name measures one, BENCH=--list lists them.
	@.ci/install --bench
	@ANNEAL_BENCHMARKS=1 $(SWIFT_RELEASE) --product anneal-benchmarks
	@python3 Benchmarks $(BENCH)

conformance: ## make conformance CORPORA=path: outside cases of the workflow language.
	@swift build --build-tests --quiet
	@.ci/conformance $(abspath $(CORPORA))

fuzz: ## make fuzz FUZZ=yaml SECONDS=60: yaml, expressions, globs or webhooks under libFuzzer. ARGS=-max_len=1000000 is for it.
	@.ci/fuzz $(or $(FUZZ),yaml) $(or $(SECONDS),60) $(ARGS)

SHELL := /bin/bash
