# make demo   a town to try the portal in          make test        every test but the long ones
# make lint   style, types, layers, catalogue      make test-deep   every test, with many more examples
# make bench  what pages cost, measured            make bench-large the same at the scale of a large municipality
# make matrix writes down who can do what, from the policy
# make pictures takes a picture of every page, to look at; make docs-pictures those that the README shows
# make access-report writes down what shuts whom out of which page
#
# Each sets up first what it needs. A set-up step is stamped with the hash of what it was made from, so it runs
# again when that has changed, and only then.

SHELL := /bin/sh
.SHELLFLAGS := -eu -c
.DELETE_ON_ERROR:
.SECONDARY:
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := setup
.PHONY: setup demo test test-deep bench bench-large lint messages matrix pictures docs-pictures access-report lock clean python assets catalogues stranger chromium again

RUN := .venv/bin/python -m

hash = $(shell find $(1) -type f 2>/dev/null | LC_ALL=C sort | xargs sha256sum | sha256sum | cut -c1-16)
# Whoever links .venv to an environment of their own keeps it themselves.
PYTHON_MADE := $(if $(shell test -L .venv || echo ours),.venv/.made-$(call hash,requirements.lock),.venv/bin/python)
NODE_MADE := node_modules/.made-$(call hash,package-lock.json .npmrc)
STRANGER_MADE := tests/stranger/node_modules/.made-$(call hash,tests/stranger/package-lock.json .npmrc)
ASSETS_MADE := .setup/assets-$(call hash,package-lock.json static/build.mjs static/scss static/icons)
CATALOGUES_MADE := .setup/catalogues-$(call hash,translations/*/LC_MESSAGES/*.po)

setup: python assets catalogues
python: $(PYTHON_MADE)
assets: $(ASSETS_MADE)
catalogues: $(CATALOGUES_MADE)
# A sign-in provider that is not ours, for the tests alone.
stranger: $(STRANGER_MADE)

demo: setup
	@DEMO_DIR="$$(realpath -m "$${DEMO_DIR:-.demo}")"; export DEMO_DIR; exec tools/run-under-make $(RUN) portal.demo run

# The tests start some hundred processes, each of which would read the source anew.
test test-deep: export PYTHONDONTWRITEBYTECODE :=

test: setup stranger chromium
	@$(RUN) pytest -n 2 -m "not deep"

test-deep: setup stranger chromium
	@$(RUN) pytest -n 2 --hypothesis-profile=deep

bench: setup chromium
	@$(RUN) bench

bench-large: setup chromium
	@$(RUN) bench --large

lint: python catalogues
	@$(RUN) ruff check .
	@$(RUN) ruff format --check .
	@$(RUN) mypy
	@.venv/bin/lint-imports
	@$(RUN) pytest -q tests/rules

messages: python
	@$(RUN) tools.messages update

pictures: setup chromium
	@$(RUN) tests.web.pictures $(ONLY)

docs-pictures: setup chromium
	@$(RUN) tests.web.pictures_for_docs

matrix: setup
	@$(RUN) tools.access_matrix

access-report: setup chromium
	@$(RUN) tests.web.access_report

lock: python
	@$(RUN) uv pip compile --quiet --system-certs --no-config --universal --python-version 3.11 --generate-hashes --no-header \
		--no-emit-index-url --no-emit-find-links --output-file requirements.lock requirements.in requirements-dev.in

clean:
	rm -rf .setup node_modules tests/stranger/node_modules static/dist static/dist.new translations/*/LC_MESSAGES/*.mo
	rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	test -L .venv || rm -rf .venv

.venv/.made-%: requirements.lock
	@tools/make-venv
	@rm -f .venv/.made-* && touch $@

.venv/bin/python:
	@test -x $@ || { echo ".venv is a link that leads to no Python: remove it, then run make again." >&2; exit 1; }

node_modules/.made-%: package-lock.json
	@tools/make-node-modules . "the design system"
	@touch $@

tests/stranger/node_modules/.made-%: tests/stranger/package-lock.json
	@tools/make-node-modules tests/stranger "the certified sign-in provider that the tests sign in with"
	@touch $@

.setup/assets-%: $(NODE_MADE) $(if $(wildcard static/dist/manifest.json),,again)
	@echo "Building the style sheet, fonts and icons ..."
	@node static/build.mjs
	@mkdir -p .setup && rm -f .setup/assets-* && touch $@

.setup/catalogues-%: $(PYTHON_MADE) $(if $(wildcard translations/da/LC_MESSAGES/messages.mo),,again)
	@$(RUN) tools.messages compile
	@mkdir -p .setup && rm -f .setup/catalogues-* && touch $@

# Chromium without windows: a visitor in it takes a quarter of the time. Where it cannot be had, the one with windows does.
chromium:
	@command -v chromium-headless-shell >/dev/null \
		|| tools/install-debian-package chromium-headless-shell "the browser tests" chromium
