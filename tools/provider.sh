#!/bin/sh
# Installs the OpenID provider that the tests of signing in meet, as tests/provider/package-lock.json has it. Does
# nothing when it is there already. Needs Node 18 or later and npm; ends with 1 where they cannot be had.
set -eu
cd "$(dirname "$0")/../tests/provider"
stamp=node_modules/.installed
wanted=$(sha256sum package-lock.json | cut -d ' ' -f 1)
[ "$(cat "$stamp" 2>/dev/null || true)" != "$wanted" ] || exit 0
../../tools/system.sh nodejs npm
echo "Installerar provlegitimationen (package-lock.json)"
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
echo "$wanted" >"$stamp"
