#!/bin/sh
# Builds the wheel, installs it into a fresh environment and runs it from /, where no file of the
# repository is in reach: package data that the wheel lacks fails here.
# BIN is the bin folder of an environment with `build` and `hatchling`, PYTHON makes the fresh one.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
bin=${BIN:-$root/.venv/bin}
python=${PYTHON:-python3.11}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

fail() {
    echo "wheel: $1" >&2
    exit 1
}

"$bin/python" -m build --wheel --no-isolation --outdir "$work/dist" "$root" >"$work/build.log" 2>&1 ||
    { cat "$work/build.log" >&2; fail "it does not build"; }
set -- "$work"/dist/*.whl

listing=$("$bin/python" -m zipfile -l "$1")
for needed in config/example.yaml store/migrations/env.py store/migrations/versions/ bot/words/en.yaml; do
    case $listing in *"$needed"*) ;; *) fail "$needed is missing from $(basename "$1")" ;; esac
done
case $listing in *tests/*) fail "the tests are in $(basename "$1")" ;; esac

"$python" -m venv "$work/venv"
pip="$work/venv/bin/python -m pip --quiet --quiet --disable-pip-version-check"
$pip install --require-hashes -r "$root/requirements/run.txt"
$pip install --no-deps "$1"
$pip check

# A home of its own, so that nothing that lies about on this machine is used.
mkdir "$work/home"
run() {
    (cd / && env -i PATH="$work/venv/bin:/usr/bin:/bin" HOME="$work/home" TMPDIR="$work" shipcast "$@") ||
        { cat "$work"/*.txt >&2; fail "shipcast $* failed from /"; }
}
run --version >"$work/version.txt"
run --settings "$work/home/shipcast.yaml" init >"$work/init.txt"
run demo >"$work/demo.txt" 2>"$work/sync.txt"
grep -q "I can't say when" "$work/demo.txt" ||
    { cat "$work/demo.txt" >&2; fail "the demo shows no refused release"; }
echo "wheel: $(basename "$1") runs from / as $(cat "$work/version.txt")"
