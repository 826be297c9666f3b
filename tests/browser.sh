#!/bin/sh
# Makes sure that there is a Chromium for the tests: one that is installed, Debian's, or Playwright's own. If it can be had, also a
# headless shell, which is the same engine without a window's parts: tests of pages take a third of the time in it.
# usage: tests/browser.sh PLAYWRIGHT
set -u
playwright=$1

has_shell() {
  command -v chromium-headless-shell >/dev/null 2>&1 && return 0
  "$playwright" install --dry-run chromium-headless-shell 2>/dev/null | sed -n 's/^ *Install location: *//p' | while read -r folder; do
    [ -d "$folder" ] && echo found
  done | grep -q found
}
has_browser() {
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" >/dev/null 2>&1 && return 0
  done
  has_shell
}
is_debian() { grep -qs '^ID=debian' /etc/os-release && command -v apt-get >/dev/null 2>&1; }
install_package() {
  [ "$(id -u)" = 0 ] && root="" || root="sudo -n"
  $root apt-get update -qq >&2 && $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$1" >&2
}

if ! has_browser; then
  echo "No Chromium found; installing it." >&2
  { is_debian && install_package chromium; } || "$playwright" install --with-deps chromium >&2 || {
    echo "The tests need a browser. Install Chromium (Debian: apt install chromium; elsewhere: $playwright install chromium) and run this again." >&2
    exit 1
  }
fi
if ! has_shell; then
  echo "No headless shell of Chromium found; installing it." >&2
  { is_debian && install_package chromium-headless-shell; } || "$playwright" install chromium-headless-shell >&2 ||
    echo "There is none; the tests do without, in more time." >&2
fi
exit 0
