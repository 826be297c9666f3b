#!/bin/sh
# Makes sure that the tests can ask the validator of HTML (vnu, which checkers on the web run, too): the jar into .validator/, and a Java.
set -u
here=$(dirname "$0")
place=$here/../.validator

has_all() { command -v java >/dev/null 2>&1 && cmp -s "$here/validator/package-lock.json" "$place/made"; }
fetch() {
  mkdir -p "$place" && cp "$here/validator/package.json" "$here/validator/package-lock.json" "$place" &&
    (cd "$place" && npm ci --ignore-scripts --no-audit --no-fund --loglevel error >&2) && cp "$place/package-lock.json" "$place/made"
}

has_all && exit 0
missing=""
command -v java >/dev/null 2>&1 || missing="default-jre-headless"
command -v npm >/dev/null 2>&1 || missing="$missing npm"
if [ -n "$missing" ] && command -v apt-get >/dev/null 2>&1; then
  echo "For the validator of HTML, these are missing: $missing; installing them." >&2
  [ "$(id -u)" = 0 ] && root="" || root="sudo -n"
  # shellcheck disable=SC2086  # one word for each package
  $root apt-get update -qq >&2 && $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >&2
fi
fetch
has_all && exit 0

echo "The tests validate the site's HTML with vnu. Install Java and npm (Debian: apt install default-jre-headless npm) and run this again." >&2
exit 1
