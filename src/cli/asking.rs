//! Questions on the terminal.

use std::io::Write;

use super::failure::Failure;

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
        if let Some((_, meaning)) = words.iter().find(|(word, _)| *word == answer.trim()) {
            return Ok(*meaning);
        }
    }
}

/// What is refused where nobody agreed.
pub(super) fn nothing_signed() -> Failure {
    Failure::refused("NOT_AGREED", "nothing was signed")
}
