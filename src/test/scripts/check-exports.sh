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

# The same picture three times, without its text: a line for each pair, FAIL before a bad one.
compare_pictures() {
    local sample=$1 view=$2 scale=2 name pixels all size other
    shift 2
    name=$(basename "$sample" .yaml)
    local file=$work/same-$name-$view
    $command render "$sample" --view "$view" "$@" \
        --format svg,png,pdf --scale "$scale" -o "$file.*" 2>"$file-err" || {
        # A machine without MSI has no message path.
        grep -q "no path to draw" "$file-err" || echo "FAIL $name $view: $(head -1 "$file-err")"
        return
    }
    rsvg-convert -z "$scale" "$file.svg" -o "$file-svg.png"
    pdftoppm -r "$((96 * scale))" -png -singlefile "$file.pdf" "$file-pdf"
    size=$(identify -format '%wx%h' "$file.png")
    # Where an SVG without its texts differs from the one with them, there is text: masked in all.
    sed -E 's#<text [^>]*>[^<]*</text>##g' "$file.svg" |
        rsvg-convert -z "$scale" -o "$file-plain.png"
    convert "$file-svg.png" "$file-plain.png" -compose difference -composite -threshold 4% \
        -morphology Dilate Square:3 -negate "$file-mask.png"
    for other in svg pdf; do
        convert "$file-$other.png" -resize "$size!" "$file-mask.png" -compose multiply -composite \
            "$file-b.png"
        convert "$file.png" "$file-mask.png" -compose multiply -composite "$file-a.png"
        pixels=$(compare -metric AE -fuzz 20% "$file-a.png" "$file-b.png" null: 2>&1)
        all=$(identify -format '%[fx:w*h]' "$file.png")
        [[ $pixels =~ ^[0-9] ]] || echo "FAIL $name $view: $pixels"
        awk -v p="${pixels%% *}" -v a="$all" -v n="$name $view png/$other" 'BEGIN {
            part = 100 * p / a
            printf "%s%s: %.2f %% of the pixels differ\n", part < 2 ? "" : "FAIL ", n, part }'
    done
    rm -f "$file"*
}
export -f compare_pictures

# One vector: with the matrix below it a PDF has two pages.
for sample in "${samples[@]}"; do
    printf '%s\0' "$sample topology" "$sample iova" "$sample msi --vector 0"
done >"$work/pairs"
printf '%s\0' "sample-topologies/guest-ram-at-zero.yaml compare" >>"$work/pairs"
# shellcheck disable=SC2016
xargs -0 -a "$work/pairs" -n 1 -P "$(nproc)" bash -c 'compare_pictures $1' compare |
    sort | tee "$work/same"
checks=$((checks + $(wc -l <"$work/same")))
failures=$((failures + $(grep -c '^FAIL' "$work/same")))
[ "$(wc -l <"$work/same")" -ge 60 ] || fail "only $(wc -l <"$work/same") pairs of pictures compared"

# Pages in a browser without a network. It tells its own troubles with the machine on stderr; what
# counts is the picture and that the page's script ran.
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome)
if [ -n "$browser" ]; then
    for name in guest-ram-at-zero sriov-64-vfs real-x86-sriov; do
        checks=$((checks + 1))
        sed 's#</body>##; s#</html>##' "$work/$name.html" >"$work/$name.probe.html"
        { echo '<script>'; cat src/test/scripts/page-probe.js; echo '</script></body></html>'; } \
            >>"$work/$name.probe.html"
        browse() {
            timeout 90 "$browser" --headless --no-sandbox --disable-gpu --incognito \
                --host-resolver-rules="MAP * ~NOTFOUND" --user-data-dir="$work/browser" \
                --window-size=1200,1600 "$1" "file://$2" 2>/dev/null
        }
        browse "--screenshot=$work/$name.page.png" "$work/$name.html" >/dev/null
        browse --dump-dom "$work/$name.probe.html" >"$work/$name.dom"
        [ -s "$work/$name.page.png" ] || fail "the browser made no picture of $name.html"
        grep -q 'data-probe="button wheel drag key fit hover filter alone"' "$work/$name.dom" ||
            fail "$name.html in the browser: $(grep -o 'data-probe="[^"]*"' "$work/$name.dom")"
    done
else
    echo "no chromium is here: the pages were not opened in it"
fi

echo "$checks checks, $failures failures"
[ "$failures" -eq 0 ]
