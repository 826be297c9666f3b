#!/bin/sh
# Attaches the one offline edition in a folder to a release of its own on GitHub. Run again, it adds what is missing.
# usage: .github/release.sh FOLDER    needs gh, and in GH_TOKEN a token that may write contents
set -eu
folder=$1

command -v gh >/dev/null 2>&1 || { echo "gh is missing; it comes from https://cli.github.com/" >&2; exit 1; }
set -- "$folder"/briefpress-*.zip
[ $# -eq 1 ] && [ -f "$1" ] || { echo "There has to be one edition in $folder; “make pack” makes it." >&2; exit 1; }

day=$(basename "$1" .zip | sed 's/.*\([0-9]\{4\}-[0-9]\{2\}-[0-9]\{2\}\)$/\1/')
tag=edition-$day-$(git rev-parse --short=12 HEAD)

if there=$(gh release view "$tag" --json assets --jq '.assets[].name' 2>/dev/null); then
  for file in "$1" "$1.sha256"; do
    echo "$there" | grep -qxF "$(basename "$file")" || gh release upload "$tag" "$file"
  done
  gh release edit "$tag" --draft=false
else
  gh release create "$tag" "$1" "$1.sha256" --target "$(git rev-parse HEAD)" --latest=false \
    --title "Offline edition of $day" --notes "The whole site for reading without a network: unpack it, then open index.html."
fi
