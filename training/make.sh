#!/usr/bin/env bash
# The whole way from data to both shipped models: prepare, first lessons, training, export, distillation.
#
#   training/make.sh [WORK]        WORK holds what is between (default: target/training); about two hours on two cores
#
# Needs ../shared beside the project and the packages of training/requirements.txt (PYTHON chooses the interpreter).
set -euo pipefail
cd "$(dirname "$0")/.."
work=${1:-target/training}
python=${PYTHON:-python3}
shared=../shared
export PYTHONPATH=training OMP_WAIT_POLICY=passive
mkdir -p "$work"

echo "== prepare"
cat "$shared"/annotations/{news,plv,missions,wikinews}.jsonl > "$work/annotations.jsonl"
cat training/data/{conflict,cooperation,diplomatic,roles,status}.jsonl > "$work/own.jsonl"
"$python" -m chancery_training.pack unpack training/data/news.labels.jsonl \
    --news "$shared/data/news/wcep_entries.jsonl.gz" > "$work/news.jsonl"
"$python" -m chancery_training.relation items "$shared/data/plv/PLV_train.tsv" > "$work/plv.jsonl"
"$python" -m chancery_training.weak items "$shared/data/news/wcep_entries.jsonl.gz" \
    --without "$work/annotations.jsonl" --limit 45000 > "$work/reports.jsonl"
cargo build --release -p chancery-code --example model_inputs --example code_items
inputs=target/release/examples/model_inputs
for set in annotations own news reports; do "$inputs" < "$work/$set.jsonl" > "$work/$set.inputs.jsonl"; done
for set in annotations own news plv; do "$inputs" --whole < "$work/$set.jsonl" > "$work/$set.whole.jsonl"; done
target/release/examples/code_items < "$work/reports.jsonl" > "$work/reports.events.jsonl"
"$python" -m chancery_training.weak gold "$work/reports.jsonl" "$work/reports.events.jsonl" > "$work/weak.jsonl"

gold=("$work"/{annotations,own,news}.jsonl)
windows=("$work"/{annotations,own,news}.inputs.jsonl)
pairs=("$work"/{annotations,own,news}.whole.jsonl)

echo "== first lessons"
"$python" -m chancery_training.pretrain --treebank "$shared/data/syntax/en_ewt-ud-train.rebuilt.conllu.gz" --passes 3 \
    --weak "$work/weak.jsonl" --inputs "$work/reports.inputs.jsonl" --limit 24000 --output "$work/pre.pt"

echo "== standard"
"$python" -m chancery_training.train --gold "${gold[@]}" --inputs "${windows[@]}" --pairs "${pairs[@]}" \
    --plv "$shared/data/plv/PLV_train.tsv" --plv-inputs "$work/plv.whole.jsonl" \
    --start "$work/pre.pt" --output "$work/standard.pt" --epochs 12 --lr 1.2e-4
"$python" -m chancery_training.export "$work/standard.pt" models/standard --name standard --version 1 \
    --gold "${gold[@]}" --inputs "${windows[@]}"

echo "== fast"
"$python" -m chancery_training.distil --teacher "$work/standard.pt" --gold "${gold[@]}" --inputs "${windows[@]}" \
    --pairs "${pairs[@]}" --plain "$work/reports.inputs.jsonl" --limit 3000 --epochs 4 --output "$work/fast.pt"
"$python" -m chancery_training.export "$work/fast.pt" models/fast --name fast --version 1 \
    --gold "${gold[@]}" --inputs "${windows[@]}"
cp "$("$python" -c 'from chancery_training.model import tokenizer_path as t; print(t().parent)')/vocab.txt" models/vocabulary.txt
