//! Texts that people read, customers in banners and approvers in explanations: one line of visible signs.

use super::{At, Tree, text};

/// Most characters of a text that is shown.
const MAX_TEXT: usize = 2_000;

/// A text for people: not empty, not endless, and without signs that could show an approver something else than a customer.
pub(super) fn shown(tree: &Tree<'_>, at: &At<'_>) -> Box<str> {
    let text = text(tree, at);
    if text.trim().is_empty() || text.chars().count() > MAX_TEXT {
        at.refuse_for(&format_args!("write 1 to {MAX_TEXT} characters"));
    }
    if let Some(sign) = text.chars().find(|c| is_deceptive(*c)) {
        let code = u32::from(sign);
        at.refuse_for(&format_args!("U+{code:04X} is a control, direction or invisible sign: remove it"));
    }
    text.into()
}

/// Controls, bidirectional controls, zero-width and other invisible signs.
pub(crate) fn is_deceptive(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
                | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}' | '\u{2800}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
                | '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}'
        )
}
