//! Shards and merges that are killed at any moment.

use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use fastrand::Rng;

use crate::comparable::comparable;
use crate::kills::{Moment, kill, kills};
use crate::run::{Place, files, text};
use crate::season::{State, differing, done, plaudit, two_states};

/// Into how many a plan is divided here.
const OF: usize = 3;

fn start(place: &Place, state: &State, arguments: &[&str]) -> Child {
    let mut build = plaudit(place, state.data, &[&["build"], arguments].concat());
    build.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts")
}

/// Builds all shards and kills one of them at a moment; whether it was at work.
fn shards(place: &Place, state: &State, short: Option<(usize, &Moment)>) -> bool {
    let mut was_at_work = false;
    for number in 1..=OF {
        let mut build = start(place, state, &["--shard", &format!("{number}/{OF}")]);
        match short {
            Some((short, moment)) if short == number => {
                let manifest = place.path(&format!("output/manifest-{number}-of-{OF}.json"));
                was_at_work = kill(build, &manifest, moment);
            }
            _ => assert!(build.wait().expect("it was started").success(), "{number}/{OF}"),
        }
    }
    was_at_work
}

/// Lays the shards together; an error is what is said of shards that are not as they should be.
fn merge(place: &Place, state: &State) -> Result<(), String> {
    let output = plaudit(place, state.data, &["build", "--merge"]).output().expect("it starts");
    let said = text(&output.stderr);
    match output.status.code() {
        Some(0) => Ok(()),
        code => {
            assert_eq!(code, Some(1), "{said}");
            Err(said)
        }
    }
}

/// All there is, is what one build makes, byte for byte; but for locks.
fn assert_one_build(place: &Place, state: &State, what: &str) {
    let kept = |path: &str| !path.ends_with(".lock");
    let mut found = comparable(files(&place.path("output")));
    found.retain(|path, _| kept(path));
    let mut clean = state.clean.clone();
    clean.retain(|path, _| kept(path));
    let differ = differing(&found, &clean);
    assert!(differ.is_empty(), "{what}: {differ:?}");
}

/// A moment of a build that takes so long, or soon after it begins to move files.
fn moment(number: usize, length: Duration, rng: &mut Rng) -> Moment {
    match number % 2 {
        0 => Moment::After(length.mul_f64(rng.f64())),
        _ => Moment::Moving(Duration::from_micros(rng.u64(0..4_000))),
    }
}

#[test]
fn a_shard_cut_short_is_named_and_a_merge_cut_short_is_made_again() {
    let (place, states) = two_states();
    done(plaudit(&place, states[1].data, &["build"]));
    let began = Instant::now();
    shards(&place, &states[0], None);
    let of_shard = began.elapsed() / OF as u32;
    let began = Instant::now();
    merge(&place, &states[0]).expect("all is there");
    let (of_merge, mut rng) = (began.elapsed(), Rng::with_seed(9));
    let (mut cut, mut named, mut merges, kills) = (0, 0, 0, kills().div_ceil(4));
    for number in 0..kills {
        let (state, short) = (&states[(number + 1) % 2], 1 + number % OF);
        let (what, shard) = (format!("kill {number}"), format!("{short}/{OF}"));
        if shards(&place, state, Some((short, &moment(number, of_shard, &mut rng)))) {
            cut += 1;
            if let Err(said) = merge(&place, state) {
                named += 1;
                done(plaudit(&place, state.data, &["build", "--shard", &shard]));
                let told = |number| {
                    said.contains(&format!("shard {number}/{OF} "))
                        || said.contains(&format!("shard {number}/{OF}`"))
                };
                let all: Vec<_> = (1..=OF).filter(|number| told(*number)).collect();
                assert_eq!(all, [short], "{what}: {said}");
            } else {
                // It was whole after all, and all are merged.
                shards(&place, state, None);
            }
        }
        let at = moment(number / 2, of_merge, &mut rng);
        let manifest = place.path("output/manifest.json");
        merges += usize::from(kill(start(&place, state, &["--merge"]), &manifest, &at));
        // It may have been all but done, and has taken away what tells of shards.
        if let Err(said) = merge(&place, state) {
            assert!(said.contains("there is no shard in the output folder"), "{what}: {said}");
        }
        assert_one_build(&place, state, &what);
    }
    println!(
        "{cut} shards of {kills} were killed at work, of which a merge named {named}; and {merges} merges"
    );
    assert!(cut * 2 > kills && merges * 2 > kills, "{cut} shards, {merges} merges of {kills}");
    assert!(named * 2 > cut, "{named} of {cut}");
}
