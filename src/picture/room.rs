//! Room for the pixels of pictures that are being read: many small pictures at once, of large ones few.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// How many bytes of pixels there is room for: three photographs of 16 megapixels.
const MOST: u64 = 160 << 20;

/// The room that all pictures share.
#[derive(Debug)]
pub struct Room {
    free: Mutex<u64>,
    left: Condvar,
}

/// What a picture takes of it, as long as this lives.
#[derive(Debug)]
pub(super) struct Place<'r> {
    room: &'r Room,
    bytes: u64,
}

impl Default for Room {
    fn default() -> Self {
        Self { free: Mutex::new(MOST), left: Condvar::new() }
    }
}

impl Room {
    /// Waits until there is room for so many bytes; a picture that needs more than all of it has it alone.
    pub(super) fn enter(&self, bytes: u64) -> Place<'_> {
        let bytes = bytes.min(MOST);
        let mut free =
            self.left.wait_while(self.free(), |free| *free < bytes).unwrap_or_else(PoisonError::into_inner);
        *free -= bytes;
        Place { room: self, bytes }
    }

    fn free(&self) -> MutexGuard<'_, u64> {
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        *self.room.free() += self.bytes;
        self.room.left.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, Room};
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::thread;

    #[test]
    fn no_more_is_in_the_room_than_it_holds() {
        let (room, inside, most) = (Room::default(), AtomicU64::new(0), AtomicU64::new(0));
        thread::scope(|scope| {
            for number in 0..16 {
                let (room, inside, most) = (&room, &inside, &most);
                scope.spawn(move || {
                    // Some want more than there is.
                    let bytes = MOST / 4 * (number % 6);
                    let place = room.enter(bytes);
                    let now = inside.fetch_add(bytes.min(MOST), Ordering::SeqCst) + bytes.min(MOST);
                    most.fetch_max(now, Ordering::SeqCst);
                    thread::yield_now();
                    inside.fetch_sub(bytes.min(MOST), Ordering::SeqCst);
                    drop(place);
                });
            }
        });
        assert_eq!(*room.free(), MOST);
        assert!(most.into_inner() <= MOST);
    }
}
