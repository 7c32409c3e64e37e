//! Questions on the terminal.

use std::io::{IsTerminal, Write};

use super::failure::Failure;
use super::showing::printable;

/// Whether the answer is yes.
pub(super) fn agreed(question: &str) -> Result<bool, Failure> {
    answered(question, &[("y", true), ("n", false)])
}

/// The meaning of the answer, one of `words`; any other answer is asked again.
pub(super) fn answered<T: Copy>(question: &str, words: &[(&str, T)]) -> Result<T, Failure> {
    let refused = |cause: std::io::Error| Failure::usage(format!("the terminal cannot be read: {cause}"));
    loop {
        write_out!("{question}");
        std::io::stdout().flush().map_err(refused)?;
        let mut answer = String::new();
        if std::io::stdin().read_line(&mut answer).map_err(refused)? == 0 {
            say!("");
            return Err(nothing_signed());
        }
        // A terminal shows what is typed; elsewhere the answer would be missing from what the command says.
        if !std::io::stdin().is_terminal() {
            say!("{}", printable(answer.trim()));
        }
        if let Some((_, meaning)) = words.iter().find(|(word, _)| *word == answer.trim()) {
            return Ok(*meaning);
        }
    }
}

/// What is refused where nobody agreed.
pub(super) fn nothing_signed() -> Failure {
    Failure::refused("NOT_AGREED", "nothing was signed")
}
