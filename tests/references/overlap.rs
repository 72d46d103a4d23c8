//! Words of a page as boxes, from what `pdftotext -bbox` tells of them.

/// How much of the smaller of two boxes the other may cover, in hundredths. A box is as high as its
/// font allows for, so lines set close touch; on one line, brackets are set closer than their boxes.
const COVERED: (f64, f64) = (15.0, 30.0);

/// A page and its words.
pub(crate) struct Page {
    width: f64,
    height: f64,
    pub(crate) words: Vec<Word>,
}

/// A word and its box, in points from the upper left corner.
pub(crate) struct Word {
    pub(crate) text: String,
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Page {
    /// The pages of a document.
    pub(crate) fn all(bbox: &str) -> Vec<Self> {
        let mut pages = Vec::new();
        for line in bbox.lines().map(str::trim_start) {
            if line.starts_with("<page ") {
                let (width, height) = (number(line, "width"), number(line, "height"));
                pages.push(Self { width, height, words: Vec::new() });
            } else if let Some(page) = pages.last_mut().filter(|_| line.starts_with("<word ")) {
                page.words.push(Word::of(line));
            }
        }
        pages
    }

    /// Whether a word stands within the margins of the page, at its sides and above and below.
    pub(crate) fn holds(&self, word: &Word, (side, end): (f64, f64)) -> bool {
        let across = side <= word.left && word.right <= self.width - side;
        across && end <= word.top && word.bottom <= self.height - end
    }
}

impl Word {
    fn of(line: &str) -> Self {
        let text = line.split_once('>').and_then(|(_, rest)| rest.rsplit_once("</word>"));
        let side = |name| number(line, name);
        let (left, top, right, bottom) = (side("xMin"), side("yMin"), side("xMax"), side("yMax"));
        Self { text: text.expect("a word").0.to_owned(), left, top, right, bottom }
    }

    fn is_of_a_ring(&self) -> bool {
        self.text.len() <= 2 && self.text.bytes().all(|byte| byte.is_ascii_uppercase())
    }

    fn area(&self) -> f64 {
        (self.right - self.left) * (self.bottom - self.top)
    }

    fn covered_by(&self, other: &Self) -> f64 {
        let width = self.right.min(other.right) - self.left.max(other.left);
        let height = self.bottom.min(other.bottom) - self.top.max(other.top);
        width.max(0.0) * height.max(0.0)
    }
}

fn number(line: &str, name: &str) -> f64 {
    let value = line.split_once(&format!("{name}=\"")).and_then(|(_, rest)| rest.split_once('"'));
    value.expect("the attribute").0.parse().expect("a number")
}

/// The pairs of words that lie on one another.
pub(crate) fn overlaps(words: &[Word]) -> Vec<(&Word, &Word)> {
    let mut pairs = Vec::new();
    for (at, one) in words.iter().enumerate() {
        for other in &words[at + 1..] {
            // Letters set round a seal lean; each is told of as a word, in a box too large for it.
            if one.is_of_a_ring() || other.is_of_a_ring() {
                continue;
            }
            let smaller = one.area().min(other.area());
            let same_line = (one.bottom - other.bottom).abs() < 1.0;
            let most = if same_line { COVERED.1 } else { COVERED.0 };
            if one.covered_by(other) * 100.0 > smaller * most {
                pairs.push((one, other));
            }
        }
    }
    pairs
}

#[test]
fn words_outside_or_on_one_another_are_found() {
    let bbox = r#"
  <page width="100.000000" height="50.000000">
    <word xMin="10.0" yMin="10.0" xMax="30.0" yMax="20.0">one</word>
    <word xMin="25.0" yMin="12.0" xMax="35.0" yMax="22.0">on</word>
    <word xMin="30.0" yMin="21.0" xMax="45.0" yMax="31.0">below</word>
    <word xMin="90.0" yMin="10.0" xMax="99.0" yMax="20.0">out</word>
  </page>"#;
    let pages = Page::all(bbox);
    let page = pages.first().expect("one page");
    let outside = page.words.iter().filter(|word| !page.holds(word, (5.0, 5.0)));
    assert_eq!(outside.map(|word| word.text.as_str()).collect::<Vec<_>>(), ["out"]);
    let pairs = overlaps(&page.words).into_iter();
    let pairs: Vec<_> = pairs.map(|(one, other)| (&*one.text, &*other.text)).collect();
    assert_eq!(pairs, [("one", "on")]);
}
