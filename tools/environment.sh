#!/bin/sh
# Makes .venv what a lock file says: `tools/environment.sh run` or `tools/environment.sh tests`.
# Does nothing when it already is. Needs only Python 3.11 or later; asks apt for what else is missing.
set -eu
cd "$(dirname "$0")/.."
case "${1:-run}" in
run) lock=requirements.lock ;;
tests) lock=requirements-dev.lock ;;
*) echo "Skriv run eller tests." >&2; exit 2 ;;
esac
wanted=$(sha256sum "$lock" | cut -d ' ' -f 1)
python=.venv/bin/python
stamp=.venv/installed-$lock

works() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ] && works "$python"; then
    exit 0
fi

find_python() {
    for name in python3.11 python3 python3.12 python3.13 python3.14; do
        if works "$name"; then echo "$name"; return 0; fi
    done
    return 1
}

if ! works "$python" || ! "$python" -m pip --version >/dev/null 2>&1; then
    base=$(find_python) || {
        tools/system.sh python3 || true
        base=$(find_python) || { echo "Stegvis behöver Python 3.11 eller senare." >&2; exit 1; }
    }
    echo "Skapar Pythonmiljön med $($base --version)"
    # Debian splits venv from Python; the module imports but cannot install pip until it is there.
    "$base" -c 'import ensurepip' >/dev/null 2>&1 || tools/system.sh python3-venv
    "$base" -m venv --clear .venv
fi

echo "Installerar låsta paket ($lock)"
"$python" -m pip install --quiet --quiet --no-input --disable-pip-version-check --no-warn-script-location \
    --only-binary :all: --require-hashes --requirement "$lock"
echo "$wanted" >"$stamp"
# The test lock holds everything the other one does.
if [ "$lock" = requirements-dev.lock ]; then
    sha256sum requirements.lock | cut -d ' ' -f 1 >.venv/installed-requirements.lock
fi
