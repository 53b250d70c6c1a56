//! Fewer colours for a picture of a sheet with photographs: those of text stay, those of photographs are cut down by
//! halving the widest box of colours again and again (median cut).

use std::collections::BTreeMap;

/// The colours that photographs get.
const COLOURS: usize = 48;

/// How far a colour may be from one that text has to be taken for it, squared.
const NEAR: u32 = 200;

/// Colours are told apart by five bits a channel.
type Coarse = [u8; 3];

/// A palette that begins with `text`, and each pixel's index in it.
pub(super) fn reduced(pixels: &[[u8; 3]], text: &[[u8; 3]]) -> (Vec<[u8; 3]>, Vec<u8>) {
    let mut counts: BTreeMap<Coarse, u32> = BTreeMap::new();
    for pixel in pixels {
        *counts.entry(coarse(*pixel)).or_default() += 1;
    }
    let photograph: Vec<(Coarse, u32)> = counts
        .iter()
        .filter(|(colour, _)| text.iter().all(|known| distance(*known, fine(**colour)) > NEAR))
        .map(|(colour, count)| (*colour, *count))
        .collect();
    let mut palette = text.to_vec();
    palette.extend(cut(photograph).iter().map(|colours| mean(colours)));
    let nearest = |colour: [u8; 3]| {
        let best = palette.iter().enumerate().min_by_key(|(_, known)| distance(**known, colour));
        best.map_or(0, |(at, _)| u8::try_from(at).unwrap_or(0))
    };
    let indexes: BTreeMap<Coarse, u8> =
        counts.keys().map(|colour| (*colour, nearest(fine(*colour)))).collect();
    let pixels = pixels.iter().map(|pixel| indexes.get(&coarse(*pixel)).copied().unwrap_or(0)).collect();
    (palette, pixels)
}

fn coarse(colour: [u8; 3]) -> Coarse {
    colour.map(|part| part >> 3)
}

/// The colour in the middle; black and white stay what they are.
fn fine(colour: Coarse) -> [u8; 3] {
    colour.map(|part| (part << 3) | (part >> 2))
}

fn distance(one: [u8; 3], other: [u8; 3]) -> u32 {
    one.iter().zip(other).map(|(one, other)| u32::from(one.abs_diff(other)).pow(2)).sum()
}

/// At most `COLOURS` boxes, none empty.
fn cut(all: Vec<(Coarse, u32)>) -> Vec<Vec<(Coarse, u32)>> {
    let mut boxes = vec![all];
    while boxes.len() < COLOURS {
        // The widest, weighed by how much of the picture it holds.
        let widest = boxes.iter().enumerate().max_by_key(|(_, colours)| {
            let count: u64 = colours.iter().map(|(_, count)| u64::from(*count)).sum();
            u64::from(widest_channel(colours).1).pow(2) * count
        });
        let Some((at, _)) = widest.filter(|(_, colours)| colours.len() > 1) else { break };
        let mut colours = boxes.swap_remove(at);
        let (channel, _) = widest_channel(&colours);
        colours.sort_by_key(|(colour, _)| colour.get(channel).copied());
        let half: u32 = colours.iter().map(|(_, count)| count).sum::<u32>() / 2;
        let mut before = 0;
        let middle = colours.iter().take_while(|(_, count)| {
            before += count;
            before <= half
        });
        let middle = middle.count().clamp(1, colours.len() - 1);
        let rest = colours.split_off(middle);
        boxes.extend([colours, rest]);
    }
    boxes.retain(|colours| !colours.is_empty());
    boxes
}

/// The channel in which colours lie farthest apart, and how far.
fn widest_channel(colours: &[(Coarse, u32)]) -> (usize, u8) {
    let span = |channel: usize| {
        let parts = colours.iter().filter_map(|(colour, _)| colour.get(channel));
        let (low, high) = parts.fold((u8::MAX, 0), |(low, high), part| (low.min(*part), high.max(*part)));
        high.saturating_sub(low)
    };
    (0..3).map(|channel| (channel, span(channel))).max_by_key(|(_, span)| *span).unwrap_or((0, 0))
}

fn mean(colours: &[(Coarse, u32)]) -> [u8; 3] {
    let count: u64 = colours.iter().map(|(_, count)| u64::from(*count)).sum();
    [0, 1, 2].map(|channel| {
        let sum: u64 = colours
            .iter()
            .map(|(colour, count)| {
                u64::from(fine(*colour).get(channel).copied().unwrap_or(0)) * u64::from(*count)
            })
            .sum();
        u8::try_from(sum / count.max(1)).unwrap_or(u8::MAX)
    })
}

#[cfg(test)]
mod tests {
    use super::{COLOURS, reduced};

    #[test]
    fn few_colours_stand_for_many() {
        let text = [[0; 3], [255; 3]];
        let photograph: Vec<[u8; 3]> =
            (0..4096_u16).map(|at| [(at % 64 * 4) as u8, (at / 64 * 4) as u8, 90]).collect();
        let pixels = [vec![[255; 3], [0; 3]], photograph].concat();
        let (palette, indexes) = reduced(&pixels, &text);
        assert_eq!((palette.len(), indexes.len()), (2 + COLOURS, pixels.len()));
        assert_eq!(indexes[..2], [1, 0]);
        for (pixel, index) in pixels.iter().zip(&indexes) {
            for (part, near) in pixel.iter().zip(palette[usize::from(*index)]) {
                assert!(part.abs_diff(near) < 64, "{pixel:?} became {near}");
            }
        }
    }

    #[test]
    fn a_picture_of_one_colour_needs_no_more() {
        assert_eq!(reduced(&[], &[[0; 3]]).1, Vec::<u8>::new());
        assert_eq!(reduced(&[[90, 20, 200]; 3], &[[0; 3]]).1, vec![1, 1, 1]);
    }
}
