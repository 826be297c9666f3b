#!/bin/sh
# Makes sure that there is a Chromium for the tests: one that is installed, Debian's, or Playwright's own.
# usage: tests/browser.sh PLAYWRIGHT
set -u
playwright=$1

for name in chromium chromium-browser google-chrome google-chrome-stable; do
  command -v "$name" >/dev/null 2>&1 && exit 0
done
if "$playwright" install --dry-run chromium-headless-shell 2>/dev/null | sed -n 's/^ *Install location: *//p' | while read -r folder; do
  [ -d "$folder" ] && echo found
done | grep -q found; then
  exit 0
fi

echo "No Chromium found; installing it." >&2
if grep -qs '^ID=debian' /etc/os-release && command -v apt-get >/dev/null 2>&1; then
  [ "$(id -u)" = 0 ] && root="" || root="sudo -n"
  if $root apt-get update -qq >&2 && $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >&2; then
    exit 0
  fi
fi
"$playwright" install --with-deps chromium >&2 && exit 0

echo "The tests need a browser. Install Chromium (Debian: apt install chromium; elsewhere: $playwright install chromium) and run this again." >&2
exit 1
