"""Reads a QR code as the standard says (ISO/IEC 18004), without the library that drew it.

Finds the mask in the format bits, takes it away, reads the bits in their zigzag, puts the blocks in order and reads the
bytes. No errors are corrected: a code that was drawn right needs none. Versions 1 to 6, level M, byte mode.
"""

import re
import xml.etree.ElementTree as ET

FORMAT_MASK = 0b101010000010010
LEVEL_M = 0b00
# Data bytes of each block at level M, by version.
BLOCKS = {1: [16], 2: [28], 3: [44], 4: [32, 32], 5: [43, 43], 6: [27] * 4}
MASKS = (
    lambda r, c: (r + c) % 2 == 0,
    lambda r, c: r % 2 == 0,
    lambda r, c: c % 3 == 0,
    lambda r, c: (r + c) % 3 == 0,
    lambda r, c: (r // 2 + c // 3) % 2 == 0,
    lambda r, c: (r * c) % 2 + (r * c) % 3 == 0,
    lambda r, c: ((r * c) % 2 + (r * c) % 3) % 2 == 0,
    lambda r, c: ((r + c) % 2 + (r * c) % 3) % 2 == 0,
)
BORDER = 4


def squares_of(svg: str) -> list[list[bool]]:
    """The drawing's dark path as rows of squares, the border taken away. What is not a row of strokes is refused."""
    root = ET.fromstring(svg)
    (dark,) = [each for each in root.iter() if each.get("stroke") and each.get("stroke") != "#fff"]
    side = int(root.get("width", "0")) if root.get("viewBox") is None else int(root.get("viewBox", "").split()[2])
    grid = [[False] * side for _row in range(side)]
    x = y = 0.0
    for kind, numbers in re.findall(r"([Mmh])([^Mmh]*)", dark.get("d", "")):
        found = [float(each) for each in re.findall(r"-?\d*\.?\d+", numbers)]
        if kind == "M":
            x, y = found
        elif kind == "m":
            x, y = x + found[0], y + found[1]
        else:
            for step in range(int(found[0])):
                grid[int(y)][int(x) + step] = True
            x += found[0]
    assert not any(grid[BORDER - 1]) and not any(row[BORDER - 1] for row in grid), "the quiet border is empty"
    return [row[BORDER:-BORDER] for row in grid[BORDER:-BORDER]]


def read_qr(grid: list[list[bool]]) -> str:
    """The text in the squares."""
    side, version = len(grid), (len(grid) - 17) // 4
    mask = _mask_of(grid)
    taken = _taken(side, version)
    bits, upward = [], True
    for right in [*range(side - 1, 6, -2), *range(5, 0, -2)]:
        for row in range(side - 1, -1, -1) if upward else range(side):
            pair = [(row, column) for column in (right, right - 1) if (row, column) not in taken]
            bits += [grid[r][c] ^ MASKS[mask](r, c) for r, c in pair]
        upward = not upward
    words = [sum(bit << (7 - n) for n, bit in enumerate(bits[at : at + 8])) for at in range(0, len(bits) - 7, 8)]
    data = _in_order(words, BLOCKS[version])
    stream = "".join(f"{word:08b}" for word in data)
    assert stream[:4] == "0100", "byte mode"
    length = int(stream[4:12], 2)
    return bytes(int(stream[12 + 8 * n : 20 + 8 * n], 2) for n in range(length)).decode()


def _mask_of(grid: list[list[bool]]) -> int:
    places = [(8, c) for c in (0, 1, 2, 3, 4, 5, 7, 8)] + [(r, 8) for r in (7, 5, 4, 3, 2, 1, 0)]
    side = len(grid)
    again = [(r, 8) for r in range(side - 1, side - 8, -1)] + [(8, c) for c in range(side - 8, side)]
    read = [sum(grid[r][c] << (14 - n) for n, (r, c) in enumerate(way)) for way in (places, again)]
    assert read[0] == read[1], "the two copies of the format say the same"
    known = read[0] ^ FORMAT_MASK
    assert known == _with_check(known >> 10), "the format's check digits are right"
    assert known >> 13 == LEVEL_M
    return known >> 10 & 0b111


def _with_check(five: int) -> int:
    """The five bits of a format with the ten that check them: BCH (15, 5)."""
    left = five << 10
    for bit in range(14, 9, -1):
        if left >> bit & 1:
            left ^= 0b10100110111 << (bit - 10)
    return five << 10 | left


def _taken(side: int, version: int) -> set[tuple[int, int]]:
    """Squares that hold no data: finders, timing, format, alignment."""
    found = {(r, c) for r in range(9) for c in range(9)}
    found |= {(r, c) for r in range(9) for c in range(side - 8, side)}
    found |= {(r, c) for r in range(side - 8, side) for c in range(9)}
    found |= {(6, n) for n in range(side)} | {(n, 6) for n in range(side)}
    if version > 1:
        middle = side - 7
        found |= {(r, c) for r in range(middle - 2, middle + 3) for c in range(middle - 2, middle + 3)}
    return found


def _in_order(words: list[int], blocks: list[int]) -> list[int]:
    """Blocks are laid word by word across each other; equal lengths at these versions."""
    count = len(blocks)
    return [words[n * count + block] for block in range(count) for n in range(blocks[block])]
