//! What a command answers on standard output.

use core::fmt::Arguments;
use std::io::{ErrorKind, Write};

/// A line of the answer.
macro_rules! say {
    ($($text:tt)*) => { $crate::cli::answer::write(format_args!("{}\n", format_args!($($text)*))) };
}

/// A part of the answer, without the end of a line.
macro_rules! write_out {
    ($($text:tt)*) => { $crate::cli::answer::write(format_args!($($text)*)) };
}

/// Writes `text`. A reader that has read enough, as in `| head`, ends the command in peace; any other fault is told.
pub(super) fn write(text: Arguments<'_>) {
    if let Err(fault) = std::io::stdout().write_fmt(text) {
        if fault.kind() == ErrorKind::BrokenPipe {
            std::process::exit(0);
        }
        eprintln!("error: the answer cannot be written: {fault}");
        std::process::exit(1);
    }
}
