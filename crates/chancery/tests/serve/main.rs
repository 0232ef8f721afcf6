//! The pages and the interface as a browser and a program meet them, over a record of the sample reports and the
//! reference table.

mod api;
mod attacks;
mod columns;
mod links;
mod pages;
mod patience;
mod security;
mod server;
mod writing;
