//! Trophies, certificates, decals, marks and their texts: a piece for every claim, and none without.

mod handouts;
mod logos;
mod origins;
mod pieces;
mod proofs;
mod text;
mod value;

use std::sync::Arc;

pub(super) use logos::Logo;
use origins::origins;
use pieces::{Piece, pieces};
pub(super) use proofs::ProofSheets;
pub use proofs::{Changes, Proofs, Shown, ShownPiece};
pub use text::Line;
pub(super) use value::Artwork;
use value::Product;

use super::values::{Medium, Setting, json};
use super::{Content, Filled, Form, Job, Selection, Target, Work, private};
use crate::assess::Results;

/// How wide a preview is, in pixels: enough to read the smallest words on a screen.
const TROPHY_PREVIEW: u32 = 600;
const CERTIFICATE_PREVIEW: u32 = 1000;
const DECAL_PREVIEW: u32 = 600;

/// How wide its copy on a proof sheet is.
const TROPHY_PROOF: u32 = 220;
const CERTIFICATE_PROOF: u32 = 400;
const DECAL_PROOF: u32 = 320;

/// The files of each piece, those of the marks, and tables with the texts of all.
pub(super) fn jobs<'a>(
    results: &'a Results,
    selection: &Selection,
) -> (Vec<Job<'a>>, Option<Proofs<'a>>) {
    let wanted = |piece: &Piece| selection.wants_entry(piece.holder);
    let pieces: Arc<[_]> = pieces(results).into_iter().filter(wanted).collect();
    let studio = Studio { results, folder: format!("{}/artwork", private(results)), pieces };
    // What is drawn alike stays side by side, so that the ornament of one is there for the next.
    let products = Product::ALL.into_iter();
    let mut jobs: Vec<_> = products.flat_map(|product| studio.files(product)).collect();
    jobs.extend(logos::jobs(&studio));
    // Sheets name every piece of the season; for one entry alone they would be torn.
    if selection.entry.is_some() {
        return (jobs, None);
    }
    jobs.extend(text::jobs(&studio));
    (jobs, Some(Proofs(studio)))
}

/// A season's pieces, and where their files go.
#[derive(Clone)]
struct Studio<'a> {
    results: &'a Results<'a>,
    folder: String,
    pieces: Arc<[Piece<'a>]>,
}

impl<'a> Studio<'a> {
    /// The files of a product, for every piece that it is made of.
    fn files(&self, product: Product) -> Vec<Job<'a>> {
        let forms = self.forms(product);
        let pieces = self.pieces.iter().enumerate();
        let made = pieces.filter(|(_, piece)| product.thing().is_made(self.results, piece));
        made.flat_map(|(at, piece)| {
            let (results, pieces) = (self.results, Arc::clone(&self.pieces));
            let content = Content::new(move || {
                let value = json(&Artwork::new(results, &pieces[at], product));
                let filled = Filled::bare(value, setting(results, product.medium()));
                Filled { origins: origins(results, &pieces[at]), ..filled }
            });
            let name = piece.name();
            let job = move |(folder, extension, form): &(&str, &str, Form)| {
                let path = format!("{folder}/{name}.{extension}");
                self.job(path, product.template(), (content.clone(), form.clone()))
            };
            forms.iter().map(job).collect::<Vec<_>>()
        })
        .collect()
    }

    /// Where the files of a product go, and what they are.
    fn forms(&self, product: Product) -> Vec<(&'static str, &'static str, Form)> {
        let demands = product.demands(&self.results.data.programme.artwork);
        let preview = |width, proof| Form::Picture { width, demands: None, proof: Some(proof) };
        match product {
            Product::Trophy => vec![
                ("trophies", "svg", Form::Engraving(demands.clone())),
                ("trophies", "pdf", Form::Print(demands)),
                ("trophies/previews", "png", preview(TROPHY_PREVIEW, TROPHY_PROOF)),
            ],
            Product::Certificate => vec![
                ("certificates/screen", "pdf", Form::Archive),
                ("certificates/previews", "png", preview(CERTIFICATE_PREVIEW, CERTIFICATE_PROOF)),
            ],
            Product::PrintCertificate => {
                vec![("certificates/print", "pdf", Form::Print(demands))]
            }
            Product::Decal => vec![
                ("decals", "pdf", Form::Print(demands)),
                ("decals/previews", "png", preview(DECAL_PREVIEW, DECAL_PROOF)),
            ],
        }
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
