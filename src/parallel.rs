//! Work on all cores whose results keep their order.

use rayon::ThreadPoolBuilder;
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use std::num::NonZero;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// What `work` makes of each item, in the items' order.
pub fn map<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
    items.par_iter().map(work).collect()
}

/// What two pieces of work make, side by side.
pub fn both<A: Send, B: Send>(one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B + Send) -> (A, B) {
    rayon::join(one, other)
}

/// Lets go of something large beside what follows; a program that ends does not wait for it.
pub fn let_go(value: impl Send + 'static) {
    rayon::spawn(move || drop(value));
}

/// What `work` makes of each item, in the items' order, for work that itself uses rayon and goes deep: every thread
/// takes one item after the other inside a pool of its own with one worker of `stack` bytes. On a shared pool a worker
/// that waits would begin another item on the stack of the first, and overflow it.
pub fn map_deep<T: Sync, R: Send>(
    items: &[T],
    threads: Option<usize>,
    stack: usize,
    work: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    let threads = threads.unwrap_or_else(|| thread::available_parallelism().map_or(1, NonZero::get));
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(items.len()));
    let run = || {
        while let Some((at, item)) = {
            let at = next.fetch_add(1, Ordering::Relaxed);
            items.get(at).map(|item| (at, item))
        } {
            let result = work(item);
            done.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push((at, result));
        }
    };
    thread::scope(|scope| {
        for _ in 0..threads.min(items.len()) {
            scope.spawn(|| match ThreadPoolBuilder::new().num_threads(1).stack_size(stack).build() {
                Ok(pool) => pool.install(run),
                // Without a pool of its own the work still gets done.
                Err(_) => run(),
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn deep_work_keeps_the_order_of_the_items() {
        let items: Vec<u32> = (0..100).collect();
        let doubled: Vec<u32> = items.iter().map(|item| item * 2).collect();
        for threads in [1, 3] {
            assert_eq!(super::map_deep(&items, Some(threads), 1 << 20, |item| item * 2), doubled);
        }
    }

    #[test]
    fn results_keep_the_order_of_the_items() {
        let items: Vec<u32> = (0..1000).collect();
        assert_eq!(
            super::map(&items, |item| item * 2),
            items.iter().map(|item| item * 2).collect::<Vec<_>>()
        );
    }
}
