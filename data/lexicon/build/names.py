"""Makes ../agents.tsv, ../bodies.tsv, ../groups.tsv, ../metonyms.tsv and ../masks.tsv from the short lists here.

A list is easier to write and to review by code and sector than a sorted table; the tables are what
the program reads. Usage: python3 names.py
"""
import pathlib

# Endings in parentheses that belong to a name.
MARXIST = ("ist)", "ist-Leninist)", "(M)", "Centre)")

HERE = pathlib.Path(__file__).parent


def lines(name):
    for number, line in enumerate((HERE / name).read_text().splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield number, line


def write(name, header, rows, note):
    rows = sorted(set(tuple(r) for r in rows))
    text = f"# {note} Made by build/names.py; see provenance.toml\n" + "\t".join(header) + "\n"
    text += "".join("\t".join(r) + "\n" for r in rows)
    (HERE.parent / name).write_text(text)
    print(name, len(rows))


def unique(items, seen):
    out = []
    for item in items:
        if item and item not in seen:
            seen.add(item)
            out.append(item)
    return out


def agents():
    """@SECTOR, then singular;plural;role ("=": the first singular)."""
    sector, rows, ones, many = "", [], set(), set()
    for number, line in lines("agents.txt"):
        if line.startswith("@"):
            sector = line[1:].strip()
            continue
        one, plural, role = line.split(";")
        role = one.split("|")[0] if role == "=" else role
        one = unique(one.split("|"), ones)
        plural = unique(plural.split("|"), many)
        # A word with the same form for one and for many is told as plural only.
        one = [w for w in one if w not in plural]
        if one or plural:
            rows.append(("|".join(one), "|".join(plural), sector, role))
    write("agents.tsv", ("form", "plural", "sector", "role"), rows, "Common nouns that denote parties.")


def named(source, target, columns, note):
    """@CODE SECTOR, then name;aliases;role;from;to (or name;aliases;from;to), trailing fields may miss."""
    code = sector = ""
    rows = []
    for number, line in lines(source):
        if line.startswith("@"):
            code, sector = (line[1:].split() + [""])[:2]
            code = "" if code == "-" else code
            continue
        fields = line.split(";")
        fields += [""] * (columns - len(fields))
        assert len(fields) == columns, f"{source}:{number}: {line}"
        name, aliases, *rest = (f.strip() for f in fields)
        # "(France)" tells homonyms apart: a party's name without it is an alias, which ranks below a name.
        # A ministry's is not: without its state it is the common noun of agents.tsv.
        aliases = [a for a in aliases.split("|") if not a.endswith(")") or a.endswith(MARXIST)]
        if target == "groups.tsv" and name.endswith(")") and not name.endswith(MARXIST):
            aliases.insert(0, name[: name.rindex("(")].strip())
        aliases = "|".join(unique(aliases, {name}))
        rows.append((name, aliases, code, sector, *rest))
    header = ("name", "aliases", "code", "sector") + (("role",) if columns == 5 else ()) + ("from", "to")
    write(target, header, rows, note)


def metonyms():
    """@CODE SECTOR, then words|words;name."""
    code = sector = ""
    rows = []
    for number, line in lines("metonyms.txt"):
        if line.startswith("@"):
            code, sector = (line[1:].split() + [""])[:2]
            continue
        words, name = (line.split(";") + [""])[:2]
        rows.append((words, code, sector, name))
    write("metonyms.tsv", ("words", "code", "sector", "name"), rows, "Buildings, streets and seats that stand for bodies.")


def masks():
    """@kind, then words|words;lat;lon."""
    kind, rows = "", []
    for number, line in lines("masks.txt"):
        if line.startswith("@"):
            kind = line[1:].strip()
            continue
        words, lat, lon = (line.split(";") + ["", ""])[:3]
        rows.append((words, kind, lat, lon))
    write("masks.tsv", ("words", "kind", "lat", "lon"), rows, "Names that hold a country's name and are no party.")


agents()
named("bodies.txt", "bodies.tsv", 5, "Institutions by name.")
named("groups.txt", "groups.tsv", 4, "Armed groups, movements and political parties.")
metonyms()
masks()
