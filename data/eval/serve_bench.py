#!/usr/bin/env python3
"""How fast `chancery serve` answers 50 readers at once, on a record of any size.

    python3 data/eval/serve_bench.py RECORD [--program target/release/chancery] [--seconds 20] [--readers 50]

Needs wrk (apt install wrk). Starts the server, makes a list of addresses for each kind of page out of the record (the
same ones come again, as with readers who follow links; "cold" is the explorer asked for what nobody has asked before), and prints for each kind: requests a second, median and
99th percentile of the time, answers that were no answers, and the server's own memory
(RssAnon: pages of the record's file, which the system maps and takes back, left out). The load generator runs on
the same cores as the server.
"""
import argparse, json, os, random, re, subprocess, sys, tempfile, time, urllib.parse, urllib.request


def get(base, path):
    with urllib.request.urlopen(base + path, timeout=120) as answer:
        return json.load(answer)


def memory(pid):
    with open(f"/proc/{pid}/status") as status:
        return int(re.search(r"RssAnon:\s+(\d+)", status.read()).group(1)) / 1024


LUA = """
local paths = {}
for line in io.lines(os.getenv("ADDRESSES")) do paths[#paths + 1] = line end
local counter = 0
function setup(thread) counter = counter + 1; thread:set("seed", counter) end
function init(args) math.randomseed(seed) end
function request() return wrk.format("GET", paths[math.random(#paths)]) end
function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format("RESULT %d %d %d %d %d %d\\n", summary.requests, summary.duration, latency:percentile(50),
    latency:percentile(99), e.status, e.connect + e.read + e.write + e.timeout))
end
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("record")
    parser.add_argument("--program", default="target/release/chancery")
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--kinds", default="front,explore,dyad,event,mixed,cold")
    args = parser.parse_args()
    random.seed(1)
    begun = time.time()
    server = subprocess.Popen(
        [args.program, "serve", "--record", args.record, "--listen", "127.0.0.1:0", "--model", "none"],
        stderr=subprocess.PIPE, text=True)
    line = server.stderr.readline()
    base = re.search(r"http://[\d.:]+", line).group(0)
    stats = get(base, "/api/v1/stats")
    print(f"record: {stats['claims']:,} claims, {stats['events']:,} events; first answer after {time.time() - begun:.1f} s")
    facets = get(base, "/api/v1/facets")["facets"]
    lands = [code for code, _ in facets["country"] if len(code) == 3][:40]
    kinds = [code for code, _ in facets["type"]]
    events, cursor = [], None
    for sort in ["sources", "newest", "oldest", "size"]:
        events += [e["id"] for e in get(base, f"/api/v1/events?limit=1000&sort={sort}")["events"]]
    years = [int(b["from"][:4]) for b in facets["bins"]]
    dyads = [f"/dyad/{a}/{b}" for a in lands[:25] for b in lands[:25] if a < b]
    def asked_for():
        asked = {}
        if random.random() < .7: asked[random.choice(["actor", "recipient", "country"])] = random.choice(lands)
        if random.random() < .5: asked["type"] = random.choice(kinds)
        if random.random() < .4:
            year = random.choice(years)
            asked["since"], asked["until"] = f"{year:04}-01-01", f"{year:04}-12-31"
        if random.random() < .15: asked["text"] = random.choice(["ambassador", "election", "talks", "expel*", "embassy", "troops"])
        return "/explore?" + urllib.parse.urlencode(asked)
    explore = list(dict.fromkeys(asked_for() for _ in range(600)))
    # Addresses that nobody asks a second time in this run.
    cold = set()
    for code in lands:
        for kind in kinds:
            for year in years:
                cold.add(f"/explore?{random.choice(['actor', 'recipient', 'country'])}={code}&type={kind}"
                         f"&since={year:04}-01-01&until={year:04}-12-31")
    cold = sorted(cold)
    random.shuffle(cold)
    addresses = {
        "front": ["/"],
        "explore": explore,
        "dyad": dyads,
        "event": [f"/event/{e}" for e in dict.fromkeys(events)],
        "cold": cold,
    }
    addresses["mixed"] = [random.choice(addresses[k]) for _ in range(4000) for k in ["front", "explore", "dyad", "event"]]
    print(f"{'page':8} {'addresses':>9} {'requests/s':>11} {'median ms':>10} {'p99 ms':>8} {'errors':>7} {'MB':>6}")
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        script = os.path.join(folder, "wrk.lua")
        open(script, "w").write(LUA)
        for kind in args.kinds.split(","):
            listed = os.path.join(folder, kind)
            open(listed, "w").write("\n".join(addresses[kind]) + "\n")
            out = subprocess.run(
                ["wrk", "-t2", f"-c{args.readers}", f"-d{args.seconds}s", "--timeout", "30s", "-s", script, base],
                env={**os.environ, "ADDRESSES": listed}, capture_output=True, text=True).stdout
            found = re.search(r"RESULT (\d+) (\d+) (\d+) (\d+) (\d+) (\d+)", out)
            if not found:
                sys.exit(f"wrk gave no figures: {out}")
            requests, micros, median, high, status, broken = map(int, found.groups())
            failed |= status + broken > 0
            print(f"{kind:8} {len(set(addresses[kind])):9,} {requests / micros * 1e6:11,.0f} {median / 1000:10.1f} "
                  f"{high / 1000:8.1f} {status + broken:7} {memory(server.pid):6.0f}", flush=True)
    server.terminate()
    server.wait()
    sys.exit(failed)


if __name__ == "__main__":
    main()
