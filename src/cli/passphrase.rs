//! Passphrases as people and scripts give them: typed without echo, or the first line of a file.

use std::io::IsTerminal;
use std::path::Path;

use tellerside::bundle::passphrase::Passphrase;
use zeroize::Zeroizing;

use super::failure::{Failure, Refusal};
use super::files;

/// The passphrase of the key at `key`: from `file`, or asked for.
pub(super) fn given_or_asked(key: &Path, file: Option<&Path>) -> Result<Passphrase, Failure> {
    if let Some(file) = file {
        return in_file(file);
    }
    let name = key.display();
    if !std::io::stdin().is_terminal() {
        return Err(needed(format!("{name} is encrypted, and nobody can be asked here for its passphrase")));
    }
    typed(&format!("passphrase of {name}: "))
}

/// The passphrase for a new key: from `file`, or asked for twice.
pub(super) fn chosen(file: Option<&Path>) -> Result<Passphrase, Failure> {
    if let Some(file) = file {
        return in_file(file);
    }
    if !std::io::stdin().is_terminal() {
        return Err(needed("a new key is encrypted, and nobody can be asked here for a passphrase".into()));
    }
    let once = typed("passphrase for the new key: ")?;
    if typed("the same again: ")? == once {
        return Ok(once);
    }
    Err(Failure::refused("PASSPHRASES_DIFFER", "the two passphrases are not the same: no key was made"))
}

fn needed(said: String) -> Failure {
    Failure::Usage(Refusal::new("PASSPHRASE_NEEDED", said))
}

/// The first line of `file`, without its end.
fn in_file(file: &Path) -> Result<Passphrase, Failure> {
    let text = Zeroizing::new(files::text(file)?);
    let line = Zeroizing::new(text.lines().next().unwrap_or_default().to_owned());
    Passphrase::new(line).ok_or_else(|| empty().of(file))
}

fn typed(question: &str) -> Result<Passphrase, Failure> {
    let refused = |cause: std::io::Error| Failure::usage(format!("the terminal cannot be read: {cause}"));
    Passphrase::new(Zeroizing::new(rpassword::prompt_password(question).map_err(refused)?)).ok_or_else(empty)
}

fn empty() -> Failure {
    Failure::refused("PASSPHRASE_EMPTY", "the passphrase is empty, which would protect nothing")
}
