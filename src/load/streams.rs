//! Whether what a programme file says of streams, size bands and criteria makes sense.

use super::programme::Check;
use crate::diagnostics::Severity;
use crate::model::{Criterion, Stream};

impl Check<'_> {
    pub(super) fn streams(&mut self) {
        for (index, stream) in self.programme.streams.iter().enumerate() {
            let index = index.to_string();
            if stream.modes.is_empty() {
                let message = format!("stream `{}` has no mode", stream.id);
                self.error(
                    &["streams", &index, "modes"],
                    message,
                    "add how its entries are assessed",
                );
            }
            if stream.groups.is_empty() {
                self.misleading = true;
                let message = format!("stream `{}` has no group", stream.id);
                let help = "add its size bands, or one that holds every size";
                self.error(&["streams", &index, "groups"], message, help);
            }
            self.bands(stream, &index);
            for (at, mode) in stream.modes.iter().enumerate() {
                if let Some(channel) = &mode.channel {
                    let path = ["streams", &index, "modes", &at.to_string(), "channel"];
                    let known = self.programme.channels.iter().map(|channel| &channel.id);
                    self.known(&path, "channel", channel, known);
                }
            }
        }
    }

    /// Bands ascend and do not overlap; sizes between two of them are worth a warning, since an
    /// entry of that size needs a group of its own (`RULES.md`, rule 4).
    fn bands(&mut self, stream: &Stream, index: &str) {
        for (at, group) in stream.groups.iter().enumerate() {
            if let Some(max) = group.max.filter(|max| *max < group.min) {
                self.misleading = true;
                let path = ["streams", index, "groups", &at.to_string(), "max"];
                let message =
                    format!("group `{}` begins at {} and ends at {max}", group.id, group.min);
                self.error(&path, message, "let `max` be at least `min`");
            }
        }
        for (at, pair) in stream.groups.windows(2).enumerate() {
            let [lower, upper] = pair else { continue };
            let next = (at + 1).to_string();
            let path = ["streams", index, "groups", &next];
            let message =
                format!("groups `{}` and `{}` of stream `{}`", lower.id, upper.id, stream.id);
            match lower.max.and_then(|max| max.checked_add(1)) {
                Some(first) if first < upper.min => {
                    let gap = if upper.min - first == 1 {
                        format!("{first}")
                    } else {
                        format!("{first} to {}", upper.min - 1)
                    };
                    let help = "an entry of such a size needs its group in the column `group`";
                    let sizes = if gap.contains(' ') { "sizes" } else { "size" };
                    let warning = format!("{message} leave the {sizes} {gap} in neither");
                    self.warning(&path, warning, help);
                }
                Some(first) if first == upper.min => {}
                _ if upper.max.is_some_and(|max| max < lower.min) => {
                    let help = "list the bands from the smallest up";
                    self.error(&path, format!("{message} stand in the wrong order"), help);
                }
                first => {
                    let help = match first {
                        Some(first) => format!("let `{}` begin at {first}", upper.id),
                        None => format!("give `{}` a `max` below {}", lower.id, upper.min),
                    };
                    self.error(&path, format!("{message} overlap"), help);
                }
            }
        }
    }

    /// What a criterion is limited to is there, and leaves it an entry to be marked for.
    pub(super) fn criteria(&mut self) {
        let errors_before = self.errors();
        for (index, criterion) in self.programme.criteria.iter().enumerate() {
            self.criterion(&index.to_string(), criterion);
        }
        self.misleading |= self.errors() > errors_before;
    }

    fn errors(&self) -> usize {
        self.problems.count(Severity::Error)
    }

    fn criterion(&mut self, index: &str, criterion: &Criterion) {
        let programme = self.programme;
        let errors_before = self.errors();
        for stream in &criterion.streams {
            let known = programme.streams.iter().map(|stream| &stream.id);
            self.known(&["criteria", index, "streams"], "stream", stream, known);
        }
        for mode in &criterion.modes {
            let known = programme.streams.iter().flat_map(|s| s.modes.iter().map(|m| &m.id));
            self.known(&["criteria", index, "modes"], "mode", mode, known);
        }
        for channel in &criterion.channels {
            let known = programme.channels.iter().map(|channel| &channel.id);
            self.known(&["criteria", index, "channels"], "channel", channel, known);
        }
        let anywhere = programme
            .streams
            .iter()
            .any(|stream| stream.modes.iter().any(|mode| criterion.applies(&stream.id, &mode.id)));
        if !anywhere && !criterion.modes.is_empty() && self.errors() == errors_before {
            let message = format!("criterion `{}` applies to no entry", criterion.id);
            let help = "none of its streams has one of its modes; correct either list";
            self.error(&["criteria", index, "modes"], message, help);
        }
    }
}
