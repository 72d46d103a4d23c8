//! Threads that share the work of a build.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

/// More threads than any machine has cores for would only take memory.
const MOST_THREADS: usize = 256;

/// Long documents recurse deeply; what is not used costs nothing.
const STACK: usize = 16 << 20;

/// After how many documents a thread gives back memory of the typesetter, and what age that
/// memory has: without it, every report adds 4 MB; much sooner, the border of a certificate is drawn
/// anew for the next of its kind.
const EVICT_EVERY: usize = 4;
const EVICT_AGE: usize = 2;

/// Where one thread works.
pub(super) struct Desk<'a> {
    halt: &'a AtomicBool,
    documents: usize,
}

impl Desk<'_> {
    /// Nothing more is to be begun, by any thread.
    pub(super) fn halt(&self) {
        self.halt.store(true, Ordering::Relaxed);
    }

    /// A document is done with: now and then, gives back what is remembered of the last ones.
    pub(super) fn tidy(&mut self) {
        self.documents += 1;
        if self.documents.is_multiple_of(EVICT_EVERY) {
            typst::comemo::evict(EVICT_AGE);
        }
    }
}

/// Has a number of threads take one item after the other.
///
/// Each thread has a pool of one for what the typesetter does in parallel: a document for each
/// task of a shared pool nests tasks within tasks, over a hundred frames deep and without bound
/// in memory.
pub(super) fn share<T: Sync>(items: &[T], threads: usize, work: &(dyn Fn(&mut Desk, &T) + Sync)) {
    let (next, halt) = (AtomicUsize::new(0), AtomicBool::new(false));
    let one_thread = || {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build();
        let pool = pool.expect("a pool of the current thread needs no other");
        let mut desk = Desk { halt: &halt, documents: 0 };
        while !halt.load(Ordering::Relaxed) {
            let Some(item) = items.get(next.fetch_add(1, Ordering::Relaxed)) else { break };
            pool.install(|| work(&mut desk, item));
        }
    };
    thread::scope(|scope| {
        for _ in 0..threads.clamp(1, items.len().clamp(1, MOST_THREADS)) {
            thread::Builder::new()
                .stack_size(STACK)
                .spawn_scoped(scope, one_thread)
                .expect("the system can start a thread");
        }
    });
}
