//! Trophies, certificates, decals, marks and their texts: a piece for every claim, and none without.

mod handouts;
mod logos;
mod pieces;
mod proofs;
mod text;
mod value;

use std::sync::Arc;

pub(super) use logos::Logo;
use pieces::{Piece, PieceKind, pieces};
pub(super) use proofs::ProofSheets;
pub use proofs::{Changes, Proofs};
pub(super) use value::Artwork;
use value::Product;

use super::values::{Medium, Setting, json};
use super::{Content, Filled, Form, Job, Selection, Target, Work, private};
use crate::assess::Results;

/// How wide a preview is, in pixels: enough to read the smallest words on a screen.
const TROPHY_PREVIEW: u32 = 600;
const CERTIFICATE_PREVIEW: u32 = 1000;
const DECAL_PREVIEW: u32 = 600;

/// The files of each piece, those of the marks, and tables with the texts of all.
pub(super) fn jobs<'a>(
    results: &'a Results,
    selection: &Selection,
) -> (Vec<Job<'a>>, Option<Proofs<'a>>) {
    let wanted = |piece: &Piece| selection.wants_entry(piece.holder);
    let pieces: Arc<[_]> = pieces(results).into_iter().filter(wanted).collect();
    let studio = Studio { results, folder: format!("{}/artwork", private(results)), pieces };
    let mut jobs: Vec<_> = (0..studio.pieces.len()).flat_map(|at| studio.files(at)).collect();
    jobs.extend(logos::jobs(&studio));
    // Sheets name every piece of the season; for one entry alone they would be torn.
    if selection.entry.is_some() {
        return (jobs, None);
    }
    jobs.extend(text::jobs(&studio));
    (jobs, Some(Proofs(studio)))
}

/// How wide the same is on a proof sheet.
const TROPHY_PROOF: u32 = 220;
const CERTIFICATE_PROOF: u32 = 400;
const DECAL_PROOF: u32 = 320;

/// A season's pieces, and where their files go.
#[derive(Clone)]
struct Studio<'a> {
    results: &'a Results<'a>,
    folder: String,
    pieces: Arc<[Piece<'a>]>,
}

impl<'a> Studio<'a> {
    /// The files of a piece.
    fn files(&self, at: usize) -> Vec<Job<'a>> {
        let (piece, results) = (&self.pieces[at], self.results);
        let name = piece.name();
        let content_of = |product: Product| {
            let (pieces, medium) = (Arc::clone(&self.pieces), product.medium());
            Content::new(move || {
                let value = json(&Artwork::new(results, &pieces[at], product));
                Filled::bare(value, setting(results, medium))
            })
        };
        let files_of = |product: Product, files: &[(&str, &str, Form)]| {
            let content = content_of(product);
            let job = |(folder, extension, form): &(&str, &str, Form)| {
                let path = format!("{folder}/{name}.{extension}");
                self.job(path, product.template(), (content.clone(), form.clone()))
            };
            files.iter().map(job).collect::<Vec<_>>()
        };
        let demands = |product: Product| product.demands(&results.data.programme.artwork);
        let preview = |width, proof| Form::Picture { width, proof: Some(proof) };
        let mut jobs = Vec::new();
        if piece.has_trophy() {
            let demands = demands(Product::Trophy);
            jobs.extend(files_of(
                Product::Trophy,
                &[
                    ("trophies", "svg", Form::Engraving(demands.clone())),
                    ("trophies", "pdf", Form::Print(demands)),
                    ("trophies/previews", "png", preview(TROPHY_PREVIEW, TROPHY_PROOF)),
                ],
            ));
        }
        if piece.receives(results, "certificate") {
            jobs.extend(files_of(
                Product::Certificate,
                &[
                    ("certificates/screen", "pdf", Form::Archive),
                    (
                        "certificates/previews",
                        "png",
                        preview(CERTIFICATE_PREVIEW, CERTIFICATE_PROOF),
                    ),
                ],
            ));
            let print = Product::PrintCertificate;
            let form = Form::Print(demands(print));
            jobs.extend(files_of(print, &[("certificates/print", "pdf", form)]));
        }
        if piece.kind == PieceKind::Certification && piece.receives(results, "window-decal") {
            jobs.extend(files_of(
                Product::Decal,
                &[
                    ("decals", "pdf", Form::Print(demands(Product::Decal))),
                    ("decals/previews", "png", preview(DECAL_PREVIEW, DECAL_PROOF)),
                ],
            ));
        }
        jobs
    }

    fn job(
        &self,
        path: String,
        template: &'static str,
        (content, form): (Content<'a>, Form),
    ) -> Job<'a> {
        let programme = &self.results.data.programme.id;
        let work = Work::Document { programme, template, content, form };
        Job { path: format!("{}/{path}", self.folder), target: Target::Artwork, work }
    }
}

fn setting(results: &Results, medium: Medium) -> String {
    let programme = &results.data.programme;
    json(&Setting::new(programme, &programme.languages, medium))
}
