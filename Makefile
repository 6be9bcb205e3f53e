# Two commands for a stranger: `make demo` and `make test`. The rest is for those who work on the program.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: demo test lint check-types unit endurance catalog corpus opinion recogniser lock bench clean

demo: .venv/runtime
	$(BIN)/qualcode demo .
	@echo
	@echo "The results lie in exports/. Open the terminal app with: $(BIN)/qualcode tui"

test: .venv/develop lint check-types unit

lint: .venv/develop
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

check-types: .venv/develop
	$(BIN)/mypy

unit: .venv/develop
	$(BIN)/pytest -n 2 -m "not endurance"

endurance: .venv/develop
	$(BIN)/pytest -m endurance

# The Swedish sentences: one .mo of every room's .po; lists what is not translated.
catalog: .venv/develop
	$(BIN)/python -m qualcode.language.catalogue

# The demonstration corpus, from its marked sources.
corpus: .venv/develop
	$(BIN)/python corpora/build.py

# The second opinion of the default codebook, from the practice passages; takes some minutes, the same file for the same indicators and rules.
opinion: .venv/develop
	$(BIN)/qualcode codebook learn codebooks/overenskommelsen.yaml corpora/practice/*.jsonl

# The statistical recogniser's models, from a corpus that is not in the repository and the marked development minutes.
recogniser: .venv/develop
	$(BIN)/python corpora/train_recogniser.py

bench: .venv/develop
	$(BIN)/python benchmarks/run.py

lock:
	uv pip compile --quiet --generate-hashes --python-version 3.11 --group build pyproject.toml -o requirements.lock
	uv pip compile --quiet --generate-hashes --python-version 3.11 --group dev pyproject.toml -o requirements-dev.lock

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || (echo "qualcode needs Python 3.11 or newer; set PYTHON=/path/to/python3.11"; exit 1)
	$(PYTHON) -m venv .venv

.venv/runtime: .venv/bin/python requirements.lock pyproject.toml
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/develop: .venv/runtime requirements-dev.lock
	$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
