# run.sh SEED GATES EVENTS
[ -f pid ] && kill $(cat pid) 2>/dev/null && while kill -0 $(cat pid) 2>/dev/null; do sleep 0.3; done
python3 gen.py $1 $2 $3 ${4:-2000}
rm -rf data; LINCHPIN_AUTH=off LINCHPIN_LISTEN=127.0.0.1:8111 LINCHPIN_DATA=/tmp/lead/ft/data /tmp/lead/lpft serve > serve.log 2>&1 & echo $! > pid
for i in $(seq 1 90); do curl -sf -o /dev/null http://127.0.0.1:8111/readyz && break; sleep 1; done
export LINCHPIN_URL=http://127.0.0.1:8111
time /tmp/lead/lpft import partners.csv components.csv offerings.csv links.csv --source ft 2>&1 | grep -E "created|create|rejected|error" | head
bash ask.sh
