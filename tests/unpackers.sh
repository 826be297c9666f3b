#!/bin/sh
# Makes sure that the tests can unpack an offline edition as readers do: with unzip and with 7-Zip.
set -u

has_7z() { command -v 7z >/dev/null 2>&1 || command -v 7zz >/dev/null 2>&1 || command -v 7za >/dev/null 2>&1; }
has_both() { command -v unzip >/dev/null 2>&1 && has_7z; }

has_both && exit 0
if command -v apt-get >/dev/null 2>&1; then
  echo "unzip or 7-Zip is missing; installing them." >&2
  [ "$(id -u)" = 0 ] && root="" || root="sudo -n"
  $root apt-get update -qq >&2
  # Older systems know 7-Zip as p7zip-full.
  for package in 7zip p7zip-full; do
    $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends unzip "$package" >&2
    has_both && exit 0
  done
fi

echo "The tests unpack the offline edition with unzip and 7-Zip. Install both (Debian: apt install unzip 7zip; macOS: brew install sevenzip) and run this again." >&2
exit 1
