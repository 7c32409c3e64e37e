"""Draws the pictures of the sample bank: flat shapes in its colours, with Python's standard library alone.

    python3 www/sample/images/draw.py

writes the PNG files beside this file anew, byte for byte the same. Afterwards `tellerside assets --source www/sample --check`
says whether the campaigns still name them by their digests.
"""

import struct
import zlib
from pathlib import Path

WIDTH, HEIGHT = 960, 256
# Points a side of each pixel that are looked at, so that edges are smooth.
FINE = 4

CREAM, TINT, PALE, GREEN, DEEP, NIGHT, GOLD, CLAY = (
    bytes.fromhex(colour) for colour in ("f4efe3", "e2ebdf", "a9cbb4", "17664f", "0e4a3b", "0b3d31", "f0cf7a", "c9693f")
)


def circle(x, y, radius):
    return lambda px, py: (px - x) ** 2 + (py - y) ** 2 <= radius**2


def box(left, top, right, bottom):
    return lambda px, py: left <= px <= right and top <= py <= bottom


def gable(left, right, top, eaves):
    middle, half = (left + right) / 2, (right - left) / 2
    return lambda px, py: top <= py <= eaves and abs(px - middle) <= half * (py - top) / (eaves - top)


def hill(x, y, wide, high):
    return lambda px, py: ((px - x) / wide) ** 2 + ((py - y) / high) ** 2 <= 1


def leaf(x, y, length, lean):
    """Where two circles overlap, on one side of a stem."""
    return lambda px, py: (px - x) ** 2 + (py - y + length) ** 2 <= length**2 and (px - x - lean * length) ** 2 + (py - y) ** 2 <= length**2


def growth():
    """Five stems, each higher than the last, and a sun."""
    shapes = [(GOLD, circle(790, 84, 50)), (TINT, hill(300, 300, 560, 120)), (PALE, hill(760, 310, 460, 130))]
    for n, high in enumerate((46, 74, 104, 138, 176)):
        x, foot = 170 + 128 * n, 232
        colour = (PALE, GREEN, GREEN, DEEP, NIGHT)[n]
        size = 26 + 7 * n
        shapes.append((colour, box(x - 4, foot - high, x + 4, foot)))
        shapes.append((colour, leaf(x, foot - high + size * 0.5, size, 1)))
        shapes.append((colour, leaf(x, foot - high + size * 0.5, size, -1)))
        if n > 1:
            shapes.append((colour, leaf(x, foot - high * 0.35, size * 0.7, 1)))
            shapes.append((colour, leaf(x, foot - high * 0.35, size * 0.7, -1)))
    shapes.append((DEEP, box(0, 232, WIDTH, HEIGHT)))
    return shapes


def home():
    """A house between two others, with a light in its window and a ladder of planks."""
    shapes = [(TINT, hill(480, 290, 620, 190)), (GOLD, circle(170, 74, 38))]
    for left, right, top, eaves, wall, roof in (
        (246, 396, 108, 150, PALE, GREEN),
        (566, 734, 92, 138, PALE, GREEN),
        (376, 588, 42, 118, GREEN, NIGHT),
    ):
        shapes.append((wall, box(left + 14, eaves, right - 14, 232)))
        shapes.append((roof, gable(left, right, top, eaves)))
    shapes += [(CREAM, box(412, 146, 452, 186)), (GOLD, box(416, 150, 448, 182)), (CREAM, box(430.5, 150, 433.5, 182)), (CREAM, box(416, 164.5, 448, 167.5))]
    shapes += [(CLAY, box(492, 158, 540, 232)), (CREAM, circle(531, 196, 3.5))]
    shapes += [(GREEN, box(296, 172, 322, 200)), (GREEN, box(634, 164, 662, 194))]
    for n in range(4):
        shapes.append((CLAY if n % 2 else GOLD, box(760 + 10 * n, 220 - 12 * n, 880 - 10 * n, 231 - 12 * n)))
    shapes.append((DEEP, box(0, 232, WIDTH, HEIGHT)))
    return shapes


def colour_at(shapes, x, y):
    for colour, holds in reversed(shapes):
        if holds(x, y):
            return colour
    return CREAM


def pixels(shapes):
    for y in range(HEIGHT):
        row = bytearray()
        for x in range(WIDTH):
            seen = [colour_at(shapes, x + (i + 0.5) / FINE, y + (j + 0.5) / FINE) for i in range(FINE) for j in range(FINE)]
            row += bytes(round(sum(colour[part] for colour in seen) / len(seen)) for part in range(3))
        yield bytes(row)


def png(shapes):
    rows = list(pixels(shapes))
    lines = []
    above = bytes(WIDTH * 3)
    for row in rows:
        plain = b"\x00" + row
        up = b"\x02" + bytes((a - b) % 256 for a, b in zip(row, above))
        lines.append(min(plain, up, key=lambda line: len(zlib.compress(line))))
        above = row

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"".join(lines), 9)) + chunk(b"IEND", b"")


if __name__ == "__main__":
    for name, draw in (("growth.png", growth), ("home-project.png", home)):
        (Path(__file__).parent / name).write_bytes(png(draw()))
