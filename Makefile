# A newcomer types `make run` or `make test`; `make help` tells the rest.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:

# Without compiled modules each start would compile them all anew.
unexport PYTHONDONTWRITEBYTECODE

PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(BIN)/pip install --quiet --quiet --disable-pip-version-check

# What each suite may take, in seconds, is its first word below. A slower machine: BUDGET=3.
export BUDGET ?= 1
SUITE := $(BIN)/python tests/budget.py

# Folders of tests/ by suite; every folder not named here belongs to the unit tests, so that
# none is forgotten. A suite whose folders are all missing fails.
folders = $(or $(wildcard $(addprefix tests/,$(1))),tests/$(firstword $(1)))
CATALOGUES := $(call folders,i18n)
SERVICES := $(call folders,services db jobs)
PAGES := $(call folders,pages ui web cli components)
BROWSER := $(call folders,journeys components)
UNIT := tests $(addprefix --ignore=,$(CATALOGUES) $(SERVICES) $(PAGES) tests/journeys)

COVERAGE := .cache/coverage
LOCALES := planner/i18n/locales
LANGUAGES := en es pl zh_Hans

.PHONY: help
help: ## Explain every target
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

## --- setting up ---

.PHONY: setup
setup: .venv/ready-to-test ## Make .venv with everything in it, exactly as locked
	@:

$(BIN)/pip:
	@deploy/venv.sh "$(PYTHON)"

.venv/ready-to-run: requirements.lock pyproject.toml | $(BIN)/pip
	@echo "Installing the planner; the first time takes a minute or two ..."
	@$(INSTALL) --only-binary :all: --require-hashes --requirement requirements.lock
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@$(BIN)/pip check
	@touch $@

.venv/ready-to-test: requirements-dev.lock .venv/ready-to-run
	@echo "Installing what the tests need ..."
	@$(INSTALL) --only-binary :all: --require-hashes --requirement requirements-dev.lock
	@touch $@

## --- running ---

# The demonstration runs on made-up data, on a day inside its last quarter.
run: export PLANNER_DEMO ?= 1
run: export PLANNER_TODAY ?= 2026-11-20

.PHONY: run
run: .venv/ready-to-run ## Start the planner with sample data
	@$(BIN)/planner demo

## --- testing ---

.PHONY: test
test: test-lint test-types test-imports test-catalogues test-unit test-services test-coverage test-pages test-browser ## Run every suite, each within its time

.PHONY: test-lint
test-lint: setup ## Style and formatting
	@$(SUITE) 20 lint bash -c '$(BIN)/ruff check && $(BIN)/ruff format --check'

.PHONY: test-types
test-types: setup ## Types, strictly
	@$(SUITE) 120 types $(BIN)/mypy --num-workers auto

.PHONY: test-imports
test-imports: setup ## Imports point down the floors
	@$(SUITE) 20 imports $(BIN)/lint-imports

.PHONY: test-catalogues
test-catalogues: setup ## Every string in every language
	@$(SUITE) 30 catalogues $(BIN)/pytest $(CATALOGUES)

.PHONY: test-unit
test-unit: setup ## Rules and shapes, without a database
	@COVERAGE_FILE=$(COVERAGE)/unit $(SUITE) 180 unit \
	  $(BIN)/pytest --numprocesses auto --cov --cov-report= $(UNIT)

# The same lines run on both databases, and tracing them takes a third of a test's time.
.PHONY: test-services
test-services: setup ## Use cases on SQLite and on PostgreSQL
	@COVERAGE_FILE=$(COVERAGE)/services $(SUITE) 420 services bash -c '\
	  $(BIN)/pytest --numprocesses auto --cov --cov-report= -k "not postgresql" $(SERVICES) && \
	  $(BIN)/pytest --numprocesses auto -k postgresql $(SERVICES)'

.PHONY: test-coverage
test-coverage: setup ## Branches that unit and services tests took; both must have run
	@$(BIN)/coverage combine --quiet --keep --data-file=$(COVERAGE)/both $(COVERAGE)/unit $(COVERAGE)/services
	@$(BIN)/coverage json --quiet --data-file=$(COVERAGE)/both -o $(COVERAGE)/branches.json
	@$(BIN)/python tests/branches.py 95 $(COVERAGE)/branches.json planner/domain planner/services || \
	  { $(BIN)/coverage report --data-file=$(COVERAGE)/both --include='planner/domain/*,planner/services/*'; exit 1; }

.PHONY: test-pages
test-pages: setup ## Pages, forms and routes, without a browser
	@$(SUITE) 420 pages $(BIN)/pytest --numprocesses auto $(PAGES)

.PHONY: test-browser
test-browser: setup ## Whole journeys in a real browser
	@CHROMIUM="$$(deploy/browser.sh)"; export CHROMIUM; \
	$(SUITE) 600 browser $(BIN)/pytest --numprocesses 3 --dist worksteal -m 'browser and not soak' $(BROWSER)

.PHONY: test-one
test-one: setup ## Run some tests by path or name: make test-one T=tests/domain/test_progress.py
	@$(BIN)/pytest $(T)

.PHONY: soak
soak: setup ## Long tests, and property tests with many more examples
	@CHROMIUM="$$(deploy/browser.sh)"; export CHROMIUM; \
	$(BIN)/pytest --hypothesis-profile=soak --timeout=3600 -m 'soak or hypothesis'

## --- looking and measuring ---

.PHONY: bench
bench: setup ## Measure speed, a JSON line a case: make bench CASES="board imports"
	@CHROMIUM="$$(deploy/browser.sh)"; export CHROMIUM; $(BIN)/python -m benchmarks $(CASES)

.PHONY: pictures
pictures: setup ## Pictures of every page into var/pictures: make pictures P="docs/pictures board"
	@deploy/fonts.sh; \
	CHROMIUM="$$(deploy/browser.sh)"; export CHROMIUM; $(BIN)/python -m tests.journeys.pictures $(P)

## --- keeping house ---

.PHONY: format
format: setup ## Put the code in order
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

.PHONY: catalogues
catalogues: setup ## Collect the strings on screen into every language's catalogue
	@mkdir -p .cache
	@$(BIN)/pybabel --quiet extract --mapping-file=pyproject.toml --output-file=.cache/planner.pot \
	  --keyword=N_ --keyword=plural:1,2 --keyword=context:1c,2 \
	  --project=district-strategy-planner --copyright-holder='the district strategy planner' \
	  --add-location=file --sort-output --no-wrap .
	@for language in $(LANGUAGES); do \
	  action=update; flags="--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date"; \
	  [ -f $(LOCALES)/$$language/LC_MESSAGES/planner.po ] || { action=init; flags=; }; \
	  $(BIN)/pybabel --quiet $$action --domain=planner --input-file=.cache/planner.pot \
	    --output-dir=$(LOCALES) --locale=$$language --no-wrap $$flags; \
	done

.PHONY: components
components: ## Build the browser components anew (needs npm)
	@for package in planner/components/*/package.json; do \
	  [ -f "$$package" ] || continue; \
	  (cd "$$(dirname "$$package")" && npm ci && npm run build); \
	done

# Hashes cover every platform's wheels; no address of an index is written.
LOCK = $(BIN)/uv pip compile pyproject.toml --quiet --no-config --universal --python-version 3.11 \
  --generate-hashes --no-strip-extras --no-emit-index-url --no-emit-find-links --annotation-style line \
  --custom-compile-command 'make lock' $(UV_FLAGS)

.PHONY: lock
lock: $(BIN)/pip ## Write the lock files anew; UV_FLAGS=--upgrade takes newer releases
	@$(INSTALL) 'uv>=0.9'
	@$(LOCK) --extra build --output-file requirements.lock
	@$(LOCK) --extra build --extra dev --constraint requirements.lock --output-file requirements-dev.lock

# The tool has a place of its own: the environment holds nothing that isn't locked.
.PHONY: audit
audit: $(BIN)/pip ## Ask for known holes in what is locked (needs the network)
	@[ -x .cache/audit/bin/pip-audit ] || { $(BIN)/python -m venv .cache/audit && \
	  .cache/audit/bin/pip install --quiet --disable-pip-version-check 'pip-audit>=2.9,<3'; }
	@.cache/audit/bin/pip-audit --disable-pip --require-hashes --requirement requirements-dev.lock

.PHONY: clean
clean: ## Remove what tools made; the planner's own data in var/ stays
	@rm -rf .venv .cache build dist *.egg-info
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
