//! What a PDF says, in the order in which it was set: that is the order in which it is read, also
//! where the languages stand in columns side by side.

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

/// The text of a document: a line for each baseline, a rule before each page.
pub(crate) fn text(pdf: &[u8]) -> String {
    let mut text = String::new();
    let pages = pages(pdf, |run, _, baseline| (run, baseline));
    for (page, runs) in (1..).zip(pages) {
        text.push_str(&format!("--- page {page} ---\n"));
        let mut last = None;
        for (run, baseline) in runs {
            if let Some(last) = last {
                let same: bool = f32::abs(baseline - last) < 0.5;
                text.push(if same { ' ' } else { '\n' });
            }
            text.push_str(run.trim());
            last = Some(baseline);
        }
        text.push('\n');
    }
    text
}

/// The runs of each page, characters in one font on one baseline: what is made of the text, the name
/// of the font and the baseline of each.
pub(crate) fn pages<T>(pdf: &[u8], made: impl Fn(String, String, f32) -> T) -> Vec<Vec<T>> {
    let document = open(pdf);
    let pages = document.get_pages().into_values();
    let read = |page| {
        let mut runs = Vec::new();
        let show = |text, font, baseline| runs.push(made(text, font, baseline));
        Reader { document: &document, show }.page(page);
        runs
    };
    pages.map(read).collect()
}

/// A document that was built.
pub(crate) fn open(pdf: &[u8]) -> Document {
    Document::load_mem(pdf).expect("a PDF")
}

/// Follows the drawing of one page. Only the vertical place of a run is of interest.
struct Reader<'a, S> {
    document: &'a Document,
    /// Told each run: its text, its font and its baseline.
    show: S,
}

impl<'a, S: FnMut(String, String, f32)> Reader<'a, S> {
    fn page(mut self, page: ObjectId) {
        let (own, inherited) = self.document.get_page_resources(page).expect("resources");
        let inherited = inherited.first().and_then(|id| self.document.get_dictionary(*id).ok());
        let resources = own.or(inherited).expect("resources");
        let content = self.document.get_page_content(page);
        self.content(&content, resources, [1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);
    }

    /// Reads a stream of drawing orders; `matrix` says where it is drawn.
    fn content(&mut self, content: &[u8], resources: &'a Dictionary, mut matrix: [f32; 6]) {
        let (mut kept, mut font, mut at) = (Vec::new(), None, matrix);
        for order in Content::decode(content).expect("drawing orders").operations {
            match order.operator.as_str() {
                "q" => kept.push(matrix),
                "Q" => matrix = kept.pop().expect("as many as were kept"),
                "cm" => matrix = product(numbers(&order.operands), matrix),
                "Tm" => at = product(numbers(&order.operands), matrix),
                "Tf" => font = self.named(resources, b"Font", &order.operands[0]),
                "Tj" | "TJ" => {
                    let font = font.expect("a font is set").as_dict().expect("a font");
                    self.show(&order.operands, font, at[5]);
                }
                "Do" => self.form(resources, &order.operands[0], matrix),
                _ => {}
            }
        }
    }

    /// A drawing within the drawing, such as a chart; a picture says nothing.
    fn form(&mut self, resources: &'a Dictionary, name: &Object, matrix: [f32; 6]) {
        let Some(Object::Stream(form)) = self.named(resources, b"XObject", name) else { return };
        if !form
            .dict
            .get(b"Subtype")
            .is_ok_and(|kind| kind.as_name().is_ok_and(|kind| kind == b"Form"))
        {
            return;
        }
        let own = form.dict.get(b"Resources").and_then(|own| self.document.dereference(own));
        let own = own.and_then(|(_, own)| own.as_dict()).unwrap_or(resources);
        let placed = form.dict.get(b"Matrix").and_then(Object::as_array);
        let matrix = placed.map_or(matrix, |placed| product(numbers(placed), matrix));
        let content = form.decompressed_content().unwrap_or_else(|_| form.content.clone());
        self.content(&content, own, matrix);
    }

    fn named(&self, resources: &'a Dictionary, kind: &[u8], name: &Object) -> Option<&'a Object> {
        let kind = self.document.dereference(resources.get(kind).ok()?).ok()?.1;
        let object = kind.as_dict().ok()?.get(name.as_name().ok()?).ok()?;
        self.document.dereference(object).ok().map(|(_, object)| object)
    }

    fn show(&mut self, operands: &[Object], font: &'a Dictionary, baseline: f32) {
        let encoding = font.get_font_encoding(self.document).expect("an encoding");
        let mut text = String::new();
        let pieces = operands.iter().flat_map(|operand| match operand {
            Object::Array(pieces) => pieces.as_slice(),
            one => std::slice::from_ref(one),
        });
        for piece in pieces.filter_map(|piece| piece.as_str().ok()) {
            text.push_str(&Document::decode_text(&encoding, piece).expect("characters"));
        }
        let font = font.get(b"BaseFont").and_then(Object::as_name).expect("the name of a font");
        let font = String::from_utf8_lossy(font).into_owned();
        (self.show)(text, font, baseline);
    }
}

fn numbers(operands: &[Object]) -> [f32; 6] {
    std::array::from_fn(|index| operands[index].as_float().expect("a number"))
}

/// First `a`, then `b`.
fn product(a: [f32; 6], b: [f32; 6]) -> [f32; 6] {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}
