# `make` alone lists the targets. Everything is installed into .venv from the lock files; nothing else is touched.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
FORMAT ?= text
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help

.PHONY: help
help: ## list the targets
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: site
site: $(VENV)/site ## build the briefings into site/
	$(BIN)/briefpress build

.PHONY: pack
pack: $(VENV)/site ## make the offline edition in dist/, as a ZIP file
	@rm -f dist/briefpress-*.zip dist/briefpress-*.zip.sha256
	$(BIN)/briefpress pack

.PHONY: publish
publish: pack ## build the site into site/, with the offline edition to download
	$(BIN)/briefpress build --edition dist

.PHONY: release
release: ## attach the edition in dist/ to a release on GitHub (needs gh and GH_TOKEN)
	@sh .github/release.sh dist

.PHONY: serve
serve: $(VENV)/site ## show the site at http://127.0.0.1:8000/ and follow every change
	$(BIN)/briefpress serve

.PHONY: check
check: $(VENV)/site ## tell every mistake in the briefings (FORMAT=text, json or github)
	$(BIN)/briefpress check --format $(FORMAT)

.PHONY: test
test: $(VENV)/dev browser unpackers validator lint types ## lint, types, import check and all tests
	$(BIN)/pytest -n auto --dist worksteal

.PHONY: lint
lint: $(VENV)/dev ## look for mistakes and untidy code
	$(BIN)/ruff check
	$(BIN)/ruff format --check

.PHONY: types
types: $(VENV)/dev ## check the types
	$(BIN)/mypy generator tests

.PHONY: format
format: $(VENV)/dev ## tidy the code
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

.PHONY: reference
reference: $(VENV)/site ## write docs/reference/ anew from the model
	$(BIN)/python -m generator.model.reference docs/reference

.PHONY: golden
golden: $(VENV)/dev ## write the expected pages and messages of the tests anew; review them as a diff
	UPDATE_GOLDEN=1 $(BIN)/pytest -q tests -k "golden or bad"

.PHONY: pictures
pictures: site browser ## take the README's pictures anew
	$(BIN)/python -m tests.pictures

.PHONY: bench
bench: $(VENV)/dev ## compare builds with Hugo, Eleventy, Material and Zensical, in docs/benchmarks.md (N="1000 10000" briefings)
	$(BIN)/python -m tests.bench.build --write docs/benchmarks.md $(or $(N),1000 10000)

.PHONY: bench-fill
bench-fill: $(VENV)/dev ## measure filling frames against the engine (N=1000 briefings)
	$(BIN)/python -m tests.bench.fill $(or $(N),1000)

.PHONY: bench-search
bench-search: $(VENV)/dev browser ## measure search against Material's own (N="1000 10000" briefings)
	$(BIN)/python -m tests.bench.search $(or $(N),1000)

.PHONY: bench-serve
bench-serve: $(VENV)/dev browser ## measure what an edit takes until a browser shows it, under serve (N="1000 10000" briefings)
	$(BIN)/python -m tests.bench.serve $(or $(N),1000)

.PHONY: bench-capacity
bench-capacity: $(VENV)/dev ## measure what sites cost, in docs/contribute/capacity.md (N="1000 10000" briefings)
	$(BIN)/python -m tests.bench.capacity --write $(or $(N),1000)

.PHONY: lighthouse
lighthouse: site browser ## ask Lighthouse about one page of each kind, on a telephone with a slow network
	$(BIN)/python -m tests.bench.lighthouse site

.PHONY: lock
lock: $(VENV)/dev ## resolve the dependencies anew into the lock files
	$(BIN)/pip-compile $(LOCK) --output-file requirements.txt pyproject.toml
	$(BIN)/pip-compile $(LOCK) --extra dev --constraint requirements.txt --output-file requirements-dev.txt pyproject.toml

LOCK := --quiet --upgrade --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host

.PHONY: clean
clean: ## remove everything that was made
	rm -rf $(VENV) .peers .validator site .briefpress build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis

.PHONY: browser
browser: $(VENV)/dev
	@sh tests/browser.sh $(BIN)/playwright

.PHONY: unpackers
unpackers:
	@sh tests/unpackers.sh

.PHONY: validator
validator:
	@sh tests/validator.sh

$(VENV)/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "BriefPress needs Python 3.11 or newer; say which with: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python can't make a virtual environment; on Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@touch $@

$(VENV)/site: $(VENV)/made requirements.txt pyproject.toml
	$(BIN)/pip install --quiet --require-hashes --requirement requirements.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev: $(VENV)/site requirements-dev.txt
	$(BIN)/pip install --quiet --require-hashes --requirement requirements-dev.txt
	@touch $@
