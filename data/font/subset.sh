#!/bin/sh
# Makes sans.ttf and sans-bold.ttf: `data/font/subset.sh FOLDER`, a folder with DejaVuSans.ttf and DejaVuSans-Bold.ttf of
# Debian's package fonts-dejavu-core 2.37-6 (apt-get download fonts-dejavu-core; dpkg -x). Needs fonttools 4.68.0 of PyPI.
set -eu
here=$(dirname "$0")
# Latin, Greek, Cyrillic, punctuation, arrows, minus.
letters=U+0020-007E,U+00A0-024F,U+0370-03FF,U+0400-045F,U+1E00-1EFF,U+2010-2027,U+2030-203A,U+20AC,U+2190-2193,U+2212
for pair in DejaVuSans:sans DejaVuSans-Bold:sans-bold; do
    pyftsubset "$1/${pair%%:*}.ttf" --unicodes="$letters" --layout-features= --no-hinting --name-IDs='*' \
        --notdef-outline --no-recommended-glyphs --drop-tables+=GPOS,GSUB,GDEF,kern,FFTM,gasp \
        --output-file="$here/${pair##*:}.ttf"
done
