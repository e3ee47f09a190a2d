#!/bin/sh
# Serves the sample ecosystem from a data folder of its own, which goes when the tests are over. What the server logs is
# kept in test-results/server.log, and told when it ends unasked.
set -eu
bin=${E2E_BIN:-../bin/linchpin}
export LINCHPIN_DATA="$E2E_DIR/data"
export LINCHPIN_LISTEN="127.0.0.1:$E2E_PORT"
# For so short a life the better compiler of Java costs more than it gives.
export JDK_JAVA_OPTIONS="-XX:TieredStopAtLevel=1 ${JDK_JAVA_OPTIONS:-}"
log=test-results/server.log
mkdir -p test-results
"$bin" serve --sample >"$log" 2>&1 &
server=$!
asked=
trap 'asked=yes; kill -TERM $server 2>/dev/null || true' TERM INT
status=0
wait $server || status=$?
# A signal ends the first wait before the server has stopped.
wait $server 2>/dev/null || true
rm -rf "$E2E_DIR"
[ -n "$asked" ] || tail -n 50 "$log"
exit $status
