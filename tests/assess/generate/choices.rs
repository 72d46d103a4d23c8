//! A list of choices, used up one by one.

/// Choices to come; when they run out, the least is chosen.
pub(crate) struct Choices {
    list: Vec<u16>,
    next: usize,
}

impl Choices {
    pub(crate) fn new(list: Vec<u16>) -> Self {
        Self { list, next: 0 }
    }

    /// A number below another; greater choices make greater numbers.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        let choice = usize::from(self.list.get(self.next).copied().unwrap_or(0));
        self.next += 1;
        (choice * limit) >> 16
    }

    /// A number from one to another, both included.
    pub(crate) fn between(&mut self, least: usize, most: usize) -> usize {
        least + self.below(most + 1 - least)
    }

    /// Yes in so many of a hundred cases; no is the lesser choice.
    pub(crate) fn yes(&mut self, percent: usize) -> bool {
        self.below(100) >= 100 - percent
    }

    /// One of a list.
    pub(crate) fn pick<'t, T>(&mut self, list: &'t [T]) -> &'t T {
        &list[self.below(list.len())]
    }

    /// Some of a list, none to all, in the order of the list.
    pub(crate) fn some<T: Clone>(&mut self, list: &[T], percent: usize) -> Vec<T> {
        let mut some = list.to_vec();
        some.retain(|_| self.yes(percent));
        some
    }

    /// The list in some order.
    pub(crate) fn shuffled<T>(&mut self, mut list: Vec<T>) -> Vec<T> {
        for at in 0..list.len() {
            let other = at + self.below(list.len() - at);
            list.swap(at, other);
        }
        list
    }

    /// So many positive parts of a whole, any or alike.
    pub(crate) fn split(&mut self, whole: usize, parts: usize) -> Vec<usize> {
        let mut left = whole;
        let mut split = Vec::new();
        for more in (1..parts).rev() {
            let most = left - more;
            let fair = left / (more + 1);
            let part = if self.yes(50) { self.between(1, most.min(2 * fair)) } else { fair };
            split.push(part);
            left -= part;
        }
        split.push(left);
        split
    }
}

/// A number of units of the last of so many decimals, as text.
pub(super) fn decimal(units: i64, places: usize) -> String {
    let sign = if units < 0 { "-" } else { "" };
    let digits = format!("{:0>width$}", units.abs(), width = places + 1);
    let (before, after) = digits.split_at(digits.len() - places);
    if places == 0 { format!("{sign}{before}") } else { format!("{sign}{before}.{after}") }
}

/// A list of ids in TOML.
pub(super) fn quoted(ids: &[String]) -> String {
    let ids: Vec<_> = ids.iter().map(|id| format!("\"{id}\"")).collect();
    format!("[{}]", ids.join(", "))
}
