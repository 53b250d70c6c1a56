//! Files that editors, office programs and sync programs leave behind.
