//! The browser of whoever sits before the screen.

use std::io;
use std::process::{Command, Stdio};

/// Opens an address in it.
///
/// # Errors
/// When there is no program that opens addresses.
pub fn open_browser(address: &str) -> io::Result<()> {
    let mut command = if cfg!(windows) {
        let mut command = Command::new("rundll32");
        command.arg("url.dll,FileProtocolHandler");
        command
    } else if cfg!(target_os = "macos") {
        Command::new("open")
    } else {
        Command::new("xdg-open")
    };
    command.arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().map(drop)
}
