#![doc = include_str!("../README.md")]
#![cfg_attr(
    test,
    expect(
        clippy::unwrap_used,
        clippy::string_slice,
        reason = "a test fails by panicking; the product is checked without cfg(test)"
    )
)]

// Vocabulary: what the words mean. No bytes, JSON, keys, clock.
pub mod id;
pub mod money;
pub mod order;
pub mod time;

mod stand_in;

pub mod feature;

pub mod campaign;
pub mod quantity;

pub mod decision;
pub mod history;
pub mod request;

// Trust: the only door through which bytes become campaigns.
pub mod bundle;
pub mod wire;

// Engine: pure and total.
pub mod activate;
pub mod compile;
pub mod decide;
pub mod record;

// Review: what campaigns say and why decisions came out so, in plain English and Spanish.
#[cfg(feature = "review")]
pub mod explain;
#[cfg(feature = "review")]
pub mod review;

// Workshop: native only, bank and vendor side.
#[cfg(feature = "cli")]
pub mod author;

// Boundaries: translate, nothing else.
#[cfg(target_arch = "wasm32")]
mod heap;
#[cfg(target_arch = "wasm32")]
mod js;
