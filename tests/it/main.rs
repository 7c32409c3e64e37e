//! One binary for all integration tests.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]
#![expect(clippy::print_stdout, reason = "a test says what it counted")]
#![expect(clippy::string_slice, clippy::arithmetic_side_effects, reason = "tests read their own files")]

mod approval;
mod arbitration;
mod architecture;
mod audit;
mod author;
mod berka;
mod bucketing;
mod bundles;
mod changes;
mod check;
mod cli;
mod contact;
mod corpus;
mod drills;
mod experiments;
mod explain;
mod faults;
mod fuzz;
mod history;
mod keys;
mod language;
mod locales;
mod measure;
mod mistakes;
mod notices;
mod oracle;
mod peers;
mod peers_experiments;
mod pictures;
mod signing;
mod simulation;
mod trust;
mod vectors;
