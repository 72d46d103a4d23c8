//! A server of static files, such as a webmaster has: below a path, compressed, and with leave to keep
//! for good what is named after its content.

use std::io::{BufRead, BufReader, Result, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::run::Files;

/// Serves files from memory, below `/path/`, for as long as the tests run.
pub(crate) fn serve(listener: TcpListener, path: &'static str, files: Arc<Files>) {
    thread::spawn(move || {
        for stream in listener.incoming().filter_map(Result::ok) {
            let files = Arc::clone(&files);
            // A browser that leaves early is no fault of the site.
            thread::spawn(move || drop(answer_all(&stream, path, &files)));
        }
    });
}

fn answer_all(stream: &TcpStream, path: &str, files: &Files) -> Result<()> {
    stream.set_nodelay(true)?;
    let mut lines = BufReader::new(stream).lines();
    while let Some(first) = lines.next().transpose()? {
        let target = first.split(' ').nth(1).unwrap_or_default().to_owned();
        let mut gzip = false;
        for line in lines.by_ref() {
            let line = line?.to_ascii_lowercase();
            gzip |= line.starts_with("accept-encoding:") && line.contains("gzip");
            if line.is_empty() {
                break;
            }
        }
        let head = first.starts_with("HEAD ");
        answer(stream, &Request { target: &target, gzip, head }, (path, files))?;
    }
    Ok(())
}

struct Request<'r> {
    target: &'r str,
    gzip: bool,
    head: bool,
}

fn answer(mut stream: &TcpStream, request: &Request, (path, files): (&str, &Files)) -> Result<()> {
    let target = request.target.split(['?', '#']).next().unwrap_or_default();
    let below = target.strip_prefix(&format!("/{path}/"));
    let folder = below.is_some_and(|below| below.is_empty() || below.ends_with('/'));
    let name = below.map(|below| format!("{below}{}", if folder { "index.html" } else { "" }));
    let found = name.as_ref().and_then(|name| Some((name.as_str(), files.get(name)?)));
    let (status, name, bytes) = match found {
        Some((name, bytes)) => ("200 OK", name, bytes.as_slice()),
        None => ("404 Not Found", "404.html", files.get("404.html").map_or(&[][..], Vec::as_slice)),
    };
    let kind = kind(name);
    let kept = if name.starts_with("assets/") { "max-age=31536000, immutable" } else { "no-cache" };
    let mut headers =
        format!("HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nCache-Control: {kept}\r\n");
    let packed = request.gzip && !kind.starts_with("font/") && kind != "image/png";
    let body = if packed { gzip(bytes)? } else { bytes.to_vec() };
    if packed {
        headers.push_str("Content-Encoding: gzip\r\n");
    }
    write!(stream, "{headers}Content-Length: {}\r\n\r\n", body.len())?;
    if request.head { Ok(()) } else { stream.write_all(&body) }
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes)?;
    encoder.finish()
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "xml" => "application/xml",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        _ => "text/plain; charset=utf-8",
    }
}
