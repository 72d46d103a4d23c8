//! A document laid out, and the forms it is handed out in.

use std::collections::BTreeSet;

use typst::foundations::Smart;
use typst::model::Document;
use typst_layout::{Page, PagedDocument};
use typst_pdf::PdfOptions;
use typst_render::RenderOptions;
use typst_svg::SvgOptions;

use super::{Desk, pack, picture, print};
use crate::diagnostics::{Diagnostic, Diagnostics, Place};
use crate::plan::{Colours, Demands, ENGRAVE, Form, Origin};
use crate::render::outline::{self, Words};
use crate::render::preflight::{Fault, preflight};

/// A document laid out.
pub(in crate::render) struct Sheets<'a> {
    pub(super) desk: Desk<'a>,
    pub(super) document: PagedDocument,
    /// Where its texts stand in the data.
    pub(in crate::render) origins: Vec<Origin>,
}

impl Sheets<'_> {
    /// What it is in a form. `name` identifies it among all others, and is not shown.
    pub(in crate::render) fn document(&self, name: &str, form: &Form) -> Result<Made, Diagnostics> {
        if let Some(demands) = form.demands() {
            let problems = self.inspected(name, demands);
            if problems.has_errors() {
                return Err(problems);
            }
        }
        let bytes = match form {
            Form::Archive => self.archive(name).map(pack::pack),
            Form::Print(demands) if self.is_plate(demands) => self.plate(demands),
            Form::Print(demands) => {
                let press = self.desk.press;
                self.desk.told(print::print(press, &self.document, name, demands.bleed))
            }
            Form::Engraving(_) => self.engraving(),
            Form::Drawing(_) => self.drawing(),
            Form::Picture { width, proof, .. } => return self.picture(*width, *proof),
        };
        Ok(Made { bytes: bytes?, proof: None })
    }

    /// The paths of the templates that it was made with.
    pub(in crate::render) fn read(&self) -> BTreeSet<String> {
        self.desk.read()
    }

    /// What a printer or an engraver would send it back for.
    pub(in crate::render) fn faults(&self, demands: &Demands) -> Vec<Fault> {
        preflight(&self.document, demands)
    }

    fn inspected(&self, name: &str, demands: &Demands) -> Diagnostics {
        let mut problems = Diagnostics::default();
        for fault in self.faults(demands) {
            problems.push(fault.diagnostic(demands, &self.origins).at(Place::file(name)));
        }
        problems
    }

    /// A PDF for screen and archive (PDF/A-3a and PDF/UA-1), as the typesetter writes it.
    pub(super) fn archive(&self, name: &str) -> Result<Vec<u8>, Diagnostics> {
        let standards = self.desk.press.standards.clone();
        let options = PdfOptions { standards, ..options(name) };
        self.desk.told(typst_pdf::pdf(&self.document, &options))
    }

    /// An SVG for an engraver, which says in words what it shows: the title and description that the
    /// template gives the document.
    fn engraving(&self) -> Result<Vec<u8>, Diagnostics> {
        let info = self.document.info();
        let description = info.description.as_deref().unwrap_or_default();
        let lines: Vec<_> = description.lines().map(str::to_owned).collect();
        let words = Words { title: info.title.as_deref().unwrap_or_default(), lines: &lines };
        let svg = self.desk.told(outline::svg(self.only_page()?, &words));
        svg.map(String::into_bytes)
    }

    /// Whether a sheet in spot colours alone has a picture, which the typesetter leaves in RGB.
    fn is_plate(&self, demands: &Demands) -> bool {
        demands.colours == Colours::Spot && self.document.pages().iter().any(outline::has_picture)
    }

    /// A PDF of the engraver's outlines in their spot colour.
    fn plate(&self, demands: &Demands) -> Result<Vec<u8>, Diagnostics> {
        let title = self.document.info().title.as_deref().unwrap_or_default();
        let colorant = demands.spots.first().copied().unwrap_or(ENGRAVE);
        self.desk.told(outline::plate(self.only_page()?, title, colorant))
    }

    /// An SVG in colours, its words as outlines.
    fn drawing(&self) -> Result<Vec<u8>, Diagnostics> {
        Ok(typst_svg::svg(self.only_page()?, &SvgOptions::default()).into_bytes())
    }

    /// A PNG, so many pixels wide, and a smaller one for a proof sheet.
    fn picture(&self, width: u32, proof: Option<u32>) -> Result<Made, Diagnostics> {
        let page = self.only_page()?;
        let scale = f64::from(width) / page.frame.width().to_pt();
        let options = RenderOptions { pixel_per_pt: scale.into(), render_bleed: false };
        let pixels = typst_render::render(page, &options);
        let (bytes, seen) = picture::encode(&pixels);
        let proof = proof.map(|width| picture::proof(&seen, width));
        Ok(Made { bytes, proof })
    }

    /// The only page of a document that is to be one picture.
    fn only_page(&self) -> Result<&Page, Diagnostics> {
        if let [page] = self.document.pages() {
            return Ok(page);
        }
        let pages = self.document.pages().len();
        let message = format!("the template makes {pages} pages, where one is wanted");
        let help = "let all that it draws stand on one page";
        let place = Place::file(self.desk.template());
        Err(Diagnostic::error(message).at(place).help(help).into())
    }
}

/// A document in one of its forms.
pub(in crate::render) struct Made {
    pub(in crate::render) bytes: Vec<u8>,
    /// Of a picture, its copy for the proof sheets, if they show it: a PNG too.
    pub(in crate::render) proof: Option<Vec<u8>>,
}

/// What every PDF says of itself.
pub(super) fn options(name: &str) -> PdfOptions {
    PdfOptions {
        ident: Smart::Custom(name.to_owned()),
        creator: Smart::Custom(Some("plaudit".to_owned())),
        ..PdfOptions::default()
    }
}
