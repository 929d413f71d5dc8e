#!/bin/sh
# Makes the lock files from pyproject.toml: one version of each, hashes of every file of it, chosen for
# Python 3.11 so that later ones can install it too. Wheels are checked to exist for x86_64
# and aarch64. No address goes in: where packages come from is the machine's choice.
# `make lock` keeps what is locked as far as it can; `make lock UPGRADE=--upgrade` takes what is newest.
set -eu
cd "$(dirname "$0")/.."
compile() {
    .venv/bin/uv pip compile --quiet --python-version 3.11 --python-platform linux --generate-hashes \
        --no-header --no-annotate --only-binary :all: "$@"
}
# shellcheck disable=SC2086 # UPGRADE is empty or one option
compile ${UPGRADE:-} pyproject.toml -o requirements.lock
# shellcheck disable=SC2086
compile ${UPGRADE:-} -c requirements.lock pyproject.toml --group dev -o requirements-dev.lock

# A wheel must exist for every kind of machine: nothing is ever compiled at install.
for machine in x86_64 aarch64; do
    .venv/bin/uv pip install --quiet --dry-run --target "${TMPDIR:-/tmp}" \
        --python-platform "$machine-manylinux_2_28" --python-version 3.11 \
        --only-binary :all: --require-hashes -r requirements-dev.lock
    echo "Låsfilerna går att installera på $machine."
done
