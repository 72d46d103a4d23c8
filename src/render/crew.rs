//! Threads that share the work of a build.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

/// More threads than any machine has cores for would only take memory.
const MOST_THREADS: usize = 256;

/// Long documents recurse deeply; what is not used costs nothing.
const STACK: usize = 16 << 20;

/// Through how many documents at the least the typesetter remembers something.
const LEAST_REMEMBERED: usize = 3;

/// Where one thread works.
pub(super) struct Desk<'a> {
    halt: &'a AtomicBool,
    /// How many threads there are, all of which share what is remembered.
    threads: usize,
}

impl Desk<'_> {
    /// Nothing more is to be begun, by any thread.
    pub(super) fn halt(&self) {
        self.halt.store(true, Ordering::Relaxed);
    }

    /// A document is done with: gives back what the typesetter remembers and none of the last ones asked for, one
    /// more than there are threads, which share it. Never given back, every report would add 4 MB; sooner, more is
    /// set anew.
    pub(super) fn tidy(&self) {
        typst::comemo::evict((self.threads + 1).max(LEAST_REMEMBERED));
    }
}

/// Has a number of threads take one item after the other.
///
/// Each thread has a pool of one for what the typesetter does in parallel: a document for each
/// task of a shared pool nests tasks within tasks, over a hundred frames deep and without bound
/// in memory.
pub(super) fn share<T: Sync>(items: &[T], threads: usize, work: &(dyn Fn(&Desk, &T) + Sync)) {
    let (next, halt) = (AtomicUsize::new(0), AtomicBool::new(false));
    let threads = threads.clamp(1, items.len().clamp(1, MOST_THREADS));
    let one_thread = || {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build();
        let pool = pool.expect("a pool of the current thread needs no other");
        let desk = Desk { halt: &halt, threads };
        while !halt.load(Ordering::Relaxed) {
            let Some(item) = items.get(next.fetch_add(1, Ordering::Relaxed)) else { break };
            pool.install(|| work(&desk, item));
        }
    };
    thread::scope(|scope| {
        for _ in 0..threads {
            thread::Builder::new()
                .stack_size(STACK)
                .spawn_scoped(scope, one_thread)
                .expect("the system can start a thread");
        }
    });
}
