//! A picture as a list of shapes, which `svg.rs` and `png.rs` write.

/// Red, green, blue.
pub(super) type Colour = [u8; 3];

pub(super) const INK: Colour = [0x00, 0x00, 0x00];
pub(super) const GREY: Colour = [0x44, 0x44, 0x44];
pub(super) const PALE: Colour = [0xdd, 0xdd, 0xdd];
pub(super) const RED: Colour = [0xb5, 0x34, 0x2b];
pub(super) const BLUE: Colour = [0x2b, 0x6c, 0xb0];

/// What is drawn, in order; later shapes lie on earlier ones. Lengths are in pixels from the upper left corner.
pub(super) struct Picture {
    pub width: f64,
    pub height: f64,
    pub title: String,
    pub description: String,
    pub shapes: Vec<Shape>,
}

pub(super) enum Shape {
    /// A filled box.
    Bar {
        x: f64,
        y: f64,
        width: f64,
        height: f64,
        colour: Colour,
    },
    /// A line of one pixel to the right.
    Across {
        x: f64,
        y: f64,
        to: f64,
        colour: Colour,
    },
    /// A line of one pixel downwards.
    Down {
        x: f64,
        y: f64,
        length: f64,
        colour: Colour,
    },
    Text(Text),
}

/// A line of text. `y` is its base line.
pub(super) struct Text {
    pub x: f64,
    pub y: f64,
    pub text: String,
    /// Height of the font in pixels.
    pub size: f64,
    pub bold: bool,
    /// Whether `x` is where it ends.
    pub ends: bool,
    pub colour: Colour,
    /// Pixels that it has; where fonts are measured, longer text is set smaller.
    pub room: f64,
}

/// Height of ordinary text in pixels.
pub(super) const SIZE: f64 = 12.0;
