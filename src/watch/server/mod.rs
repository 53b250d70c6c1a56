//! The server on loopback: the site as it was last built, the desk, and news for open pages.
//!
//! It answers this machine alone, under its own names only (a name of somebody else's that leads here is refused), and
//! gives out nothing but what lies in the output.

mod answer;
mod body;
mod events;
mod files;
mod host;
mod live;
mod range;
mod site;

use super::desk::Shelf;
use super::shown::Shown;
use super::signal::{Signal, Signals};
use crate::text::Text;
use anyhow::Context;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, RwLock};
use std::thread;
use std::time::Duration;
use tokio::sync::watch::Receiver;

/// The port that is tried first, where none is asked for.
const PORT: u16 = 8000;

/// How many ports are tried.
const TRIED: u16 = 50;

/// What answers are made from.
pub(super) struct Room {
    /// The output folder.
    pub(super) output: PathBuf,
    /// Closed while a build puts its files in their places, so that nobody sees half of them.
    pub(super) gate: Arc<RwLock<()>>,
    /// What the last build made known.
    pub(super) shown: Receiver<Arc<Shown>>,
    /// The way to the watch.
    pub(super) signals: Signals,
    /// The entries that the desk looks at.
    pub(super) shelf: Mutex<Shelf>,
}

/// Takes a port of loopback: the one asked for, else the first one known, or the next that is free.
///
/// # Errors
/// When no port is free.
pub(super) fn listen(port: Option<u16>) -> anyhow::Result<(TcpListener, u16)> {
    let first = port.unwrap_or(PORT);
    // Port 0 is any that is free.
    let ports = (first..=first.saturating_add(if first == 0 { 0 } else { TRIED })).chain([0]);
    let mut failure = io::Error::from(io::ErrorKind::AddrInUse);
    for port in ports {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Ok(listener) => {
                let port = listener.local_addr()?.port();
                return Ok((listener, port));
            }
            Err(error) => failure = error,
        }
    }
    Err(failure).with_context(|| {
        Text::new(
            format!("打不开端口 {first}，它后面的也打不开"),
            format!("cannot open port {first}, nor one behind it"),
        )
    })
}

/// Serves from now on, in a thread of its own that ends with the program. Ctrl-C is heard there too.
///
/// # Errors
/// When the system gives no thread.
pub(super) fn serve(listener: TcpListener, room: Room) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build()?;
    thread::Builder::new().name("server".to_owned()).spawn(move || {
        runtime.block_on(async {
            tokio::spawn(listen_for_end(room.signals.clone()));
            // Without a server there is nothing to see, but the building goes on.
            let _ = accept(listener, Arc::new(room)).await;
            std::future::pending::<()>().await;
        });
    })?;
    Ok(())
}

async fn listen_for_end(signals: Signals) {
    // Where nobody can tell, the system ends the program.
    while tokio::signal::ctrl_c().await.is_ok() {
        signals.send(Signal::End);
    }
}

async fn accept(listener: TcpListener, room: Arc<Room>) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let listener = tokio::net::TcpListener::from_std(listener)?;
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // Out of file handles, perhaps: some come back.
            tokio::time::sleep(Duration::from_millis(20)).await;
            continue;
        };
        let _ = stream.set_nodelay(true);
        let room = Arc::clone(&room);
        let service = service_fn(move |request| {
            let room = Arc::clone(&room);
            async move { Ok::<_, Infallible>(answer::answer(&request, &room).await) }
        });
        tokio::spawn(async move {
            let mut connection = http1::Builder::new();
            connection.timer(TokioTimer::new());
            // Whoever hangs up has seen enough.
            let _ = connection.serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

#[cfg(test)]
mod tests {
    use super::listen;

    #[test]
    fn a_port_that_is_taken_gives_way_to_the_next() {
        let (_held, port) = listen(Some(0)).unwrap();
        let (_other, next) = listen(Some(port)).unwrap();
        assert!(next != port && port != 0, "{port} {next}");
    }
}
