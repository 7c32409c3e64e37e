//! Bytes read from front to back, none beyond the end.

use super::format::Fault;

/// What is left to read.
pub(super) struct Bytes<'a>(pub(super) &'a [u8]);

impl<'a> Bytes<'a> {
    /// The next `count` bytes.
    pub(super) fn take(&mut self, count: usize) -> Result<&'a [u8], Fault> {
        let (head, rest) = self.0.split_at_checked(count).ok_or(Fault::Unreadable)?;
        self.0 = rest;
        Ok(head)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Fault> {
        self.take(N)?.try_into().map_err(|_| Fault::Unreadable)
    }

    pub(super) fn four(&mut self) -> Result<[u8; 4], Fault> {
        self.array()
    }

    pub(super) fn u8(&mut self) -> Result<u8, Fault> {
        Ok(u8::from_be_bytes(self.array()?))
    }

    pub(super) fn u16(&mut self) -> Result<u16, Fault> {
        Ok(u16::from_be_bytes(self.array()?))
    }

    pub(super) fn u32(&mut self) -> Result<u32, Fault> {
        Ok(u32::from_be_bytes(self.array()?))
    }

    /// The least byte first.
    pub(super) fn u16_le(&mut self) -> Result<u16, Fault> {
        Ok(u16::from_le_bytes(self.array()?))
    }

    /// The least byte first.
    pub(super) fn u24_le(&mut self) -> Result<u32, Fault> {
        let [low, middle, high] = self.array()?;
        Ok(u32::from_le_bytes([low, middle, high, 0]))
    }

    /// The least byte first.
    pub(super) fn u32_le(&mut self) -> Result<u32, Fault> {
        Ok(u32::from_le_bytes(self.array()?))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Nothing may follow what has been read: what no decoder looks at, nobody has looked at.
    pub(super) fn end(&self) -> Result<(), Fault> {
        if self.is_empty() { Ok(()) } else { Err(Fault::Beyond) }
    }
}

/// A length as it stands in a file, as one in memory.
pub(super) fn length(length: u32) -> Result<usize, Fault> {
    usize::try_from(length).map_err(|_| Fault::Unreadable)
}
