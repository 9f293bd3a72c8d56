#!/bin/sh
# Prints the newest Python that sayso runs on and that can make an environment; PYTHON names another one to take.
# A name on the PATH may be a shim without a Python behind it, so each is asked.
wanted='import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))'
incomplete=
if [ -n "${PYTHON:-}" ]; then set -- "$PYTHON"; else set -- python3.13 python3.12 python3.11 python3 python; fi
for name in "$@"; do
    "$name" -c "$wanted" >/dev/null 2>&1 || continue
    if "$name" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        command -v "$name"
        exit 0
    fi
    incomplete=${incomplete:-$name}
done
if [ -n "$incomplete" ]; then
    echo "$incomplete cannot make environments: install its venv module (Debian: apt-get install $incomplete-venv)" >&2
else
    echo "no Python 3.11, 3.12 or 3.13 was found as: $*" >&2
    echo "install one, or name it: make setup PYTHON=/path/to/python3.13" >&2
fi
exit 1
