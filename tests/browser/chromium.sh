#!/bin/sh
# The tests in a browser need chromium, and libatomic for what drives it. Install them where apt is there and we may; else
# say in one line that these tests will not run, and go on. With REPORT_BROWSER=required their lack is an error.
# Usage: chromium.sh PYTHON (of the environment that holds the driver)
set -eu

driver=$("$1" -c 'import pathlib, playwright; print(pathlib.Path(playwright.__file__).parent / "driver" / "node")')

there() {
  { command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null 2>&1 &&
    { ! test -e "$driver" || "$driver" --version >/dev/null 2>&1; }
}

there && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "installing chromium for the tests of the web edition"
  export DEBIAN_FRONTEND=noninteractive
  log=$(mktemp)
  if ! { apt-get update && apt-get install -y --no-install-recommends chromium libatomic1; } >"$log" 2>&1; then
    tail -5 "$log" >&2
  fi
  rm -f "$log"
  there && exit 0
fi
echo "The tests in a browser do not run: chromium or libatomic1 is not on this machine (Debian, Ubuntu: sudo apt-get install chromium libatomic1)" >&2
test "${REPORT_BROWSER:-}" != required
