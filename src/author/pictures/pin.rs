//! A digest put into an author's text, which otherwise stays as it is: comments, order, quotes.

use std::sync::Arc;

use super::images;
use crate::author::finding::Source;
use crate::author::node::{self, Node};
use crate::id::Digest;

/// The text of `file` with `digest` as the pin of its picture number `n`; `None` where it cannot be told how to write it there.
///
/// What comes out is read again: only the pin may differ.
pub(super) fn pinned(file: &Arc<Source>, n: usize, digest: Digest) -> Option<String> {
    let root = node::parse(file).ok()?;
    let image = *images(&root).get(n)?;
    // One that is named twice (an alias of YAML) has it with the first.
    if image.get(PIN).and_then(Node::spelling) == Some(digest.to_string()) {
        return Some(file.text().to_owned());
    }
    let says_the_same = |edited: &String| {
        let edited = node::parse(&Source::new(file.name(), edited.clone())).ok();
        edited.is_some_and(|edited| {
            let pin = images(&edited).get(n).and_then(|image| image.get(PIN)?.spelling());
            pin == Some(digest.to_string()) && without_pins(edited) == without_pins(root.clone())
        })
    };
    edits(file.text(), image, digest)?.into_iter().find(says_the_same)
}

/// The field of the digest.
pub(super) const PIN: &str = "sha256";

/// The ways in which it could be written.
fn edits(text: &str, image: &Node, digest: Digest) -> Option<Vec<String>> {
    if let Some(old) = image.get(PIN) {
        let at = old.at.clone()?;
        return Some(vec![format!("{}{digest}{}", text.get(..at.start)?, text.get(at.end..)?)]);
    }
    let (key, asset) = image.entries().iter().find(|(key, _)| key.text == "asset")?;
    let (start, end) = (key.at.clone()?.start, asset.at.clone()?.end);
    let (before, after) = text.split_at_checked(end)?;
    let in_flow = format!("{before}, {PIN}: {digest}{after}");
    let indent = text.get(..start)?.rsplit('\n').next()?;
    if !indent.bytes().all(|sign| sign == b' ') {
        return Some(vec![in_flow]);
    }
    // After whatever else stands on the line, such as a comment.
    let (line, rest) = after.split_at_checked(after.find('\n').unwrap_or(after.len()))?;
    let (line, end) = line.strip_suffix('\r').map_or((line, ""), |line| (line, "\r"));
    Some(vec![format!("{before}{line}{end}\n{indent}{PIN}: {digest}{end}{rest}"), in_flow])
}

fn without_pins(root: Node) -> Node {
    fn strip(node: &mut Node) {
        if node.get("asset").is_some() {
            node.take(PIN);
        }
        node.each_mut(strip);
    }
    let mut root = root.without_places();
    strip(&mut root);
    root
}
