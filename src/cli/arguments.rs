//! What can be typed. The comments here are the text of `--help`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;
use plaudit::plan::{Shard, Target};
use plaudit::proof::PublicKey;

use super::common::{Common, Part, epoch};
use super::shell;

/// From a season's assessment scores to bilingual reports, trophies, certificates and a site.
///
/// Reads the spreadsheets under `data/`, decides tiers and recognitions by the rules of each
/// programme, and writes everything that is handed out to `output/`. Nothing leaves the machine.
#[derive(Debug, Parser)]
#[command(version = shell::version(), max_term_width = 100)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Write a sample to start from: a season of an award and one of a certification, and all templates
    ///
    /// Both are small, whole and plainly a sample; `check` and `build` take them as they are. `data` and
    /// `templates` are made in the folder, which must have neither; `data/README.md` tells of each table.
    /// The season is that of the year before --as-of, 2025 at the earliest, so that its results are out.
    Init {
        /// The folder, which is made if it is not there
        #[arg(value_name = "DIR", value_hint = ValueHint::DirPath, default_value = ".")]
        folder: PathBuf,
    },
    /// Read everything and report every problem; write nothing
    Check,
    /// Print scores, tiers and recognitions
    Assess {
        /// How to print them
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// Print how everything that an entry attained came about, with file and row of each input
    ///
    /// Scores, tier, recognitions won and missed, credit points and certificate, each with what it
    /// rests on. If several seasons have the entry, each is explained in turn. It names other entries
    /// and is for the secretariat alone; what a member may read is printed by `--for-member`.
    Explain(ExplainOptions),
    /// Write reports, artwork, site and the secretariat's files
    ///
    /// Only what is not as it should be is built: files whose data, templates or fonts changed since
    /// an earlier build, or that someone else changed. Files that are no longer planned are removed.
    /// If anything is wrong with the data or a template, nothing is written.
    ///
    /// Of artwork, `proofs.pdf` shows every piece, to be initialled; after a change, `changes.pdf`
    /// lists what differs from the proofs that were last passed, word for word. It goes on to do
    /// so, build after build, until it is deleted or moved away: then what is on it counts as passed.
    Build(BuildOptions),
    /// Build, show what is built in a browser, and build again whatever a change touches
    ///
    /// The address of the preview is printed first. It is served to this machine alone, and to who
    /// has the address. After a change of data, templates or fonts the file that is looked at is made
    /// first, then the others, and the browser shows them anew. What is wrong is shown in the
    /// browser and the terminal until it is mended. Ctrl-C ends it.
    Watch(WatchOptions),
    /// Print the JSON Schema of a TOML file, or of what a template receives
    ///
    /// With that of a TOML file an editor completes and checks it: the shipped files name theirs in
    /// the first line, for Taplo and Even Better TOML. That of a template says what it may show.
    Schema {
        /// The kind of file
        #[arg(value_enum, value_name = "FILE")]
        file: Settings,
    },
    /// Add a season's official results to the table of past results, `history.csv`
    ///
    /// Next season's streaks and improvements rest on them. One season is closed at a time:
    /// choose it with --programme and --season. Every active entry has a row, its overall as
    /// published and its tier; what is withdrawn or disqualified holds no tier and has none.
    /// While a round's score is missing or anything is wrong with the data, nothing is written.
    /// The file as it was is kept beside the new one, as `#history-before-<year>.csv`.
    Close(CloseOptions),
    /// Sign a programme's certificates and awards, as credentials that anybody can check
    ///
    /// What the site tells of certificates and awards, and nothing else, is signed as Open Badges 3.0
    /// (W3C Verifiable Credentials) and kept as `credentials.json` in the folder of the programme. The
    /// next build of the site publishes it. Only what is not signed as it should be is signed; what was
    /// revoked, or says something else now, goes on the list of what was revoked, and `check` and
    /// `build` say when it is time to sign again.
    Sign(SignOptions),
    /// Check credentials, and files that plaudit built, without a network
    ///
    /// Of a credential (JSON): that it is as it was signed, by a key that you trust, is in force, and
    /// was not revoked. Of any other file: that it is, byte for byte, one that `manifest.json` of the
    /// output folder names. Exit code 1 if one of them does not hold.
    Verify(Box<VerifyOptions>),
    /// Print the script with which a shell completes commands, options and their values
    ///
    /// Save it where your shell looks for such scripts; the README says where that is.
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: Shell,
    },
    /// Write manual pages, one for each command, into a folder
    Man {
        /// The folder, which must be there
        #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
        folder: PathBuf,
    },
}

#[derive(Debug, Args)]
pub(super) struct WatchOptions {
    /// The parts to build; all, if none is named
    #[arg(value_enum, value_name = "PART")]
    pub(super) parts: Vec<Part>,
    /// The port of the preview [default: the first free one from 3000 to 3005]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(super) port: Option<u16>,
}

#[derive(Debug, Default, Args)]
pub(super) struct BuildOptions {
    /// The parts to build; all, if none is named
    #[arg(value_enum, value_name = "PART")]
    pub(super) parts: Vec<Part>,
    /// Build every file, even if it is as it should be
    #[arg(long)]
    pub(super) force: bool,
    /// Say how many files would be built, and why; write nothing
    #[arg(long)]
    pub(super) dry_run: bool,
    /// List each file that is built, with the cause
    #[arg(long)]
    pub(super) why: bool,
    /// Build only the K-th of N shares of the plan, for N machines to build at once
    ///
    /// Each share goes into the same folder, or into one of its own; laid together into one they are
    /// completed by `--merge`.
    #[arg(long, value_name = "K/N", conflicts_with_all = ["merge", "dry_run"])]
    pub(super) shard: Option<Shard>,
    /// Check the shards that lie in the output folder, and make of them what one build would have made
    #[arg(long, conflicts_with_all = ["force", "dry_run"])]
    pub(super) merge: bool,
}

impl BuildOptions {
    /// Whether nothing need be done where nothing changed.
    pub(super) fn may_rest(&self) -> bool {
        !self.force && !self.dry_run && !self.merge && self.shard.is_none()
    }
}

#[derive(Debug, Args)]
pub(super) struct ExplainOptions {
    /// The entry's id
    #[arg(id = "explained", value_name = "ENTRY")]
    pub(super) entry: String,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Explanation,
    /// The language of the text, such as `en` [default: the programme's first]
    #[arg(long, value_name = "ID")]
    pub(super) language: Option<String>,
    /// Tell nothing of other entries, neither names nor margins, so that a member may read it
    #[arg(long)]
    pub(super) for_member: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Settings {
    /// programme.toml, the standing rules
    Programme,
    /// season.toml, dates and sector merges
    Season,
    /// what the templates of reports and certificates have in common
    Setting,
    /// what the template of a report receives
    Report,
    /// what the templates of trophies, certificates and decals receive
    Artwork,
    /// what the template of a mark (e-logo) receives
    Logo,
    /// what the template of proof sheets receives
    Proof,
    /// what the template of the pictures that stand for shared pages receives
    Card,
}

#[derive(Debug, Clone, Copy, Args)]
pub(super) struct CloseOptions {
    /// Put this season's rows right where they differ from the results; other seasons stay
    #[arg(long)]
    pub(super) replace: bool,
    /// Print the rows that would be added or replaced, and write nothing
    #[arg(long)]
    pub(super) dry_run: bool,
}

#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("which").required(true))]
pub(super) struct SignOptions {
    /// The file of the key, which only its owner may read (0600)
    #[arg(long, group = "which", value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) key: Option<PathBuf>,
    /// Make a new key and write it to a file, which must not be there; sign nothing
    #[arg(long, group = "which", value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) new_key: Option<PathBuf>,
    /// Sign with this key from now on; what an earlier one has signed stands
    #[arg(long, requires = "key", conflicts_with = "replace_key")]
    pub(super) add_key: bool,
    /// Sign everything anew with this key; no other is believed any more, as after a theft
    #[arg(long, requires = "key")]
    pub(super) replace_key: bool,
    /// Say what would be signed, and write nothing
    #[arg(long, requires = "key")]
    pub(super) dry_run: bool,
}

#[derive(Debug, Args)]
pub(super) struct VerifyOptions {
    /// The files
    #[arg(required = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) files: Vec<PathBuf>,
    /// Trust this issuer: its `issuer.json`, saved from its own site
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) issuer: Option<PathBuf>,
    /// Trust whoever has this key, such as `z6Mk…`
    #[arg(long, value_name = "KEY", conflicts_with = "issuer")]
    pub(super) public_key: Option<PublicKey>,
    /// The list of what was revoked: `status.json` of the issuer's site
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) status: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Aligned columns
    #[default]
    Table,
    /// The stable JSON that other programs read
    Json,
    /// One line an entry, for a spreadsheet
    Csv,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Explanation {
    /// A tree in words
    #[default]
    Text,
    /// The same tree for other programs
    Json,
}

impl Arguments {
    /// Why options do not go together with the command, where they do not.
    pub(crate) fn conflict(&self) -> Option<String> {
        if let Err(message) = epoch() {
            return Some(message);
        }
        let (parts, shards) = match &self.command {
            Command::Init { .. } if self.common.chooses() => {
                return Some(
                    "`init` reads nothing: name the folder alone, as `plaudit init DIR`".into(),
                );
            }
            Command::Build(options) => (&options.parts, options.merge || options.shard.is_some()),
            Command::Watch(options) => (&options.parts, false),
            _ => {
                let selection = self.common.selection(&[]);
                let narrowed = selection.round.is_some() || selection.entry.is_some();
                let message = "`--round` and `--entry` go with `build` and `watch` alone";
                return narrowed.then(|| message.to_owned());
            }
        };
        let selection = self.common.selection(parts);
        let narrowed = selection.round.is_some() || selection.entry.is_some();
        if narrowed && shards {
            return Some("shards are of whole parts: build without `--round` and `--entry`".into());
        }
        let part = parts.iter().find(|part| !selection.allows(Target::from(**part)))?;
        let (what, without) = match part {
            Part::Reports => return None,
            Part::Site => (
                "the site is one for all programmes and seasons",
                "`--programme`, `--season`, `--round` and `--entry`",
            ),
            Part::Artwork => ("artwork is of the whole season", "`--round`"),
            Part::Secretariat => {
                ("the secretariat's files are of the whole season", "`--round` and `--entry`")
            }
        };
        Some(format!("{what}: build without {without}"))
    }
}
