"""Builds ../holders.tsv: office holders by date, from REIGN, pocom and the hand-made lists beside this file.

Usage: python3 holders.py FACTS   (FACTS holds leaderlist_3_21.csv, chiefs_of_mission.csv and countries.json.gz)

holders-reign-names.txt  full names for REIGN's leaders since 1990, in REIGN's order
holders-reign-ends.txt   when the leaders whom REIGN leaves in office (March 2021) left it
holders-hand-*.txt       the rest: "CODE[/SECTOR] role: Name|alias FROM [TO]; Name FROM ...": a missing TO is the next
                         entry's FROM, "now" is still in office; "!" after a name: its last word alone names the person
holders-alias-stop.txt   family names not to be used alone: NAME, or NAME/Full Name
holders-given.txt        first names that are family names too: no "President X" of them
holders-aliases.txt      "Full Name|alias|alias": other names for people of the two CSV files, "-Full Name" leaves one out
"""
import calendar, collections, csv, datetime, glob, gzip, json, os, re, sys, unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.join(HERE, "..", "holders.tsv")
DATE = r"\d{4}(?:-\d\d(?:-\d\d)?)?"
problems = []


def fold(s):
    s = s.replace("Đ", "Dj").replace("ʻ", "'").replace("ʼ", "'")
    s = unicodedata.normalize("NFKD", s.replace("ø", "o").replace("ł", "l").replace("ı", "i").replace("đ", "d")
                              .replace("Ø", "O").replace("Ł", "L").replace("ß", "ss").replace("’", "'"))
    return "".join(c for c in s if not unicodedata.combining(c)).strip()


def day(text, end=False):
    """A full ISO day from a year, a month or a day; the last day of it for an end."""
    p = [int(x) for x in text.split("-")]
    if len(p) == 1:
        return f"{p[0]}-12-31" if end else f"{p[0]}-01-01"
    if len(p) == 2:
        return f"{p[0]}-{p[1]:02d}-{calendar.monthrange(*p)[1] if end else 1:02d}"
    datetime.date(*p)
    return f"{p[0]}-{p[1]:02d}-{p[2]:02d}"


def split_name(text):
    """'Name!|alias' -> name, aliases; the mark ! adds the last word."""
    parts = [fold(p) for p in text.split("|")]
    name, *aliases = parts
    if name.endswith("!"):
        name = name[:-1].strip()
        aliases.append(name.split()[-1])
    return name, [a for a in aliases if a and a != name]


def lines(path):
    for n, line in enumerate(open(path, encoding="utf-8"), 1):
        line = line.strip()
        if line and not line.startswith("#"):
            yield n, line


def reign(facts):
    """Rows (name, aliases, code, sector, role, from, to) of REIGN's effective leaders since 1990."""
    by = collections.defaultdict(list)
    for r in csv.DictReader(open(os.path.join(facts, "leaderlist_3_21.csv"), encoding="latin1")):
        if r["syear"] and int(float(r["eyear"] or 2021)) >= 1990:
            by[r["stateabb"]].append(r)
    ends = {}
    for n, line in lines(os.path.join(HERE, "holders-reign-ends.txt")):
        code, rest = line.split(" ", 1)
        name, to = rest.rsplit(" ", 1)
        ends[code, name] = to
    for n, line in lines(os.path.join(HERE, "holders-reign-names.txt")):
        head, body = line.split(": ", 1)
        state, code, role = head.split(" ", 2)
        names = [x.strip() for x in body.split(";")]
        rows = by[state]
        if len(names) != len(rows):
            problems.append(f"holders-reign-names.txt:{n}: {state} has {len(rows)} leaders, {len(names)} names: "
                            + "; ".join(f"{r['leader']}{r['syear']}~{x}" for r, x in zip(rows, names)))
            continue
        for i, (r, text) in enumerate(zip(rows, names)):
            if text == "-" or text.endswith("@-"):
                continue
            text, _, change = text.partition("@")
            who, code_, role_ = text, code, role
            name, aliases = split_name(who)
            m = [int(float(r[k])) for k in ("sdate", "smonth", "syear")]
            start = f"{m[2]}-{m[1] or 1:02d}-{min(m[0] or 1, 28) if not m[0] else m[0]:02d}"
            # some changes give a start, a code or a role
            if change.startswith("=SUN"):
                code_ = "SUN"
            elif change.startswith("="):
                start = change[1:]
            elif change:
                role_ = change
            last = fold(r["leader"]).lower()
            words = [w for w in re.findall(r"[a-z]+", fold(text).lower()) if len(w) > 2]
            if not any(w[:4] in last or w[-4:] in last for w in words) and state not in ("VEN", "COL"):
                problems.append(f"{state}: {r['leader']} {r['syear']} ~ {text}?")
            eyear, emonth = int(float(r["eyear"] or 2021)), int(float(r["emonth"] or 12))
            if (eyear, emonth) >= (2021, 3):
                to = ends.pop((code, name), "")
            else:
                to = day(f"{eyear}-{emonth:02d}", True)
                nxt = rows[i + 1] if i + 1 < len(rows) else None
                if nxt is not None and (int(float(nxt["syear"])), int(float(nxt["smonth"]))) == (eyear, emonth):
                    to = f"{eyear}-{emonth:02d}-{int(float(nxt['sdate'])):02d}"
            try:
                day(start)
            except ValueError:
                start = start[:7] + "-01"
            yield name, aliases, code_, "MIL" if role_ == "military leader" else "GOV", role_, start, to, "reign"
    for k in ends:
        problems.append(f"holders-reign-ends.txt: {k} not in office in March 2021")


TERRITORY = {"bahamas": "BHS", "bosnia-herzegovina": "BIH", "burma": "MMR", "cape-verde": "CPV", "congo-brazzaville": "COG",
             "congo-kinshasa": "COD", "cote-divoire": "CIV", "czech-republic": "CZE", "czechoslovakia-1993": "CSK",
             "german-democratic-republic": "DDR", "holy-see": "VAT", "korea": "KOR", "macedonia": "MKD",
             "micronesia-federated-states-of": "FSM", "sao-tome-and-principe": "STP", "timor-leste": "TLS",
             "socialist-federal-republic-of-yugoslavia-1992": "YUG", "swaziland": "SWZ", "kosovo": "XKX",
             "saint-vincent-and-grenadines": "VCT", "brunei": "BRN", "gambia": "GMB", "hawaii": "", "yemen": "YEM", "turkey": "TUR",
             "kingdom-of-two-sicilies-1861": ""}


def chiefs(facts):
    """US chiefs of mission since 1990; an end not recorded is the successor's start, or four years after the start."""
    codes = {}
    for c in json.load(gzip.open(os.path.join(facts, "countries.json.gz"))):
        codes[re.sub(r"[^a-z]+", "-", fold(c["name"]["common"]).lower()).strip("-")] = c["cca3"]
    by = collections.defaultdict(list)
    for r in csv.DictReader(open(os.path.join(facts, "chiefs_of_mission.csv"))):
        start = r["started"] or r["arrived"] or r["appointed"]
        if start and (r["ended"] or start) >= "1990" and start >= "1983":
            by[r["contemporary_territory"]].append((start, r))
    for territory, rows in by.items():
        code = TERRITORY.get(territory, codes.get(territory))
        if code is None:
            problems.append(f"chiefs_of_mission.csv: no code for {territory}")
        if not code:
            continue
        rows.sort(key=lambda x: x[0])
        for i, (start, r) in enumerate(rows):
            to = r["ended"]
            if not to:
                later = [s for s, q in rows[i + 1:] if s > start and q["role"] == r["role"]]
                to = later[0] if later else f"{int(start[:4]) + 4}{start[4:]}".replace("-02-29", "-02-28")
            name = fold(r["person_name"])
            w = [x.strip(",") for x in name.split()]
            suffix = [w.pop()] if re.fullmatch(r"Jr\.?|Sr\.?|II|III|IV", w[-1]) else []
            aliases = set()
            if len(w) > 2:
                aliases.add(f"{w[0]} {w[-1]}" if not w[0].endswith(".") else f"{w[1]} {w[-1]}")
                if not w[1].endswith("."):
                    aliases.add(f"{w[0]} {w[1][0]}. {w[-1]}")
            if suffix:
                aliases.add(" ".join(w))
            role = "ambassador" if r["role"] == "ambassador-e-p" else "charge d'affaires"
            yield name, sorted(aliases), "USA", "GOV", f"{role} to {code}", day(start), day(to, True), "pocom"


def hand():
    for path in sorted(glob.glob(os.path.join(HERE, "holders-hand-*.txt"))):
        for n, line in lines(path):
            where = f"{os.path.basename(path)}:{n}"
            m = re.fullmatch(r"([A-Z]{3})(?:/([A-Z]{3}))? ([^:]+): (.+)", line)
            if not m:
                problems.append(f"{where}: not understood: {line[:60]}")
                continue
            code, sector, role, body = m.groups()
            entries = []
            for e in (x.strip() for x in body.strip().rstrip(";").split(";")):
                k = re.fullmatch(rf"(.+?) ({DATE})(?: ({DATE}|now))?", e)
                if not k:
                    problems.append(f"{where}: no date: {e}")
                    continue
                entries.append(list(k.groups()))
            for i, (text, start, to) in enumerate(entries):
                if to is None:
                    to = entries[i + 1][1] if i + 1 < len(entries) else "now"
                    to = "" if to == "now" else day(to) if len(to) == 10 else day(to, True)
                else:
                    to = "" if to == "now" else day(to, True)
                if to and to < day(start):
                    problems.append(f"{where}: {text} ends {to} before {start}")
                if text == "-":
                    continue
                name, aliases = split_name(text)
                yield name, aliases, code, sector or "GOV", role.strip(), day(start), to, "hand"


MUHAMMAD = ("Mohammed", "Mohamed", "Muhammad", "Mohammad")
RUSSIAN = {"Sergei": "Sergey", "Alexei": "Alexey", "Andrei": "Andrey", "Dmitry": "Dmitri", "Nikolai": "Nikolay",
           "Yuri": "Yury", "Yevgeny": "Evgeny", "Vitaly": "Vitali", "Alexander": "Aleksandr", "Vasily": "Vasiliy",
           "Maxim": "Maksim", "Valery": "Valeriy", "Anatoly": "Anatoliy", "Grigory": "Grigori", "Gennady": "Gennadi"}
CYRILLIC = {"RUS", "SUN", "BLR", "UKR", "KAZ", "KGZ", "TJK", "UZB", "MDA"}


def variants(name, code):
    """Spellings that news desks use side by side: al-, el- or no article, Mohammed, Sergei or Sergey, Jong-un or Jong Un."""
    out = {name}
    first = name.split()[0]
    if first in MUHAMMAD:
        out |= {name.replace(first, m, 1) for m in MUHAMMAD}
    if code in CYRILLIC:
        for a, b in RUSSIAN.items():
            if first in (a, b):
                out |= {name.replace(first, x, 1) for x in (a, b)}
    if re.fullmatch(r"Jean[- ][A-Z]\w+ [A-Z].*", name):
        out |= {"Jean-" + name[5:], "Jean " + name[5:]}
    if code in ("PRK", "KOR", "TWN") and (m := re.fullmatch(r"(\w+) (\w+)[- ](\w+)", name)):
        a, b, c = m.groups()
        out |= {f"{a} {b}-{c.lower()}", f"{a} {b}-{c.capitalize()}", f"{a} {b} {c.capitalize()}"}
    for n in list(out):
        if m := re.fullmatch(r"(.*?\b)([AaEe]l)[- ]([A-Z][\w'-]+)", n):
            a, article, b = m.groups()
            if article[0].islower() or a:
                out |= {f"{a}al-{b}", f"{a}Al-{b}", f"{a}el-{b}" if code in ("EGY", "SDN", "MAR", "LBY") else f"{a}al-{b}"}
                if len(a.split()) >= 1:
                    out |= {a + b, f"{a}Al {b}"}
    return out


TITLES = {"president": ["President"], "prime minister": ["Prime Minister"], "chancellor": ["Chancellor"],
          "foreign minister": ["Foreign Minister"], "secretary of state": ["Secretary of State"],
          "foreign secretary": ["Foreign Secretary"], "vice president": ["Vice President"],
          "defence minister": ["Defence Minister", "Defense Minister"], "defence secretary": ["Defence Secretary"],
          "secretary of defense": ["Defense Secretary", "Secretary of Defense"], "home secretary": ["Home Secretary"],
          "interior minister": ["Interior Minister"]}
FAMILY_FIRST = {"CHN", "PRK", "KOR", "TWN", "HKG"}
NO_FAMILY = {"MMR", "THA", "MYS", "IDN", "ETH", "ERI", "MNG", "BTN", "ISL"}  # news uses given or whole names


def titled(name, code, role):
    """'President Park', 'Prime Minister May': the family name with the office before it."""
    words = name.split()
    if role not in TITLES or code in NO_FAMILY or len(words) < 2 or re.fullmatch(r"[IVX]+|Jr\.?", words[-1]):
        return set()
    last = [words[0]] if code in FAMILY_FIRST else [words[-1]]
    i = len(words) - 2
    while code not in FAMILY_FIRST and i > 0 and words[i].islower():
        last = [" ".join([words[i]] + last)]
        i -= 1
    if m := re.match(r"[ae]l-(.+)", last[0]):
        last.append(m[1])
    titles = TITLES[role] + (["Premier"] if role == "prime minister" and code in ("CHN", "TWN") else [])
    return {f"{t} {n}" for t in titles for n in last}


def main():
    facts = sys.argv[1]
    more, out = {}, set()
    for _, line in lines(os.path.join(HERE, "holders-aliases.txt")):
        if line.startswith("-"):
            out.add(line[1:])
        else:
            name, *aliases = line.split("|")
            more[name] = aliases
    stop = {line for _, line in lines(os.path.join(HERE, "holders-alias-stop.txt"))}
    rows = [*hand(), *reign(facts)]
    american = {}  # first and last name -> the name used here, so that pocom's full names join the same person
    for r in rows:
        if r[2] == "USA":
            for n in (r[0], *r[1]):
                if len(n.split()) > 1 and not n.endswith(("Jr.", "II", "III")):
                    american[n.split()[0], n.split()[-1]] = r[0]
    for name, al, *rest in chiefs(facts):
        known = next((american[k] for n in (name, *al) if (k := (n.split()[0], n.split()[-1])) in american), None)
        rows.append((known, [name, *al], *rest) if known else (name, al, *rest))
    rows = [r for r in rows if r[0] not in out]
    aliases = collections.defaultdict(set)  # one person, all rows share the names
    for name, al, code, *_ in rows:
        aliases[name, code] |= {fold(a) for a in {*al, *more.get(name, ())} if a not in stop and f"{a}/{name}" not in stop}
    for (name, code), al in aliases.items():
        for a in (name, *al):
            if len(a) > 3:
                al = al | {v for v in variants(a, code) if v not in stop}
        aliases[name, code] = al
    kept, spans = {}, collections.defaultdict(list)
    for name, _, code, sector, role, start, to, source in rows:
        if any(start < (t or "9") and s < (to or "9") for s, t in spans[name, code, role]) and source != "hand":
            continue  # the hand-made row says it better
        spans[name, code, role].append((start, to))
        kept[name, code, role, start] = (sector, to)
    by_name = collections.defaultdict(set)  # a person who served two bodies has his spellings in both
    for (name, code), al in aliases.items():
        by_name[name] |= al
    for name, code in aliases:
        if " " in name:
            aliases[name, code] |= by_name[name]
    # "President Michel" must not be found in "President Michel Aoun": no title before what is also a first name elsewhere
    firsts = collections.defaultdict(set)
    for (name, code), al in aliases.items():
        for a in (name, *al):
            if " " in a:
                firsts[a.split()[0]].add(code)
    given = {line for _, line in lines(os.path.join(HERE, "holders-given.txt"))}
    surname = collections.defaultdict(set)
    for (name, code, role, start) in kept:
        surname[name].add(code)
    with open(OUT, "w", encoding="utf-8", newline="\n") as f:
        f.write("# Office holders and leaders by date; see build/holders.py and provenance-facts.toml\n")
        f.write("name\taliases\tcode\tsector\trole\tfrom\tto\n")
        for (name, code, role, start), (sector, to) in sorted(kept.items()):
            # the family name alone is left to those in office
            own = (a for a in aliases[name, code] if a != name and not (role.startswith("former") and " " not in a))
            own = set(own)
            if name.split()[-1] not in own:
                own |= {t for t in titled(name, code, role)
                        if not (firsts[w := t.split()[-1]] - {code} or firsts[w] and code not in FAMILY_FIRST or w in given)}
            al = "|".join(sorted(own))
            f.write("\t".join([name, al, code, sector, role, start, to]) + "\n")
    for p in problems:
        print(p)
    print(len(kept), "rows", len(surname), "names", collections.Counter(k[2].split(" to ")[0] for k in kept).most_common(12))


main()
