#!/bin/sh
# WeasyPrint draws text with pango and embeds fonts with harfbuzz-subset: two C libraries that no Python package
# brings. Check for them; install them where apt is there and we may; else say the exact command and stop.
#
#   system-libraries.sh PYTHON      PYTHON: the interpreter that has WeasyPrint
set -eu
python=$1

there() { "$python" -W error:HarfBuzz-Subset -c 'import weasyprint.text.ffi' >/dev/null 2>&1; }

debian='libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0'

there && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "installing WeasyPrint's system libraries: $debian"
  export DEBIAN_FRONTEND=noninteractive
  log=$(mktemp)
  # shellcheck disable=SC2086  # a list of packages
  if { apt-get update && apt-get install -y --no-install-recommends $debian; } >"$log" 2>&1; then
    rm -f "$log"
  else
    tail -5 "$log" >&2
    rm -f "$log"
  fi
  there && exit 0
fi
cat >&2 <<EOF
The PDF needs the libraries pango and harfbuzz-subset, which are not on this machine. Install them, then run make again:
  Debian, Ubuntu   sudo apt-get install $debian
  Fedora           sudo dnf install pango harfbuzz
  macOS            brew install pango
  conda            conda install -c conda-forge pango harfbuzz
EOF
exit 1
