# make run        the analysis: of the demonstration, or of a study of your own with STUDY=/secure/study
# make check      reads all that a study has and lists what is wrong (STUDY as above)
# make reference  downloads the official files of deprivation that a study needs (STUDY as above)
# make review     how many flagged words wait for a decision, and where to write it (STUDY as above)
# make trace      prints where ID=FGD1-0012.1 comes from: its turn, evidence, place (STUDY as above)
# make purge      removes what runs left of people who withdrew and groups that are gone (STUDY as above)
# make study      lays out an empty study in DIR=/secure/study
# make test       proves that the project works here
# make embeddings installs what themes.embeddings: minilm needs (about 135 MB to fetch)
# make browser    installs what tests of the report in Chromium need (about 55 MB to fetch)
#
# CORES=8 uses so many processor cores; else their number is that of profiles/default/config.yaml.
# Each makes the environment first if it is missing or old.

PYTHON ?= python3
CORES ?=
STUDY ?=
DIR ?=
ID ?=
export STUDY DIR ID
BIN := .venv/bin
export PATH := $(CURDIR)/$(BIN):$(PATH)
# The same bytes on every machine: hash order, and one thread per job in numerical libraries.
export PYTHONHASHSEED := 0

RUN_CORES := $(CORES:%=--cores %)
COMMAND := PYTHONPATH=workflow/scripts python workflow/commands

.PHONY: run check reference review trace purge study test embeddings browser lint lock clean

run: .venv/ready
	@$(COMMAND)/run_study.py $(RUN_CORES) "$$STUDY"

check: .venv/ready
	@$(COMMAND)/run_study.py $(RUN_CORES) --check "$$STUDY"

reference: .venv/ready
	@$(COMMAND)/run_study.py $(RUN_CORES) --reference "$$STUDY"

review: .venv/ready
	@$(COMMAND)/review_study.py $(RUN_CORES) "$$STUDY"

trace: .venv/ready
	@$(COMMAND)/trace_segment.py "$$ID" "$$STUDY"

purge: .venv/ready
	@$(COMMAND)/purge_study.py "$$STUDY"

study: .venv/ready
	@$(COMMAND)/make_study.py "$$DIR"

# The longest first, so that no core waits at the end.
test: .venv/ready lint
	@pytest -n auto --dist loadfile --no-loadscope-reorder tests/workflow tests/gold tests/unit

lint: .venv/ready
	@ruff check
	@ruff format --check
	@snakefmt --check Snakefile workflow/rules
	@mypy
	@snakemake --lint

# pip is brought up to date first: the one that comes with Python 3.11 cannot read the lock.
.venv/ready: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || \
		{ echo "Python 3.11, 3.12 or 3.13 is needed; name one with: make PYTHON=python3.12 ..."; exit 1; }
	@echo "Making the environment in .venv (once; some minutes)"
	@$(PYTHON) -m venv --clear .venv
	@$(BIN)/python -m pip install --quiet --upgrade pip==26.3
	@$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	@touch $@

# Without what these packages ask for: pyproject.toml names all that is used.
embeddings: .venv/ready
	@$(BIN)/python -m pip install --quiet --no-deps --require-hashes \
		--requirement requirements-embeddings.lock

# Nothing but Playwright: Chromium itself comes with the system.
browser: .venv/ready
	@$(BIN)/python -m pip install --quiet --no-deps --require-hashes \
		--requirement requirements-browser.lock

# Renew the pins, and environment.yml from them. Needs uv.
COMPILE := uv pip compile --universal --python-version 3.11 --upgrade --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"
lock:
	$(COMPILE) pyproject.toml --extra test --output-file requirements.lock
	$(COMPILE) --group embeddings --no-deps --output-file requirements-embeddings.lock
	$(COMPILE) --group browser --constraint requirements.lock --output-file requirements-browser.lock
	$(BIN)/python tests/environment.py > environment.yml

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .snakemake results
