//! A series in one line of text.

const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// Values as blocks of eight heights; the size of a value counts, not its sign, and nothing is drawn as a space.
///
/// More values than 120 are drawn together, as many to a block as are needed, by the largest of them.
///
/// ```
/// assert_eq!(chancery_relate::plot::sparkline(&[0.0, 1.0, 4.0, 8.0]), " ▁▄█");
/// ```
pub fn sparkline(values: &[f64]) -> String {
    const MOST: usize = 120;
    let together = values.len().div_ceil(MOST).max(1);
    let heights: Vec<f64> = values
        .chunks(together)
        .map(|chunk| chunk.iter().fold(0.0, |most: f64, v| most.max(v.abs())))
        .collect();
    let top = heights.iter().fold(0.0, |most: f64, v| most.max(*v));
    heights
        .iter()
        .map(|height| {
            if *height == 0.0 || top == 0.0 {
                ' '
            } else {
                let eighth = (height / top * 8.0).ceil() as usize;
                BLOCKS[eighth.clamp(1, 8) - 1]
            }
        })
        .collect()
}
