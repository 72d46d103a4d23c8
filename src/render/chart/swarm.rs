//! Dots on a line, moved off it so that each is seen.

/// The places of dots: where each stands along the line, and how far off it, at most `half` to
/// either side. They keep as far apart as there is room for, up to `apart`; the same dots always get
/// the same places.
pub(super) fn swarm(along: &[i32], apart: i32, half: i32) -> Vec<(i32, i32)> {
    let mut sorted = along.to_vec();
    sorted.sort_unstable();
    let closer = (1..=apart).rev().find_map(|apart| placed(&sorted, apart, half));
    closer.unwrap_or_else(|| {
        // More dots on a point than there are places: some cover each other, all over the height.
        let offs = (-half..=half).cycle();
        sorted.into_iter().zip(offs).collect()
    })
}

/// Each dot as near the line as it can be without coming too close to one before it.
fn placed(sorted: &[i32], apart: i32, half: i32) -> Option<Vec<(i32, i32)>> {
    let mut places: Vec<(i32, i32)> = Vec::with_capacity(sorted.len());
    for (count, x) in sorted.iter().enumerate() {
        let first = if count % 2 == 0 { 1 } else { -1 };
        let mut sides = (0..=half).flat_map(|off| [off * first, -off * first]);
        let near = places.iter().rev().take_while(|(other, _)| x - other < apart);
        let near: Vec<_> = near.copied().collect();
        let off = sides.find(|off| {
            near.iter().all(|(other, taken)| {
                let (dx, dy) = (x - other, off - taken);
                dx * dx + dy * dy >= apart * apart
            })
        });
        places.push((*x, off?));
    }
    Some(places)
}
