//! Where tests kill the program: at the n-th step of a write, as `MINGBAI_STOP_AT` says. Only in debug builds.

#[cfg(debug_assertions)]
mod armed {
    use std::sync::LazyLock;
    use std::sync::atomic::{AtomicU64, Ordering};

    static LEFT: LazyLock<Option<AtomicU64>> = LazyLock::new(|| {
        let steps = std::env::var("MINGBAI_STOP_AT").ok()?;
        steps.parse().ok().map(AtomicU64::new)
    });

    pub(in super::super) fn passed() {
        if let Some(left) = &*LEFT
            && left.fetch_sub(1, Ordering::SeqCst) == 1
        {
            // As abrupt as a kill: nothing is dropped, nothing flushed.
            std::process::abort();
        }
    }
}

/// A step of the write was done.
#[cfg(debug_assertions)]
pub(super) use armed::passed;

/// A step of the write was done.
#[cfg(not(debug_assertions))]
pub(super) fn passed() {}
