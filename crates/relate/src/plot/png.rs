//! A picture as PNG: boxes by the share of each pixel that they cover, letters out of a font of our own.

use super::PlotOptions;
use super::dyad::picture;
use super::picture::{Colour, Shape, Text};
use crate::series::DyadSeries;
use ab_glyph::{Font as _, FontRef, PxScale, ScaleFont as _, point};

/// Letters of DejaVu Sans: Latin, Greek, Cyrillic, punctuation, arrows (data/font).
const PLAIN: &[u8] = include_bytes!("../../../../data/font/sans.ttf");
const BOLD: &[u8] = include_bytes!("../../../../data/font/sans-bold.ttf");

/// Points of the file for each point of the picture, so that it is sharp in print and on fine screens.
const DENSITY: u32 = 2;

/// Longest side in pixels.
const LONGEST: u32 = 16_384;

/// Draws `series` as the bytes of a PNG file, twice as wide and high as `options` say, at 192 points an inch.
///
/// It shows what [`super::svg()`] shows. Letters outside Latin, Greek and Cyrillic become empty boxes; text that is
/// too long for its place is set smaller. The title and the description stand in the file's text fields.
///
/// # Errors
/// If a side is longer than 16,384 pixels.
pub fn png(series: &DyadSeries, options: &PlotOptions) -> std::io::Result<Vec<u8>> {
    if options.width.max(options.height) > LONGEST {
        return Err(std::io::Error::new(
            std::io::ErrorKind::InvalidInput,
            format!(
                "a picture of {} by {} pixels: {LONGEST} is the most",
                options.width, options.height
            ),
        ));
    }
    let drawn = picture(series, options);
    let points = |length: f64| (length * f64::from(DENSITY)).round() as u32;
    let mut canvas = Canvas::new(points(drawn.width), points(drawn.height));
    for shape in &drawn.shapes {
        canvas.draw(shape);
    }
    let mut file = Vec::new();
    let mut encoder = ::png::Encoder::new(&mut file, canvas.width, canvas.height);
    encoder.set_color(::png::ColorType::Rgb);
    encoder.set_depth(::png::BitDepth::Eight);
    encoder.set_compression(::png::Compression::High);
    // 96 points an inch, the measure of SVG and CSS, times the density; a metre has 39.37 inches.
    let metre = (96.0 * f64::from(DENSITY) * 39.370_1).round() as u32;
    encoder.set_pixel_dims(Some(::png::PixelDimensions {
        xppu: metre,
        yppu: metre,
        unit: ::png::Unit::Meter,
    }));
    for (name, text) in [("Title", &drawn.title), ("Description", &drawn.description)] {
        let text = text.chars().filter(|c| !c.is_control()).collect();
        encoder.add_itxt_chunk(name.to_owned(), text)?;
    }
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&canvas.pixels)?;
    writer.finish()?;
    Ok(file)
}

/// A white sheet, three bytes a pixel.
struct Canvas {
    width: u32,
    height: u32,
    pixels: Vec<u8>,
}

impl Canvas {
    fn new(width: u32, height: u32) -> Canvas {
        Canvas {
            width,
            height,
            pixels: vec![0xff; width as usize * height as usize * 3],
        }
    }

    fn draw(&mut self, shape: &Shape) {
        let scale = f64::from(DENSITY);
        match shape {
            Shape::Bar {
                x,
                y,
                width,
                height,
                colour,
            } => self.fill(
                (x * scale, (x + width) * scale),
                (y * scale, (y + height) * scale),
                *colour,
            ),
            Shape::Across { x, y, to, colour } => {
                // On whole points a thin line is not smeared over three.
                let y = ((y - 0.5) * scale).round();
                self.fill((x * scale, to * scale), (y, y + scale), *colour);
            }
            Shape::Down {
                x,
                y,
                length,
                colour,
            } => {
                let x = ((x - 0.5) * scale).round();
                self.fill((x, x + scale), (y * scale, (y + length) * scale), *colour);
            }
            Shape::Text(text) => self.write(text),
        }
    }

    /// Fills a box, each point by the share of it that the box covers.
    fn fill(&mut self, across: (f64, f64), down: (f64, f64), colour: Colour) {
        let share = |at: u32, (from, to): (f64, f64)| {
            (to.min(f64::from(at) + 1.0) - from.max(f64::from(at))).clamp(0.0, 1.0)
        };
        let span = |(from, to): (f64, f64), most: u32| {
            (from.max(0.0) as u32).min(most)..(to.ceil().max(0.0) as u32).min(most)
        };
        for y in span(down, self.height) {
            for x in span(across, self.width) {
                self.blend(x, y, share(x, across) * share(y, down), colour);
            }
        }
    }

    fn blend(&mut self, x: u32, y: u32, share: f64, colour: Colour) {
        let at = (y as usize * self.width as usize + x as usize) * 3;
        for (under, over) in self.pixels[at..at + 3].iter_mut().zip(colour) {
            let mixed = f64::from(*under) * (1.0 - share) + f64::from(over) * share;
            *under = mixed.round() as u8;
        }
    }

    fn write(&mut self, text: &Text) {
        let bytes = if text.bold { BOLD } else { PLAIN };
        // The font is part of the program; a test draws with it.
        let Ok(font) = FontRef::try_from_slice(bytes) else {
            return;
        };
        let Some(em) = font.units_per_em() else {
            return;
        };
        // A font's size is that of its em; the crate counts from its highest to its lowest point.
        let tall = font.height_unscaled() / em;
        let long = |size: f64| {
            let font = font.as_scaled(PxScale::from(size as f32 * tall));
            let letters = text.text.chars().map(|c| font.h_advance(font.glyph_id(c)));
            f64::from(letters.sum::<f32>())
        };
        let fits = (text.room / long(text.size)).min(1.0);
        let size = text.size * fits * f64::from(DENSITY);
        let mut x = text.x * f64::from(DENSITY);
        if text.ends {
            x -= long(size);
        }
        let scaled = font.as_scaled(PxScale::from(size as f32 * tall));
        let (mut x, y) = (x as f32, (text.y * f64::from(DENSITY)) as f32);
        for c in text.text.chars().filter(|c| !c.is_control()) {
            let id = scaled.glyph_id(c);
            let glyph = id.with_scale_and_position(scaled.scale(), point(x, y));
            x += scaled.h_advance(id);
            let Some(outline) = font.outline_glyph(glyph) else {
                continue;
            };
            let left = outline.px_bounds().min;
            outline.draw(|dx, dy, share| {
                let (px, py) = (left.x as i64 + i64::from(dx), left.y as i64 + i64::from(dy));
                let inside = (0..i64::from(self.width)).contains(&px)
                    && (0..i64::from(self.height)).contains(&py);
                if inside {
                    self.blend(px as u32, py as u32, f64::from(share.min(1.0)), text.colour);
                }
            });
        }
    }
}
