# Shipcast: `make help` lists what can be made.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PEERS := .venv-bench
export XDG_RUNTIME_DIR ?= $(abspath $(VENV))/run

.DEFAULT_GOAL := help
.PHONY: help demo test check types contracts unit wheel chaos bench fmt lock clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 12

$(VENV)/.run: requirements/run.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@touch $@

$(STAMP): $(VENV)/.run requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@mkdir -p -m 0700 $(VENV)/run
	@touch $@

demo: $(VENV)/.run ## sync the demo company, forecast it and print what Slack would show
	@$(BIN)/python -m bot.cli.app demo $(if $(SEED),--seed $(SEED))

test: check unit wheel ## everything: lint, types, contracts, tests, the built wheel

check: $(STAMP) ## lint (code, Dockerfile, compose.yaml), types and import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/hadolint --failure-threshold style Dockerfile
	$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec compose.yaml

unit: $(STAMP) ## the tests, in random order on all cores, with branch coverage
	$(BIN)/python -m pytest -n auto -m "not chaos" --cov --cov-report=
	$(BIN)/python -m coverage report --include='planner/*,store/*,connectors/*' --fail-under=95
	$(BIN)/python -m coverage report --fail-under=90

chaos: $(STAMP) ## kills, storms, processes at once, simulated months: a few minutes
	$(BIN)/python -m pytest -n auto -m chaos

wheel: $(STAMP) ## build the wheel, install it elsewhere and run the demo from /
	BIN=$(abspath $(BIN)) PYTHON=$(PYTHON) sh tests/wheel.sh

bench: $(STAMP) $(PEERS)/.installed ## measure speed beside a plain bootstrap and other tools
	$(BIN)/python -m tests.bench $(PEERS)/bin/python

$(PEERS)/.installed: requirements/bench.txt
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.txt
	@touch $@

fmt: $(STAMP) ## format the code and mend what ruff can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: $(STAMP) ## pin the requirements again, with hashes and without index addresses
	$(BIN)/pip-compile -q -U --generate-hashes --allow-unsafe --no-strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links -o requirements/run.txt requirements/run.in
	$(BIN)/pip-compile -q -U --generate-hashes --allow-unsafe --no-strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links -o requirements/dev.txt requirements/dev.in
	$(BIN)/pip-compile -q -U --generate-hashes --allow-unsafe --no-strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links -o requirements/bench.txt requirements/bench.in

clean: ## remove what was built
	rm -rf $(VENV) $(PEERS) .demo build dist .coverage* htmlcov
