//! Which answer a request gets.

use super::body::Body;
use super::site::{file, respond, with_header};
use super::{Room, events, files, host, site};
use crate::site_path::SitePath;
use crate::watch::desk;
use crate::watch::signal::{self, Question};
use hyper::header::{ALLOW, LOCATION};
use hyper::{Method, Request, Response, StatusCode};
use std::sync::{Arc, PoisonError};
use tokio::sync::oneshot;

/// The answer to a request. What begins with `/_desk/` is the watch's own, all else is the site's.
pub(super) async fn answer<B>(request: &Request<B>, room: &Room) -> Response<Body> {
    if !host::is_ours(request) {
        return plain(StatusCode::FORBIDDEN, "127.0.0.1");
    }
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return with_header(plain(StatusCode::METHOD_NOT_ALLOWED, "GET, HEAD"), ALLOW, "GET, HEAD");
    }
    let address = request.uri().path();
    match address.strip_prefix("/_desk") {
        Some("") => with_header(plain(StatusCode::FOUND, "/_desk/"), LOCATION, "/_desk/"),
        Some(own) if own.starts_with('/') => desk(own.trim_start_matches('/'), request, room).await,
        _ => site::answer(address, request.headers(), room),
    }
}

async fn desk<B>(own: &str, request: &Request<B>, room: &Room) -> Response<Body> {
    let query = request.uri().query().unwrap_or_default();
    let parameter = |name| files::parameter(query, name).unwrap_or_default();
    if let Some((kind, text)) = desk::asset(own) {
        return respond(StatusCode::OK, kind, Body::of(text.as_bytes().to_vec()));
    }
    let (folder, rest) = own.split_once('/').unwrap_or((own, ""));
    match folder {
        "events" => {
            let last = request.headers().get("last-event-id").and_then(|id| id.to_str().ok());
            events::answer(&last.map_or_else(|| parameter("known"), str::to_owned), room)
        }
        "list.json" => {
            let rows = list(room).await;
            let shown = room.shown.borrow().clone();
            let asked = desk::Asked {
                state: parameter("state"),
                words: parameter("words"),
                most: parameter("most").parse().unwrap_or(200),
            };
            json(desk::list(&shown, &rows, &asked))
        }
        "entry.json" => {
            let path = parameter("path");
            let seen = match SitePath::new(&path) {
                Ok(entry) => show(entry, room).await,
                Err(_) => signal::Shown::default(),
            };
            let mut shelf = room.shelf.lock().unwrap_or_else(PoisonError::into_inner);
            let shown = room.shown.borrow().clone();
            json(desk::entry(&shown, &path, seen, &mut shelf))
        }
        "sheet" => {
            let shelf = room.shelf.lock().unwrap_or_else(PoisonError::into_inner);
            match shelf.sheet(rest) {
                Some(picture) => respond(StatusCode::OK, "image/png", Body::of(picture.to_vec())),
                None => plain(StatusCode::NOT_FOUND, "-"),
            }
        }
        "site" => preview(rest, request, room),
        "print" => {
            let path = files::path(rest);
            let bytes = path.as_ref().and_then(|path| files::read(&room.output.join("print"), path));
            match path.zip(bytes) {
                Some((path, bytes)) => file(&path, bytes, request.headers(), room),
                None => plain(StatusCode::NOT_FOUND, "-"),
            }
        }
        _ => plain(StatusCode::NOT_FOUND, "-"),
    }
}

/// The entry as the watch shows it now; nothing where the watch has ended.
async fn show(entry: SitePath, room: &Room) -> signal::Shown {
    let (answer, waiting) = oneshot::channel();
    room.signals.ask(Question::Show { entry, answer });
    waiting.await.unwrap_or_default()
}

async fn list(room: &Room) -> Arc<desk::Rows> {
    let (answer, waiting) = oneshot::channel();
    room.signals.ask(Question::List { answer });
    waiting.await.unwrap_or_default()
}

/// A page of the site, or one that only the desk shows. Where errors keep a first site from being made, pages at the desk
/// have the theme's assets all the same.
fn preview<B>(address: &str, request: &Request<B>, room: &Room) -> Response<Body> {
    let headers = request.headers();
    let Some(path) = files::path(address) else { return site::answer(address, headers, room) };
    let shelf = || room.shelf.lock().unwrap_or_else(PoisonError::into_inner);
    let shown = shelf().file(&path).map(<[u8]>::to_vec);
    if let Some(bytes) = shown {
        return file(&path, bytes, headers, room);
    }
    let answer = site::answer(address, headers, room);
    let asset = shelf().asset(&path).map(<[u8]>::to_vec).filter(|_| answer.status() == StatusCode::NOT_FOUND);
    asset.map_or(answer, |bytes| file(&path, bytes, headers, room))
}

fn json(text: String) -> Response<Body> {
    respond(StatusCode::OK, "application/json", Body::of(text.into_bytes()))
}

fn plain(status: StatusCode, text: &str) -> Response<Body> {
    respond(status, "text/plain; charset=utf-8", Body::of(text.as_bytes().to_vec()))
}
