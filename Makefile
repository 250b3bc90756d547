# What one can do here; the logic lives in scripts/. `make` alone prints this list.

.DEFAULT_GOAL := help
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-builtin-rules --no-print-directory

# Imports must be declared as dependencies in Package.swift.
SWIFT_FLAGS := --explicit-target-dependency-import-check error
# Hundreds of tests start servers and processes; all at once they would take a busy machine for a broken one.
TEST_FLAGS := --disable-xctest --experimental-maximum-parallelization-width 16

.PHONY: help demo build release test lint format docs generate protobuf bench coverage asan tsan fuzz setup

help: ## Print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: build ## Run the service behind an embedded Kong, with curl lines to paste (ARGS=--once: one round trip)
	@.build/debug/authentication-service sandbox $(ARGS)

build: setup ## Build for debugging
	@swift build $(SWIFT_FLAGS) --product authentication-service

release: setup ## Build optimised and self-contained, and print where it is
	@scripts/release.sh

test: setup ## Run every test
	@scripts/setup.sh python
	@scripts/setup.sh apt redis-server redis-cli prometheus curl chromium bwrap strace
	@AUTH_TEST_PYTHON="$(CURDIR)/.venv/bin/python" swift test $(SWIFT_FLAGS) $(TEST_FLAGS)

lint: setup ## Check format, imports and habits
	@scripts/format.sh --check
	@scripts/check-imports.sh
	@scripts/soundness.sh

format: setup ## Format every Swift file in place
	@scripts/format.sh

docs: setup ## Build the documentation of the code into .build-docs
	@scripts/docs.sh

protobuf: setup ## Write the Swift of Protos/
	@scripts/setup.sh apt protoc
	@scripts/generate-protobuf.sh

generate: protobuf ## Write the documents and the code that are generated
	@UPDATE_DOCUMENTS=1 swift test $(SWIFT_FLAGS) --disable-xctest --filter 'ConfigurationReferenceTests|MetricsReferenceTests|APIReferenceTests'

bench: setup ## Measure the hot path and check its budgets
	@Benchmarks/run.sh

coverage: setup ## Run every test and print the lines that they reach
	@scripts/setup.sh python
	@scripts/setup.sh apt redis-server redis-cli prometheus curl chromium bwrap strace
	@AUTH_TEST_PYTHON="$(CURDIR)/.venv/bin/python" scripts/coverage.sh

asan: setup ## Run every test under the address sanitizer, in a build of its own (ARGS=--filter ...)
	@scripts/setup.sh python
	@scripts/setup.sh apt redis-server redis-cli prometheus curl chromium bwrap strace
	@scripts/sanitize.sh address $(ARGS)

tsan: setup ## Run every test under the thread sanitizer, in a build of its own (ARGS=--filter ...)
	@scripts/setup.sh python
	@scripts/setup.sh apt redis-server redis-cli prometheus curl chromium bwrap strace
	@scripts/sanitize.sh thread $(ARGS)

fuzz: setup ## Let libFuzzer look for bytes from outside that break something (SECONDS=60 per kind)
	@scripts/fuzz.sh $(SECONDS)

setup:
	@scripts/setup.sh swift
