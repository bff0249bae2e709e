#!/bin/bash
# Opens every format of every sample in a program that is not ours, and compares PNG, SVG and PDF of
# one view pixel by pixel, text left out.
#
#   check-exports.sh [COMMAND]      COMMAND starts IOVAtlas (default: target/iovatlas/bin/iovatlas)
#
# Needs rsvg-convert, pdftoppm, pdftotext, qpdf, dot, python3 and ImageMagick; a program that is
# missing is told and counts as a failure. Chromium is used when it is there.
set -u -o pipefail
cd "$(dirname "$0")/../../.." || exit 1

command=${1:-target/iovatlas/bin/iovatlas}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0
checks=0

fail() {
    echo "FAIL $*" >&2
    failures=$((failures + 1))
}

# Runs a program that must end with 0 and complain about nothing.
opens() {
    local what=$1
    shift
    checks=$((checks + 1))
    "$@" >"$work/out" 2>"$work/err" || fail "$what: $(head -3 "$work/err" "$work/out")"
    if [ -s "$work/err" ]; then
        fail "$what complains: $(head -3 "$work/err")"
    fi
}

for program in rsvg-convert pdftoppm pdftotext qpdf dot python3 compare; do
    command -v "$program" >/dev/null || fail "$program is not installed"
done
[ "$failures" -eq 0 ] || exit 1

# All files of a sample.
render() {
    $command render "$1" --view all --legend \
        --format svg,png,pdf,dot,text,html,csv,json,qemu,libvirt \
        -o "$work/$(basename "$1" .yaml).*" || echo "$1" >>"$work/unwritten"
}
export -f render
export command work

is_xml() {
    python3 -c 'import sys, xml.dom.minidom; xml.dom.minidom.parse(sys.argv[1])' "$1"
}

check() {
    local name=$1 file=$work/$1
    opens "$name.svg" rsvg-convert "$file.svg" -o "$work/svg.png"
    opens "$name.svg" is_xml "$file.svg"
    opens "$name.png" identify "$file.png"
    opens "$name.pdf" qpdf --check "$file.pdf"
    opens "$name.pdf" pdftoppm -r 36 -png "$file.pdf" "$work/pdf"
    opens "$name.pdf" pdftotext "$file.pdf" "$work/pdf.txt"
    grep -q "Topology" "$work/pdf.txt" || fail "$name.pdf: its text cannot be searched"
    opens "$name.dot" timeout 60 dot -Tsvg "$file.dot" -o "$work/dot.svg"
    opens "$name.json" python3 -m json.tool "$file.json"
    opens "$name.xml" is_xml "$file.xml"
    opens "$name.sh" sh -n "$file.sh"
    LC_ALL=C grep -qE '[^ -~]|.{73}| $|^(---|diff -|Index: |From |#)' "$file.txt" &&
        fail "$name.txt: a line that a mail or a patch does not carry"
    python3 - "$file.csv" <<'PY' || fail "$name.csv cannot be read"
import csv, sys
for block in open(sys.argv[1], newline="").read().split("\n\n"):
    rows = list(csv.reader(block.split("\n", 1)[1].splitlines()))
    assert rows and all(len(row) == len(rows[0]) for row in rows), block[:80]
PY
}

samples=()
for sample in sample-topologies/*.yaml; do
    case $sample in *.layout.yaml) ;; *) samples+=("$sample") ;; esac
done
printf '%s\0' "${samples[@]}" | xargs -0 -n 1 -P "$(nproc)" bash -c 'render "$@"' render
while read -r line; do
    fail "not written: $line"
done < <(cat "$work/unwritten" 2>/dev/null)
for sample in "${samples[@]}"; do
    check "$(basename "$sample" .yaml)"
done

# The same picture three times, without its text.
compare_pictures() {
    local name=$1 view=$2 scale=2 file=$work/same
    shift 2
    $command render "sample-topologies/$name.yaml" --view "$view" "$@" \
        --format svg,png,pdf --scale "$scale" -o "$file.*" || fail "$name $view cannot be compared"
    rsvg-convert -z "$scale" "$file.svg" -o "$file-svg.png"
    pdftoppm -r "$((96 * scale))" -png -singlefile "$file.pdf" "$file-pdf"
    local size
    size=$(identify -format '%wx%h' "$file.png")
    # Where an SVG without its texts differs from the one with them, there is text: masked in all.
    sed -E 's#<text [^>]*>[^<]*</text>##g' "$file.svg" | rsvg-convert -z "$scale" -o "$file-plain.png"
    convert "$file-svg.png" "$file-plain.png" -compose difference -composite -threshold 4% \
        -morphology Dilate Square:3 -negate "$file-mask.png"
    for other in svg pdf; do
        convert "$file-$other.png" -resize "$size!" "$file-mask.png" -compose multiply -composite \
            "$file-b.png"
        convert "$file.png" "$file-mask.png" -compose multiply -composite "$file-a.png"
        local pixels all
        pixels=$(compare -metric AE -fuzz 20% "$file-a.png" "$file-b.png" null: 2>&1)
        all=$(identify -format '%[fx:w*h]' "$file.png")
        checks=$((checks + 1))
        [[ $pixels =~ ^[0-9] ]] || fail "$name $view: $pixels"
        awk -v p="${pixels%% *}" -v a="$all" -v n="$name $view png/$other" 'BEGIN {
            printf "%s: %.2f %% of the pixels differ\n", n, 100 * p / a
            exit !(100 * p / a < 2) }' || fail "$name $view: PNG and $other differ"
    done
}

compare_pictures guest-ram-at-zero topology
compare_pictures guest-ram-at-zero iova
# One vector: with the matrix below it a PDF has two pages.
compare_pictures guest-ram-at-zero msi --vector 3

if command -v chromium >/dev/null; then
    page=$work/guest-ram-at-zero.html
    checks=$((checks + 1))
    # It tells its own troubles with the machine; what counts is the picture.
    timeout 60 chromium --headless --no-sandbox --disable-gpu --user-data-dir="$work/chromium" \
        --screenshot="$work/page.png" --window-size=1200,1600 "file://$page" >/dev/null 2>&1
    [ -s "$work/page.png" ] || fail "chromium made no picture of the page"
else
    echo "chromium is not here: the page was not opened in it"
fi

echo "$checks checks, $failures failures"
[ "$failures" -eq 0 ]
