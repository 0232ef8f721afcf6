#!/usr/bin/env bash
# Five-fold cross-validation of the relation head on PLV's train file, by an encoder that has seen none of its sentences.
#
#   training/plv.sh [WORK]     after training/make.sh, which leaves what it needs in WORK; a quarter of an hour on two cores
set -euo pipefail
cd "$(dirname "$0")/.."
work=${1:-target/training}
python=${PYTHON:-python3}
export PYTHONPATH=training OMP_WAIT_POLICY=passive
"$python" -m chancery_training.relation lessons - --more "$work"/{annotations,own,news}.whole.jsonl \
    --gold "$work"/{annotations,own,news}.jsonl --start "$work/pre.pt" --output "$work/lessons.pt" --epochs 3 --lr 1.2e-4
"$python" -m chancery_training.relation folds ../shared/data/plv/PLV_train.tsv --inputs "$work/plv.whole.jsonl" \
    --start "$work/lessons.pt" --epochs 8
