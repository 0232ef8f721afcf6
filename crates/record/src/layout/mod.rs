//! Column layouts of other event data sets.
