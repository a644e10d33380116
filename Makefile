# Everything that is done to the source. What is done to a running house: .venv/bin/hongbang
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: texts setup run test fast check nightly bench fmt rooms docs lock help dev-setup
MAKEFLAGS += --no-print-directory
unexport PYTHONDONTWRITEBYTECODE # what was compiled once starts faster

BIN := .venv/bin
SET_UP = python=$$(scripts/find_python) && "$$python" scripts/set_up.py
TEMPLATES = find src -path '*/templates/*' -name '*.html' -print0
RULES = $(wildcard tests/kernel tests/architecture tests/*/rules)
FAST = -m "not nightly and not browser and not slow and not django_db"
LOCK = $(BIN)/uv pip compile --quiet --generate-hashes --no-header --no-emit-index-url \
	--no-emit-find-links --no-annotate --python-version 3.11

setup: ## bring all that running, checking and testing need; quick when nothing changed
	@$(SET_UP) test
	@$(BIN)/hongbang build

dev-setup:
	@$(SET_UP) dev

run: export HONGBANG_DEMO = true
run: export HONGBANG_DEMO_WITHOUT_TOTP = true
run: ## set up, fill an empty house with demo people, and serve it on this machine only
	@$(SET_UP) run
	@$(BIN)/hongbang install
	@$(BIN)/hongbang demo
	@$(BIN)/hongbang worker & worker=$$!; trap 'kill $$worker' EXIT; $(BIN)/hongbang serve

test: setup check ## everything: checks, then tests on SQLite, on PostgreSQL and in a browser
	@$(BIN)/python scripts/run_tests.py

fast: dev-setup ## rules, kernel and architecture in a few seconds
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/pytest -q -n 2 --hypothesis-profile=fast $(FAST) $(or $(RULES),tests)

check: dev-setup ## format, style, types, templates, rooms, migrations, a clean tree
	@$(BIN)/ruff format --quiet --check . || { echo "Run: make fmt"; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(TEMPLATES) | xargs -0 -r $(BIN)/djade --target-version 5.2 --check || { echo "Run: make fmt"; exit 1; }
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/hongbang makemigrations --check --dry-run
	@$(BIN)/python scripts/clean_tree.py

nightly: setup ## all of test, and what takes too long for every change, on both engines
	@$(BIN)/python scripts/run_tests.py --nightly

bench: dev-setup ## what a page costs: CPU, SQL statements, rows
	@$(BIN)/hongbang bench

fmt: dev-setup ## write source and templates in the one format
	@$(BIN)/ruff check --quiet --fix-only .
	@$(BIN)/ruff format --quiet .
	@$(TEMPLATES) | xargs -0 -r $(BIN)/djade --target-version 5.2 || true

rooms: dev-setup ## who may import whom; a wrong import answers with where the line belongs
	@$(BIN)/lint-imports --no-logo

texts: dev-setup ## bring the English catalogue up to date, and name what lacks English
	@$(BIN)/python scripts/texts.py

docs: dev-setup ## write the generated pages of docs/ anew
	@$(BIN)/hongbang docs

lock: dev-setup ## pin requirements and browser packages anew, after a change of an .in file
	@for list in tools base dev node; do \
		$(LOCK) requirements/$$list.in -o requirements/$$list.txt || exit 1; done
	@npm install --package-lock-only --ignore-scripts --silent

help: ## these lines
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
