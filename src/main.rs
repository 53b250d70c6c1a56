//! The program `mingbai`.

use mimalloc::MiMalloc;
use std::ffi::OsString;
use std::process::ExitCode;
use std::thread;

/// Pages are made of many small pieces, on all cores: the systems' own allocators take a sixth longer over them.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Windows gives the main thread 1 MiB, which the typesetter and unoptimised builds outgrow.
const STACK: usize = 16 << 20;

fn main() -> ExitCode {
    let words: Vec<OsString> = std::env::args_os().collect();
    let run = thread::Builder::new().stack_size(STACK).spawn(move || mingbai::cli::run(&words));
    // A bug has said what it is by then.
    run.ok().and_then(|run| run.join().ok()).unwrap_or(ExitCode::from(2))
}
