#!/bin/sh
# Serves the sample ecosystem from a data folder of its own, which goes when the tests are over.
set -eu
bin=${E2E_BIN:-../bin/linchpin}
export LINCHPIN_DATA="$E2E_DIR/data"
export LINCHPIN_LISTEN="127.0.0.1:$E2E_PORT"
"$bin" serve --sample &
server=$!
trap 'kill -TERM $server 2>/dev/null || true' TERM INT
status=0
wait $server || status=$?
# A signal ends the first wait before the server has stopped.
wait $server 2>/dev/null || true
rm -rf "$E2E_DIR"
exit $status
