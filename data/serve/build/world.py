#!/usr/bin/env python3
"""world.tsv out of Natural Earth's countries 1:110m, as the npm package world-atlas carries them.

usage: world.py COUNTRIES_110M_JSON ISO_CODES_JSON COUNTRIES_TSV > world.tsv

Each arc is projected (Equal Earth), simplified (Douglas and Peucker) and rounded to tenths of a pixel before it goes into the
outlines of both its countries, so that neighbours keep one border. README.md beside this file's folder tells the sources.
"""
import json
import math
import sys

WIDTH = 9600  # the whole equator, in tenths of a pixel at width 960
NORTH, SOUTH = 83.7, -56.0  # degrees; Antarctica is left out
TOLERANCE = 2.5  # tenths of a pixel
NO_CODE = {"Kosovo": "XKX"}  # without an ISO number in the source, with a code in the lexicon
LEFT_OUT = {"Antarctica", "Fr. S. Antarctic Lands"}
# One of Russia's rings in the source's de facto view; no state's here. West, east, south, north in degrees.
CRIMEA = (32.0, 37.0, 44.0, 46.5)

A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796  # Šavrič, Patterson and Jenny 2018


def equal_earth(lon, lat):
    """Longitude and latitude in degrees to the plane, on a sphere of radius 1."""
    t = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(lat)))
    x = 2 * math.sqrt(3) * math.radians(lon) * math.cos(t)
    x /= 3 * (9 * A4 * t**8 + 7 * A3 * t**6 + 3 * A2 * t**2 + A1)
    return x, A4 * t**9 + A3 * t**7 + A2 * t**3 + A1 * t


SCALE = WIDTH / 2 / equal_earth(180, 0)[0]
TOP = equal_earth(0, NORTH)[1]


def place(lon, lat):
    """Longitude and latitude to tenths of a pixel, from the upper left."""
    x, y = equal_earth(lon, lat)
    return WIDTH / 2 + SCALE * x, SCALE * (TOP - y)


def simplify(points):
    """Fewer points (longitude, latitude), none of those left out farther than TOLERANCE from the line."""
    if len(points) < 3:
        return points
    if points[0] == points[-1]:  # a ring is cut in two, or there would be no line to begin with
        half = len(points) // 2
        return simplify(points[: half + 1])[:-1] + simplify(points[half:])
    plane = [place(*point) for point in points]
    (x1, y1), (x2, y2) = plane[0], plane[-1]
    long = math.hypot(x2 - x1, y2 - y1)

    def off(point):
        x, y = point
        if long == 0:
            return math.hypot(x - x1, y - y1)
        return abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / long

    far = max(range(1, len(points) - 1), key=lambda i: off(plane[i]))
    if off(plane[far]) <= TOLERANCE:
        return [points[0], points[-1]]
    return simplify(points[: far + 1])[:-1] + simplify(points[far:])


def unwrap(points):
    """Longitudes that go on over 180 degrees in place of a jump to -180."""
    out = points[:1]
    for lon, lat in points[1:]:
        while lon - out[-1][0] > 180:
            lon -= 360
        while lon - out[-1][0] < -180:
            lon += 360
        out.append((lon, lat))
    return out


def clip(ring, edge, keep):
    """The part of a ring (not closed) on one side of a meridian (Sutherland and Hodgman 1974)."""
    out = []
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1]):
        if keep(x1):
            out.append((x1, y1))
        if keep(x1) != keep(x2):
            out.append((edge, y1 + (y2 - y1) * (edge - x1) / (x2 - x1)))
    return out


def parts(ring):
    """A closed ring in degrees as closed rings of integer points, cut where it crosses 180 degrees."""
    ring = unwrap(ring)[:-1]
    west, east = min(x for x, _ in ring), max(x for x, _ in ring)
    pieces = []
    for turn in (-360, 0, 360):
        low, high = -180 + turn, 180 + turn
        if east <= low or west >= high:
            continue
        piece = ring
        if west < low:
            piece = clip(piece, low, lambda x: x >= low)
        if east > high and piece:
            piece = clip(piece, high, lambda x: x <= high)
        if piece:
            pieces.append([(lon - turn, lat) for lon, lat in piece + piece[:1]])
    return [[tuple(round(v) for v in place(*point)) for point in piece] for piece in pieces]


def join(numbers):
    """Integers with a space only where no sign parts them."""
    return "".join(("" if i == 0 or n < 0 else " ") + str(n) for i, n in enumerate(numbers))


def path(ring):
    """A closed ring of integer points as SVG path data, relative after the first point."""
    moves, (x, y) = [], ring[0]
    for a, b in ring[1:]:
        if (a, b) != (x, y):
            moves += [a - x, b - y]
        x, y = a, b
    if moves and ring[-1] == ring[0]:
        moves = moves[:-2]
    return "" if len(moves) < 4 else f"M{join(ring[0])}l{join(moves)}z"


def main(topology, iso, countries):
    with open(topology, encoding="utf-8") as file:
        topology = json.load(file)
    with open(iso, encoding="utf-8") as file:
        codes = {row[2]: row[1] for row in json.load(file)}
    table = {}
    with open(countries, encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file if not line.startswith("#")]
    for row in rows[1:]:
        if row[2] in ("sovereign", "territory") and row[10]:
            table[row[0]] = (row[1], row[2], float(row[10]), float(row[11]))

    (kx, ky), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    degrees, arcs = [], []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * kx + tx, y * ky + ty))
        degrees.append(line)
        arcs.append(simplify(unwrap(line)))

    def ring(lines, indexes):
        out = []
        for i in indexes:
            line = lines[i] if i >= 0 else lines[~i][::-1]
            out += line if not out else line[1:]
        return out

    shapes, disputed = {}, []
    for geometry in topology["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        if name in LEFT_OUT:
            continue
        code = codes.get(geometry.get("id", ""), NO_CODE.get(name, ""))
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        d = ""
        for polygon in polygons:
            outline = ring(degrees, polygon[0])
            west, east, south, north = CRIMEA
            here = all(west < x < east and south < y < north for x, y in outline)
            data = "".join(path(piece) for indexes in polygon for piece in parts(ring(arcs, indexes)))
            if name == "Russia" and here:
                disputed.append(("Crimea", data))
            else:
                d += data
        if code:
            if code not in table:
                sys.exit(f"{name} ({code}) is not in {countries}: add it there or leave it out here")
            shapes[code] = d
        else:
            disputed.append((name, d))
    if not any(name == "Crimea" for name, _ in disputed):
        sys.exit("no ring of Crimea was found: the source has changed, look at it")

    print("# Outlines of countries for the map. Natural Earth 1:110m (public domain), made by build/world.py; see README.md")
    print("code\tname\tkind\tx\ty\tpath")
    for code, (name, status, lat, lon) in sorted(table.items()):
        if not SOUTH < lat < NORTH:
            continue
        x, y = place(lon, lat)
        print(code, name, status, round(x), round(y), shapes.get(code, ""), sep="\t")
    for name, d in sorted(disputed):
        print("", name, "disputed", "", "", d, sep="\t")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
