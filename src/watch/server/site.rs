//! The site as it was last built.

use super::body::Body;
use super::range::{Asked, asked};
use super::{Room, files, live};
use crate::address::NOT_FOUND;
use crate::fingerprint::Fingerprint;
use crate::site_path::SitePath;
use crate::watch::desk;
use hyper::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_RANGE, CONTENT_TYPE, ETAG, HeaderMap, IF_NONE_MATCH, IF_RANGE,
    RANGE, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use hyper::http::response::Builder;
use hyper::{Response, StatusCode};
use std::sync::PoisonError;

/// The answer for an address of the site.
pub(super) fn answer(address: &str, headers: &HeaderMap, room: &Room) -> Response<Body> {
    let root = room.output.join("site");
    let read = |path: &SitePath| {
        // A build that puts its files in their places is waited for.
        let _open = room.gate.read().unwrap_or_else(PoisonError::into_inner);
        files::read(&root, path)
    };
    let path = files::path(address);
    if let Some(path) = &path
        && let Some(bytes) = read(path)
    {
        return file(path, bytes, headers, room);
    }
    let known = SitePath::new(NOT_FOUND).ok().and_then(|path| read(&path));
    let shown = room.shown.borrow().clone();
    let page = known.unwrap_or_else(|| desk::waiting(shown.language).into_bytes());
    let page = live::with_script(page, path.as_ref().map_or("", |path| path.as_str()), "", &shown);
    respond(StatusCode::NOT_FOUND, "text/html; charset=utf-8", Body::of(page))
}

/// A file, or the part of it that is asked for.
pub(super) fn file(path: &SitePath, bytes: Vec<u8>, headers: &HeaderMap, room: &Room) -> Response<Body> {
    let (kind, tag) = (files::kind(path), format!("\"{}\"", Fingerprint::of(&bytes)));
    if kind.starts_with("text/html") {
        let shown = room.shown.borrow().clone();
        let page = live::with_script(bytes, path.as_str(), tag.trim_matches('"'), &shown);
        // The page holds the number of the build: it is asked for anew each time.
        return with_tag(respond(StatusCode::OK, kind, Body::of(page)), &tag);
    }
    let header = |name| headers.get(name).and_then(|value| value.to_str().ok());
    if header(IF_NONE_MATCH).is_some_and(|known| known.split(',').any(|known| known.trim() == tag)) {
        return with_tag(respond(StatusCode::NOT_MODIFIED, kind, Body::of(Vec::new())), &tag);
    }
    let same = header(IF_RANGE).is_none_or(|known| known == tag);
    let range = header(RANGE).filter(|_| same).map_or(Asked::Whole, |range| asked(range, bytes.len()));
    let length = bytes.len();
    let answer = match range {
        Asked::Whole => respond(StatusCode::OK, kind, Body::of(bytes)),
        Asked::Part(part) => {
            let told = format!("bytes {}-{}/{length}", part.start, part.end.saturating_sub(1));
            let part = bytes.get(part).unwrap_or_default().to_vec();
            let answer = respond(StatusCode::PARTIAL_CONTENT, kind, Body::of(part));
            with_header(answer, CONTENT_RANGE, &told)
        }
        Asked::Nothing => {
            let answer = respond(StatusCode::RANGE_NOT_SATISFIABLE, kind, Body::of(Vec::new()));
            with_header(answer, CONTENT_RANGE, &format!("bytes */{length}"))
        }
    };
    with_header(with_tag(answer, &tag), ACCEPT_RANGES, "bytes")
}

/// An answer that no cache keeps without asking, that no other site frames or reads, and whose kind is no guess.
pub(super) fn respond(status: StatusCode, kind: &str, body: Body) -> Response<Body> {
    let cache = if kind.starts_with("text/html") { "no-store" } else { "no-cache" };
    let answer: Builder = Response::builder()
        .status(status)
        .header(CONTENT_TYPE, kind)
        .header(CACHE_CONTROL, cache)
        .header(X_CONTENT_TYPE_OPTIONS, "nosniff")
        .header(X_FRAME_OPTIONS, "SAMEORIGIN")
        .header("cross-origin-resource-policy", "same-origin");
    answer.body(body).unwrap_or_else(|_| Response::new(Body::of(Vec::new())))
}

fn with_tag(answer: Response<Body>, tag: &str) -> Response<Body> {
    with_header(answer, ETAG, tag)
}

pub(super) fn with_header(
    mut answer: Response<Body>,
    name: hyper::header::HeaderName,
    value: &str,
) -> Response<Body> {
    answer.headers_mut().extend(value.parse().ok().map(|value| (name, value)));
    answer
}
