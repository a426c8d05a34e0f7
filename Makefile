# make report   the report, from the seeds      -> report/report.pdf, report/report.html
# make test     every test
# make lab      the notebooks in JupyterLab, in the same environment
# Each sets everything up by itself and needs no network after the first run.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$p"; break; }; done)
PY := .venv/bin/python
READY := .venv/.ready

.PHONY: report test lab check bench lint lock clean help

report: $(READY)
	@$(PY) -m helpers report

test: $(READY) .venv/.browser
	@tests/browser/chromium.sh $(PY)
	@$(PY) -m pytest

lab: $(READY)
	@$(PY) -m jupyter lab $$(test "$$(id -u)" != 0 || echo --allow-root) notebooks

check: $(READY)
	@$(PY) -m helpers check

bench: $(READY) .venv-bench/.ready
	@$(PY) benchmarks/run.py $(ARGS)

lint: $(READY)
	@$(PY) -m ruff check . && $(PY) -m ruff format --check . && $(PY) -m mypy src

help:
	@sed -n '1,4p' Makefile

clean:
	rm -rf build .venv .venv-bench .pytest_cache .mypy_cache .ruff_cache .hypothesis

# The environment: exactly the locked packages, checked by hash; then this package, as it stands here.
$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed and was not found; install it, or name it: make PYTHON=/path/to/python3 report" >&2; exit 1; }
	@rm -f $@
	@echo "setting up .venv with $(PYTHON) (first run only, about a minute)"
	@$(PYTHON) -m venv --clear .venv || { echo "python venv could not be made; on Debian or Ubuntu: sudo apt-get install python3-venv" >&2; exit 1; }
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-warn-script-location --require-hashes -r requirements.lock
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@src/helpers/report/system-libraries.sh $(PY)
	@touch $@

# What drives a browser in the tests; the report needs none of it.
.venv/.browser: tests/browser/requirements.lock $(READY)
	@rm -f $@
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r tests/browser/requirements.lock
	@touch $@

# The peers of the benchmark, apart from the package's own environment; nothing else uses them.
.venv-bench/.ready: benchmarks/requirements.lock
	@rm -f $@
	@echo "setting up .venv-bench with $(PYTHON)"
	@$(PYTHON) -m venv --clear .venv-bench
	@.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r benchmarks/requirements.lock
	@touch $@

# Only for maintainers, with uv: renew the lock from pyproject.toml. Hashes, no addresses.
lock:
	uv pip compile --quiet pyproject.toml --all-extras --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --no-annotate --output-file requirements.lock
	uv pip compile --quiet benchmarks/requirements.in -c requirements.lock --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-header --no-annotate --output-file benchmarks/requirements.lock
	uv pip compile --quiet tests/browser/requirements.in -c requirements.lock --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-header --no-annotate --output-file tests/browser/requirements.lock
