# `make serve` and `make test` are all that most people need; each sets up what is missing.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
NODE := tools/node/node_modules/.bin
PORT ?= 8000

.PHONY: help serve site test lint types units setup browser validator bench lock screenshots wheel clean

help: ## list these commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(VENV)/ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13) and "socml needs Python 3.11, 3.12 or 3.13")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

setup: $(VENV)/ready ## install everything into .venv

site: $(VENV)/ready ## build content/ into site/
	$(BIN)/socml build

serve: $(VENV)/ready ## build content/, serve it on 127.0.0.1 and rebuild what changes
	$(BIN)/socml serve --port $(PORT)

test: lint types units ## run everything: lint, types, tests with a browser

lint: $(VENV)/ready validator
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --lint --quiet theme
	$(NODE)/eslint --config tools/node/eslint.config.mjs --max-warnings 0 theme/assets tools
	$(NODE)/tsc --project tools/node
	$(NODE)/tsc --project tools/node/tsconfig.worker.json

types: $(VENV)/ready
	$(BIN)/mypy

units: $(VENV)/ready browser validator
	$(BIN)/pytest --numprocesses 3 --dist worksteal

browser: ## install Chromium if there is none
	@tools/browser.sh

validator: ## install what judges scripts and HTML if it is not there
	@tools/validator.sh

bench: $(VENV)/ready ## time the build against plain Material, in turn
	$(BIN)/python -m tests.bench.compare

lock: $(VENV)/ready ## pin all dependencies anew
	$(BIN)/pip-compile --quiet --upgrade --extra dev --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url \
		--no-emit-trusted-host --no-emit-find-links --output-file requirements.lock pyproject.toml

screenshots: $(VENV)/ready browser ## take the documentation's pictures anew
	$(BIN)/python tools/screenshots.py

wheel: $(VENV)/ready ## build the package into dist/
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

clean: ## remove what was built and installed
	rm -rf $(VENV) site dist .pytest_cache .mypy_cache .ruff_cache .hypothesis tools/node/node_modules
