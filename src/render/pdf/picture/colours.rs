//! The few colours of a picture: those it has are parted again and again where they differ most, until
//! there are 256 groups, and each is shown as the middle of its group.
//!
//! Where a group is parted is its mean and not its median, which is nearly as good and needs no sorting
//! (X. Wu, "Efficient statistical computations for optimal color quantization", 1991, parts so too).

/// The most colours that a PNG of one byte a pixel has.
const MOST: usize = 256;

/// Colours that agree in so many first bits of each part are taken for one.
const BITS: u32 = 6;

/// A colour of a picture, its parts of [`BITS`] bits, and how many pixels have it.
#[derive(Clone, Copy)]
struct Shade {
    parts: [u8; 3],
    pixels: u64,
}

/// The place of a colour among all that there can be.
fn place(pixel: &[u8]) -> usize {
    pixel[..3].iter().fold(0, |at, part| at << BITS | usize::from(part >> (8 - BITS)))
}

/// The pixels of a picture in runs of the same colour.
fn runs(rgba: &[u8]) -> impl Iterator<Item = &[[u8; 4]]> {
    rgba.as_chunks().0.chunk_by(|one, next| one == next)
}

/// The 256 colours that a picture is shown in, three bytes each, and which of them each pixel has.
pub(super) fn in_few_colours(rgba: &[u8]) -> (Vec<u8>, Vec<u8>) {
    let mut shades = shades(rgba);
    let groups = parted(&mut shades);
    let mut of_place = vec![0; 1 << (3 * BITS)];
    for (at, group) in (0..=u8::MAX).zip(&groups) {
        for shade in &shades[group.from..group.to] {
            let [r, g, b] = shade.parts.map(usize::from);
            of_place[(r << BITS | g) << BITS | b] = at;
        }
    }
    let mut indices = Vec::with_capacity(rgba.len() / 4);
    let mut sums = vec![[0_u64; 4]; groups.len()];
    for run in runs(rgba) {
        let [r, g, b, _] = run[0].map(u64::from);
        let (at, pixels): (u8, _) = (of_place[place(&run[0])], run.len() as u64);
        indices.resize(indices.len() + run.len(), at);
        let sum = &mut sums[usize::from(at)];
        let more = [r * pixels, g * pixels, b * pixels, pixels];
        sum.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
    }
    // Each is the mean of its own pixels, all their bits counted.
    let mean = |[r, g, b, pixels]: [u64; 4]| {
        let pixels = pixels.max(1);
        [r, g, b].map(|part| ((part + pixels / 2) / pixels) as u8)
    };
    (sums.into_iter().flat_map(mean).collect(), indices)
}

/// The colours that a picture has, in a fixed order.
fn shades(rgba: &[u8]) -> Vec<Shade> {
    let mut counts = vec![0_u32; 1 << (3 * BITS)];
    runs(rgba).for_each(|run| counts[place(&run[0])] += run.len() as u32);
    let had = counts.iter().enumerate().filter(|(_, pixels)| **pixels > 0);
    let part = |at: usize, n: u32| (at >> (n * BITS) & ((1 << BITS) - 1)) as u8;
    had.map(|(at, pixels)| Shade {
        parts: [part(at, 2), part(at, 1), part(at, 0)],
        pixels: (*pixels).into(),
    })
    .collect()
}

/// Some shades that are shown as one colour.
struct Group {
    from: usize,
    to: usize,
    /// How far they lie apart along the axis on which they do so most: the sum of the squares.
    apart: u64,
    axis: usize,
    /// Their mean on it, rounded down.
    mean: u8,
}

impl Group {
    fn new(shades: &[Shade], from: usize, to: usize) -> Self {
        let (mut pixels, mut sums, mut squares) = (0, [0; 3], [0; 3]);
        for shade in &shades[from..to] {
            pixels += shade.pixels;
            for axis in 0..3 {
                let part = u64::from(shade.parts[axis]);
                sums[axis] += part * shade.pixels;
                squares[axis] += part * part * shade.pixels;
            }
        }
        let apart = |axis: usize| squares[axis] - sums[axis] * sums[axis] / pixels.max(1);
        let axis = (0..3).max_by_key(|axis| apart(*axis)).unwrap_or(0);
        let mean = (sums[axis] / pixels.max(1)) as u8;
        let apart = if to - from > 1 { apart(axis) } else { 0 };
        Self { from, to, apart, axis, mean }
    }
}

/// The shades in groups, which are ranges of them once they are put in that order.
fn parted(shades: &mut [Shade]) -> Vec<Group> {
    let mut groups = vec![Group::new(shades, 0, shades.len())];
    while groups.len() < MOST {
        let widest = (0..groups.len()).max_by_key(|at| groups[*at].apart).unwrap_or(0);
        let Group { from, to, apart, axis, mean } = groups[widest];
        if apart == 0 {
            break;
        }
        let own = &mut shades[from..to];
        own.sort_unstable_by_key(|shade| (shade.parts[axis] > mean, shade.parts));
        let middle = from + own.partition_point(|shade| shade.parts[axis] <= mean);
        groups[widest] = Group::new(shades, from, middle);
        groups.push(Group::new(shades, middle, to));
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pixels(colours: impl Iterator<Item = [u8; 3]>) -> Vec<u8> {
        colours.flat_map(|[r, g, b]| [r, g, b, 255]).collect()
    }

    /// The picture as it is shown, three bytes a pixel.
    fn shown(rgba: &[u8]) -> Vec<u8> {
        let (colours, indices) = in_few_colours(rgba);
        assert!(colours.len() <= 3 * MOST && colours.len() % 3 == 0, "{}", colours.len());
        let shown = indices.iter().flat_map(|at| &colours[3 * usize::from(*at)..][..3]);
        shown.copied().collect()
    }

    #[test]
    fn a_picture_of_few_colours_keeps_them() {
        let own = [[255, 255, 255], [0, 0, 0], [134, 93, 12], [28, 28, 32]];
        let picture = pixels((0..4000).map(|n| own[n / 3 % 4]));
        let shown = shown(&picture);
        for (pixel, shown) in picture.chunks_exact(4).zip(shown.chunks_exact(3)) {
            assert_eq!(pixel[..3], *shown);
        }
    }

    #[test]
    fn a_rare_colour_is_kept_beside_a_thousand_others() {
        let shades = (0..40_000_u32).map(|n| {
            let light = (200 + n % 56) as u8;
            [light, light - (n / 56 % 40) as u8, light - (n / 300 % 60) as u8]
        });
        let picture = pixels(shades.chain([[180, 10, 20]; 12]));
        let shown = shown(&picture);
        let far = |(pixel, shown): (&[u8], &[u8])| {
            pixel.iter().zip(shown).map(|(a, b)| a.abs_diff(*b)).max().unwrap_or(0)
        };
        let most = picture.chunks_exact(4).zip(shown.chunks_exact(3)).map(far).max();
        assert!(most < Some(16), "{most:?}");
    }

    #[test]
    fn a_picture_of_one_colour_has_one() {
        let (colours, indices) = in_few_colours(&pixels([[255; 3]; 9].into_iter()));
        assert_eq!((colours, indices), (vec![255; 3], vec![0; 9]));
    }
}
