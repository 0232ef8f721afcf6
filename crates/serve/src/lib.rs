//! The record to a browser and to programs: pages, charts and an HTTP interface.

pub mod chart;
