//! What the system says of a file, by which it is known again without being read.

use std::fs::{self, Metadata};
use std::io::{self, Read};
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::plan::hex;

/// What the system says of a file. Two that are equal and settled are of one content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stamp {
    bytes: u64,
    /// Nanoseconds since 1970.
    modified: u128,
    /// The same of the last change of whatever kind; 0 where the system has none.
    changed: u128,
    /// Which file it is; 0 where the system does not tell.
    inode: u64,
    /// Whether a later change could not have the same time: a file that was written a moment ago
    /// may be written once more within a tick of the clock.
    settled: bool,
}

/// The ticks of clocks of file systems: of those with fractions of seconds, and of those without.
const TICK: Duration = Duration::from_millis(50);
const LONG_TICK: Duration = Duration::from_secs(2);

impl Stamp {
    /// That of a file that is read, or of what a link leads to.
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        fs::metadata(path).map(|found| Self::new(&found, of_system(&found)))
    }

    /// That of a file that was written: moving it into place, or a backup's link to it, is no change.
    pub(super) fn of_output(path: &Path) -> io::Result<Self> {
        let found = fs::symlink_metadata(path)?;
        if !found.is_file() {
            return Err(io::ErrorKind::NotFound.into());
        }
        Ok(Self::new(&found, (Duration::ZERO, of_system(&found).1)))
    }

    fn new(found: &Metadata, (changed, inode): (Duration, u64)) -> Self {
        let since = |time: SystemTime| time.duration_since(UNIX_EPOCH).unwrap_or_default();
        let modified = since(found.modified().unwrap_or(UNIX_EPOCH));
        let tick = if modified.subsec_nanos() == 0 { LONG_TICK } else { TICK };
        let settled = since(SystemTime::now()) > modified.max(changed) + tick;
        let (modified, changed) = (modified.as_nanos(), changed.as_nanos());
        Self { bytes: found.len(), modified, changed, inode, settled }
    }

    /// Whether no later change could have the same stamp.
    pub(super) fn is_settled(&self) -> bool {
        self.settled
    }

    /// Whether a file that has this stamp now is still the one that had `earlier`.
    pub(super) fn is(&self, earlier: &Self) -> bool {
        earlier.settled && Self { settled: true, ..*self } == *earlier
    }

    /// Whether it is the same as another, settled or not.
    pub(super) fn agrees(&self, other: &Self) -> bool {
        Self { settled: true, ..*self } == Self { settled: true, ..*other }
    }
}

#[cfg(unix)]
fn of_system(found: &Metadata) -> (Duration, u64) {
    use std::os::unix::fs::MetadataExt;
    let nanos = u32::try_from(found.ctime_nsec()).unwrap_or_default();
    (Duration::new(u64::try_from(found.ctime()).unwrap_or_default(), nanos), found.ino())
}

#[cfg(not(unix))]
fn of_system(_: &Metadata) -> (Duration, u64) {
    (Duration::ZERO, 0)
}

/// What is known of a file: it is the same as long as its stamp or its hash is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Known {
    pub(super) stamp: Stamp,
    pub(super) sha256: String,
}

impl Known {
    /// A file of which nobody knows what was read, as it changed after it had this stamp: whatever is found
    /// there differs from it.
    pub(super) fn changed_since(stamp: &Stamp) -> Self {
        Self { stamp: Stamp { settled: false, ..*stamp }, sha256: String::new() }
    }

    /// Whether a file that has a stamp now is the one that is known.
    pub(super) fn is(&self, path: &Path, now: &Stamp) -> bool {
        now.is(&self.stamp) || hash_of(path).is_ok_and(|hash| hash == self.sha256)
    }
}

/// How many bytes of a file are hashed at a time: tables may be large.
const PIECE: u64 = 1 << 16;

/// The sha256 of a file's bytes.
pub(super) fn hash_of(path: &Path) -> io::Result<String> {
    let (file, mut hash, mut piece) = (fs::File::open(path)?, Sha256::new(), Vec::new());
    while (&file).take(PIECE).read_to_end(&mut piece)? > 0 {
        hash.update(&piece);
        piece.clear();
    }
    Ok(hex(&hash.finalize()))
}

#[cfg(test)]
mod tests {
    use super::{PIECE, hash_of};
    use crate::plan::hex;
    use sha2::{Digest, Sha256};

    #[test]
    fn files_of_any_length_are_hashed_whole() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("file");
        let piece = usize::try_from(PIECE).expect("small");
        for length in [0, 1, piece - 1, piece, piece + 1, 3 * piece] {
            let bytes: Vec<_> = (0..=u8::MAX).cycle().take(length).collect();
            std::fs::write(&path, &bytes).expect("writable");
            assert_eq!(hash_of(&path).expect("readable"), hex(&Sha256::digest(&bytes)), "{length}");
        }
    }
}
