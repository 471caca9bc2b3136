#!/usr/bin/env python3
"""Says what is in a run file, a line each: python3 describe.py FILE.run > FILE.txt

It knows the format from src/Host/Recording/README.md alone and shares no code with the program, so that a text written by it is a second
opinion on how a file is read. Numbers are the 16 hexadecimal digits of their bits; a state is the SHA-256 of its bytes.
"""
import hashlib
import sqlite3
import struct
import sys


def bits(numbers):
    return " ".join(struct.pack(">d", x).hex() for x in numbers)


def doubles(blob):
    return struct.unpack(f"<{len(blob) // 8}d", blob)


def column(blob, count):
    """A smoothed column at the front of blob, and what follows; None where it is none."""
    if len(blob) < 16:
        return None
    first, previous = struct.unpack("<2Q", blob[:16])
    step, numbers, at = previous - first, [first, previous], 16
    while len(numbers) < count:
        length, width = min(64, count - len(numbers)), blob[at] if at < len(blob) else 9
        if width > 8 or len(blob) < at + 1 + length * width:
            return None
        for i in range(length):
            off = int.from_bytes(blob[at + 1 + i * width:at + 1 + (i + 1) * width], "little")
            step += (off >> 1) ^ -(off & 1)
            previous = (previous + step) % 2 ** 64
            numbers.append(previous)
        at += 1 + length * width
    return [struct.unpack("<d", struct.pack("<Q", n))[0] for n in numbers], blob[at:]


def rows(blob, count):
    """The bytes of a table of numbers, row after row, whether it is kept like that or column by column, smoothed."""
    columns, rest = [], blob
    while count >= 256 and rest:
        read = column(rest, count)
        if read is None:
            return blob
        columns.append(read[0])
        rest = read[1]
    return b"".join(struct.pack(f"<{len(row)}d", *row) for row in zip(*columns)) if columns else blob


def unpacked(form, meaning, blob):
    if form == "codes":
        return [doubles(meaning)[code] for code in blob]
    if form == "singles":
        return list(struct.unpack(f"<{len(blob) // 4}f", blob))
    return list(doubles(blob))


def describe(path, say):
    run = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    for key, value in sorted(run.execute("SELECT key, value FROM run")):
        if key != "checksum":
            say(f"run {key} {value}")
    for stamp in run.execute("SELECT kind, name, id, assembly, version, sha256 FROM stamps ORDER BY rowid"):
        say("stamp " + " | ".join(stamp))
    for part in ("inputs", "targets"):
        count, form, meaning, blob = run.execute("SELECT rows, form, meaning, bytes FROM data WHERE part = ?", (part,)).fetchone()
        numbers = unpacked(form, meaning, blob)
        width = len(numbers) // count
        for row in range(count):
            say(f"{part} {row} {bits(numbers[row * width:(row + 1) * width])}")
    for first, count, losses, errors, prints in run.execute("SELECT first, count, losses, errors, fingerprints FROM moments ORDER BY first"):
        for i, (loss, error) in enumerate(zip(doubles(rows(losses, count)), doubles(rows(errors, count)))):
            say(f"moment {first + i} {bits([loss, error])} {prints[i * 16:(i + 1) * 16][::-1].hex()}")
    last = b""
    for first, count, spacing, blob in run.execute("SELECT first, count, spacing, bits FROM states ORDER BY first"):
        blob = rows(blob, count)
        size = len(blob) // count
        for i in range(count):
            last = blob[i * size:(i + 1) * size]
            say(f"state {first + i * spacing} {hashlib.sha256(last).hexdigest()}")
    say(f"last {bits(doubles(last))}")


if __name__ == "__main__":
    describe(sys.argv[1], print)
