#!/bin/sh
# Installs a lock and the package itself into an environment, which it makes where there is none that works:
#     scripts/install.sh ENVIRONMENT LOCK
# Nothing comes in but what the lock has a hash for; no build runs but that of the package itself.
set -eu
environment=$1 lock=$2

if ! "$environment/bin/python" -m pip --version >/dev/null 2>&1; then
    python=$("$(dirname "$0")/find_python.sh")
    echo "making $environment with $("$python" --version)"
    "$python" -m venv --clear "$environment"
fi

pip() {
    "$environment/bin/python" -m pip --disable-pip-version-check --quiet "$@"
}
echo "installing $lock (a minute or so)"
pip install --require-hashes --only-binary :all: -r "$lock"
pip install --no-deps --no-build-isolation -e .
