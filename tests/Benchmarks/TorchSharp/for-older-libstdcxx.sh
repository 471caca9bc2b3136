#!/usr/bin/env bash
# libLibTorchSharp.so wants one symbol of a newer libstdc++ (GLIBCXX_3.4.32, GCC 13) than Debian 12 has, and does nothing with it that
# an empty function would not do. This makes the copy in the build's own output load there: for measuring, not for shipping.
# Needs g++, patchelf and python3. Run it after 'dotnet build tests/Benchmarks/TorchSharp -c Release', and again after each build.
set -euo pipefail
cd "$(dirname "$0")/bin/Release/net10.0"
library=libLibTorchSharp.so

echo 'namespace std { void ios_base_library_init() {} }' | g++ -shared -fPIC -x c++ - -o libolder.so
patchelf --clear-symbol-version _ZSt21ios_base_library_initv --add-needed libolder.so --set-rpath '$ORIGIN' "$library"

# The library still asks for the version as a whole: mark that wish as weak (the flag of its entry in .gnu.version_r).
python3 - "$library" <<'PYTHON'
import struct
import sys

hash_of_name = 0
for byte in b"GLIBCXX_3.4.32":
    hash_of_name = (hash_of_name << 4) + byte
    top = hash_of_name & 0xF0000000
    hash_of_name = (hash_of_name ^ (top >> 24)) & ~top & 0xFFFFFFFF
with open(sys.argv[1], "r+b") as file:
    data = bytearray(file.read())
    at = data.find(struct.pack("<IHH", hash_of_name, 0, 0)[:6])
    if at < 0:
        sys.exit("the library does not ask for GLIBCXX_3.4.32, or was changed already")
    data[at + 4] = 2
    file.seek(0)
    file.write(data)
PYTHON
echo "$library loads with an older libstdc++ now"
