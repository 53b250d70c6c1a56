//! News for open pages, as server-sent events: what the builds changed, and what stops them.
//!
//! Each event has an id, run and number of the build. Whoever comes back names the last one they had and is told
//! everything since; whoever had none of this run is told to look for themselves.

use super::Room;
use super::body::Body;
use super::site::respond;
use crate::json::json;
use crate::watch::history::Since;
use crate::watch::shown::Shown;
use hyper::body::Bytes;
use hyper::{Response, StatusCode};
use serde::Serialize;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::timeout;

/// How often something is said though there is no news, so that a connection that is no more is noticed.
const BREATH: Duration = Duration::from_secs(15);

/// One event.
#[derive(Serialize)]
struct News<'s> {
    build: u64,
    busy: bool,
    /// The files of the site that changed; none where each page has to look for itself.
    changed: Option<Vec<String>>,
    trouble: Option<Trouble<'s>>,
}

#[derive(Serialize)]
struct Trouble<'s> {
    title: &'s str,
    text: &'s str,
}

/// The answer that goes on with every build. `known` is the run and the build that the page has seen.
pub(super) fn answer(known: &str, room: &Room) -> Response<Body> {
    let (sender, receiver) = mpsc::channel(8);
    let mut shown = room.shown.clone();
    let mut seen = known.rsplit_once('-').and_then(|(run, build)| {
        let build = build.parse::<u64>().ok()?;
        (*run == *shown.borrow().run).then_some(build)
    });
    tokio::spawn(async move {
        if sender.send(Bytes::from_static(b"retry: 500\n\n")).await.is_err() {
            return;
        }
        loop {
            let now = Arc::clone(&shown.borrow_and_update());
            let event = event(&now, seen);
            seen = Some(now.history.build());
            if sender.send(event).await.is_err() {
                return;
            }
            loop {
                match timeout(BREATH, shown.changed()).await {
                    Ok(Ok(())) => break,
                    // The watch has ended.
                    Ok(Err(_)) => return,
                    Err(_) => {
                        if sender.send(Bytes::from_static(b":\n\n")).await.is_err() {
                            return;
                        }
                    }
                }
            }
        }
    });
    respond(StatusCode::OK, "text/event-stream", Body::News(receiver))
}

fn event(shown: &Shown, seen: Option<u64>) -> Bytes {
    let build = shown.history.build();
    let changed = seen.map_or(Since::Unknown, |seen| shown.history.since(seen));
    let news = News {
        build,
        busy: shown.busy,
        changed: match changed {
            Since::Paths(paths) => Some(paths.into_iter().collect()),
            Since::Unknown => None,
        },
        trouble: shown.trouble.as_ref().map(|trouble| Trouble { title: &trouble.title, text: &trouble.text }),
    };
    let data = json(&news).unwrap_or_default();
    format!("id: {}-{build}\ndata: {data}\n\n", shown.run).into()
}
