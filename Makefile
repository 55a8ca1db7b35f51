# The commands of this project. Each makes what it needs first: a fresh clone, Python 3.11 or newer and make will do.
#   make demo     render a prompt, a preset's stems, and a MIDI file played by two sounds into demo/
#   make test     lint, types and all tests
#   make lint     only ruff and mypy
#   make docs     write anew what the documents take from the code
#   make words    embed anew the phrases to which unknown words of a prompt are compared
#   make picture  draw the pictures in docs/images: the demo, and ten fixed requests
#   make soak     long tests: 100 000 broken datagrams, 1000 jobs from 8 clients, a killed batch of 100 takes
#   make bench    measure the library's hot paths
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt
TESTS ?= tests
DEMO_PROMPT := deep house track, dusty electric piano chords over a round bass, 122 bpm, A minor

.PHONY: demo test lint docs words picture soak bench clean
.DEFAULT_GOAL := test

$(VENV)/.created:
	@command -v $(PYTHON) >/dev/null || { echo "No $(PYTHON) found; install Python 3.11 or newer, or say PYTHON=/path/to/python." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	 || { echo "$(PYTHON) is $$($(PYTHON) --version 2>&1); 3.11 or newer is needed. Install it, or say PYTHON=/path/to/python." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.runtime: $(VENV)/.created pyproject.toml constraints.txt
	$(INSTALL) --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime
	$(INSTALL) --editable '.[train,cluster,dev]'
	@touch $@

# FluidSynth and a sound font serve the corpus, all others the tests. Where they cannot be had, those tests
# skip and say why, so a failure here is no failure of the build.
$(VENV)/.system: $(VENV)/.created
	@sh .ci/system-packages || true
	@touch $@

demo: $(VENV)/.runtime
	$(BIN)/musiccm generate "$(DEMO_PROMPT)" --bars 8 --seed 1 --name deep-house --project demo
	$(BIN)/musiccm render lofi-study-kit --set seed=4 --project demo
	$(BIN)/musiccm generate "soft felt piano" --midi docs/demo.mid --seed 2 --name piano --project demo
	$(BIN)/musiccm generate "bright synth pluck, spacious" --midi docs/demo.mid --seed 2 --name pluck --project demo
	@echo
	@echo "The takes are in $(CURDIR)/demo/MusicCM: a prompt, a preset with a WAV per stem, and one MIDI file played by two"
	@echo "sounds. score.mid in each holds the notes. To hear them: open a WAV in any player, drag a take's WAVs onto tracks"
	@echo "of your DAW at bar 1, or open the preset's contact sheet in a browser: demo/MusicCM/lofi-study-kit/index.html"

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Three workers on one thread each fill two cores, since tests of real programs wait half of their time; torch's own threads
# would fight over them. The tests of a file go to one worker, so that what they share is made once, and files in their order:
# those of programs first, else few long tests would be left for the end. Bytecode is kept, since hundreds of programs are
# started, and each would compile the package anew (0.3 s).
test: lint $(VENV)/.system
	PYTHONDONTWRITEBYTECODE= OMP_NUM_THREADS=1 $(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder $(TESTS)

docs: $(VENV)/.dev
	$(BIN)/python docs/generate.py

words: $(VENV)/.runtime
	$(BIN)/python -m musiccm_daw.engine.nearest_words

picture: $(VENV)/.dev demo
	$(BIN)/python docs/picture.py

soak: $(VENV)/.dev
	MUSICCM_SOAK=1 OMP_NUM_THREADS=1 $(BIN)/pytest --durations=3 tests/bridge/test_fuzz.py tests/bridge/test_crowd.py tests/cli/test_render.py

bench: $(VENV)/.dev
	$(BIN)/pytest tests/benchmarks --benchmark-enable --benchmark-columns=min,median,rounds

clean:
	rm -rf build dist demo *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .benchmarks
