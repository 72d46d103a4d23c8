//! Builds that are killed at any moment.

use std::fs;
use std::path::Path;
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use fastrand::Rng;

use crate::run::{Place, text};
use crate::season::{State, assert_mended, assert_whole, done, plaudit, two_states};
use crate::tool::tool;

/// How often; `PLAUDIT_TEST_KILLS` for more.
pub(crate) fn kills() -> usize {
    std::env::var("PLAUDIT_TEST_KILLS").ok().and_then(|it| it.parse().ok()).unwrap_or(24)
}

/// When a build is killed.
pub(crate) enum Moment {
    /// So long after it began.
    After(Duration),
    /// So long after it began to move files into place.
    Moving(Duration),
}

/// Kills a build, which writes its manifest before it moves files, at a moment; whether it was still at work.
pub(crate) fn kill(mut build: Child, manifest: &Path, moment: &Moment) -> bool {
    match moment {
        Moment::After(time) => thread::sleep(*time),
        Moment::Moving(time) => {
            let written = || fs::metadata(manifest).and_then(|it| it.modified()).ok();
            let (before, patience) = (written(), Instant::now());
            while written() == before
                && matches!(build.try_wait(), Ok(None))
                && patience.elapsed() < Duration::from_secs(60)
            {
                thread::sleep(Duration::from_micros(20));
            }
            thread::sleep(*time);
        }
    }
    build.kill().expect("it is ours");
    build.wait().expect("it was started").code().is_none()
}

#[test]
fn a_build_that_is_killed_leaves_all_whole_and_the_next_one_mends_it() {
    let (place, states) = two_states();
    let output = place.path("output");
    done(plaudit(&place, states[0].data, &["build"]));
    let began = Instant::now();
    assert_mended(&place, &states[1], "without a kill");
    let (mut rng, length) = (Rng::with_seed(8), began.elapsed());
    let (mut at_work, mut moving, kills) = (0, 0, kills());
    for number in 0..kills {
        let (before, after) = (&states[(number + 1) % 2], &states[number % 2]);
        let moment = match number % 2 {
            0 => Moment::After(length.mul_f64(rng.f64())),
            _ => Moment::Moving(Duration::from_micros(rng.u64(0..6_000))),
        };
        let arguments: &[&str] = if rng.u8(..4) == 0 { &["build", "site"] } else { &["build"] };
        let mut build = plaudit(&place, after.data, arguments);
        let build = build.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
        let was_at_work = kill(build, &output.join("manifest.json"), &moment);
        at_work += usize::from(was_at_work);
        moving += usize::from(was_at_work && matches!(moment, Moment::Moving(_)));
        let what = format!("kill {number}");
        assert_whole(&output, before, after, &what);
        assert_mended(&place, after, &what);
    }
    println!("{at_work} of {kills} builds were killed at work, {moving} while files were moved");
    assert!(at_work * 2 > kills, "only {at_work} of {kills} builds were still at work");
}

/// The system calls by which files come into place, go, or are held in two places.
const MOVES: &str = "rename,renameat,renameat2,unlink,unlinkat,rmdir,link,linkat,mkdir";

/// The calls of a build, the thread that moves files alone, under strace; it may kill the build at one of them,
/// which is given by name and number. Whether the build came to its end stands beside them.
fn traced(
    place: &Place,
    state: &State,
    kill_at: Option<(&str, usize)>,
) -> Option<(Vec<String>, bool)> {
    let mut strace = tool("strace")?;
    let build = plaudit(place, state.data, &["build"]);
    let log = place.path("calls");
    strace.current_dir(place.path("")).arg("-o").arg(&log).args(["-e", &format!("trace={MOVES}")]);
    if let Some((call, number)) = kill_at {
        strace.args(["-e", &format!("inject={call}:signal=SIGKILL:when={number}")]);
    }
    strace.arg(build.get_program()).args(build.get_args());
    let output = strace.output().expect("strace starts");
    let log = fs::read_to_string(log).unwrap_or_default();
    if log.is_empty() {
        println!("ignored: strace may not trace here: {}", text(&output.stderr));
        return None;
    }
    let calls = log.lines().filter_map(|line| line.split_once('('));
    Some((calls.map(|(call, _)| call.to_owned()).collect(), output.status.success()))
}

#[test]
fn a_build_that_is_killed_at_any_of_its_moves_leaves_all_whole() {
    let (place, states) = two_states();
    done(plaudit(&place, states[0].data, &["build"]));
    let Some((calls, _)) = traced(&place, &states[1], None) else { return };
    assert!(calls.len() > 50, "{calls:?}");
    let (mut rng, mut killed) = (Rng::with_seed(88), 0);
    let steps = kills().div_ceil(2);
    for number in 0..steps {
        let (before, after) = (&states[(number + 1) % 2], &states[number % 2]);
        let at = (number * calls.len() + rng.usize(..calls.len())) / steps;
        let call = &calls[at];
        let nth = calls[..=at].iter().filter(|other| *other == call).count();
        let Some((_, ended)) = traced(&place, after, Some((call, nth))) else { return };
        killed += usize::from(!ended);
        let what = format!("killed at `{call}` {nth}");
        assert_whole(&place.path("output"), before, after, &what);
        assert_mended(&place, after, &what);
    }
    println!("{killed} of {steps} builds were killed at a move of their {} moves", calls.len());
    assert!(killed * 10 > steps * 8, "only {killed} of {steps} builds were killed");
}
