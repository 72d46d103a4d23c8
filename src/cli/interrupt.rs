//! What becomes of a build that is told to end.

/// From now on Ctrl-C and a plain `kill` end the program with 130 and a word to who did so; never while files
/// are moved into place.
#[cfg(unix)]
pub(super) fn heed() {
    use plaudit::write::between_moves;
    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;

    use super::say;

    // Without, the system ends the program by itself.
    let Ok(mut signals) = Signals::new([SIGINT, SIGTERM]) else { return };
    std::thread::spawn(move || {
        if signals.forever().next().is_some() {
            let _moved = between_moves();
            say::interrupted();
            std::process::exit(130);
        }
    });
}

/// The system ends the program by itself.
#[cfg(not(unix))]
pub(super) fn heed() {}
