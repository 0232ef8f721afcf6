//! PNG pictures: what stands where, read back from the file.

#[path = "support/scored.rs"]
mod scored;

use chancery_relate::plot::{Measured, PlotOptions, png};
use chancery_relate::series::{Bin, DyadSeries, SeriesOptions};
use jiff::civil::date;
use scored::scored;

fn options(title: &str) -> PlotOptions {
    PlotOptions {
        measured: Measured::Score,
        title: title.into(),
        first: "Malta".into(),
        second: "Libya".into(),
        width: 640,
        height: 280,
    }
}

/// Four days; Malta is hostile on the second, Libya friendly on the third.
fn series() -> DyadSeries {
    let acts = [
        scored("MLT", "LBY", date(2020, 1, 7), date(2020, 1, 7), -2.0),
        scored("LBY", "MLT", date(2020, 1, 8), date(2020, 1, 8), 1.0),
    ];
    let days = SeriesOptions::new(Bin::Day, date(2020, 1, 6), date(2020, 1, 9));
    DyadSeries::of(&acts.iter().collect::<Vec<_>>(), "MLT", "LBY", &days)
}

/// A file read back: its size, its texts and its pixels.
struct Read {
    width: usize,
    height: usize,
    texts: Vec<String>,
    pixels: Vec<u8>,
}

impl Read {
    fn new(file: &[u8]) -> Read {
        let mut reader = ::png::Decoder::new(std::io::Cursor::new(file))
            .read_info()
            .expect("a PNG");
        let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
        let frame = reader.next_frame(&mut pixels).expect("a frame");
        reader.finish().expect("an end");
        let texts = &reader.info().utf8_text;
        Read {
            width: frame.width as usize,
            height: frame.height as usize,
            texts: texts.iter().map(|t| t.get_text().expect("text")).collect(),
            pixels,
        }
    }

    /// The colour at a share of the width and of the height.
    fn at(&self, across: f64, down: f64) -> &[u8] {
        let x = (across * self.width as f64) as usize;
        let y = (down * self.height as f64) as usize;
        &self.pixels[(y * self.width + x) * 3..][..3]
    }

    /// How many points of a stretch of rows and columns are dark.
    fn dark(&self, rows: std::ops::Range<usize>, columns: std::ops::Range<usize>) -> usize {
        rows.flat_map(|y| columns.clone().map(move |x| (y * self.width + x) * 3))
            .filter(|at| self.pixels[*at..at + 3].iter().all(|c| *c < 0x80))
            .count()
    }
}

#[test]
fn a_png_has_its_size_its_bars_and_its_words() {
    let file = png(&series(), &options("Malta and Libya")).expect("a picture");
    assert_eq!(&file[..8], b"\x89PNG\r\n\x1a\n");
    let read = Read::new(&file);
    assert_eq!((read.width, read.height), (1280, 560));
    // Bars fill the middle eight tenths of each of four slots between 56 and 624 pixels; the middle line is at 148.
    let slot = |n: f64| (56.0 + 568.0 * (n + 0.5) / 4.0) / 640.0;
    assert_eq!(read.at(slot(1.0), 100.0 / 280.0), [0xb5, 0x34, 0x2b]);
    assert_eq!(read.at(slot(2.0), 160.0 / 280.0), [0x2b, 0x6c, 0xb0]);
    for empty in [0.0, 3.0] {
        assert_eq!(read.at(slot(empty), 100.0 / 280.0), [0xff, 0xff, 0xff]);
        assert_eq!(read.at(slot(empty), 160.0 / 280.0), [0xff, 0xff, 0xff]);
    }
    // The heading, the numbers of the axis, and the days beneath.
    assert!(read.dark(10..45, 112..600) > 500);
    assert!(read.dark(90..500, 60..104) > 100);
    assert!(read.dark(512..550, 100..1200) > 200);
    assert_eq!(read.texts[0], "Malta and Libya");
    assert!(read.texts[1].contains("Malta to Libya, upwards, -2 in all"));
}

#[test]
fn words_are_drawn_and_a_long_title_keeps_clear_of_the_label() {
    let blank = Read::new(&png(&series(), &options("")).expect("a picture"));
    assert_eq!(blank.dark(10..45, 112..927), 0);
    let long = Read::new(&png(&series(), &options(&"Côte d’Ivoire ".repeat(20))).expect("one"));
    assert!(long.dark(10..45, 112..880) > 200);
    assert_eq!(long.dark(10..45, 909..927), 0);
}

#[test]
fn what_no_file_can_hold_is_an_error_and_what_is_empty_a_picture() {
    let wide = PlotOptions {
        width: u32::MAX,
        ..options("")
    };
    assert!(png(&series(), &wide).is_err());
    let none = SeriesOptions::new(Bin::Day, date(2020, 1, 2), date(2020, 1, 1));
    let empty = DyadSeries::of(&[], "MLT", "LBY", &none);
    Read::new(&png(&empty, &options("a\u{0}\nб → ←")).expect("a picture"));
}

#[test]
fn the_fonts_have_the_sums_that_their_provenance_tells() {
    use sha2::{Digest, Sha256};
    let provenance = include_str!("../../../data/font/provenance.toml");
    for font in [
        &include_bytes!("../../../data/font/sans.ttf")[..],
        include_bytes!("../../../data/font/sans-bold.ttf"),
    ] {
        let digest = Sha256::digest(font);
        let sum: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        assert!(
            provenance.contains(&format!("sha256 = \"{sum}\"")),
            "write {sum} into provenance.toml"
        );
    }
}
