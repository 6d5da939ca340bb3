# make run: the demo paper on http://localhost:8000/   make test: everything that must hold
# make soak: the long runs                             make judge: HTML judges that need Node and Java

PYTHON := .venv/bin/python
MANAGE := $(PYTHON) manage.py
PARALLEL ?= 2
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Some machines forbid it, and then each of our many processes compiles all modules anew.
export PYTHONDONTWRITEBYTECODE :=
.PHONY: run test soak judge
.DEFAULT_GOAL := run

run: .venv/run-ready
	@exec $(MANAGE) demo $(DEMO)

test: .venv/test-ready
	@$(PYTHON) -m newsroom.catalogues
	@.venv/bin/ruff check --quiet --output-format concise .
	@.venv/bin/ruff format --quiet --check . || { echo "Not formatted: run .venv/bin/ruff format ."; exit 1; }
	@.venv/bin/djade --check $$(find templates -name '*.html')
	@.venv/bin/mypy --no-error-summary
	@echo "Style and types: fine. Migrations, deployment and everything else:"
	@browser=$$(.ci/chromium) && CHROMIUM="$$browser" $(PYTHON) -m pytest -n $(PARALLEL) --dist worksteal -m "not soak" $(PYTEST)

soak: .venv/test-ready
	@$(PYTHON) -m newsroom.catalogues
	@browser=$$(.ci/chromium) && CHROMIUM="$$browser" $(PYTHON) -m pytest -m soak $(PYTEST)

judge: .venv/test-ready
	@$(PYTHON) -m newsroom.catalogues
	@.ci/judge

.venv/run-ready: requirements.txt
	@.ci/packages $<
	@touch $@

.venv/test-ready: requirements-dev.txt
	@.ci/packages $<
	@touch $@ .venv/run-ready
