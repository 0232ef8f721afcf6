# Acts by measure, out of a record's Parquet export:
#
#   chancery export events.parquet
#   Rscript examples/measures.R events.parquet
#
# Needs the package `arrow`. Prints CSV: measure, n, most frequent first.

arguments <- commandArgs(trailingOnly = TRUE)
if (length(arguments) != 1) stop("give the file: Rscript measures.R events.parquet", call. = FALSE)

events <- arrow::read_parquet(arguments[[1]], col_select = c("measure", "status"))
acts <- events[!is.na(events$measure) & events$status == "actual", ]
counts <- sort(table(acts$measure), decreasing = TRUE)

cat("measure,n\n")
cat(sprintf("%s,%d\n", names(counts), as.integer(counts)), sep = "")
