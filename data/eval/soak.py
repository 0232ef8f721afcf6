#!/usr/bin/env python3
"""A hard day in short: `chancery watch` over a thousand feeds that lie, stall, repeat and break, while `chancery serve`
answers fifty readers, `chancery add` runs, backups are taken and the watch is killed.

    python3 data/eval/soak.py [--minutes 10] [--feeds 1000] [--readers 50] [--program target/release/chancery]

Everything runs on this machine: the feed server is a part of this program, under twenty addresses of 127.0.0.0/8.
Every article is served with words of its own. At the end each article that was served whole must be in the record
once, with one claim, and so must each report that was added; nothing else may be there; each backup must be a whole
record. Prints memory, open handles and latency over time, then the counts. Exit status 1 if a count is wrong, an
answer of the server was none, or handles or memory grew. Needs Linux (/proc) and Python 3.9, nothing else.
"""
import argparse, asyncio, collections, datetime, gzip, http.client, json, os, random, re, shutil, signal, statistics, subprocess, sys, tempfile
import threading, time

HOSTS = 20
LINKS = 3  # new articles that a feed names at a poll
STATES = "Norway Malta Chad Peru Nepal Kenya Cuba Laos Iceland Ghana Oman Fiji".split()
OTHERS = {"Belarus": "Belarusian", "Libya": "Libyan", "Sudan": "Sudanese", "Bolivia": "Bolivian", "India": "Indian", "Somalia": "Somali",
          "Thailand": "Thai", "Denmark": "Danish", "Greece": "Greek"}
# Sentences that give one claim each: actor, number, recipient as country and as adjective.
ACTS = ["{a} expelled {n} {d} diplomats on Monday.", "{a} imposed sanctions on {b} on Monday.", "{a} summoned the {d} ambassador on Monday.",
        "{a} recalled its ambassador from {b} on Monday.", "{a} signed a trade agreement with {b} on Monday.",
        "{a} sent humanitarian aid to {b} on Monday.", "The foreign minister of {a} arrived in {b} for talks on Monday.",
        "{a} closed the {d} consulate on Monday.", "{a} condemned {b} on Monday.", "{a} threatened {b} with sanctions on Monday.",
        "{a} praised {b} on Monday.", "{a} rejected a {d} proposal on Monday."]


def told(chance):
    """A sentence that tells one act, and a day of the years 2010 to 2024 on which it is told."""
    other, adjective = chance.choice(sorted(OTHERS.items()))
    day = datetime.date(2010, 1, 1) + datetime.timedelta(days=chance.randrange(15 * 365))
    return chance.choice(ACTS).format(a=chance.choice(STATES), b=other, d=adjective, n=chance.randint(2, 40)), day


ADJECTIVES = "northern quiet former wooden early large narrow recent public distant careful heavy cold bright empty common".split()
NOUNS = ("harbour budget gallery winter teacher orchestra museum railway library garden-wall bridge painting garden hospital orchard "
         "attic market river engineer student festival kitchen journal theatre mountain island window letter morning evening").split()
VERBS = "described repaired measured remembered studied painted counted admired".split()


def prose(chance, count):
    """Sentences that tell no act, of words that no two reports have in the same order."""
    def thing():
        return f"the {chance.choice(ADJECTIVES)} {chance.choice(NOUNS)} of the {chance.choice(NOUNS)}"
    return [f"{thing().capitalize()} {chance.choice(VERBS)} {thing()} after {thing()} had been {chance.choice(VERBS)}." for _ in range(count)]


class Site:
    """A thousand feeds and what they name. A feed's number says how it behaves; a poll's number, whether now."""

    def __init__(self, feeds):
        self.feeds, self.polls = feeds, collections.Counter()
        self.tries, self.whole, self.closed = collections.Counter(), collections.Counter(), 0
        self.acts, self.naming, self.port = collections.Counter(), True, 0
    def address(self, feed, path):
        return f"http://127.0.0.{2 + feed // 10 % HOSTS}:{self.port}{path}"

    def article(self, feed, n):
        chance = random.Random(feed * 100_003 + n)
        text, day = told(chance)
        rest = prose(chance, 6)
        return (f'<!doctype html><html><head><title>Wire {feed}-{n}</title><meta property="article:published_time" content="{day}T10:00:00Z">'
                f"</head><body><article><h1>Wire {feed}-{n}</h1><p>{text}</p>"
                + "".join(f"<p>{' '.join(rest[i:i + 2])}</p>" for i in (0, 2, 4)) + "</article></body></html>").encode()

    def links(self, feed, poll):
        new = [f"/a/{feed}/{n}" for n in range(LINKS * (poll + 1))]
        links = [self.address(feed, path) for path in (new if feed % 10 == 6 else new[-30:])]
        if feed % 10 == 6:  # it names what its neighbour names, and itself twice
            links += [self.address(feed - 1, f"/a/{feed - 1}/0"), links[0], links[0]]
        if feed // 10 % HOSTS == 17:
            links.append(self.address(feed, f"/closed/{feed}"))
        return links

    def rss(self, feed, poll):
        items = "".join(f"<item><title>x</title><link>{link}</link></item>" for link in self.links(feed, poll))
        return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Wire {feed}</title>{items}</channel></rss>'.encode()


def head(status, length, more=""):
    return f"HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n{more}\r\n".encode()


async def serve_one(site, reader, writer):
    try:
        request = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 20)
        path = request.split(b" ")[1].decode()
        parts = path.strip("/").split("/")
        async def send(*pieces):
            for piece in pieces:
                writer.write(piece)
                await writer.drain()
        if path == "/robots.txt":
            host = re.search(rb"127\.0\.0\.(\d+)", request)
            host = int(host.group(1)) - 2 if host else 0
            if host == 19:  # nobody can say what it allows: nothing is to be asked there
                await send(head("500 Oh", 0))
            else:
                body = b"User-agent: *\nDisallow: /closed\n"
                await send(head("200 OK", len(body)), body)
        elif parts[0] == "closed":
            site.closed += 1
            await send(head("200 OK", 0))
        elif parts[0] == "f":
            await feed(site, int(parts[1]), request, send)
        elif parts[0] == "a":
            await article(site, int(parts[1]), int(parts[2]), path, send)
        else:
            await send(head("404 Not Found", 0))
    except (asyncio.TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError, IndexError, ValueError):
        pass
    finally:
        writer.close()


async def feed(site, n, request, send):
    """The feed of a number: every second poll of most kinds is good, so that all of them name articles."""
    poll = site.polls[n]
    if site.naming:
        site.polls[n] += 1
    good, kind = site.rss(n, poll), n % 10
    html = "Content-Type: application/rss+xml\r\n"
    bad = poll % 2 == n // 10 // HOSTS % 2
    act = "good"
    if kind == 3 and b"If-None-Match" in request and not site.naming:
        act = "unchanged"
        await send(b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n")
    elif kind == 4 and bad:
        act = "lies"
        await send(head("200 OK", len(good) + 1000, html), good)
    elif kind == 5 and bad:
        act = "stalls"
        await send(head("200 OK", len(good), html), good[:100])
        await asyncio.sleep(8)
    elif kind == 7 and bad:
        act = "breaks"
        await send(head("200 OK", len(good) // 2, html), good[:len(good) // 2])
    elif kind == 8 and bad:
        act = "fails"
        await send(head("500 Oh", 0))
    elif kind == 9 and bad:
        act = "circles"
        await send(head("302 Found", 0, f"Location: /f/{n}\r\n"))
    else:
        await send(head("200 OK", len(good), html + ('ETag: "%d"\r\n' % poll if kind == 3 else "")), good)
    site.acts[act] += 1


async def article(site, n, number, path, send):
    body = site.article(n, number)
    site.tries[path] += 1
    html = "Content-Type: text/html; charset=utf-8\r\n"
    act = (n + number) % 17 if site.tries[path] == 1 else 0
    if act == 3:
        await send(head("500 Oh", 0))
    elif act == 5:
        await send(head("200 OK", len(body) + 9, html), body)
    elif act == 7:
        half = gzip.compress(body)[:-20]
        await send(head("200 OK", len(half), html + "Content-Encoding: gzip\r\n"), half)
    else:
        await send(head("200 OK", len(body), html), body)
        site.whole[path] += 1


def start_site(site):
    ready = threading.Event()
    async def main():
        server = await asyncio.start_server(lambda r, w: serve_one(site, r, w), ["127.0.0.2"], 0, backlog=1000)
        site.port = server.sockets[0].getsockname()[1]
        rest = [f"127.0.0.{2 + n}" for n in range(1, HOSTS)]
        others = await asyncio.start_server(lambda r, w: serve_one(site, r, w), rest, site.port, backlog=1000)
        ready.set()
        await asyncio.gather(server.serve_forever(), others.serve_forever())
    threading.Thread(target=lambda: asyncio.run(main()), daemon=True).start()
    if not ready.wait(10):
        sys.exit("the feed server did not start: are addresses of 127.0.0.0/8 there?")


def of_process(pid):
    """Own memory in MB, open handles, threads."""
    try:
        status = open(f"/proc/{pid}/status").read()
        memory = int(re.search(r"RssAnon:\s+(\d+)", status).group(1)) / 1024
        return memory, len(os.listdir(f"/proc/{pid}/fd")), int(re.search(r"Threads:\s+(\d+)", status).group(1))
    except (OSError, AttributeError):
        return 0.0, 0, 0


class Readers:
    """People who open a page, look, and open the next."""
    PAGES = ["/", "/explore", "/explore?actor=NOR", "/explore?text=diplomats", "/dyad/NOR/BLR", "/sources", "/api/v1/events?limit=20", "/api/v1/stats", "/explore?country=KEN&type=SANCTION"]

    def __init__(self, port, count, pause):
        self.port, self.pause, self.times, self.bad, self.answers, self.on = port, pause, [], [], 0, True
        self.lock = threading.Lock()
        for n in range(count):
            threading.Thread(target=self.read, args=(n,), daemon=True).start()

    def read(self, n):
        chance, connection = random.Random(n), None
        time.sleep(chance.random() * self.pause)
        while self.on:
            page, begun = chance.choice(self.PAGES), time.time()
            try:
                connection = connection or http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
                connection.request("GET", page)
                answer = connection.getresponse()
                body, wrong = answer.read(), None
                if answer.status != 200 or not body:
                    wrong = f"{page}: {answer.status} {body[:200]!r}"
            except (OSError, http.client.HTTPException) as error:
                # A connection that was idle may be closed; the next request has a new one.
                wrong, idle, connection = f"{page}: {error!r}", connection, None
                if isinstance(error, (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError)) and time.time() - begun < 1:
                    wrong = None
            with self.lock:
                self.answers += 1
                self.times.append(time.time() - begun)
                if wrong and self.on:
                    self.bad.append(wrong)
            time.sleep(self.pause * (0.5 + chance.random()))

    def take(self):
        with self.lock:
            times, self.times = sorted(self.times), []
        return times


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default="target/release/chancery")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--feeds", type=int, default=1000)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--pause", type=float, default=2.0, help="seconds from a reader's page to the next")
    parser.add_argument("--keep", help="a folder to keep the record in")
    args = parser.parse_args()
    program = os.path.abspath(args.program)
    folder = os.path.abspath(args.keep) if args.keep else tempfile.mkdtemp(prefix="chancery-soak-")
    os.makedirs(folder, exist_ok=True)
    record = os.path.join(folder, "soak.chancery")
    environment = {**os.environ, "CHANCERY_RECORD": record, "CHANCERY_MODEL": "none"}
    faults = []

    def run(*arguments):
        try:
            done = subprocess.run([program, *arguments], env=environment, capture_output=True, text=True, timeout=300)
        except subprocess.TimeoutExpired:
            faults.append(f"{' '.join(arguments[:2])}: not done after five minutes")
            return ""
        if done.returncode != 0:
            faults.append(f"{' '.join(arguments[:2])}: status {done.returncode}: {done.stderr[-300:]}")
        return done.stdout

    site = Site(args.feeds)
    start_site(site)
    added = 0

    def add(first, count):
        path = os.path.join(folder, "add.jsonl")
        with open(path, "w") as file:
            for n in range(first, first + count):
                chance = random.Random(-n)
                text, day = told(chance)
                file.write(json.dumps({"id": f"added-{n}", "date": str(day), "text": f"{text} {' '.join(prose(chance, 4))}"}) + "\n")
        run("add", "--quiet", path)
        run("add", "--quiet", path)  # again: nothing may be doubled
        return first + count

    added = add(added, 50)
    feeds = os.path.join(folder, "feeds.toml")
    with open(feeds, "w") as file:
        file.write("interval = '1m'\nseed = 7\nattempts = 5\n")
        for n in range(HOSTS):
            file.write(f"[[host]]\nname = '127.0.0.{2 + n}'\ndelay = '0s'\na_day = 1000000\n")
        for n in range(args.feeds):
            file.write(f"[[feed]]\nurl = '{site.address(n, f'/f/{n}')}'\noutlet = 'Wire {n}'\n")
    log = open(os.path.join(folder, "watch.log"), "w")

    def watch():
        command = [program, "watch", feeds, "--allow-private", "--requests", "16", "--timeout", "3"]
        return subprocess.Popen(command, env=environment, stdout=log, stderr=log)

    server = subprocess.Popen([program, "serve", "--listen", "127.0.0.1:0"], env=environment, stderr=subprocess.PIPE, text=True)
    port = int(re.search(r"http://[\d.]+:(\d+)", server.stderr.readline()).group(1))
    threading.Thread(target=lambda: [None for _ in server.stderr], daemon=True).start()
    watcher, readers = watch(), Readers(port, args.readers, args.pause)
    begun, end = time.time(), time.time() + args.minutes * 60
    window = max(3.0, args.minutes * 60 / 15)
    naming_ends = begun + args.minutes * 60 * 0.75
    kills, backups, lines = 0, [], []
    print(f"{args.feeds} feeds, {args.readers} readers, {args.minutes:g} minutes; `{program}`; load of the machine {os.getloadavg()[0]:.1f}")
    print("  time  served  in record | watch MB handles threads | serve MB handles threads | answers  median     p99 ms")
    tick = begun + window
    while time.time() < end:
        time.sleep(max(0.0, min(tick, end) - time.time()))
        tick += window
        at = time.time() - begun
        if kills == 0 and at > args.minutes * 60 * 0.4:
            watcher.kill()
            watcher.wait()
            watcher, kills = watch(), 1
        elif watcher.poll() is not None:
            faults.append(f"the watch ended by itself with status {watcher.returncode}")
            watcher = watch()
        if server.poll() is not None:
            faults.append(f"the server ended by itself with status {server.returncode}")
            break
        site.naming = time.time() < naming_ends
        added = add(added, 50)
        if len(backups) < (at / (args.minutes * 60)) * 4:
            backups.append(os.path.join(folder, f"backup-{len(backups)}.chancery"))
            run("backup", "--quiet", backups[-1])
        there = run("sql", "SELECT count(*) AS n FROM document", "--format", "csv").split()[-1:]
        times = readers.take() or [0.0]
        of_watch, of_server = of_process(watcher.pid), of_process(server.pid)
        lines.append((of_watch, of_server, times))
        print(f"{at:6.0f} {len(site.whole):7,} {int(there[0]) if there else 0:10,} | {of_watch[0]:8.1f} {of_watch[1]:7} {of_watch[2]:7} | "
              f"{of_server[0]:8.1f} {of_server[1]:7} {of_server[2]:7} | {len(times):7,} {statistics.median(times) * 1000:7.1f} {times[int(len(times) * .99)] * 1000:10.1f}", flush=True)
    # What the kill made it forget is asked again; only then can be counted.
    site.naming = False

    def settled():
        try:
            state = json.load(open(record + ".watch.json"))
        except (OSError, ValueError):
            return False
        polled = sum(feed["next"] is not None for feed in state["feeds"].values())
        return polled >= args.feeds and not any(page["attempts"] == 0 for page in state["pages"])

    latest = time.time() + 120
    while not settled() and time.time() < latest:
        time.sleep(1)
    if not settled():
        faults.append("the watch did not catch up within two minutes")
    readers.on = False
    watcher.send_signal(signal.SIGINT)
    try:
        status = watcher.wait(30)
        if status != 130:
            faults.append(f"the watch ended with status {status}, not 130")
    except subprocess.TimeoutExpired:
        watcher.kill()
        faults.append("the watch did not end within 30 s of Ctrl-C")
    whole = dict(site.whole)
    server.terminate()
    try:
        server.wait(30)
    except subprocess.TimeoutExpired:
        server.kill()
        faults.append("the server did not end within 30 s")

    # The count.
    waiting = {page["url"] for page in json.load(open(record + ".watch.json"))["pages"]}
    rows = run("sql", "SELECT d.key AS k, count(DISTINCT r.id) AS reports, count(DISTINCT c.id) AS claims FROM document d "
               "LEFT JOIN report r ON r.document = d.id LEFT JOIN coding g ON g.report = r.id LEFT JOIN claim c ON c.coding = g.id GROUP BY d.id",
               "--format", "jsonl")
    rows = [json.loads(line) for line in rows.splitlines()]
    found = collections.Counter(row["k"] for row in rows)
    wanted = {site.address(int(path.split("/")[2]), path) for path in whole} | {f"added-{n}" for n in range(added)}
    lost = {k for k in wanted if k not in found and k not in waiting}
    doubled = [k for k, n in found.items() if n > 1] + [row["k"] for row in rows if row["reports"] != 1 or row["claims"] > 1]
    silent = [row["k"] for row in rows if row["claims"] == 0]
    strange = [k for k in found if k not in wanted]
    run("check", "--events")
    for backup in backups:
        run("check", "--events", "--record", backup)
    print(f"polls: {', '.join(f'{n:,} {act}' for act, n in site.acts.most_common())}; {kills} kill of the watch; {len(backups)} backups; "
          f"{readers.answers:,} answers, {len(readers.bad)} wrong")
    print(f"articles served whole: {len(whole):,}, of them more than once {sum(n > 1 for n in whole.values()):,}; waiting to be asked again: {len(waiting):,}; reports added: {added:,}")
    print(f"in the record: {len(rows):,} documents; lost {len(lost)}, doubled {len(doubled)}, without a claim {len(silent)}, unknown {len(strange)}; pages that robots.txt forbids: {site.closed} asked")
    for name, bad in [("lost", lost), ("doubled", doubled), ("without a claim", silent), ("unknown", strange), ("wrong answers", readers.bad)]:
        if bad:
            faults.append(f"{name}: {', '.join(list(map(str, bad))[:5])}")
    if site.closed:
        faults.append("pages that robots.txt forbids were asked for")
    if not whole or site.acts["good"] == 0 or len(site.acts) < 4:
        faults.append("the feeds gave too little: the run says nothing")
    half = max(1, len(lines) // 2)

    def most(which, field):
        """The highest of a reading in the first half of the run, and in the second."""
        return (max(line[which][field] for line in part) for part in (lines[:half], lines[half:] or lines))

    for name, which in [("watch", 0), ("serve", 1)]:
        early, late = most(which, 1)
        if late > early + 64:
            faults.append(f"open handles of {name} grew from {early} to {late}")
        early, late = most(which, 0)
        if late > 1.5 * early + 64:
            faults.append(f"memory of {name} grew from {early:.0f} to {late:.0f} MB")
    for fault in faults:
        print(f"FAULT {fault}")
    if not faults:
        print("nothing lost, nothing doubled")
    if not args.keep and not faults:
        shutil.rmtree(folder)
    else:
        print(f"kept in {folder}")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
