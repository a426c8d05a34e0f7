#!/bin/sh
# The tests in a browser need chromium. Install it where apt is there and we may; else say in one line that they will not
# run, and go on. With REPORT_BROWSER=required its lack is an error.
set -eu

there() { command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1; }

there && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "installing chromium for the tests of the web edition"
  export DEBIAN_FRONTEND=noninteractive
  log=$(mktemp)
  if ! { apt-get update && apt-get install -y --no-install-recommends chromium; } >"$log" 2>&1; then
    tail -5 "$log" >&2
  fi
  rm -f "$log"
  there && exit 0
fi
echo "The tests in a browser do not run: chromium is not on this machine (Debian, Ubuntu: sudo apt-get install chromium)" >&2
test "${REPORT_BROWSER:-}" != required
