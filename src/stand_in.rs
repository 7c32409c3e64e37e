//! What stands where a document says something that cannot be read.

/// A value that a reader goes on with after a fault. Nobody sees it: the document is refused.
pub(crate) trait StandIn {
    /// The value; it need not keep what its type promises.
    fn stand_in() -> Self;
}

impl StandIn for u32 {
    fn stand_in() -> Self {
        0
    }
}

impl StandIn for Box<str> {
    fn stand_in() -> Self {
        Self::default()
    }
}
