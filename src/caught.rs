//! Calls into libraries that may panic on a damaged file: the panic becomes a value, and nothing of it is printed.

use std::any::Any;
use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

thread_local! {
    /// Whether a panic of this thread is going to be caught.
    static EXPECTED: Cell<bool> = const { Cell::new(false) };
}

/// What `call` gives, else what it panicked with. What it left half done must not be looked at afterwards.
///
/// # Errors
/// Where `call` panicked.
pub fn caught<T>(call: impl FnOnce() -> T) -> Result<T, Box<dyn Any + Send>> {
    static HUSH: Once = Once::new();
    HUSH.call_once(|| {
        let told = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if !EXPECTED.get() {
                told(panic);
            }
        }));
    });
    let before = EXPECTED.replace(true);
    let result = panic::catch_unwind(AssertUnwindSafe(call));
    EXPECTED.set(before);
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_value_also_inside_another_call() {
        let inner = || caught(|| [1, 2].get(9).copied().unwrap()).is_err();
        assert!(caught(inner).is_ok_and(|panicked| panicked));
        assert!(caught(|| panic!("broken")).is_err_and(|with| with.downcast_ref() == Some(&"broken")));
        assert!(!EXPECTED.get());
    }
}
